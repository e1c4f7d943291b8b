/*
 * When a timer runs: each clock, what is late, what overlaps, and a clock that jumps about.
 */
#include "service/calendar.h"
#include "service/timer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MINUTE_MS INT64_C(60000)
#define HOUR_MS   (60 * MINUTE_MS)
#define DAY_MS    (24 * HOUR_MS)

/* A midnight; `date -u -d 2026-03-01 +%s` */
#define MARCH_1_MS INT64_C(1772323200000)

static const struct calendar at_three = { .minutes = AT_MINUTE(0), .hours = AT_HOUR(3) };
static const struct timer daily = { .calendar = &at_three };
static const struct timer made_up = { .calendar = &at_three, .catch_up = true };
static const struct timer second = { .every_ms = 1000 };

static struct timer_state planned(const struct timer *timer, int64_t now_ms)
{
	struct timer_state state = { 0 };

	timer_plan(&state, timer, 0, now_ms);
	return state;
}

static void intervals_stay_on_their_grid(void **unused)
{
	struct timer_state state = planned(&second, 500);

	(void)unused;
	assert_int_equal(state.due_ms, 1500);
	assert_int_equal(timer_step(&state, &second, false, 0, 1499), TIMER_WAIT);
	assert_int_equal(timer_step(&state, &second, false, 0, 1500), TIMER_RUN);
	assert_int_equal(state.due_ms, 2500);
	/* Three of them came while nobody looked: one run, and the next at its own time. */
	assert_int_equal(timer_step(&state, &second, false, 0, 4700), TIMER_RUN);
	assert_int_equal(state.due_ms, 5500);
	assert_int_equal(state.left_out, 0);
	/* This clock cannot be set, and an interval does not get too late. */
	timer_clock_set(&state, &second, 0, 100);
	assert_int_equal(state.due_ms, 5500);
	assert_int_equal(timer_step(&state, &second, false, 0, 5500 + HOUR_MS), TIMER_RUN);
}

static void who_is_on_is_not_started(void **unused)
{
	struct timer_state state = planned(&second, 0);

	(void)unused;
	assert_int_equal(timer_step(&state, &second, true, 0, 1000), TIMER_OVERLAP);
	assert_int_equal(timer_step(&state, &second, true, 0, 1999), TIMER_WAIT);
	assert_int_equal(timer_step(&state, &second, true, 0, 2000), TIMER_OVERLAP);
	assert_int_equal(state.left_out, 2);
	assert_int_equal(timer_step(&state, &second, false, 0, 3000), TIMER_RUN);
	assert_int_equal(state.left_out, 2);
}

static void chance_is_within_its_bounds(void **unused)
{
	static const struct timer timer = { .every_ms = 1000, .random_ms = 400 };
	struct timer_state state = { 0 };

	(void)unused;
	timer_plan(&state, &timer, 0, 0);
	assert_int_equal(state.due_ms, 1000);
	timer_plan(&state, &timer, UINT32_MAX, 0);
	assert_int_equal(state.due_ms, 1400);
	/* Later by chance, the grid stays. */
	assert_int_equal(timer_step(&state, &timer, false, 0x8000, 1400), TIMER_RUN);
	assert_in_range(state.due_ms, 2199, 2201);
	for (uint32_t chance = 0; chance < UINT32_MAX - 65521; chance += 65521) {
		timer_plan(&state, &timer, chance, 0);
		assert_in_range(state.due_ms, 1000, 1400);
	}
}

