/*
 * Which minute comes next, against times that date(1) gives, and against a calendar that counts
 * every minute from 1970 on and knows nothing of the other's ways.
 */
#include "service/calendar.h"
#include "random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define DAY_S 86400

/* `date -u -d TEXT +%s` of each. */
#define S_2023_12_31_2359 INT64_C(1704067140)
#define S_2024_01_01      INT64_C(1704067200)
#define S_2024_02_28_2359 INT64_C(1709164740)
#define S_2024_02_29      INT64_C(1709164800)
#define S_2024_03_01      INT64_C(1709251200)
#define S_2025_02_28_2359 INT64_C(1740787140)
#define S_2025_03_01      INT64_C(1740787200)
#define S_2084_02_29      INT64_C(3602620800)
#define S_2096_02_29      INT64_C(3981312000)
#define S_2100_02_28_2359 INT64_C(4107542340)
#define S_2100_03_01      INT64_C(4107542400)
#define S_2104_02_29      INT64_C(4233686400)
#define S_2124_02_29      INT64_C(4864838400)

static int64_t next(struct calendar calendar, int64_t after_s)
{
	return calendar_next(&calendar, after_s);
}

static void every_minute(void **state)
{
	(void)state;
	assert_int_equal(next((struct calendar){ .minutes = EVERY_MINUTE }, 0), 60);
	assert_int_equal(next((struct calendar){ .minutes = EVERY_MINUTE }, 59), 60);
	assert_int_equal(next((struct calendar){ .minutes = EVERY_MINUTE }, 60), 120);
	assert_int_equal(next((struct calendar){ .minutes = EVERY_MINUTE }, S_2023_12_31_2359),
		S_2024_01_01);
}

static void ends_of_months_and_years(void **state)
{
	struct calendar first = { .minutes = AT_MINUTE(0), .hours = AT_HOUR(0), .days = ON_DAY(1) };

	(void)state;
	assert_int_equal(next(first, S_2023_12_31_2359), S_2024_01_01);
	assert_int_equal(next(first, S_2024_02_29), S_2024_03_01);
	assert_int_equal(next(first, S_2025_02_28_2359), S_2025_03_01);
	assert_int_equal(next(first, S_2100_02_28_2359), S_2100_03_01);
	assert_int_equal(next(first, S_2024_01_01 - 1), S_2024_01_01);
	first.months = IN_MARCH;
	assert_int_equal(next(first, S_2024_01_01), S_2024_03_01);
}

static void leap_days(void **state)
{
	struct calendar leap = { .minutes = AT_MINUTE(0),
		.hours = AT_HOUR(0),
		.days = ON_DAY(29),
		.months = IN_FEBRUARY };

	(void)state;
	assert_int_equal(next(leap, S_2023_12_31_2359), S_2024_02_29);
	assert_int_equal(next(leap, S_2024_02_28_2359), S_2024_02_29);
	assert_int_equal(next(leap, S_2096_02_29), S_2104_02_29);
	/* From Tuesday to Tuesday: forty years, the most there are. */
	leap.weekdays = ON_TUESDAY;
	assert_int_equal(next(leap, S_2084_02_29 - 60), S_2084_02_29);
	assert_int_equal(next(leap, S_2084_02_29), S_2124_02_29);
}

static void impossible_days(void **state)
{
	(void)state;
	assert_int_equal(
		next((struct calendar){ .minutes = 1, .days = ON_DAY(31), .months = IN_APRIL }, 0),
		-1);
	assert_int_equal(next((struct calendar){ .minutes = 1,
				      .days = ON_DAY(30) | ON_DAY(31),
				      .months = IN_FEBRUARY },
				 S_2024_01_01),
		-1);
}

/* Counts minutes, one after the other, and keeps the date beside. */
struct counter {
	int64_t at_s;
	unsigned minute, hour, day, month, year, weekday;
};
static const struct counter epoch = { 0, 0, 0, 1, 1, 1970, 4 };

static unsigned month_length(unsigned month, unsigned year)
{
	switch (month) {
	case 4:
	case 6:
	case 9:
	case 11:
		return 30;
	case 2:
		if (year % 400 == 0)
			return 29;
		return year % 4 == 0 && year % 100 != 0 ? 29 : 28;
	default:
		return 31;
	}
}

static void count_day(struct counter *counter)
{
	counter->weekday = counter->weekday == 6 ? 0 : counter->weekday + 1;
	if (++counter->day <= month_length(counter->month, counter->year))
		return;
	counter->day = 1;
	if (++counter->month <= 12)
		return;
	counter->month = 1;
	counter->year++;
}

