/*
 * Readiness and signs of life of a service: the limits of both, probes that find something, find
 * nothing, or hang; and what an end for want of memory is called. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "service/service.h"

#define EXITED(status) ((status) << 8)

static const struct service_policy notifies = {
	.restart = RESTART_ON_FAILURE,
	.delay_ms = 100,
	.delay_max_ms = 1000,
	.reset_ms = 5000,
	.start_limit_ms = 7000,
	.stop_limit_ms = 3000,
	.ready_limit_ms = 400,
	.alive_interval_ms = 1000,
};
static const struct service_policy probed = {
	.restart = RESTART_ON_FAILURE,
	.delay_ms = 100,
	.delay_max_ms = 1000,
	.reset_ms = 5000,
	.start_limit_ms = 7000,
	.stop_limit_ms = 3000,
	.ready_limit_ms = 400,
	.probes_ready = true,
	.alive_interval_ms = 1000,
	.alive_timeout_ms = 50,
	.alive_misses = 3,
};

static const struct service_policy *policy;

static unsigned take(
	struct service *service, enum service_event_kind kind, unsigned alive, int64_t now_ms)
{
	struct service_event event = { .kind = kind, .alive = alive };

	return service_step(service, policy, &event, now_ms);
}

/* Executed at 1000. */
static struct service preparing(const struct service_policy *own)
{
	struct service service;

	policy = own;
	service_prepare(&service, 1, 1);
	take(&service, EVENT_WANT_UP, 0, 1);
	take(&service, EVENT_CLEARED, 0, 1);
	assert_int_equal(take(&service, EVENT_EXECUTED, LIVES_CONTAINER, 1000),
		own->probes_ready ? ACTION_PROBE : 0);
	assert_int_equal(service.state, SERVICE_PREPARING);
	assert_int_equal(service.deadline_ms, 1400);
	return service;
}

/* Ready at 1200; the first sign is due at 2200. */
static struct service up(const struct service_policy *own)
{
	struct service service = preparing(own);

	assert_int_equal(take(&service, own->probes_ready ? EVENT_PROBE_GOOD : EVENT_READY,
				 LIVES_CONTAINER, 1200),
		0);
	assert_int_equal(service.state, SERVICE_UP);
	assert_int_equal(service.up_ms, 1200);
	assert_int_equal(service.deadline_ms, 2200);
	return service;
}

static void assert_failed(struct service *service, enum service_cause cause)
{
	static const struct service_event gone = { EVENT_CONTAINER_GONE, .alive = 0, .status = 9 };

	assert_int_equal(service->state, SERVICE_KILLING);
	assert_int_equal(service->cause, cause);
	assert_int_equal(service_step(service, policy, &gone, 9000), ACTION_CLEAN);
	take(service, EVENT_CLEANER_GONE, 0, 9000);
	assert_int_equal(service->state, SERVICE_BACKOFF);
	assert_int_equal(service->cause, cause);
	assert_int_equal(service->failures, 1);
	take(service, EVENT_DEADLINE, 0, 9100);
	take(service, EVENT_CLEARED, 0, 9100);
	assert_int_equal(service->cause, CAUSE_NONE);
}

static void who_is_not_ready_in_time_has_failed(void **unused)
{
	struct service service = preparing(&notifies);

	(void)unused;
	assert_int_equal(take(&service, EVENT_DEADLINE, LIVES_CONTAINER, 1400), ACTION_KILL);
	assert_failed(&service, CAUSE_READY);
	service = preparing(&probed);
	assert_int_equal(
		take(&service, EVENT_DEADLINE, LIVES_CONTAINER | LIVES_PROBE, 1400), ACTION_KILL);
	/* The probe is waited for as everybody else. */
	assert_int_equal(take(&service, EVENT_CONTAINER_GONE, LIVES_PROBE, 1401), 0);
	assert_int_equal(take(&service, EVENT_PROBE_BAD, 0, 1402), ACTION_CLEAN);
}

/* A long time of getting ready is no good run. */
static void a_run_begins_when_it_is_ready(void **unused)
{
	struct service_policy own = notifies;
	struct service service;
	static const struct service_event gone = { EVENT_CONTAINER_GONE, .status = EXITED(1) };

	(void)unused;
	own.ready_limit_ms = 60000;
	policy = &own;
	service_prepare(&service, 1, 1);
	take(&service, EVENT_WANT_UP, 0, 1);
	take(&service, EVENT_CLEARED, 0, 1);
	take(&service, EVENT_EXECUTED, LIVES_CONTAINER, 1000);
	service.failures = 4;
	service_step(&service, policy, &gone, 50000);
	take(&service, EVENT_CLEANER_GONE, 0, 50000);
	assert_int_equal(service.failures, 5);
	assert_int_equal(service.cause, CAUSE_NONE);
}

