/*
 * The table of what nsctl does itself; see tools.h.
 */
#include "nsctl/tools.h"

#include <string.h>

static const struct {
	const char *word, *takes, *help;
	enum ending (*run)(char **words);
} tools[] = {
	{ "stats", "[NAME...]", "memory, processor time, tasks, I/O; --json", stats_run },
	{ "top", "[-n N] [NAME...]", "who takes most now; N tables, else until ctrl-c", top_run },
	{ "slot", "list|get|set|unset", "values of this device, for the next boot", slot_run },
	{ "config", "[NAME]", "what the config says of containers, in words", config_run },
	{ "check-kernel", "", "what the config needs and this kernel lacks", kernel_run },
	{ "events", "[-f] [NAME...]", "changes of containers, and what comes; --json", events_run },
};
#define TOOLS (sizeof tools / sizeof tools[0])

bool tools_run(char **words, enum ending *ending)
{
	for (unsigned i = 0; i < TOOLS; i++) {
		if (strcmp(tools[i].word, words[0]) != 0)
			continue;
		*ending = tools[i].run(words + 1);
		return true;
	}
	return false;
}

const char *tools_word(unsigned at)
{
	return at < TOOLS ? tools[at].word : NULL;
}

void tools_help(struct text *text)
{
	for (unsigned i = 0; i < TOOLS; i++) {
		size_t start = text->length;

		text_string(text, "  ");
		text_string(text, tools[i].word);
		text_char(text, ' ');
		text_string(text, tools[i].takes);
		text_column(text, start + 25);
		text_string(text, tools[i].help);
		text_char(text, '\n');
	}
}
