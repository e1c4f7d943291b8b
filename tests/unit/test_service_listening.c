/*
 * Containers that are started by their sockets: when those are opened, what they start, what
 * follows an end, and what keeps a program that reads nothing from being started for ever. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "service/service.h"

#include <signal.h>

#define EXITED(status) ((status) << 8)

static struct service_policy policy;
static struct service service;
static int64_t now_ms;

static unsigned take_with(enum service_event_kind kind, unsigned alive, int status)
{
	struct service_event event = { kind, alive, status };

	return service_step(&service, &policy, &event, now_ms);
}

static unsigned take(enum service_event_kind kind)
{
	return take_with(kind, 0, 0);
}

/* Wanted, cleared, and its sockets are there. */
static int set_up(void **unused)
{
	(void)unused;
	policy = (struct service_policy){
		.kind = KIND_SERVICE,
		.listens = true,
		.delay_ms = 100,
		.delay_max_ms = 1000,
		.reset_ms = 5000,
		.start_limit_ms = 7000,
		.stop_limit_ms = 3000,
	};
	now_ms = 10000;
	service_prepare(&service, 1, now_ms);
	take(EVENT_WANT_UP);
	take(EVENT_CLEARED);
	take(EVENT_BOUND);
	assert_int_equal(service.state, SERVICE_LISTENING);
	return 0;
}

/* One run, from a connection to its end with that status. */
static void run_once(int status)
{
	assert_int_equal(take(EVENT_TRIGGERED), 0);
	assert_int_equal(service.state, SERVICE_WAITING);
	assert_int_equal(take(EVENT_CLEARED), ACTION_LAUNCH);
	take_with(EVENT_EXECUTED, LIVES_CONTAINER, 0);
	assert_int_equal(service.state, SERVICE_UP);
	take_with(EVENT_CONTAINER_GONE, 0, status);
	take(EVENT_CLEANER_GONE);
}

static void sockets_come_first(void **unused)
{
	(void)unused;
	service_prepare(&service, 1, now_ms);
	take(EVENT_WANT_UP);
	assert_int_equal(take(EVENT_CLEARED), ACTION_BIND);
	assert_int_equal(service.state, SERVICE_STARTING);
	assert_int_equal(service.deadline_ms, now_ms + policy.start_limit_ms);
	assert_false(service.bound);
	assert_int_equal(take(EVENT_BOUND), 0);
	assert_true(service.bound);
	assert_int_equal(service.state, SERVICE_LISTENING);
	assert_int_equal(service.deadline_ms, 0);
}

static void sockets_that_fail_are_tried_again(void **unused)
{
	(void)unused;
	service_prepare(&service, 1, now_ms);
	take(EVENT_WANT_UP);
	take(EVENT_CLEARED);
	assert_int_equal(take_with(EVENT_STEP_FAILED, LIVES_LAUNCHER, 0), ACTION_KILL);
	assert_int_equal(take(EVENT_LAUNCHER_GONE), ACTION_CLEAN);
	take(EVENT_CLEANER_GONE);
	assert_int_equal(service.state, SERVICE_BACKOFF);
	take(EVENT_DEADLINE);
	assert_int_equal(take(EVENT_CLEARED), ACTION_BIND);
}

/* They came while somebody stopped it: nobody listens. */
static void sockets_that_come_too_late_are_not_kept(void **unused)
{
	(void)unused;
	service_prepare(&service, 1, now_ms);
	take(EVENT_WANT_UP);
	take(EVENT_CLEARED);
	assert_int_equal(take_with(EVENT_WANT_DOWN, LIVES_LAUNCHER, 0), ACTION_KILL);
	assert_int_equal(take(EVENT_BOUND), ACTION_CLEAN);
	assert_false(service.bound);
	take(EVENT_CLEANER_GONE);
	assert_int_equal(service.state, SERVICE_DOWN);
	assert_false(service.bound);
}