static void clock_that_was_never_set_runs_nothing(void **unused)
{
	struct timer_state state = planned(&made_up, 5000);

	(void)unused;
	assert_int_equal(state.due_ms, 0);
	assert_int_equal(timer_step(&state, &made_up, false, 0, 4 * HOUR_MS), TIMER_WAIT);
	timer_clock_set(&state, &made_up, 0, MARCH_1_MS);
	assert_int_equal(state.due_ms, 0);
	/* Nothing is made up for that nobody knows of. */
	timer_plan(&state, &made_up, 0, MARCH_1_MS);
	assert_int_equal(state.due_ms, MARCH_1_MS + 3 * HOUR_MS);
	/* A dead battery: it waits for the clock again, and then knows what came last. */
	assert_int_equal(timer_step(&state, &made_up, false, 0, state.due_ms), TIMER_RUN);
	timer_clock_set(&state, &made_up, 0, 1000);
	assert_int_equal(state.due_ms, 0);
	timer_plan(&state, &made_up, 0, MARCH_1_MS + 5 * DAY_MS);
	assert_int_equal(state.due_ms, MARCH_1_MS + DAY_MS + 3 * HOUR_MS);
	assert_int_equal(
		timer_step(&state, &made_up, false, 0, MARCH_1_MS + 5 * DAY_MS), TIMER_RUN);
	assert_int_equal(state.due_ms, MARCH_1_MS + 5 * DAY_MS + 3 * HOUR_MS);
}

static void what_was_jumped_over_is_left_out(void **unused)
{
	struct timer_state state = planned(&daily, MARCH_1_MS);

	(void)unused;
	/* A minute is no jump. */
	assert_int_equal(
		timer_step(&state, &daily, false, 0, state.due_ms + TIMER_LATE_MS - 1), TIMER_RUN);
	timer_clock_set(&state, &daily, 0, MARCH_1_MS + 9 * DAY_MS);
	assert_int_equal(timer_step(&state, &daily, false, 0, MARCH_1_MS + 9 * DAY_MS), TIMER_LATE);
	assert_int_equal(state.left_out, 1);
	assert_int_equal(state.due_ms, MARCH_1_MS + 9 * DAY_MS + 3 * HOUR_MS);
}

static void or_made_up_for_once(void **unused)
{
	struct timer_state state = planned(&made_up, MARCH_1_MS);

	(void)unused;
	timer_clock_set(&state, &made_up, 0, MARCH_1_MS + 9 * DAY_MS);
	assert_int_equal(
		timer_step(&state, &made_up, false, 0, MARCH_1_MS + 9 * DAY_MS), TIMER_RUN);
	assert_int_equal(
		timer_step(&state, &made_up, false, 0, MARCH_1_MS + 9 * DAY_MS + 1), TIMER_WAIT);
	assert_int_equal(state.due_ms, MARCH_1_MS + 9 * DAY_MS + 3 * HOUR_MS);
	assert_int_equal(state.left_out, 0);
}

/* As one boot hands its last time to the next. */
static void what_was_missed_while_off_is_made_up_for_once(void **unused)
{
	const int64_t noon_ms = MARCH_1_MS + 9 * DAY_MS + 12 * HOUR_MS;
	struct timer_state first = planned(&made_up, MARCH_1_MS), state;

	(void)unused;
	assert_int_equal(first.last_ms, MARCH_1_MS); /* known, so that its first time counts */
	state = (struct timer_state){ .last_ms = first.last_ms };
	timer_plan(&state, &made_up, 0, noon_ms);
	assert_int_equal(timer_step(&state, &made_up, false, 0, noon_ms), TIMER_RUN);
	assert_int_equal(state.due_ms, MARCH_1_MS + 10 * DAY_MS + 3 * HOUR_MS);
	/* It was one for all of them: the next boot has nothing to make up for. */
	state = (struct timer_state){ .last_ms = state.last_ms };
	timer_plan(&state, &made_up, 0, noon_ms + HOUR_MS);
	assert_int_equal(timer_step(&state, &made_up, false, 0, noon_ms + HOUR_MS), TIMER_WAIT);
	assert_int_equal(state.due_ms, MARCH_1_MS + 10 * DAY_MS + 3 * HOUR_MS);
	/* A time that is years away was that of a wrong clock. */
	state = (struct timer_state){ .last_ms = MARCH_1_MS + 4000 * DAY_MS };
	timer_plan(&state, &made_up, 0, MARCH_1_MS);
	assert_int_equal(state.due_ms, MARCH_1_MS + 3 * HOUR_MS);
	/* Others forget. */
	state = (struct timer_state){ .last_ms = MARCH_1_MS };
	timer_plan(&state, &daily, 0, noon_ms);
	assert_int_equal(state.due_ms, MARCH_1_MS + 10 * DAY_MS + 3 * HOUR_MS);
}

