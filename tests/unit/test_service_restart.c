/*
 * What follows the end of a run: which statuses are good, how long the delays are by chance, and
 * what happens after too many failures in a row, for each kind of container and of restart. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "service/service.h"

#include <signal.h>

#define COUNT(array)   (sizeof(array) / sizeof(array)[0])
#define EXITED(status) ((status) << 8)

static const int32_t good[] = { 3, 143, EXITS_END };

static const struct service_policy policy = {
	.kind = KIND_SERVICE,
	.restart = RESTART_ON_FAILURE,
	.delay_ms = 100,
	.delay_max_ms = 1000,
	.reset_ms = 5000,
	.slow_ms = 60000,
	.start_limit_ms = 7000,
	.stop_limit_ms = 3000,
};

static struct service new_service(uint32_t chance)
{
	static const struct service_event up = { EVENT_WANT_UP, 0, 0 };
	struct service service;

	service_prepare(&service, chance, 1);
	service_step(&service, &policy, &up, 1);
	return service;
}

/* One run of run_ms that ends with `status`, from waiting to what follows; its last actions. */
static unsigned run(struct service *service, const struct service_policy *own, int64_t *now_ms,
	int64_t run_ms, int status)
{
	const struct service_event cleared = { EVENT_CLEARED, 0, 0 };
	const struct service_event executed = { EVENT_EXECUTED, LIVES_CONTAINER, 0 };
	const struct service_event gone = { EVENT_CONTAINER_GONE, 0, status };
	const struct service_event cleaned = { EVENT_CLEANER_GONE, 0, 0 };

	assert_int_equal(service->state, SERVICE_WAITING);
	assert_int_equal(service_step(service, own, &cleared, *now_ms), ACTION_LAUNCH);
	service_step(service, own, &executed, *now_ms);
	*now_ms += run_ms;
	assert_int_equal(service_step(service, own, &gone, *now_ms), ACTION_CLEAN);
	return service_step(service, own, &cleaned, *now_ms);
}

/* Through the delay, back to waiting; how long it was. */
static int64_t wait_delay(
	struct service *service, const struct service_policy *own, int64_t *now_ms)
{
	const struct service_event due = { EVENT_DEADLINE, 0, 0 };
	int64_t delay_ms = service->deadline_ms - *now_ms;

	assert_int_equal(service->state, SERVICE_BACKOFF);
	*now_ms = service->deadline_ms;
	assert_int_equal(service_step(service, own, &due, *now_ms), 0);
	assert_int_equal(service->state, SERVICE_WAITING);
	return delay_ms;
}

static void statuses_of_the_config_are_good(void **unused)
{
	static const struct {
		int status;
		bool is_good;
	} cases[] = { { EXITED(0), true }, { EXITED(3), true }, { EXITED(143), true },
		{ EXITED(1), false }, { EXITED(4), false }, { EXITED(255), false },
		/* Killed itself, from outside: 3 is the signal's number here. */
		{ 3, false }, { SIGTERM, false }, { SIGINT, true } };
	static const enum restart_kind kinds[] = { RESTART_ON_FAILURE, RESTART_ALWAYS,
		RESTART_NEVER };

	(void)unused;
	for (size_t i = 0; i < COUNT(cases); i++) {
		for (size_t kind = 0; kind < COUNT(kinds); kind++) {
			struct service_policy own = policy;
			struct service service = new_service(1);
			int64_t now_ms = 1;

			own.restart = kinds[kind];
			own.success = good;
			assert_int_equal(run(&service, &own, &now_ms, 0, cases[i].status), 0);
			assert_int_equal(
				service.state, kinds[kind] == RESTART_ALWAYS  ? SERVICE_BACKOFF
					       : cases[i].is_good             ? SERVICE_DONE
					       : kinds[kind] == RESTART_NEVER ? SERVICE_FAILED
									      : SERVICE_BACKOFF);
			assert_int_equal(service.failures, cases[i].is_good ? 0 : 1);
		}
	}
}

