/*
 * What follows when a service is short of something: killed, or told to end; started again as after
 * a failure, or not at all. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "service/service.h"

#define EXITED(status) ((status) << 8)

static const struct service_policy policy = {
	.restart = RESTART_ALWAYS,
	.delay_ms = 100,
	.delay_max_ms = 1000,
	.reset_ms = 5000,
	.start_limit_ms = 7000,
	.stop_limit_ms = 3000,
};

static unsigned take(struct service *service, const struct service_event *event, int64_t now_ms)
{
	return service_step(service, &policy, event, now_ms);
}

static unsigned tell(struct service *service, enum service_event_kind kind, int64_t now_ms)
{
	return take(service,
		&(struct service_event){
			kind, .alive = kind == EVENT_EXECUTED ? LIVES_CONTAINER : 0 },
		now_ms);
}

static unsigned shorten(struct service *service, enum service_relief relief, int64_t now_ms)
{
	return take(service,
		&(struct service_event){
			EVENT_SHORT, LIVES_CONTAINER, .relief = relief, .cause = CAUSE_STALL_IO },
		now_ms);
}

/* Up at 1000, after it failed once. */
static struct service up(void)
{
	struct service service;

	service_prepare(&service, 1, 1);
	tell(&service, EVENT_WANT_UP, 1);
	tell(&service, EVENT_CLEARED, 1);
	tell(&service, EVENT_EXECUTED, 1000);
	assert_int_equal(service.state, SERVICE_UP);
	service.failures = 1;
	service.delay_ms = 100;
	return service;
}

/* It exits with 0, as it was told, and all traces are gone. */
static void end(struct service *service, int64_t now_ms)
{
	assert_int_equal(tell(service, EVENT_CONTAINER_GONE, now_ms), ACTION_CLEAN);
	tell(service, EVENT_CLEANER_GONE, now_ms);
	assert_int_equal(service->cause, CAUSE_STALL_IO);
}

static void a_kill_is_a_failure(void **unused)
{
	struct service service = up();

	(void)unused;
	assert_int_equal(shorten(&service, RELIEF_KILL, 2000), ACTION_KILL);
	assert_int_equal(service.state, SERVICE_KILLING);
	end(&service, 2001);
	assert_int_equal(service.state, SERVICE_BACKOFF);
	assert_int_equal(service.failures, 2);
	assert_int_equal(service.deadline_ms, 2201);
}

static void a_restart_is_a_failure_that_ends_in_peace(void **unused)
{
	struct service service = up();

	(void)unused;
	assert_int_equal(shorten(&service, RELIEF_RESTART, 2000), ACTION_SIGNAL);
	assert_int_equal(service.state, SERVICE_STOPPING);
	assert_int_equal(service.deadline_ms, 5000);
	/* Once is enough. */
	assert_int_equal(shorten(&service, RELIEF_KILL, 2100), 0);
	assert_int_equal(service.state, SERVICE_STOPPING);
	end(&service, 2200);
	assert_int_equal(service.state, SERVICE_BACKOFF);
	assert_int_equal(service.failures, 2);
	assert_int_equal(service.deadline_ms, 2400);
}

static void who_does_not_end_is_killed_and_still_failed(void **unused)
{
	struct service service = up();

	(void)unused;
	shorten(&service, RELIEF_RESTART, 2000);
	assert_int_equal(
		take(&service, &(struct service_event){ EVENT_DEADLINE, LIVES_CONTAINER }, 5000),
		ACTION_KILL);
	end(&service, 5001);
	assert_int_equal(service.state, SERVICE_BACKOFF);
}

static void a_stop_is_for_good(void **unused)
{
	struct service service = up();

	(void)unused;
	assert_int_equal(shorten(&service, RELIEF_STOP, 2000), ACTION_SIGNAL);
	end(&service, 2001);
	assert_int_equal(service.state, SERVICE_FAILED);
	assert_true(service.wanted);
	tell(&service, EVENT_WANT_UP, 3000);
	assert_int_equal(service.state, SERVICE_WAITING);
}

static void a_good_run_was_one(void **unused)
{
	struct service service = up();

	(void)unused;
	shorten(&service, RELIEF_RESTART, 6000);
	end(&service, 6001);
	assert_int_equal(service.failures, 1);
	assert_int_equal(service.deadline_ms, 6101);
}

/* What people want counts, whatever it is short of. */
static void people_have_the_last_word(void **unused)
{
	struct service service = up();

	(void)unused;
	shorten(&service, RELIEF_RESTART, 2000);
	tell(&service, EVENT_WANT_DOWN, 2001);
	end(&service, 2002);
	assert_int_equal(service.state, SERVICE_DOWN);
	service = up();
	shorten(&service, RELIEF_STOP, 2000);
	tell(&service, EVENT_WANT_RESTART, 2001);
	end(&service, 2002);
	assert_int_equal(service.state, SERVICE_WAITING);
}

static void an_end_for_want_of_memory_may_be_for_good(void **unused)
{
	struct service_policy once = policy;
	struct service service = up();
	struct service_event gone = { EVENT_CONTAINER_GONE, .status = EXITED(137),
		.starved = true };

	(void)unused;
	once.starves_once = true;
	service_step(&service, &once, &gone, 2000);
	tell(&service, EVENT_CLEANER_GONE, 2001);
	assert_int_equal(service.state, SERVICE_FAILED);
	assert_int_equal(service.cause, CAUSE_MEMORY);
	service = up();
	service_step(&service, &policy, &gone, 2000);
	tell(&service, EVENT_CLEANER_GONE, 2001);
	assert_int_equal(service.state, SERVICE_BACKOFF);
}

/* The want was told before the kill: then it is known who died of it. */
static void the_program_itself_is_named(void **unused)
{
	struct service service = up();

	(void)unused;
	take(&service,
		&(struct service_event){ EVENT_SHORT, LIVES_CONTAINER, .relief = RELIEF_STOP,
			.cause = CAUSE_PROCESS },
		2000);
	take(&service,
		&(struct service_event){
			EVENT_CONTAINER_GONE, .status = EXITED(137), .starved = true },
		2001);
	assert_int_equal(service.cause, CAUSE_MEMORY);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_kill_is_a_failure),
		cmocka_unit_test(a_restart_is_a_failure_that_ends_in_peace),
		cmocka_unit_test(who_does_not_end_is_killed_and_still_failed),
		cmocka_unit_test(a_stop_is_for_good),
		cmocka_unit_test(a_good_run_was_one),
		cmocka_unit_test(people_have_the_last_word),
		cmocka_unit_test(an_end_for_want_of_memory_may_be_for_good),
		cmocka_unit_test(the_program_itself_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
