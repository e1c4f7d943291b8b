/*
 * Times of a real-time clock and of the file that keeps the last one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "pid1/keeper.h"

#include <linux/rtc.h>
#include <string.h>
#include <time.h>

/* Each day of two centuries, against the library's calendar. */
static void every_day_is_that_of_the_calendar(void **unused)
{
	(void)unused;
	for (int64_t day = 0; day < 80000; day++) {
		time_t seconds = (time_t)(day * 86400 + 86399 - day);
		struct tm tm;
		struct rtc_time rtc = { 0 };

		assert_non_null(gmtime_r(&seconds, &tm));
		rtc.tm_year = tm.tm_year;
		rtc.tm_mon = tm.tm_mon;
		rtc.tm_mday = tm.tm_mday;
		rtc.tm_hour = tm.tm_hour;
		rtc.tm_min = tm.tm_min;
		rtc.tm_sec = tm.tm_sec;
		assert_int_equal(clock_of_rtc(&rtc), seconds);
	}
}

static void what_a_clock_cannot_show_is_none(void **unused)
{
	struct rtc_time rtc = { .tm_year = 69, .tm_mday = 1 };

	(void)unused;
	assert_int_equal(clock_of_rtc(&rtc), 0);
	rtc = (struct rtc_time){ .tm_year = 120, .tm_mon = 12, .tm_mday = 1 };
	assert_int_equal(clock_of_rtc(&rtc), 0);
	rtc.tm_mon = -1;
	assert_int_equal(clock_of_rtc(&rtc), 0);
}

static int64_t of(const char *text)
{
	return clock_of_text(text, strlen(text));
}

static void a_file_is_one_number_and_an_end_of_line(void **unused)
{
	(void)unused;
	assert_int_equal(of("1767225600\n"), 1767225600);
	assert_int_equal(of("253402300799\n"), INT64_C(253402300799));
	assert_int_equal(of("253402300800\n"), 0);
	assert_int_equal(of("99999999999999999999999999\n"), 0);
	assert_int_equal(of("1767225600"), 0);
	assert_int_equal(of("1767225600\n\n"), 0);
	assert_int_equal(of("-5\n"), 0);
	assert_int_equal(of(" 5\n"), 0);
	assert_int_equal(of("\n"), 0);
	assert_int_equal(of(""), 0);
	assert_int_equal(clock_of_text("5\n\0\0", 4), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_is_that_of_the_calendar),
		cmocka_unit_test(what_a_clock_cannot_show_is_none),
		cmocka_unit_test(a_file_is_one_number_and_an_end_of_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