/* Shorter by up to the given part, never longer, never more; and not always the same. */
static void chance_shortens_delays_within_its_bounds(void **unused)
{
	static const unsigned percents[] = { 1, 20, 90 };

	(void)unused;
	for (size_t i = 0; i < COUNT(percents); i++) {
		struct service_policy own = policy;
		int64_t least_ms = INT64_MAX;
		int64_t most_ms = 0;

		own.jitter_percent = percents[i];
		own.delay_ms = own.delay_max_ms = 100000;
		for (uint32_t chance = 0; chance < 500; chance++) {
			struct service service = new_service(chance * 2654435761u);
			int64_t now_ms = 1;
			int64_t delay_ms;

			run(&service, &own, &now_ms, 0, EXITED(1));
			delay_ms = wait_delay(&service, &own, &now_ms);
			least_ms = delay_ms < least_ms ? delay_ms : least_ms;
			most_ms = delay_ms > most_ms ? delay_ms : most_ms;
		}
		assert_in_range(least_ms, 100000 - 1000 * percents[i], 100000 - 900 * percents[i]);
		assert_in_range(most_ms, 100000 - 100 * percents[i], 100000);
	}
}

/* The next whole delay is the double of the last whole one, whatever chance made of it. */
static void chance_does_not_change_the_growth(void **unused)
{
	static const int64_t whole_ms[] = { 100, 200, 400, 800, 1000, 1000 };
	struct service_policy own = policy;
	struct service service = new_service(77);
	int64_t now_ms = 1;
	int64_t last_ms = 0;
	unsigned same = 0;

	(void)unused;
	own.jitter_percent = 50;
	for (size_t i = 0; i < COUNT(whole_ms); i++) {
		int64_t delay_ms;

		run(&service, &own, &now_ms, 0, EXITED(1));
		assert_int_equal(service.delay_ms, whole_ms[i]);
		delay_ms = wait_delay(&service, &own, &now_ms);
		assert_in_range(delay_ms, whole_ms[i] / 2, whole_ms[i]);
		same += delay_ms == last_ms;
		last_ms = delay_ms;
	}
	assert_int_equal(same, 0);
}

static void the_shortest_delay_by_chance_does_not_overflow(void **unused)
{
	struct service_policy own = policy;
	struct service service = new_service(5);
	int64_t now_ms = 1;

	(void)unused;
	own.jitter_percent = 90;
	own.delay_ms = own.delay_max_ms = INT64_MAX - 10;
	run(&service, &own, &now_ms, 0, EXITED(1));
	assert_true(service.deadline_ms > (INT64_MAX - 10) / 10);
}

/* The limit-th failure is one too many; before it the delays grow as ever. */
static void too_many_failures_are_followed_as_the_config_says(void **unused)
{
	static const enum failure_kind kinds[] = { FAILURE_RETRY, FAILURE_START, FAILURE_REBOOT,
		FAILURE_RESCUE };

	(void)unused;
	for (size_t i = 0; i < COUNT(kinds); i++) {
		for (unsigned kind = KIND_SERVICE; kind <= KIND_TASK; kind++) {
			struct service_policy own = policy;
			struct service service = new_service(1);
			int64_t now_ms = 1;
			unsigned actions;

			own.kind = (enum container_kind)kind;
			own.limit = 3;
			own.on_limit = kinds[i];
			assert_int_equal(run(&service, &own, &now_ms, 0, EXITED(1)), 0);
			assert_int_equal(wait_delay(&service, &own, &now_ms), 100);
			assert_int_equal(run(&service, &own, &now_ms, 0, EXITED(1)), 0);
			assert_int_equal(wait_delay(&service, &own, &now_ms), 200);
			actions = run(&service, &own, &now_ms, 0, EXITED(1));
			if (kinds[i] != FAILURE_RETRY) {
				assert_int_equal(actions, ACTION_GIVE_UP);
				assert_int_equal(service.state, SERVICE_FAILED);
				assert_int_equal(service.deadline_ms, 0);
				continue;
			}
			assert_int_equal(actions, 0);
			for (unsigned retry = 0; retry < 3; retry++) {
				assert_int_equal(wait_delay(&service, &own, &now_ms), 60000);
				assert_int_equal(run(&service, &own, &now_ms, 0, EXITED(1)), 0);
			}
			assert_int_equal(service.restarts, 6);
		}
	}
}

