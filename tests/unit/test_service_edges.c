/*
 * The life of one container where a state alone does not tell: what an earlier run leaves behind,
 * what is measured from where, and numbers at their ends. Pure; every case is a run from its start.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "service/service.h"

#include <signal.h>

#define EXITED(status) ((status) << 8)

static const struct service_policy policy = {
	.kind = KIND_SERVICE,
	.restart = RESTART_ON_FAILURE,
	.delay_ms = 100,
	.delay_max_ms = 1000,
	.reset_ms = 5000,
	.start_limit_ms = 7000,
	.stop_limit_ms = 3000,
};

static unsigned take(
	struct service *service, enum service_event_kind kind, unsigned alive, int64_t now_ms)
{
	struct service_event event = { kind, alive, 0 };

	return service_step(service, &policy, &event, now_ms);
}

static unsigned exits(struct service *service, int status, int64_t now_ms)
{
	struct service_event event = { EVENT_CONTAINER_GONE, 0, status };

	return service_step(service, &policy, &event, now_ms);
}

/* A service whose launcher was just asked for. */
static struct service starting(int64_t now_ms)
{
	struct service service;

	service_prepare(&service, 1, now_ms);
	assert_int_equal(take(&service, EVENT_WANT_UP, 0, now_ms), 0);
	assert_int_equal(take(&service, EVENT_CLEARED, 0, now_ms), ACTION_LAUNCH);
	return service;
}

static struct service up(int64_t now_ms)
{
	struct service service = starting(now_ms);

	take(&service, EVENT_EXECUTED, LIVES_CONTAINER, now_ms);
	assert_int_equal(service.state, SERVICE_UP);
	return service;
}

/* The end of the pipe alone would say "executed". */
static void a_launcher_that_dies_before_its_clone_is_a_failure(void **unused)
{
	struct service service = starting(1);

	(void)unused;
	assert_int_equal(take(&service, EVENT_EXECUTED, LIVES_LAUNCHER, 2), 0);
	assert_int_equal(service.state, SERVICE_STARTING);
	assert_int_equal(take(&service, EVENT_LAUNCHER_GONE, 0, 3), ACTION_CLEAN);
	assert_int_equal(take(&service, EVENT_CLEANER_GONE, 0, 4), 0);
	assert_int_equal(service.state, SERVICE_BACKOFF);
	assert_int_equal(service.restarts, 1);
}

/* As the machine at its process limit: the first start waits for its next try, too. */
static void a_fork_that_fails_is_tried_again(void **unused)
{
	struct service service = starting(1);

	(void)unused;
	assert_int_equal(take(&service, EVENT_FORK_FAILED, 0, 1), 0);
	assert_int_equal(service.state, SERVICE_BACKOFF);
	assert_int_equal(service.deadline_ms, 101);
}

static void a_restart_is_wanted_once(void **unused)
{
	struct service service = up(1);

	(void)unused;
	take(&service, EVENT_WANT_RESTART, LIVES_CONTAINER, 2);
	exits(&service, SIGTERM, 3);
	take(&service, EVENT_CLEANER_GONE, 0, 4);
	assert_int_equal(service.state, SERVICE_WAITING);
	take(&service, EVENT_CLEARED, 0, 5);
	take(&service, EVENT_EXECUTED, LIVES_CONTAINER, 6);
	exits(&service, EXITED(1), 7);
	take(&service, EVENT_CLEANER_GONE, 0, 8);
	assert_int_equal(service.state, SERVICE_BACKOFF);
	assert_int_equal(service.restarts, 1);
}

static void a_stop_tells_how_the_run_ended(void **unused)
{
	struct service service = up(1);

	(void)unused;
	take(&service, EVENT_WANT_DOWN, LIVES_CONTAINER, 2);
	exits(&service, EXITED(143), 3);
	take(&service, EVENT_CLEANER_GONE, 0, 4);
	assert_int_equal(service.state, SERVICE_DOWN);
	assert_int_equal(service.exit_status, EXITED(143));
}

/* From exec to exit: neither a slow start nor a slow cleaner makes a bad run a good one. */
static void a_run_is_as_long_as_its_program_ran(void **unused)
{
	static const struct {
		int64_t run_ms, delay_ms;
	} cases[] = { { 4999, 200 }, { 5000, 100 } };

	(void)unused;
	for (unsigned i = 0; i < 2; i++) {
		struct service service = up(1);
		int64_t up_ms = 20000;

		exits(&service, EXITED(1), 2);
		take(&service, EVENT_CLEANER_GONE, 0, 2);
		assert_int_equal(service.delay_ms, 100);
		take(&service, EVENT_DEADLINE, 0, 102);
		take(&service, EVENT_CLEARED, 0, 13001);
		take(&service, EVENT_EXECUTED, LIVES_CONTAINER, up_ms);
		exits(&service, EXITED(1), up_ms + cases[i].run_ms);
		take(&service, EVENT_CLEANER_GONE, 0, up_ms + cases[i].run_ms + 9000);
		assert_int_equal(service.state, SERVICE_BACKOFF);
		assert_int_equal(service.delay_ms, cases[i].delay_ms);
	}
}

static void the_count_of_restarts_ends_at_its_largest(void **unused)
{
	struct service service = up(1);

	(void)unused;
	service.restarts = UINT32_MAX;
	exits(&service, EXITED(1), 2);
	take(&service, EVENT_CLEANER_GONE, 0, 3);
	assert_int_equal(service.state, SERVICE_BACKOFF);
	assert_true(service.restarts == UINT32_MAX);
}

/* A deadline that cannot be told is at the end of time, not before now, where it would be due. */
static void a_deadline_does_not_overflow(void **unused)
{
	struct service service = starting(INT64_MAX - 6999);

	(void)unused;
	assert_true(service.deadline_ms == INT64_MAX);
	service = starting(INT64_MAX - 7001);
	assert_true(service.deadline_ms == INT64_MAX - 1);
	service = starting(INT64_MAX);
	assert_true(service.deadline_ms == INT64_MAX);
}

/* The checker refuses such a config; the delays stay within the limit all the same. */
static void a_first_delay_is_not_above_the_longest(void **unused)
{
	static const struct container odd = { .restart = {
						      .delay_ms = 60000, .delay_max_ms = 500 } };
	struct service_policy got;

	(void)unused;
	service_policy_of(&odd, &got);
	assert_int_equal(got.delay_ms, 500);
	assert_int_equal(got.delay_max_ms, 500);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_launcher_that_dies_before_its_clone_is_a_failure),
		cmocka_unit_test(a_fork_that_fails_is_tried_again),
		cmocka_unit_test(a_restart_is_wanted_once),
		cmocka_unit_test(a_stop_tells_how_the_run_ended),
		cmocka_unit_test(a_run_is_as_long_as_its_program_ran),
		cmocka_unit_test(the_count_of_restarts_ends_at_its_largest),
		cmocka_unit_test(a_deadline_does_not_overflow),
		cmocka_unit_test(a_first_delay_is_not_above_the_longest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