static void clock_set_back_repeats_nothing(void **unused)
{
	struct timer_state state = planned(&daily, MARCH_1_MS);
	int64_t ran_ms = state.due_ms;

	(void)unused;
	assert_int_equal(timer_step(&state, &daily, false, 0, ran_ms + 2000), TIMER_RUN);
	timer_clock_set(&state, &daily, 0, ran_ms - TIMER_BACK_MS);
	assert_int_equal(state.due_ms, ran_ms + DAY_MS);
	/* By more: the clock was wrong before. */
	timer_clock_set(&state, &daily, 0, ran_ms - TIMER_BACK_MS - 1);
	assert_int_equal(state.due_ms, ran_ms);
	timer_clock_set(&state, &daily, 0, ran_ms - 400 * DAY_MS);
	assert_int_equal(state.due_ms, ran_ms - 400 * DAY_MS + DAY_MS);
}

static void chance_stays_when_the_time_does(void **unused)
{
	static const struct timer timer = { .calendar = &at_three, .random_ms = 1000 };
	struct timer_state state = { 0 };

	(void)unused;
	timer_plan(&state, &timer, 0xffff, MARCH_1_MS);
	assert_int_equal(state.due_ms, MARCH_1_MS + 3 * HOUR_MS + 1000);
	timer_clock_set(&state, &timer, 0, MARCH_1_MS + HOUR_MS);
	assert_int_equal(state.due_ms, MARCH_1_MS + 3 * HOUR_MS + 1000);
	/* Between the time and what chance made of it. */
	timer_clock_set(&state, &timer, 0, MARCH_1_MS + 3 * HOUR_MS + 500);
	assert_int_equal(state.due_ms, MARCH_1_MS + 3 * HOUR_MS + 1000);
}

static struct timer_state resumed(
	const struct timer *timer, int64_t base_ms, int64_t due_ms, int64_t now_ms)
{
	struct timer_state state = { .base_ms = base_ms, .due_ms = due_ms, .last_ms = 5 };

	timer_resume(&state, timer, now_ms);
	assert_int_equal(state.last_ms, 5);
	return state;
}

/* What an image before planned stands, if it is a time of this config. */
static void another_image_goes_on(void **unused)
{
	static const struct timer later = { .calendar = &at_three, .random_ms = 1000 };
	const int64_t three_ms = MARCH_1_MS + 3 * HOUR_MS;

	(void)unused;
	assert_int_equal(resumed(&second, 1500, 1500, 900).due_ms, 1500);
	assert_int_equal(resumed(&second, 900, 900, 901).due_ms, 900);
	assert_int_equal(resumed(&second, 1500, 1501, 900).due_ms, 1500);
	assert_int_equal(resumed(&second, 1901, 1901, 900).due_ms, 0);
	assert_int_equal(resumed(&second, three_ms, three_ms, 900).due_ms, 0);
	assert_int_equal(resumed(&second, -1, -1, 900).due_ms, 0);
	assert_int_equal(resumed(&later, three_ms, three_ms + 1000, 900).due_ms, three_ms + 1000);
	assert_int_equal(resumed(&later, three_ms, three_ms + 1001, 900).due_ms, three_ms);
	assert_int_equal(resumed(&later, three_ms, three_ms - 1, 900).due_ms, three_ms);
	assert_int_equal(resumed(&later, three_ms + MINUTE_MS, three_ms, 900).due_ms, 0);
	assert_int_equal(resumed(&later, three_ms + 1, three_ms + 1, 900).due_ms, 0);
	assert_int_equal(resumed(&later, 0, 0, 900).due_ms, 0);
	assert_int_equal(resumed(&later, INT64_MIN, 0, 900).due_ms, 0);
}

static uint32_t chance = 2463534242u;

static uint32_t draw(void)
{
	chance ^= chance << 13;
	chance ^= chance >> 17;
	chance ^= chance << 5;
	return chance;
}