static void a_good_end_listens_again(void **unused)
{
	(void)unused;
	for (unsigned i = 0; i < 3; i++) {
		run_once(0);
		assert_int_equal(service.state, SERVICE_WAITING);
		assert_int_equal(take(EVENT_CLEARED), 0);
		assert_int_equal(service.state, SERVICE_LISTENING);
		assert_true(service.bound);
	}
	assert_int_equal(service.restarts, 0);
	assert_int_equal(service.failures, 0);
}

/* The sockets stay, and nothing starts it before the delay is over. */
static void a_bad_end_waits(void **unused)
{
	(void)unused;
	for (int64_t delay_ms = 100; delay_ms < 1000; delay_ms *= 2) {
		run_once(EXITED(1));
		assert_int_equal(service.state, SERVICE_BACKOFF);
		assert_int_equal(service.deadline_ms, now_ms + delay_ms);
		assert_int_equal(take(EVENT_TRIGGERED), 0);
		assert_int_equal(service.state, SERVICE_BACKOFF);
		assert_true(service.bound);
		now_ms = service.deadline_ms;
		take(EVENT_DEADLINE);
		assert_int_equal(take(EVENT_CLEARED), 0);
		assert_int_equal(service.state, SERVICE_LISTENING);
	}
}

static void who_gives_up_closes_them(void **unused)
{
	(void)unused;
	policy.limit = 1;
	policy.on_limit = FAILURE_START;
	run_once(EXITED(1));
	assert_int_equal(service.state, SERVICE_FAILED);
	assert_false(service.bound);
	set_up(NULL);
	policy.restart = RESTART_NEVER;
	run_once(EXITED(1));
	assert_int_equal(service.state, SERVICE_FAILED);
	assert_false(service.bound);
}

static void a_stop_closes_them(void **unused)
{
	(void)unused;
	assert_int_equal(take(EVENT_WANT_DOWN), 0);
	assert_int_equal(service.state, SERVICE_DOWN);
	assert_false(service.bound);
	set_up(NULL);
	take(EVENT_TRIGGERED);
	take(EVENT_WANT_DOWN);
	assert_false(service.bound);
	/* Who connected to the closed ones starts nothing. */
	take(EVENT_WANT_UP);
	assert_int_equal(take(EVENT_CLEARED), ACTION_BIND);
}

/* A restart of one that runs, as when it is idle, is a stop: who connects next starts it. */
static void a_restart_listens_again(void **unused)
{
	(void)unused;
	take(EVENT_TRIGGERED);
	take(EVENT_CLEARED);
	take_with(EVENT_EXECUTED, LIVES_CONTAINER, 0);
	assert_int_equal(take_with(EVENT_WANT_RESTART, LIVES_CONTAINER, 0), ACTION_SIGNAL);
	take_with(EVENT_CONTAINER_GONE, 0, EXITED(1));
	take(EVENT_CLEANER_GONE);
	assert_int_equal(take(EVENT_CLEARED), 0);
	assert_int_equal(service.state, SERVICE_LISTENING);
	assert_int_equal(service.restarts, 0);
}

/* What it needs may be gone when somebody connects. */
static void a_connection_waits_for_needs(void **unused)
{
	(void)unused;
	take(EVENT_TRIGGERED);
	assert_int_equal(service.state, SERVICE_WAITING);
	now_ms += 100000;
	assert_int_equal(take(EVENT_CLEARED), ACTION_LAUNCH);
}

/* As many as are borne in the window, however often that is. */
static void many_connections_are_no_failure(void **unused)
{
	(void)unused;
	for (unsigned i = 0; i < 10 * SERVICE_TRIGGER_MOST; i++) {
		run_once(0);
		take(EVENT_CLEARED);
		assert_int_equal(service.state, SERVICE_LISTENING);
		now_ms += SERVICE_TRIGGER_WINDOW_MS / SERVICE_TRIGGER_MOST;
	}
}

