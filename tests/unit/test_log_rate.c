/*
 * The bucket of lines: how many are kept, when, and that every other one is counted.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "pid1/log_rate.h"

#include <string.h>

#define LONG_MS INT64_C(1000000000000)

static unsigned take(struct log_rate *rate, const struct log *log, int64_t now_ms, unsigned count)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < count; i++)
		kept += log_rate_take(rate, log, now_ms);
	return kept;
}

static void without_a_limit_all_are_kept(void **unused)
{
	struct log_rate rate = { 0 };
	struct log_rate untouched = { 0 };

	(void)unused;
	assert_int_equal(take(&rate, NULL, 1, 1000), 1000);
	assert_int_equal(take(&rate, LOG(.none = false), 1, 1000), 1000);
	assert_memory_equal(&rate, &untouched, sizeof rate);
}

static void bucket_is_full_at_first_and_fills_with_time(void **unused)
{
	const struct log *log = LOG(.rate = 10, .burst = 30);
	struct log_rate rate = { 0 };

	(void)unused;
	assert_int_equal(take(&rate, log, 5, 100), 30); /* at boot too */
	assert_int_equal(take(&rate, log, 104, 1), 0);
	assert_int_equal(take(&rate, log, 105, 9), 1);
	assert_int_equal(take(&rate, log, 1105, 99), 10);
	/* No longer a silence than it takes to fill counts. */
	assert_int_equal(take(&rate, log, 1105 + 3000, 99), 30);
	assert_int_equal(take(&rate, log, LONG_MS, 99), 30);
	assert_int_equal(take(&rate, log, INT64_MAX, 99), 30);
}

static void steps_of_time_lose_nothing(void **unused)
{
	const struct log *log = LOG(.rate = 7);
	struct log_rate rate = { 0 };
	unsigned kept = 0;

	(void)unused;
	assert_int_equal(take(&rate, log, LONG_MS, 99), 7);
	for (int64_t ms = 1; ms <= 10000; ms++)
		kept += take(&rate, log, LONG_MS + ms, 1);
	assert_int_equal(kept, 70);
}

static void largest_and_smallest_buckets_work(void **unused)
{
	const struct log *large = LOG(.rate = LOG_RATE_MAX, .burst = LOG_BURST_MAX);
	const struct log *slow = LOG(.rate = 1, .burst = LOG_BURST_MAX);
	struct log_rate rate = { 0 };

	(void)unused;
	assert_int_equal(take(&rate, large, 1, LOG_BURST_MAX + 5), LOG_BURST_MAX);
	assert_int_equal(take(&rate, large, 2, 1000), LOG_RATE_MAX / 1000);
	rate = (struct log_rate){ 0 };
	assert_int_equal(take(&rate, slow, 1, LOG_BURST_MAX + 5), LOG_BURST_MAX);
	assert_int_equal(
		take(&rate, slow, 1 + INT64_C(1000) * LOG_BURST_MAX - 1, LOG_BURST_MAX + 5),
		LOG_BURST_MAX - 1);
}

static void what_was_dropped_is_told_once_a_second(void **unused)
{
	const struct log *log = LOG(.rate = 1);
	struct log_rate rate = { 0 };

	(void)unused;
	assert_int_equal(log_rate_dropped(&rate, LONG_MS), 0);
	take(&rate, log, LONG_MS, 1);
	assert_int_equal(log_rate_dropped(&rate, LONG_MS + 1000), 0);
	take(&rate, log, LONG_MS + 100, 1234);
	assert_int_equal(rate.tell_ms, LONG_MS + 1100);
	assert_int_equal(log_rate_dropped(&rate, LONG_MS + 1099), 0);
	take(&rate, log, LONG_MS + 1099, 4);
	assert_int_equal(log_rate_dropped(&rate, LONG_MS + 1100), 1234 + 3);
	assert_int_equal(log_rate_dropped(&rate, LONG_MS + 1100), 0);
	assert_int_equal(rate.tell_ms, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_limit_all_are_kept),
		cmocka_unit_test(bucket_is_full_at_first_and_fills_with_time),
		cmocka_unit_test(steps_of_time_lose_nothing),
		cmocka_unit_test(largest_and_smallest_buckets_work),
		cmocka_unit_test(what_was_dropped_is_told_once_a_second),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