static void count_minute(struct counter *counter)
{
	counter->at_s += 60;
	if (++counter->minute < 60)
		return;
	counter->minute = 0;
	if (++counter->hour < 24)
		return;
	counter->hour = 0;
	count_day(counter);
}

static bool is_listed(uint64_t list, unsigned number)
{
	return list == 0 || (list & UINT64_C(1) << number) != 0;
}

static bool fits(const struct calendar *calendar, const struct counter *counter)
{
	return is_listed(calendar->minutes, counter->minute) &&
	       is_listed(calendar->hours, counter->hour) &&
	       is_listed(calendar->days, counter->day) &&
	       is_listed(calendar->months, counter->month) &&
	       is_listed(calendar->weekdays, counter->weekday);
}

/* A few of `count` from `least` on, or none: the list is not given. */
static uint64_t some_of(unsigned least, unsigned count)
{
	uint64_t list = 0;

	for (uint64_t left = draw() % 5; left > 0; left--)
		list |= UINT64_C(1) << (least + draw() % count);
	return list;
}

/* From any minute of a year on, each of the next 30 days' fitting ones is met and no other. */
static void check_month(const struct calendar *calendar, struct counter counter)
{
	int64_t got = calendar_next(calendar, counter.at_s);

	for (unsigned i = 0; i < 30 * 24 * 60; i++) {
		count_minute(&counter);
		if (got >= 0 && got < counter.at_s)
			fail_msg("%lld fits nothing", (long long)got);
		if (!fits(calendar, &counter))
			continue;
		assert_int_equal(got, counter.at_s);
		/* The same from any second before it that the last one does not reach. */
		assert_int_equal(calendar_next(calendar, counter.at_s - 1), counter.at_s);
		got = calendar_next(calendar, counter.at_s + (int64_t)(draw() % 60));
	}
}

static void next_is_what_counting_finds(void **state)
{
	struct counter day = epoch;

	(void)state;
	/* 1970 to 2110: over 2000, which is a leap year, and 2100, which is none. */
	for (unsigned i = 0; i < 140 * 365; i++) {
		if (draw() % 40 == 0) {
			struct calendar calendar = {
				.minutes = some_of(0, 60) | 1,
				.hours = (uint32_t)some_of(0, 24),
				.days = (uint32_t)some_of(1, 31),
				.months = (uint32_t)some_of(1, 12),
				.weekdays = (uint32_t)some_of(0, 7),
			};

			check_month(&calendar, day);
		}
		count_day(&day);
		day.at_s += DAY_S;
	}
}

/* Each day of 140 years is met by its own date and weekday, and by no other weekday. */
static void every_day_is_found_by_its_date(void **state)
{
	struct counter day = epoch;

	(void)state;
	for (unsigned i = 0; i < 140 * 365; i++) {
		struct calendar own = { .minutes = AT_MINUTE(0),
			.hours = AT_HOUR(0),
			.days = UINT32_C(1) << day.day,
			.months = UINT32_C(1) << day.month,
			.weekdays = UINT32_C(1) << day.weekday };

		count_day(&day);
		day.at_s += DAY_S;
		if (i == 0) /* nothing is before 1970 */
			continue;
		assert_int_equal(next(own, day.at_s - DAY_S - 60), day.at_s - DAY_S);
	}
}

/* Each minute of a day and nothing else, by its two numbers. */
static void every_minute_is_found_by_its_numbers(void **state)
{
	(void)state;
	for (unsigned hour = 0; hour < 24; hour++) {
		for (unsigned minute = 0; minute < 60; minute++) {
			struct calendar own = { .minutes = UINT64_C(1) << minute,
				.hours = UINT32_C(1) << hour };
			int64_t at_s = S_2024_02_29 + (int64_t)(hour * 60 + minute) * 60;

			assert_int_equal(next(own, S_2024_02_28_2359), at_s);
			assert_int_equal(next(own, at_s), at_s + DAY_S);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_minute),
		cmocka_unit_test(ends_of_months_and_years),
		cmocka_unit_test(leap_days),
		cmocka_unit_test(impossible_days),
		cmocka_unit_test(every_day_is_found_by_its_date),
		cmocka_unit_test(every_minute_is_found_by_its_numbers),
		cmocka_unit_test(next_is_what_counting_finds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
