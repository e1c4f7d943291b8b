/*
 * Matching of patterns, in time of at most pattern times text: see glob.h. libc's fnmatch(3) brings
 * locales and 1.5 KB.
 */
#include "base/glob.h"

#include <string.h>

static char folded(char c, bool as_module)
{
	return as_module && c == '-' ? '_' : c;
}

/* Whether `c` is in the set that begins behind `pattern`, a '['; *end: behind it. */
static bool in_set(const char *pattern, size_t length, char c, size_t *end)
{
	bool found = false;

	for (size_t i = 1; i < length; i++) {
		if (pattern[i] == ']' && i > 1) {
			*end = i + 1;
			return found;
		}
		if (i + 2 < length && pattern[i + 1] == '-' && pattern[i + 2] != ']') {
			found = found || (c >= pattern[i] && c <= pattern[i + 2]);
			i += 2;
		} else {
			found = found || c == pattern[i];
		}
	}
	return false; /* it has no end, and is no set */
}

/* One character that is not '*'; *end: how much of the pattern stands for it. */
static bool one_matches(const char *pattern, size_t length, char c, bool as_module, size_t *end)
{
	*end = 1;
	if (pattern[0] == '?')
		return true;
	if (pattern[0] == '[')
		return in_set(pattern, length, c, end);
	return folded(pattern[0], as_module) == folded(c, as_module);
}

/*
 * When it goes wrong behind a '*', that one takes one character more. An earlier '*' need not be
 * tried again: what the later one may take is a superset.
 */
static bool matches(const char *pattern, size_t length, const char *text, bool as_module)
{
	size_t at = 0;
	size_t star = length; /* behind the last '*' */
	const char *again = NULL;

	while (*text != '\0') {
		size_t end = 0;

		if (at < length && pattern[at] == '*') {
			star = ++at;
			again = text;
		} else if (at < length &&
			   one_matches(pattern + at, length - at, *text, as_module, &end)) {
			at += end;
			text++;
		} else if (again != NULL) {
			at = star;
			text = ++again;
		} else {
			return false;
		}
	}
	while (at < length && pattern[at] == '*')
		at++;
	return at == length;
}

bool glob_matches(const char *pattern, size_t length, const char *text)
{
	return matches(pattern, length, text, false);
}

bool glob_matches_module(const char *pattern, size_t length, const char *text)
{
	return matches(pattern, length, text, true);
}