static void what_runs_to_its_end_has_its_limit(void **unused)
{
	struct service_policy own = notifies;
	struct service service;

	(void)unused;
	own.kind = KIND_ONESHOT;
	own.alive_interval_ms = 0;
	policy = &own;
	service_prepare(&service, 1, 1);
	take(&service, EVENT_WANT_UP, 0, 1);
	take(&service, EVENT_CLEARED, 0, 1);
	take(&service, EVENT_EXECUTED, LIVES_CONTAINER, 1000);
	assert_int_equal(service.state, SERVICE_UP);
	assert_int_equal(service.deadline_ms, 1400);
	assert_int_equal(take(&service, EVENT_DEADLINE, LIVES_CONTAINER, 1400), ACTION_KILL);
	assert_failed(&service, CAUSE_READY);
}

static void signs_keep_it_alive(void **unused)
{
	struct service service = up(&notifies);

	(void)unused;
	for (int64_t now_ms = 2199; now_ms < 60000; now_ms += 999) {
		assert_int_equal(take(&service, EVENT_ALIVE, LIVES_CONTAINER, now_ms), 0);
		assert_int_equal(service.deadline_ms, now_ms + 1000);
	}
	assert_int_equal(service.since_ms, 1200);
	assert_int_equal(
		take(&service, EVENT_DEADLINE, LIVES_CONTAINER, service.deadline_ms), ACTION_KILL);
	assert_failed(&service, CAUSE_ALIVE);
}

static void it_can_say_that_it_is_not_well(void **unused)
{
	struct service service = up(&notifies);

	(void)unused;
	assert_int_equal(take(&service, EVENT_NOT_ALIVE, LIVES_CONTAINER, 1300), ACTION_KILL);
	assert_failed(&service, CAUSE_ALIVE);
}

static void probes_are_sent_from_one_interval_to_the_next(void **unused)
{
	struct service service = up(&probed);
	int64_t now_ms = 2200;

	(void)unused;
	for (unsigned i = 0; i < 10; i++) {
		assert_int_equal(
			take(&service, EVENT_DEADLINE, LIVES_CONTAINER, now_ms), ACTION_PROBE);
		assert_int_equal(service.deadline_ms, now_ms + 50);
		assert_int_equal(take(&service, i % 3 ? EVENT_PROBE_BAD : EVENT_PROBE_GOOD,
					 LIVES_CONTAINER, now_ms + 5),
			0);
		assert_int_equal(service.misses, i % 3);
		assert_int_equal(service.deadline_ms, now_ms + 1005);
		now_ms = service.deadline_ms;
	}
	assert_int_equal(service.since_ms, 1200);
}

static void probes_that_find_nothing_in_a_row_are_its_end(void **unused)
{
	struct service service = up(&probed);
	int64_t now_ms = 2200;

	(void)unused;
	for (unsigned i = 0; i < 3; i++) {
		assert_int_equal(
			take(&service, EVENT_DEADLINE, LIVES_CONTAINER, now_ms), ACTION_PROBE);
		assert_int_equal(take(&service, EVENT_PROBE_BAD, LIVES_CONTAINER, now_ms + 1),
			i < 2 ? 0 : ACTION_KILL);
		now_ms = service.deadline_ms;
	}
	assert_failed(&service, CAUSE_ALIVE);
}

/* It is killed, counted once, and the next one is not sent before it is gone. */
static void a_probe_that_hangs_is_a_miss(void **unused)
{
	struct service service = up(&probed);

	(void)unused;
	take(&service, EVENT_DEADLINE, LIVES_CONTAINER, 2200);
	assert_int_equal(take(&service, EVENT_DEADLINE, LIVES_CONTAINER | LIVES_PROBE, 2250),
		ACTION_UNPROBE);
	assert_int_equal(service.misses, 1);
	assert_int_equal(take(&service, EVENT_PROBE_BAD, LIVES_CONTAINER, 2251), 0);
	assert_int_equal(service.misses, 1);
	assert_int_equal(service.deadline_ms, 3250);
	/* Not even SIGKILL ends this one. */
	take(&service, EVENT_DEADLINE, LIVES_CONTAINER, 3250);
	take(&service, EVENT_DEADLINE, LIVES_CONTAINER | LIVES_PROBE, 3300);
	assert_int_equal(service.misses, 2);
	assert_int_equal(
		take(&service, EVENT_DEADLINE, LIVES_CONTAINER | LIVES_PROBE, 4300), ACTION_KILL);
	assert_int_equal(service.cause, CAUSE_ALIVE);
}

