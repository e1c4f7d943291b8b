/*
 * The start time in a line of /proc/PID/stat.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "container/record.h"

#define BEFORE "1 2 3 4 -1 4194560 7 8 9 10 11 12 13 14 20 0 1 0 "

static void test_plain(void **state)
{
	(void)state;
	assert_int_equal(record_start_time("42 (init) S " BEFORE "987654 1 2\n"), 987654);
}

/* A program names itself (prctl(2), PR_SET_NAME). */
static void test_name_like_fields(void **state)
{
	(void)state;
	assert_int_equal(record_start_time("42 (a) R 1 1 (b)) S " BEFORE "5 1 2\n"), 5);
	assert_int_equal(record_start_time("42 (\n 1 2) S " BEFORE "6\n"), 6);
}

static void test_cut(void **state)
{
	(void)state;
	assert_int_equal(record_start_time(""), -1);
	assert_int_equal(record_start_time("42 (init"), -1);
	assert_int_equal(record_start_time("42 (init) S 1 2 3"), -1);
	assert_int_equal(record_start_time("42 (init) S " BEFORE), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_name_like_fields),
		cmocka_unit_test(test_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
