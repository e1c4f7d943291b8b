/*
 * Asks for a status and shows it as a chart; see view.h. nsctl only.
 */
#include "nsctl/view.h"

#include "nsctl/chart.h"
#include "nsctl/client.h"

#include <string.h>

static const struct {
	const char *word, *option, *help;
	void (*show)(struct text *text, const struct status *status);
	void (*show_option)(struct text *text, const struct status *status);
} views[] = {
	{ "deps", "--dot", "what each container waits for; --dot for Graphviz", chart_deps,
		chart_dot },
	{ "blame", NULL, "how long each container took to be ready", chart_blame, NULL },
	{ "plot", NULL, "the boot as a picture, SVG", chart_plot, NULL },
};
#define VIEWS (sizeof views / sizeof views[0])

static unsigned find(const char *word)
{
	unsigned at = 0;

	while (at < VIEWS && strcmp(views[at].word, word) != 0)
		at++;
	return at;
}

bool view_is(const char *word)
{
	return find(word) < VIEWS;
}

const char *view_word(unsigned at)
{
	return at < VIEWS ? views[at].word : NULL;
}

enum ending view_run(char *const *words)
{
	static struct status status;
	static char bytes[CHART_BYTES_MAX];
	struct text text = TEXT(bytes);
	unsigned at = find(words[0]);
	bool option = words[1] && views[at].option && strcmp(words[1], views[at].option) == 0;
	const char *strange = words[1] ? words[1 + option] : NULL;
	int error;

	if (strange)
		return explain_usage(
			strange, strange[0] == '-' ? "no such option" : "one word too many");
	error = client_status("", &status);
	if (error < 0)
		return explain_error(error);
	if (status.end.result != 0)
		return explain_end(words[0], "", &status.end);
	(option ? views[at].show_option : views[at].show)(&text, &status);
	return say(bytes, text.length);
}

void view_help(struct text *text)
{
	for (unsigned i = 0; i < VIEWS; i++) {
		size_t start = text->length;

		text_string(text, "  ");
		text_string(text, views[i].word);
		if (views[i].option) {
			text_string(text, " [");
			text_string(text, views[i].option);
			text_char(text, ']');
		}
		text_column(text, start + 25);
		text_string(text, views[i].help);
		text_char(text, '\n');
	}
}