static void who_reads_nothing_is_a_failure(void **unused)
{
	(void)unused;
	for (unsigned i = 0; i < SERVICE_TRIGGER_MOST; i++) {
		run_once(0);
		take(EVENT_CLEARED);
		assert_int_equal(service.state, SERVICE_LISTENING);
	}
	assert_int_equal(take(EVENT_TRIGGERED), 0);
	assert_int_equal(service.state, SERVICE_BACKOFF);
	assert_int_equal(service.deadline_ms, now_ms + 100);
	assert_int_equal(service.cause, CAUSE_TRIGGER);
	assert_false(service.bound);
	/* And it counts as one: a limit of failures is reached by it. */
	set_up(NULL);
	policy.limit = 1;
	policy.on_limit = FAILURE_START;
	for (unsigned i = 0; i < SERVICE_TRIGGER_MOST; i++) {
		run_once(0);
		take(EVENT_CLEARED);
	}
	assert_int_equal(take(EVENT_TRIGGERED), ACTION_GIVE_UP);
	assert_int_equal(service.state, SERVICE_FAILED);
}

/* Each start has another connection, and each end of it is the end of that one alone. */
static void who_serves_connections_is_never_too_often(void **unused)
{
	static const int statuses[] = { EXITED(0), EXITED(3), SIGKILL, SIGHUP, SIGINT };

	(void)unused;
	policy.kind = KIND_CONNECTION;
	for (unsigned i = 0; i < 5 * SERVICE_TRIGGER_MOST; i++) {
		run_once(statuses[i % 5]);
		assert_int_equal(service.state, SERVICE_WAITING);
		assert_int_equal(take(EVENT_CLEARED), 0);
		assert_int_equal(service.state, SERVICE_LISTENING);
	}
	assert_int_equal(service.restarts, 0);
	assert_int_equal(service.failures, 0);
}

/* Then it listens on, with its socket, after the delay. */
static void a_start_without_its_connection_waits(void **unused)
{
	(void)unused;
	policy.kind = KIND_CONNECTION;
	take(EVENT_TRIGGERED);
	assert_int_equal(take(EVENT_CLEARED), ACTION_LAUNCH);
	take(EVENT_STEP_FAILED);
	take(EVENT_CLEANER_GONE);
	assert_int_equal(service.state, SERVICE_BACKOFF);
	assert_true(service.bound);
	now_ms = service.deadline_ms;
	take(EVENT_DEADLINE);
	assert_int_equal(take(EVENT_CLEARED), 0);
	assert_int_equal(service.state, SERVICE_LISTENING);
}

static void connections_make_it_listen(void **unused)
{
	static const struct connections each = { .listen = { SOCKET_UNIX, .path = "/run/each" } };
	static const struct container serves = { .kind = KIND_CONNECTION, .connections = &each };
	struct service_policy got;

	(void)unused;
	service_policy_of(&serves, &got);
	assert_true(got.listens);
	assert_int_equal(got.kind, KIND_CONNECTION);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(sockets_come_first, set_up),
		cmocka_unit_test_setup(sockets_that_fail_are_tried_again, set_up),
		cmocka_unit_test_setup(sockets_that_come_too_late_are_not_kept, set_up),
		cmocka_unit_test_setup(a_good_end_listens_again, set_up),
		cmocka_unit_test_setup(a_bad_end_waits, set_up),
		cmocka_unit_test_setup(who_gives_up_closes_them, set_up),
		cmocka_unit_test_setup(a_stop_closes_them, set_up),
		cmocka_unit_test_setup(a_restart_listens_again, set_up),
		cmocka_unit_test_setup(a_connection_waits_for_needs, set_up),
		cmocka_unit_test_setup(many_connections_are_no_failure, set_up),
		cmocka_unit_test_setup(who_reads_nothing_is_a_failure, set_up),
		cmocka_unit_test_setup(who_serves_connections_is_never_too_often, set_up),
		cmocka_unit_test_setup(a_start_without_its_connection_waits, set_up),
		cmocka_unit_test(connections_make_it_listen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