static void a_failed_start_counts(void **unused)
{
	static const struct service_event cleared = { EVENT_CLEARED, 0, 0 };
	static const struct service_event failed = { EVENT_FORK_FAILED, 0, 0 };
	struct service_policy own = policy;
	struct service service = new_service(1);
	int64_t now_ms = 1;

	(void)unused;
	own.limit = 2;
	own.on_limit = FAILURE_REBOOT;
	service_step(&service, &own, &cleared, now_ms);
	assert_int_equal(service_step(&service, &own, &failed, now_ms), 0);
	wait_delay(&service, &own, &now_ms);
	service_step(&service, &own, &cleared, now_ms);
	assert_int_equal(service_step(&service, &own, &failed, now_ms), ACTION_GIVE_UP);
}

/* A good run, a command, a success and a restart by reboot(2) are no failures. */
static void failures_are_counted_in_a_row(void **unused)
{
	static const struct service_event again = { EVENT_WANT_RESTART, 0, 0 };
	struct service_policy own = policy;
	struct service service = new_service(1);
	int64_t now_ms = 1;

	(void)unused;
	own.restart = RESTART_ALWAYS;
	own.limit = 2;
	own.on_limit = FAILURE_REBOOT;
	for (unsigned i = 0; i < 5; i++) {
		run(&service, &own, &now_ms, 5000, EXITED(1));
		assert_int_equal(service.failures, 1);
		wait_delay(&service, &own, &now_ms);
	}
	for (unsigned i = 0; i < 5; i++) {
		assert_int_equal(run(&service, &own, &now_ms, 0, SIGHUP), 0);
		wait_delay(&service, &own, &now_ms);
		assert_int_equal(run(&service, &own, &now_ms, 0, EXITED(0)), 0);
		wait_delay(&service, &own, &now_ms);
	}
	assert_int_equal(service.failures, 1);
	service_step(&service, &own, &again, now_ms);
	assert_int_equal(service.failures, 0);
	assert_int_equal(run(&service, &own, &now_ms, 0, EXITED(1)), 0);
	wait_delay(&service, &own, &now_ms);
	assert_int_equal(run(&service, &own, &now_ms, 4999, EXITED(1)), ACTION_GIVE_UP);
}

/* Who is never started again has no failures in a row. */
static void never_is_stronger_than_a_limit(void **unused)
{
	struct service_policy own = policy;
	struct service service = new_service(1);
	int64_t now_ms = 1;

	(void)unused;
	own.restart = RESTART_NEVER;
	own.limit = 1;
	own.on_limit = FAILURE_REBOOT;
	assert_int_equal(run(&service, &own, &now_ms, 0, EXITED(1)), 0);
	assert_int_equal(service.state, SERVICE_FAILED);
}

