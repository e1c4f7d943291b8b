/*
 * The keys that leave a terminal: their words, and that no other key is lost or late. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "nsctl/keys.h"

#include <stdlib.h>
#include <string.h>

static void words_are_keys(void **unused)
{
	static const struct {
		const char *words, *bytes;
	} good[] = {
		{ "ctrl-p,ctrl-q", "\x10\x11" },
		{ "a", "a" },
		{ "ctrl-a,d", "\001d" },
		{ "ctrl-[,ctrl-\\,ctrl-],ctrl-^,ctrl-_", "\x1b\x1c\x1d\x1e\x1f" },
		{ "1,2,3,4,5,6,7,8", "12345678" },
		{ "-", "-" },
	};
	struct keys keys;

	(void)unused;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_true(keys_parse(&keys, good[i].words));
		assert_int_equal(keys.count, strlen(good[i].bytes));
		assert_memory_equal(keys.bytes, good[i].bytes, keys.count);
	}
	assert_true(keys_parse(&keys, "ctrl-@"));
	assert_int_equal(keys.count, 1);
	assert_int_equal(keys.bytes[0], 0);
}

static void other_words_are_refused(void **unused)
{
	static const char *const bad[] = { "", ",", "a,", ",a", "ab", "ctrl-", "ctrl-1", "ctrl-pq",
		"ctrl-P,", "alt-a", "Ctrl-a", "ctrl-`", "1,2,3,4,5,6,7,8,9" };
	struct keys keys;

	(void)unused;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(keys_parse(&keys, bad[i]));
}

/* Typed in pieces of one size; the sanitizer sees the edges of `out`. */
static void assert_typed(
	const char *words, const char *typed, size_t piece, const char *expected, bool found)
{
	char all[64] = "";
	struct keys keys = { .count = 0 };
	size_t kept = 0;
	bool left = false;

	if (words)
		assert_true(keys_parse(&keys, words));
	for (size_t at = 0, count; at < strlen(typed) && !left; at += count) {
		char *out;
		size_t length;

		count = strlen(typed) - at < piece ? strlen(typed) - at : piece;
		out = malloc(count + KEYS_MAX);
		assert_non_null(out);
		length = keys_filter(&keys, typed + at, count, out, &left);
		memcpy(all + kept, out, length);
		kept += length;
		free(out);
	}
	assert_int_equal(left, found);
	assert_int_equal(kept, strlen(expected));
	assert_memory_equal(all, expected, kept);
}

static void only_all_of_them_are_found(void **unused)
{
	static const struct {
		const char *words, *typed, *expected;
		bool found;
	} rows[] = {
		{ NULL, "abc\x10\x11", "abc\x10\x11", false },
		{ KEYS_DEFAULT, "abc", "abc", false },
		{ KEYS_DEFAULT, "ab\x10\x11z", "ab", true },
		{ KEYS_DEFAULT, "\x10x\x11\x10\x10", "\x10x\x11\x10", false },
		{ KEYS_DEFAULT, "\x10\x10\x11", "\x10", true },
		{ "q", "abq", "ab", true },
		/* The end of what failed is the beginning of the next try. */
		{ "a,a,b", "aaab", "a", true },
		{ "a,b,a,c", "abababac", "abab", true },
		{ "a,b,a,b,c", "ababxababc", "ababx", true },
		{ "1,1,1,1,1,1,1,2", "111111112", "1", true },
		{ "1,2,3,4,5,6,7,8", "1234567x", "1234567x", false },
	};

	(void)unused;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		for (size_t piece = 1; piece <= 10; piece++)
			assert_typed(rows[i].words, rows[i].typed, piece, rows[i].expected,
				rows[i].found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_keys),
		cmocka_unit_test(other_words_are_refused),
		cmocka_unit_test(only_all_of_them_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
