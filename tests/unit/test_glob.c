/*
 * Patterns against text, and against an own matcher that tries everything. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/glob.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* On the heap without a NUL, so that the sanitizer sees the pattern's end. */
static bool matches(const char *pattern, const char *text)
{
	size_t length = strlen(pattern);
	char *bytes = malloc(length > 0 ? length : 1);
	bool found;

	assert_non_null(bytes);
	memcpy(bytes, pattern, length);
	found = glob_matches(bytes, length, text);
	free(bytes);
	return found;
}

static void patterns_match_what_they_say(void **unused)
{
	static const struct {
		const char *pattern, *text;
		bool found;
	} examples[] = {
		{ "", "", true },
		{ "", "a", false },
		{ "*", "", true },
		{ "a", "", false },
		{ "**", "any/thing", true },
		{ "ttyUSB*", "ttyUSB0", true },
		{ "ttyUSB*", "ttyUSB", true },
		{ "ttyUSB?", "ttyUSB", false },
		{ "ttyUSB?", "ttyUSB10", false },
		{ "ttyUSB0", "ttyUSB01", false },
		{ "ttyUSB01", "ttyUSB0", false },
		{ "bus/usb/*", "bus/usb/001/002", true },
		{ "*ab*abc", "ababababc", true },
		{ "*ab*abc", "abab", false },
		{ "tty[A-Z]*", "ttyS0", true },
		{ "tty[A-Z]*", "tty0", false },
		{ "[abc-e]", "d", true },
		{ "[abc-e]", "f", false },
		{ "[]a]", "]", true },
		{ "[a-]", "-", true },
		{ "[a-", "a", false },
		{ "[", "[", false },
		{ "a-b", "a_b", false },
		{ "usb:v0403p6001d*dc*dsc*dp*ic*isc*ip*in*",
			"usb:v0403p6001d0400dc00dsc00dp00icFFiscFFipFFin00", true },
		{ "usb:v0403p6001d*dc*dsc*dp*ic*isc*ip*in*",
			"usb:v0403p6002d0400dc00dsc00dp00icFFiscFFipFFin00", false },
	};

	(void)unused;
	for (size_t i = 0; i < COUNT(examples); i++)
		assert_int_equal(matches(examples[i].pattern, examples[i].text), examples[i].found);
}

static void modules_have_two_names(void **unused)
{
	(void)unused;
	assert_true(glob_matches_module("a-b_c*", 6, "a_b-cd"));
	assert_false(glob_matches_module("a-b", 3, "aXb"));
	/* In a set it is itself. */
	assert_false(glob_matches_module("[-]", 3, "_"));
}

/* By trying everything: what each '*' may take. */
static bool slowly(const char *pattern, const char *text)
{
	if (*pattern == '\0')
		return *text == '\0';
	if (*pattern == '*')
		return slowly(pattern + 1, text) || (*text != '\0' && slowly(pattern, text + 1));
	return *text != '\0' && (*pattern == '?' || *pattern == *text) &&
	       slowly(pattern + 1, text + 1);
}

/* The n-th word of four letters. */
static void spell(unsigned n, const char *letters, unsigned length, char *word)
{
	for (unsigned i = 0; i < length; i++, n /= 4)
		word[i] = letters[n % 4];
	word[length] = '\0';
}

/* Every pattern of up to 5 of "ab*?" on every text of 4 of "ab". */
static void all_short_patterns_match_as_when_everything_is_tried(void **unused)
{
	char pattern[8];
	char text[8];

	(void)unused;
	for (unsigned length = 0, count = 1; length <= 5; length++, count *= 4)
		for (unsigned n = 0; n < count; n++)
			for (unsigned t = 0; t < 16; t++) {
				spell(n, "ab*?", length, pattern);
				for (unsigned i = 0; i < 4; i++)
					text[i] = t >> i & 1 ? 'a' : 'b';
				text[t % 5] = '\0';
				text[4] = '\0';
				assert_int_equal(matches(pattern, text), slowly(pattern, text));
			}
}

/* What a matcher that tries everything would be at for longer than anybody lives. */
static void a_long_text_is_no_long_work(void **unused)
{
	static char text[4096];

	(void)unused;
	memset(text, 'a', sizeof text - 1);
	assert_false(matches("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", text));
	assert_true(matches("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a", text));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns_match_what_they_say),
		cmocka_unit_test(modules_have_two_names),
		cmocka_unit_test(all_short_patterns_match_as_when_everything_is_tried),
		cmocka_unit_test(a_long_text_is_no_long_work),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
