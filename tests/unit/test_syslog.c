/*
 * Messages of syslog(3) in every form that programs write, and in those that they should not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "pid1/syslog.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct example {
	const char *said;
	unsigned priority;
	const char *text;
};

/* On the heap without a NUL, so that the sanitizer sees its edges. */
static void check(const char *said, size_t length, unsigned priority, const char *expected)
{
	char *bytes = malloc(length > 0 ? length : 1);
	char words[SYSLOG_MAX + 8];
	struct text text = TEXT(words);

	assert_non_null(bytes);
	memcpy(bytes, said, length);
	words[0] = '\0';
	assert_int_equal(syslog_parse(bytes, length, &text), priority);
	assert_string_equal(words, expected);
	assert_int_equal(text.cut, 0);
	free(bytes);
}

static void check_all(const struct example *examples, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check(examples[i].said, strlen(examples[i].said), examples[i].priority,
			examples[i].text);
}

static void the_old_form_loses_its_time(void **unused)
{
	static const struct example examples[] = {
		/* musl and glibc, with and without LOG_PID */
		{ "<30>Nov 24 12:00:00 dnsmasq[7]: started", 30, "dnsmasq[7]: started" },
		{ "<12>Nov  4 12:00:00 prog: w: x", 12, "prog: w: x" },
		{ "<13>no time", 13, "no time" },
		{ "<13>Nov 24 12:00:0 short", 13, "Nov 24 12:00:0 short" },
		{ "<13>Nov 24 12:00:00", 13, "Nov 24 12:00:00" },
		{ "<13>Nov 24 12:00:00 ", 13, "" },
		{ "<13>Nov 24 12-00:00 x", 13, "Nov 24 12-00:00 x" },
		{ "<13>Nov 24 12:00:00 line\n", 13, "line" },
		{ "<13>two\nlines\n\n", 13, "two\nlines" },
	};

	(void)unused;
	check_all(examples, COUNT(examples));
	check("<13>end\0\0", 9, 13, "end");
}

static void the_priority_is_a_number_of_rfc_5424(void **unused)
{
	static const struct example examples[] = {
		{ "<0>kernel's", 8, "kernel's" },
		{ "<7>kernel's", 15, "kernel's" },
		{ "<191>last", 191, "last" },
		{ "<192>", 13, "<192>" },
		{ "<1910>", 13, "<1910>" },
		{ "<>x", 13, "<>x" },
		{ "<-1>x", 13, "<-1>x" },
		{ "<13x", 13, "<13x" },
		{ "<13", 13, "<13" },
		{ "<", 13, "<" },
		{ "", 13, "" },
		{ "none", 13, "none" },
		{ "<99999999999999999999>x", 13, "<99999999999999999999>x" },
	};

	(void)unused;
	check_all(examples, COUNT(examples));
}

static void the_new_form_keeps_program_and_message(void **unused)
{
	static const struct example examples[] = {
		{ "<34>1 2003-10-11T22:14:15.003Z host su - ID47 - \xef\xbb\xbf'su root' failed",
			34, "su: 'su root' failed" },
		{ "<165>1 - - evntslog 12 - [id@1 k=\"v\"] text", 165,
			"evntslog[12]: [id@1 k=\"v\"] text" },
		{ "<165>1 - - - - - [a b=\"\\\"]\"][c] text", 165, "[a b=\"\\\"]\"][c] text" },
		{ "<165>1 - - - - - -", 165, "" },
		{ "<165>1 - - - 9 - - x", 165, "[9]: x" },
		{ "<165>1 - - p - - [a]", 165, "p: [a] " },
		/* None of it: nothing is left out. */
		{ "<165>1 - - p -", 165, "1 - - p -" },
		{ "<165>1 - - p - - [a b=\"]", 165, "1 - - p - - [a b=\"]" },
		{ "<165>1 - - p - - x", 165, "1 - - p - - x" },
		{ "<165>1  - p - - - x", 165, "1  - p - - - x" },
		{ "<165>2 - - p - - - x", 165, "2 - - p - - - x" },
		{ "<165>1", 165, "1" },
		{ "<165>1 ", 165, "1 " },
	};

	(void)unused;
	check_all(examples, COUNT(examples));
}

/* Any bytes, of any length up to the longest: nothing is read past the end, all of it fits. */
static void any_bytes_are_a_message(void **unused)
{
	static const char alphabet[] = "<13>1 - [a=\"\\\"]]:\n\0Nov 24 12:00:00";
	unsigned seed = 1;

	(void)unused;
	for (unsigned round = 0; round < 20000; round++) {
		size_t length = round % 100 == 0 ? SYSLOG_MAX : round % 80;
		char *bytes = malloc(length + 1);
		char words[SYSLOG_MAX + 8];
		struct text text = TEXT(words);

		assert_non_null(bytes);
		bytes = realloc(bytes, length > 0 ? length : 1);
		for (size_t i = 0; i < length; i++) {
			seed = seed * 1103515245 + 12345;
			bytes[i] = alphabet[(seed >> 16) % sizeof alphabet];
		}
		if (length > 6 && round % 2)
			memcpy(bytes, "<9>1 - ", 7);
		assert_in_range(syslog_parse(bytes, length, &text), 8, 191);
		assert_int_equal(text.cut, 0);
		free(bytes);
	}
}

static void a_record_of_the_kernel_has_its_own_time(void **unused)
{
	static const char said[] = "6,339,5140900,-,caller=T1;text; more\n SUBSYSTEM=a\n";
	static const char *const bad[] = { "", "6", "6,", "6,1", "6,1,2", "6,1,2,-", "6,1,2,-\n",
		"x,1,2,-;t", "6,-1,2,-;t", "6,1,2x;t", "192,1,2,-;t", ";t", "6;1,2,-;t",
		"6,1,9999999999999999999,-;t" };
	struct kernel_record record;

	(void)unused;
	assert_int_equal(syslog_parse_kernel(said, sizeof said - 1, &record), 0);
	assert_int_equal(record.priority, 6);
	assert_int_equal(record.sequence, 339);
	assert_int_equal(record.time_ms, 5140);
	assert_int_equal(record.length, strlen("text; more"));
	assert_memory_equal(record.text, "text; more", record.length);
	assert_int_equal(syslog_parse_kernel("3,0,1,-;", 8, &record), 0);
	assert_int_equal(record.length, 0);
	for (size_t i = 0; i < COUNT(bad); i++) {
		size_t length = strlen(bad[i]);
		char *bytes = malloc(length > 0 ? length : 1);

		assert_non_null(bytes);
		memcpy(bytes, bad[i], length);
		assert_int_equal(syslog_parse_kernel(bytes, length, &record), -1);
		free(bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_old_form_loses_its_time),
		cmocka_unit_test(the_priority_is_a_number_of_rfc_5424),
		cmocka_unit_test(the_new_form_keeps_program_and_message),
		cmocka_unit_test(any_bytes_are_a_message),
		cmocka_unit_test(a_record_of_the_kernel_has_its_own_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
