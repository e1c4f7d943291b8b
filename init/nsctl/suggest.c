/*
 * Names that are near to what was written; see suggest.h. nsctl only.
 */
#include "nsctl/suggest.h"

#include "nsctl/say.h"
#include "nsctl/tools.h"
#include "nsctl/view.h"

#include <string.h>

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* By rows of the table of all beginnings of the one against all of the other. */
unsigned suggest_distance(const char *a, const char *b)
{
	unsigned rows[3][CONTROL_NAME_MAX + 1];
	size_t a_length = strlen(a);
	size_t b_length = strlen(b);

	if (a_length > CONTROL_NAME_MAX || b_length > CONTROL_NAME_MAX)
		return SUGGEST_FAR;
	for (unsigned j = 0; j <= b_length; j++)
		rows[0][j] = j;
	for (unsigned i = 1; i <= a_length; i++) {
		const unsigned *before = rows[(i + 1) % 3];
		const unsigned *above = rows[(i - 1) % 3];
		unsigned *row = rows[i % 3];

		row[0] = i;
		for (unsigned j = 1; j <= b_length; j++) {
			row[j] = least(least(above[j], row[j - 1]) + 1,
				above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
	}
	return rows[a_length % 3][b_length];
}

void suggest_nearer(const char **best, const char *candidate, const char *word)
{
	unsigned distance = suggest_distance(candidate, word);

	/* One letter may be wrong, and one more of every four. */
	if (distance > 1 + strlen(word) / 4)
		return;
	if (!*best || distance < suggest_distance(*best, word))
		*best = candidate;
}

static void ask_whether(const char *best)
{
	char bytes[CONTROL_NAME_MAX + 16];
	struct text words = TEXT(bytes);

	if (!best)
		return;
	text_string(&words, "did you mean ");
	text_string(&words, best);
	text_char(&words, '?');
	complain(ENDING_FAILED, NULL, bytes);
}

void suggest_name(const char *name)
{
	static struct status status;
	const char *best = NULL;

	if (client_status("", &status) < 0 || status.end.result != 0)
		return;
	for (unsigned i = 0; i < status.count; i++)
		suggest_nearer(&best, status.containers[i].name, name);
	ask_whether(best);
}

void suggest_verb(const char *word)
{
	static const char *const verbs[] = {
#define VERB_WORD(verb, name, takes, help) name,
		CONTROL_VERBS(VERB_WORD)
#undef VERB_WORD
	};
	const char *best = NULL;

	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		suggest_nearer(&best, verbs[i], word);
	for (unsigned i = 0; tools_word(i); i++)
		suggest_nearer(&best, tools_word(i), word);
	for (unsigned i = 0; view_word(i); i++)
		suggest_nearer(&best, view_word(i), word);
	ask_whether(best);
}