/* Nothing but time passes: every minute that fits has its one run, in order. */
static void quiet_clock_misses_nothing(void **unused)
{
	static const struct calendar calendar = { .minutes = AT_MINUTE(7) | AT_MINUTE(8),
		.hours = AT_HOUR(0) | AT_HOUR(23) };
	static const struct timer timer = { .calendar = &calendar, .random_ms = 20000 };
	struct timer_state state = planned(&timer, MARCH_1_MS);
	int64_t expected_ms = state.base_ms;
	unsigned runs = 0;

	(void)unused;
	for (int64_t now_ms = MARCH_1_MS; now_ms < MARCH_1_MS + 100 * DAY_MS;
		now_ms += draw() % 30000) {
		int64_t base_ms = state.base_ms;

		if (timer_step(&state, &timer, false, draw(), now_ms) == TIMER_WAIT)
			continue;
		assert_int_equal(base_ms, expected_ms);
		assert_in_range(now_ms, base_ms, base_ms + TIMER_LATE_MS);
		expected_ms = calendar_next(&calendar, base_ms / 1000) * 1000;
		runs++;
	}
	assert_int_equal(runs, 400);
	assert_int_equal(state.left_out, 0);
}

/*
 * A clock that goes anywhere: what is planned is always the next time or one that has come, and
 * of two runs of the same time a clock that was set back far lies between.
 */
static void any_clock_keeps_the_next_time(void **unused)
{
	static const struct calendar calendar = { .minutes = AT_MINUTE(0) | AT_MINUTE(30) };

	(void)unused;
	for (unsigned round = 0; round < 200; round++) {
		struct timer timer = { .calendar = &calendar, .catch_up = draw() % 2 == 0 };
		int64_t now_ms = MARCH_1_MS;
		struct timer_state state = planned(&timer, now_ms);
		int64_t last_run_ms = 0;

		for (unsigned i = 0; i < 500; i++) {
			int64_t from_ms;
			int64_t base_ms;
			bool jumps = draw() % 4 == 0;

			now_ms += jumps ? (int64_t)(draw() % 200000000) - 100000000
					: (int64_t)(draw() % 90000);
			if (state.last_ms - now_ms > TIMER_BACK_MS) /* it may run again */
				last_run_ms = 0;
			if (jumps)
				timer_clock_set(&state, &timer, draw(), now_ms);
			base_ms = state.base_ms;
			switch (timer_step(&state, &timer, false, draw(), now_ms)) {
			case TIMER_RUN:
				assert_true(base_ms <= now_ms);
				assert_true(timer.catch_up || now_ms - base_ms < TIMER_LATE_MS);
				assert_int_not_equal(base_ms, last_run_ms);
				last_run_ms = base_ms;
				break;
			case TIMER_LATE:
				assert_false(timer.catch_up);
				assert_true(now_ms - base_ms >= TIMER_LATE_MS);
				break;
			case TIMER_OVERLAP:
				fail();
			case TIMER_WAIT:
				break;
			}
			from_ms = now_ms;
			if (state.last_ms > now_ms && state.last_ms - now_ms <= TIMER_BACK_MS)
				from_ms = state.last_ms;
			assert_int_equal(
				state.base_ms, calendar_next(&calendar, from_ms / 1000) * 1000);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(intervals_stay_on_their_grid),
		cmocka_unit_test(who_is_on_is_not_started),
		cmocka_unit_test(chance_is_within_its_bounds),
		cmocka_unit_test(clock_that_was_never_set_runs_nothing),
		cmocka_unit_test(what_was_jumped_over_is_left_out),
		cmocka_unit_test(or_made_up_for_once),
		cmocka_unit_test(what_was_missed_while_off_is_made_up_for_once),
		cmocka_unit_test(clock_set_back_repeats_nothing),
		cmocka_unit_test(chance_stays_when_the_time_does),
		cmocka_unit_test(another_image_goes_on),
		cmocka_unit_test(quiet_clock_misses_nothing),
		cmocka_unit_test(any_clock_keeps_the_next_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
