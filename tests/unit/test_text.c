/*
 * Lines of text in fixed buffers: what fits, what is cut, and numbers at their limits. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A buffer on the heap, so that the sanitizer sees its edges. */
static struct text text_of(size_t size)
{
	struct text text = { .bytes = malloc(size), .size = size };

	assert_non_null(text.bytes);
	memset(text.bytes, 'x', size);
	return text;
}

static void assert_text(struct text *text, const char *expected, int cut)
{
	assert_string_equal(text->bytes, expected);
	assert_int_equal(text->length, strlen(expected));
	assert_int_equal(text->cut, cut);
	free(text->bytes);
}

static void what_fits_is_whole(void **unused)
{
	struct text text = text_of(7);

	(void)unused;
	text_string(&text, "abc");
	text_char(&text, '-');
	text_bytes(&text, "deXX", 2);
	assert_text(&text, "abc-de", 0);
}

static void what_does_not_fit_is_cut_at_the_end(void **unused)
{
	(void)unused;
	for (size_t size = 1; size <= 8; size++) {
		static const char whole[] = "abcdefg";
		struct text text = text_of(size);
		char expected[8] = { 0 };

		text_string(&text, "abc");
		text_string(&text, "defg");
		memcpy(expected, whole, size - 1);
		assert_text(&text, expected, size < 8);
	}
}

/* Nothing comes after the place of the cut, however short it is. */
static void nothing_follows_a_cut(void **unused)
{
	struct text text = text_of(5);

	(void)unused;
	text_string(&text, "abcdefg");
	text_char(&text, '!');
	text_number(&text, 5);
	text_column(&text, 100);
	text_string(&text, "");
	assert_text(&text, "abcd", 1);
}

static void nothing_is_added_by_nothing(void **unused)
{
	struct text text = text_of(1);

	(void)unused;
	text_string(&text, "");
	text_bytes(&text, "abc", 0);
	assert_text(&text, "", 0);
}

static void an_array_makes_an_empty_text(void **unused)
{
	char bytes[9];
	struct text text = TEXT(bytes);

	(void)unused;
	assert_ptr_equal(text.bytes, bytes);
	assert_int_equal(text.size, 9);
	assert_int_equal(text.length, 0);
	assert_int_equal(text.cut, 0);
}

static void numbers_are_those_of_printf(void **unused)
{
	static const int64_t numbers[] = { 0, 1, -1, 9, 10, -10, 99, 100, 123456789, INT32_MAX,
		INT32_MIN, UINT32_MAX, INT64_MAX, INT64_MIN, INT64_MIN + 1 };

	(void)unused;
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		struct text text = text_of(32);
		char expected[32];

		snprintf(expected, sizeof expected, "%lld", (long long)numbers[i]);
		text_number(&text, numbers[i]);
		assert_text(&text, expected, 0);
	}
}

static void octal_numbers_are_those_of_printf(void **unused)
{
	static const uint32_t numbers[] = { 0, 7, 8, 0755, 01777, UINT32_MAX };

	(void)unused;
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		struct text text = text_of(32);
		char expected[32];

		snprintf(expected, sizeof expected, "%o", numbers[i]);
		text_octal(&text, numbers[i]);
		assert_text(&text, expected, 0);
	}
}

static void padded_numbers_have_their_width_at_least(void **unused)
{
	static const struct {
		uint64_t number;
		unsigned width;
		const char *expected;
	} cases[] = {
		{ 0, 0, "0" },
		{ 0, 1, "0" },
		{ 0, 3, "000" },
		{ 7, 3, "007" },
		{ 999, 3, "999" },
		{ 1000, 3, "1000" },
		{ UINT64_MAX, 3, "18446744073709551615" },
		{ UINT64_MAX, 21, "018446744073709551615" },
	};
	struct text wide = text_of(128);

	(void)unused;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct text text = text_of(32);

		text_padded(&text, cases[i].number, cases[i].width);
		assert_text(&text, cases[i].expected, 0);
	}
	/* More than it can do: as wide as it can, and no harm. */
	text_padded(&wide, 1, 1000);
	assert_in_range(wide.length, 20, 127);
	assert_int_equal(wide.bytes[wide.length - 1], '1');
	free(wide.bytes);
}

static void addresses_are_dotted(void **unused)
{
	static const struct {
		uint32_t address;
		const char *expected;
	} cases[] = {
		{ 0, "0.0.0.0" },
		{ 0x0a4d0001, "10.77.0.1" },
		{ 0x7f000001, "127.0.0.1" },
		{ 0xc0a8ff80, "192.168.255.128" },
		{ UINT32_MAX, "255.255.255.255" },
	};

	(void)unused;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct text text = text_of(16);

		text_ip4(&text, cases[i].address);
		assert_text(&text, cases[i].expected, 0);
	}
}

static void errors_have_words_with_either_sign(void **unused)
{
	static const int errors[] = { ENOSPC, ENOENT, EPERM, 0 };

	(void)unused;
	for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
		struct text positive = text_of(128);
		struct text negative = text_of(128);

		text_errno(&positive, errors[i]);
		text_errno(&negative, -errors[i]);
		assert_text(&positive, strerror(errors[i]), 0);
		assert_text(&negative, strerror(errors[i]), 0);
	}
}

static void columns_are_filled_and_never_shorten(void **unused)
{
	struct text text = text_of(32);
	struct text small = text_of(6);

	(void)unused;
	text_string(&text, "ab");
	text_column(&text, 5);
	text_string(&text, "c");
	text_column(&text, 6);
	text_column(&text, 3);
	text_string(&text, "d");
	assert_text(&text, "ab   cd", 0);
	text_string(&small, "ab");
	text_column(&small, 1000000);
	assert_text(&small, "ab   ", 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_fits_is_whole),
		cmocka_unit_test(what_does_not_fit_is_cut_at_the_end),
		cmocka_unit_test(nothing_follows_a_cut),
		cmocka_unit_test(nothing_is_added_by_nothing),
		cmocka_unit_test(an_array_makes_an_empty_text),
		cmocka_unit_test(numbers_are_those_of_printf),
		cmocka_unit_test(octal_numbers_are_those_of_printf),
		cmocka_unit_test(padded_numbers_have_their_width_at_least),
		cmocka_unit_test(addresses_are_dotted),
		cmocka_unit_test(errors_have_words_with_either_sign),
		cmocka_unit_test(columns_are_filled_and_never_shorten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