/* No memory for a fork is no fault of the service. */
static void a_probe_that_cannot_be_sent_is_no_miss(void **unused)
{
	struct service service = up(&probed);
	int64_t now_ms = 2200;

	(void)unused;
	for (unsigned i = 0; i < 9; i++) {
		assert_int_equal(
			take(&service, EVENT_DEADLINE, LIVES_CONTAINER, now_ms), ACTION_PROBE);
		now_ms = service.deadline_ms;
	}
	assert_int_equal(service.misses, 0);
	assert_int_equal(service.state, SERVICE_UP);
}

static void nobody_is_asked_that_the_config_does_not_ask(void **unused)
{
	struct service_policy own = notifies;
	struct service service;

	(void)unused;
	own.alive_interval_ms = own.ready_limit_ms = 0;
	policy = &own;
	service_prepare(&service, 1, 1);
	take(&service, EVENT_WANT_UP, 0, 1);
	take(&service, EVENT_CLEARED, 0, 1);
	take(&service, EVENT_EXECUTED, LIVES_CONTAINER, 1000);
	assert_int_equal(service.state, SERVICE_UP);
	assert_int_equal(service.deadline_ms, 0);
	assert_int_equal(take(&service, EVENT_NOT_ALIVE, LIVES_CONTAINER, 1300), 0);
	assert_int_equal(take(&service, EVENT_ALIVE, LIVES_CONTAINER, 1300), 0);
	assert_int_equal(service.deadline_ms, 0);
}

static void an_end_for_want_of_memory_is_called_so(void **unused)
{
	static const struct service_event starved = { EVENT_CONTAINER_GONE, .status = EXITED(137),
		.starved = true };
	struct service service = up(&notifies);

	(void)unused;
	assert_int_equal(service_step(&service, policy, &starved, 1300), ACTION_CLEAN);
	assert_int_equal(service.cause, CAUSE_MEMORY);
	/* Who was told to stop ends as it was told, whoever ended it. */
	service = up(&notifies);
	take(&service, EVENT_WANT_DOWN, LIVES_CONTAINER, 1300);
	service_step(&service, policy, &starved, 1301);
	assert_int_equal(service.cause, CAUSE_NONE);
}

static void policies_have_the_defaults_of_the_schema(void **unused)
{
	static const struct ready file = { READY_FILE, .path = "/x" };
	static const struct ready said = { READY_NOTIFY, .timeout_ms = 7 };
	static const struct alive port = { ALIVE_TCP, .port = 1, .interval_ms = 5 };
	static const struct alive all = { ALIVE_UNIX, .path = "/x", .interval_ms = 5,
		.timeout_ms = 6, .misses = 7 };
	static const struct alive sign = { ALIVE_NOTIFY, .interval_ms = 5 };
	struct container container = { .ready = &file, .alive = &port };
	struct service_policy got;

	(void)unused;
	service_policy_of(&container, &got);
	assert_int_equal(got.ready_limit_ms, 30000);
	assert_true(got.probes_ready);
	assert_int_equal(got.alive_interval_ms, 5);
	assert_int_equal(got.alive_timeout_ms, 2000);
	assert_int_equal(got.alive_misses, 3);
	container = (struct container){ .ready = &said, .alive = &all };
	service_policy_of(&container, &got);
	assert_int_equal(got.ready_limit_ms, 7);
	assert_false(got.probes_ready);
	assert_int_equal(got.alive_timeout_ms, 6);
	assert_int_equal(got.alive_misses, 7);
	container = (struct container){ .alive = &sign };
	service_policy_of(&container, &got);
	assert_int_equal(got.ready_limit_ms, 0);
	assert_int_equal(got.alive_interval_ms, 5);
	assert_int_equal(got.alive_timeout_ms, 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_is_not_ready_in_time_has_failed),
		cmocka_unit_test(a_run_begins_when_it_is_ready),
		cmocka_unit_test(what_runs_to_its_end_has_its_limit),
		cmocka_unit_test(signs_keep_it_alive),
		cmocka_unit_test(it_can_say_that_it_is_not_well),
		cmocka_unit_test(probes_are_sent_from_one_interval_to_the_next),
		cmocka_unit_test(probes_that_find_nothing_in_a_row_are_its_end),
		cmocka_unit_test(a_probe_that_hangs_is_a_miss),
		cmocka_unit_test(a_probe_that_cannot_be_sent_is_no_miss),
		cmocka_unit_test(nobody_is_asked_that_the_config_does_not_ask),
		cmocka_unit_test(an_end_for_want_of_memory_is_called_so),
		cmocka_unit_test(policies_have_the_defaults_of_the_schema),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
