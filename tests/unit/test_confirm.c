/*
 * The proof of a boot: every state with everything that can be so, and its ends. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "service/confirm.h"

#define OK_MS    20000
#define LIMIT_MS 300000
#define START_MS 1000

static const struct confirm_policy full = { OK_MS, true, true };
static const struct confirm_policy bare = { OK_MS, false, false };
static const struct confirm_view up = { .all_up = true };
static const struct confirm_view down = { .all_up = false };
static const struct confirm_view lost = { .lost = true };
static const struct confirm_view done = { .all_up = true, .task_done = true };
static const struct confirm_view over = { .all_up = true, .task_over = true };

static struct confirm confirm;

static enum confirm_action step(
	const struct confirm_policy *policy, const struct confirm_view *view, int64_t now_ms)
{
	return confirm_step(&confirm, policy, view, now_ms);
}

static int set_up(void **unused)
{
	(void)unused;
	confirm_start(&confirm, LIMIT_MS, START_MS);
	return 0;
}

static void all_up_for_long_enough_is_marked_and_good(void **unused)
{
	(void)unused;
	assert_int_equal(confirm_deadline(&confirm, &full), START_MS + LIMIT_MS);
	assert_int_equal(step(&full, &up, 5000), CONFIRM_NOTHING);
	assert_int_equal(confirm_deadline(&confirm, &full), 5000 + OK_MS);
	assert_int_equal(step(&full, &up, 5000 + OK_MS - 1), CONFIRM_NOTHING);
	assert_int_equal(step(&full, &up, 5000 + OK_MS), CONFIRM_RUN_OK);
	/* What is lost now does not stop the mark that is being made. */
	assert_int_equal(step(&full, &lost, 26000), CONFIRM_NOTHING);
	assert_false(confirm_is_over(&confirm));
	assert_int_equal(step(&full, &done, 27000), CONFIRM_SAY_GOOD);
	assert_true(confirm_is_over(&confirm));
	assert_int_equal(confirm_deadline(&confirm, &full), 0);
}

static void without_a_task_it_is_good_at_once(void **unused)
{
	(void)unused;
	step(&bare, &up, 5000);
	assert_int_equal(step(&bare, &up, 5000 + OK_MS), CONFIRM_SAY_GOOD);
}

static void a_break_begins_it_anew(void **unused)
{
	(void)unused;
	step(&full, &up, 5000);
	step(&full, &down, 20000);
	assert_int_equal(confirm_deadline(&confirm, &full), START_MS + LIMIT_MS);
	assert_int_equal(step(&full, &up, 24000), CONFIRM_NOTHING);
	assert_int_equal(step(&full, &up, 5000 + OK_MS), CONFIRM_NOTHING);
	assert_int_equal(step(&full, &up, 24000 + OK_MS), CONFIRM_RUN_OK);
}

static void the_limit_fails_it(void **unused)
{
	(void)unused;
	assert_int_equal(step(&full, &down, START_MS + LIMIT_MS - 1), CONFIRM_NOTHING);
	assert_int_equal(step(&full, &down, START_MS + LIMIT_MS), CONFIRM_RUN_FAILED);
	assert_int_equal(step(&full, &up, START_MS + LIMIT_MS + OK_MS), CONFIRM_NOTHING);
	assert_int_equal(step(&full, &over, START_MS + LIMIT_MS + OK_MS), CONFIRM_SAY_FAILED);
	assert_true(confirm_is_over(&confirm));
}

static void nobody_waits_for_who_is_lost(void **unused)
{
	(void)unused;
	assert_int_equal(step(&full, &lost, 2000), CONFIRM_RUN_FAILED);
	set_up(NULL);
	assert_int_equal(step(&bare, &lost, 2000), CONFIRM_SAY_FAILED);
}

static void without_a_limit_it_waits(void **unused)
{
	(void)unused;
	confirm_start(&confirm, 0, START_MS);
	assert_int_equal(confirm_deadline(&confirm, &full), 0);
	assert_int_equal(step(&full, &down, INT64_C(1) << 40), CONFIRM_NOTHING);
}

static void a_mark_that_fails_or_hangs_fails_it(void **unused)
{
	(void)unused;
	for (unsigned hangs = 0; hangs < 2; hangs++) {
		set_up(NULL);
		step(&full, &up, 5000);
		step(&full, &up, 5000 + OK_MS);
		assert_int_equal(
			confirm_deadline(&confirm, &full), 5000 + OK_MS + BOOT_TASK_LIMIT_MS);
		assert_int_equal(
			step(&full, &up, 5000 + OK_MS + BOOT_TASK_LIMIT_MS - 1), CONFIRM_NOTHING);
		assert_int_equal(step(&full, hangs ? &up : &over,
					 5000 + OK_MS + BOOT_TASK_LIMIT_MS - !hangs),
			CONFIRM_RUN_FAILED);
	}
}

static void a_repair_that_hangs_does_not_hold_it_up(void **unused)
{
	(void)unused;
	step(&full, &lost, 2000);
	assert_int_equal(step(&full, &lost, 2000 + BOOT_TASK_LIMIT_MS - 1), CONFIRM_NOTHING);
	assert_int_equal(step(&full, &lost, 2000 + BOOT_TASK_LIMIT_MS), CONFIRM_SAY_FAILED);
}

/* Whatever is so, a step ends in a state that goes on or is an end, and ends stay. */
static void every_state_and_view(void **unused)
{
	(void)unused;
	for (unsigned s = 0; s < CONFIRM_STATE_COUNT; s++)
		for (unsigned bits = 0; bits < 64; bits++) {
			const struct confirm_policy policy = { OK_MS, bits & 1, bits & 2 };
			const struct confirm_view view = { bits & 4, bits & 8, bits & 16,
				bits & 32 };
			enum confirm_action action;

			confirm = (struct confirm){ .state = (enum confirm_state)s };
			action = step(&policy, &view, 5000);
			if (s == CONFIRM_GOOD || s == CONFIRM_FAILED) {
				assert_int_equal(action, CONFIRM_NOTHING);
				assert_int_equal(confirm.state, s);
			}
			assert_int_equal(action == CONFIRM_RUN_OK,
				s == CONFIRM_WAITING && confirm.state == CONFIRM_MARKING);
			assert_int_equal(action == CONFIRM_RUN_FAILED,
				s != CONFIRM_FAILING && confirm.state == CONFIRM_FAILING);
			if (confirm.state == CONFIRM_MARKING || confirm.state == CONFIRM_FAILING)
				assert_true(confirm.deadline_ms > 0 || confirm.state == s);
			if (action == CONFIRM_RUN_FAILED)
				assert_true(policy.repairs);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(all_up_for_long_enough_is_marked_and_good, set_up),
		cmocka_unit_test_setup(without_a_task_it_is_good_at_once, set_up),
		cmocka_unit_test_setup(a_break_begins_it_anew, set_up),
		cmocka_unit_test_setup(the_limit_fails_it, set_up),
		cmocka_unit_test_setup(nobody_waits_for_who_is_lost, set_up),
		cmocka_unit_test_setup(without_a_limit_it_waits, set_up),
		cmocka_unit_test_setup(a_mark_that_fails_or_hangs_fails_it, set_up),
		cmocka_unit_test_setup(a_repair_that_hangs_does_not_hold_it_up, set_up),
		cmocka_unit_test_setup(every_state_and_view, set_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