/* A login: nothing that ends it is a failure, and nothing is the last of it but a wish. */
static void a_console_returns_after_every_end(void **unused)
{
	static const int statuses[] = { EXITED(0), EXITED(1), EXITED(127), SIGKILL, SIGHUP,
		SIGINT };
	static const struct service_event short_of = { EVENT_SHORT, LIVES_CONTAINER, 0,
		RELIEF_STOP };
	static const struct service_event failed = { EVENT_STEP_FAILED, 0, 0 };
	static const struct service_event down = { EVENT_WANT_DOWN, 0, 0 };
	const struct service_event cleared = { EVENT_CLEARED, 0, 0 };
	const struct service_event executed = { EVENT_EXECUTED, LIVES_CONTAINER, 0 };
	const struct service_event gone = { EVENT_CONTAINER_GONE, 0, 0 };
	const struct service_event cleaned = { EVENT_CLEANER_GONE, 0, 0 };
	int64_t now_ms = 1;

	(void)unused;
	for (unsigned kind = 0; kind < 3; kind++) {
		struct service_policy own = policy;
		struct service service = new_service(1);

		own.kind = KIND_CONSOLE;
		own.restart = (enum restart_kind)kind;
		for (size_t i = 0; i < COUNT(statuses); i++) {
			assert_int_equal(run(&service, &own, &now_ms, 0, statuses[i]), 0);
			assert_int_equal(
				wait_delay(&service, &own, &now_ms), i < 4 ? 100 << i : 1000);
		}
		assert_int_equal(service.failures, 0);
		/* A login of some length, and the delays begin anew. */
		run(&service, &own, &now_ms, own.reset_ms, EXITED(0));
		assert_int_equal(wait_delay(&service, &own, &now_ms), 100);
		/* A terminal that is not there, memory that is short. */
		service_step(&service, &own, &cleared, now_ms);
		service_step(&service, &own, &failed, now_ms);
		service_step(&service, &own, &cleaned, now_ms);
		wait_delay(&service, &own, &now_ms);
		service_step(&service, &own, &cleared, now_ms);
		service_step(&service, &own, &executed, now_ms);
		service_step(&service, &own, &short_of, now_ms);
		service_step(&service, &own, &gone, now_ms);
		service_step(&service, &own, &cleaned, now_ms);
		wait_delay(&service, &own, &now_ms);
		service_step(&service, &own, &down, now_ms);
		assert_int_equal(service.state, SERVICE_DOWN);
	}
}

static const struct container other = { .name = "other", .kind = KIND_TASK };
static const struct container plain = { .restart = { .failures = FAILURES(.limit = 9) } };
static const struct container login = { .kind = KIND_CONSOLE };
static const struct container full = {
	.stop = { SIGINT },
	.kind = KIND_TASK,
	.success = EXITS(3),
	.restart = { .jitter_percent = 7,
		.failures = FAILURES(.limit = 5, .on_limit = FAILURE_START, .instead = &other,
			.slow_ms = 8) },
};

static void policies_are_those_of_the_config(void **unused)
{
	struct service_policy got;

	(void)unused;
	service_policy_of(&other, &got);
	assert_int_equal(got.limit, 0);
	assert_int_equal(got.jitter_percent, 0);
	assert_null(got.success);
	service_policy_of(&plain, &got);
	assert_int_equal(got.limit, 9);
	assert_int_equal(got.on_limit, FAILURE_RETRY);
	assert_int_equal(got.slow_ms, 300000);
	assert_int_equal(got.stop_signal, SIGTERM);
	service_policy_of(&login, &got);
	assert_int_equal(got.stop_signal, SIGHUP);
	service_policy_of(&full, &got);
	assert_int_equal(got.stop_signal, SIGINT);
	assert_int_equal(got.kind, KIND_TASK);
	assert_int_equal(got.jitter_percent, 7);
	assert_int_equal(got.limit, 5);
	assert_int_equal(got.on_limit, FAILURE_START);
	assert_int_equal(got.slow_ms, 8);
	assert_int_equal(got.success[0], 3);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(statuses_of_the_config_are_good),
		cmocka_unit_test(chance_shortens_delays_within_its_bounds),
		cmocka_unit_test(chance_does_not_change_the_growth),
		cmocka_unit_test(the_shortest_delay_by_chance_does_not_overflow),
		cmocka_unit_test(too_many_failures_are_followed_as_the_config_says),
		cmocka_unit_test(a_failed_start_counts),
		cmocka_unit_test(failures_are_counted_in_a_row),
		cmocka_unit_test(never_is_stronger_than_a_limit),
		cmocka_unit_test(a_console_returns_after_every_end),
		cmocka_unit_test(policies_are_those_of_the_config),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
