/*
 * A million events of one container in random order, against processes, a status pipe and a clock
 * that behave as the kernel's do and as PID 1 tells of them. What must hold after every event is
 * in check(); and whoever is wanted down gets down. The seed is fixed: a failure comes again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "service/service.h"
#include "random.h"

#include <signal.h>
#include <stdio.h>

#define EVENTS 1000000u

/* ZOMBIE: it is dead, and PID 1 has not been told. */
enum life { GONE = 0, RUNS, ZOMBIE };

struct process {
	enum life life;
	bool killed; /* SIGKILL is on its way; in uninterruptible sleep that can take */
};

static struct {
	struct service service;
	struct service_policy policy;
	int64_t now_ms;
	struct process launcher, container, cleaner, probe;
	bool released, executed, told_to_end; /* the container */
	bool pipe, report, reported;          /* the status pipe is open, holds one, brought one */
	bool binds; /* the launcher opens sockets, and makes nothing else */
	bool sent;  /* and it sent them */
	bool dirty; /* launched, and no cleaner asked for since */
	int status; /* that the container ends with */
	unsigned events, launches;
	unsigned seen[SERVICE_STATE_COUNT];
} world;

static const int32_t good[] = { 1, EXITS_END };

static bool once_in(unsigned count)
{
	return random_of(count) == 0;
}

static unsigned alive(void)
{
	return (world.launcher.life ? LIVES_LAUNCHER : 0) |
	       (world.container.life ? LIVES_CONTAINER : 0) |
	       (world.cleaner.life ? LIVES_CLEANER : 0) | (world.probe.life ? LIVES_PROBE : 0);
}

static void tell(enum service_event_kind kind, int status);

static void kill_one(struct process *process)
{
	if (process->life == RUNS)
		process->killed = true;
}

static void launch(bool binds)
{
	assert_int_equal(alive(), 0);
	assert_false(world.dirty);
	world.launches++;
	world.binds = binds;
	world.sent = false;
	world.reported = world.report = world.released = world.executed = world.told_to_end = false;
	if (once_in(16)) {
		tell(EVENT_FORK_FAILED, 0);
		return;
	}
	world.dirty = world.pipe = true;
	world.launcher = (struct process){ .life = RUNS };
}

static void clean(void)
{
	assert_int_equal(alive(), 0);
	world.dirty = world.pipe = false;
	if (once_in(16))
		tell(EVENT_FORK_FAILED, 0);
	else
		world.cleaner = (struct process){ .life = RUNS };
}

static bool is_too_much(void)
{
	return world.policy.limit > 0 && world.policy.restart != RESTART_NEVER &&
	       world.service.outcome == OUTCOME_BAD && world.service.failures >= world.policy.limit;
}

/* Never longer than the longest, never shorter than chance may make it. */
static void check_delay(void)
{
	int64_t delay_ms = world.service.deadline_ms - world.now_ms;
	int64_t most_ms = world.service.outcome == OUTCOME_BAD && is_too_much()
				  ? world.policy.slow_ms
				  : world.service.delay_ms;

	assert_true(delay_ms <= most_ms);
	assert_true(delay_ms >= most_ms - most_ms * world.policy.jitter_percent / 100 - 1);
	assert_true(delay_ms > 0);
}

static void check(enum service_state before, unsigned actions)
{
	const struct service *service = &world.service;
	bool is_timed = false;

	switch (service->state) {
	case SERVICE_DOWN:
	case SERVICE_WAITING:
	case SERVICE_DONE:
	case SERVICE_FAILED:
		assert_int_equal(alive(), 0);
		break;
	case SERVICE_LISTENING:
		assert_int_equal(alive(), 0);
		assert_true(world.policy.listens && service->bound);
		break;
	case SERVICE_BACKOFF:
		assert_int_equal(alive(), 0);
		is_timed = true;
		break;
	case SERVICE_UP:
		/* Nobody gets there past its readiness. */
		assert_true(before == SERVICE_UP || before == SERVICE_PREPARING ||
			    world.policy.ready_limit_ms == 0 || service_ends(world.policy.kind));
		is_timed = service_ends(world.policy.kind) ? world.policy.ready_limit_ms > 0
							   : world.policy.alive_interval_ms > 0;
		assert_true(service->misses < world.policy.alive_misses || service->misses == 0);
		assert_int_not_equal(alive() & LIVES_CONTAINER, 0);
		break;
	case SERVICE_STUCK:
		assert_int_not_equal(alive(), 0);
		break;
	case SERVICE_PREPARING:
		assert_true(world.policy.ready_limit_ms > 0 && !service_ends(world.policy.kind));
		assert_int_not_equal(alive() & LIVES_CONTAINER, 0);
		is_timed = true;
		break;
	case SERVICE_STOPPING:
		assert_int_not_equal(alive() & LIVES_CONTAINER, 0);
		is_timed = true;
		break;
	case SERVICE_KILLING:
		assert_int_not_equal(alive(), 0);
		is_timed = true;
		break;
	case SERVICE_STARTING:
	case SERVICE_CLEANING:
		is_timed = true;
		break;
	case SERVICE_STATE_COUNT:
		fail();
	}
	assert_int_equal(service->deadline_ms != 0, is_timed);
	assert_true(service->delay_ms <= world.policy.delay_max_ms);
	if (service->state == SERVICE_BACKOFF && before != SERVICE_BACKOFF)
		check_delay();
	if (before != SERVICE_BACKOFF && service->state == SERVICE_BACKOFF)
		assert_true(service->outcome != OUTCOME_OVER || world.policy.kind == KIND_CONSOLE);
	/* Its terminal is nobody's for as long as somebody wants that. */
	if (world.policy.kind == KIND_CONSOLE)
		assert_true(service->state != SERVICE_DONE && service->state != SERVICE_FAILED);
	/* It failed as often as it may, and only then; in no way but FAILURE_RETRY it goes on. */
	assert_int_equal((actions & ACTION_GIVE_UP) != 0,
		before != SERVICE_FAILED && service->state == SERVICE_FAILED && is_too_much());
	if (is_too_much() && service->state == SERVICE_BACKOFF && service->outcome == OUTCOME_BAD)
		assert_int_equal(world.policy.on_limit, FAILURE_RETRY);
	if (actions & (ACTION_LAUNCH | ACTION_BIND))
		assert_int_equal(before, SERVICE_WAITING);
	if (actions & ACTION_BIND)
		assert_false(service->bound || !world.policy.listens);
	/* Nobody but who wants them is connected to. */
	if (service->state == SERVICE_DOWN || service->state == SERVICE_FAILED)
		assert_false(service->bound);
	if (actions & ACTION_PROBE)
		assert_int_equal(alive() & LIVES_PROBE, 0);
	if (actions & ACTION_SIGNAL)
		assert_int_equal(alive() & LIVES_CONTAINER, LIVES_CONTAINER);
	if (actions & ACTION_KILL)
		assert_int_not_equal(alive(), 0);
	if (before == SERVICE_STUCK)
		assert_int_equal(actions & ~(ACTION_CLEAN | ACTION_KILL | ACTION_GIVE_UP), 0);
}

static void tell(enum service_event_kind kind, int status)
{
	struct service_event event = { kind, alive(), status, .relief = random_of(3),
		.cause = CAUSE_PROCESS };
	enum service_state before = world.service.state;
	unsigned actions = service_step(&world.service, &world.policy, &event, world.now_ms);

	world.events++;
	world.seen[world.service.state]++;
	check(before, actions);
	if (actions & ACTION_SIGNAL)
		world.told_to_end = true;
	if (actions & ACTION_KILL) {
		kill_one(&world.launcher);
		kill_one(&world.container);
		kill_one(&world.cleaner);
		kill_one(&world.probe);
	}
	if (actions & ACTION_CLEAN)
		clean();
	/* Who is launched with sockets has them, and somebody who uses them. */
	if (world.policy.listens && (actions & ACTION_LAUNCH))
		assert_true(world.service.bound);
	if (actions & (ACTION_LAUNCH | ACTION_BIND))
		launch(actions & ACTION_BIND);
	if (actions & ACTION_UNPROBE)
		kill_one(&world.probe);
	if ((actions & ACTION_PROBE) && !once_in(16))
		world.probe = (struct process){ .life = RUNS };
}

/* The pipe ends when nobody can write to it: the program that was executed cannot. */
static void drain(void)
{
	bool is_written =
		world.launcher.life == RUNS || (world.container.life == RUNS && !world.executed);

	if (world.pipe && world.report) {
		world.report = false;
		world.reported = true;
		tell(EVENT_STEP_FAILED, 0);
	}
	if (!world.pipe || is_written)
		return;
	world.pipe = false;
	if (!world.reported)
		tell(EVENT_EXECUTED, 0);
}

static void reap(struct process *process, enum service_event_kind kind)
{
	if (process->life != ZOMBIE)
		return;
	drain();
	*process = (struct process){ .life = GONE };
	if (process == &world.launcher && world.binds && world.sent) {
		world.dirty = world.dirty && world.service.state != SERVICE_STARTING;
		kind = EVENT_BOUND;
	}
	tell(kind, kind == EVENT_CONTAINER_GONE ? world.status : 0);
}

static void die(struct process *process, int status)
{
	process->life = ZOMBIE;
	if (process == &world.container)
		world.status = status;
}

/* SIGKILL works, sooner or later. True when nothing else can happen to the process. */
static bool dies_killed(struct process *process)
{
	if (process->killed && once_in(process == &world.cleaner ? 8 : 4))
		die(process, SIGKILL);
	return process->life != RUNS || process->killed;
}

static void run_launcher(void)
{
	if (dies_killed(&world.launcher))
		return;
	switch (random_of(24)) {
	case 0:
		world.report = true;
		die(&world.launcher, 0);
		break;
	case 1: /* without a word */
		die(&world.launcher, 0);
		break;
	case 2: /* hangs in a system call */
		break;
	default:
		if (world.binds) {
			world.sent = true;
			die(&world.launcher, 0);
			break;
		}
		if (world.container.life == GONE && !world.released) {
			world.container = (struct process){ .life = RUNS };
			break;
		}
		world.released = true;
		die(&world.launcher, 0);
		break;
	}
}

static void run_container(void)
{
	static const int statuses[] = { 0, 0, 1 << 8, 127 << 8, SIGSEGV, SIGHUP, SIGINT };

	if (dies_killed(&world.container))
		return;
	if (world.executed) {
		if (once_in(world.told_to_end ? 3 : 12))
			die(&world.container,
				statuses[random_of(sizeof statuses / sizeof statuses[0])]);
	} else if (!world.released && world.launcher.life != RUNS) {
		world.report = true; /* the end of the sync pipe */
		die(&world.container, 1 << 8);
	} else if (world.released && once_in(16)) {
		world.report = once_in(2);
		die(&world.container, 1 << 8);
	} else if (world.released) {
		world.executed = true;
	}
}

/* It finds out sooner or later, or is killed. */
static void run_probe(void)
{
	if (!dies_killed(&world.probe) && once_in(6))
		die(&world.probe, 0);
}

static void run_cleaner(void)
{
	if (!dies_killed(&world.cleaner) && once_in(3))
		die(&world.cleaner, 0);
}

static void pass_time(void)
{
	int64_t deadline_ms = world.service.deadline_ms;

	world.now_ms += random_of(20);
	if (deadline_ms != 0 && once_in(12) && world.now_ms < deadline_ms)
		world.now_ms = deadline_ms;
	if (deadline_ms != 0 && world.now_ms >= deadline_ms)
		tell(EVENT_DEADLINE, 0);
}

/* Whatever happens by itself. */
static void turn(void)
{
	switch (random_of(9)) {
	case 0:
		if (world.service.state == SERVICE_WAITING)
			tell(EVENT_CLEARED, 0);
		if (world.service.state == SERVICE_LISTENING && once_in(2))
			tell(EVENT_TRIGGERED, 0);
		break;
	case 1:
		run_launcher();
		break;
	case 2:
		run_container();
		break;
	case 3:
		run_cleaner();
		break;
	case 4:
		reap(&world.launcher, EVENT_LAUNCHER_GONE);
		reap(&world.cleaner, EVENT_CLEANER_GONE);
		break;
	case 5:
		reap(&world.container, EVENT_CONTAINER_GONE);
		break;
	case 6:
		drain();
		break;
	case 8:
		run_probe();
		reap(&world.probe, once_in(8) ? EVENT_PROBE_BAD : EVENT_PROBE_GOOD);
		if (world.executed && !world.policy.probes_ready && once_in(4))
			tell(EVENT_READY, 0);
		if (world.executed && once_in(4))
			tell(once_in(40) ? EVENT_NOT_ALIVE : EVENT_ALIVE, 0);
		if (world.executed && once_in(40))
			tell(EVENT_SHORT, 0);
		break;
	case 7:
		pass_time();
		break;
	}
}

static void choose_policy(void)
{
	world.policy = (struct service_policy){
		.kind = (enum container_kind)random_of(KIND_CONNECTION + 1),
		.restart = (enum restart_kind)random_of(3),
		.delay_ms = 1 + random_of(50),
		.delay_max_ms = 50 + random_of(500),
		.reset_ms = 1 + random_of(300),
		.slow_ms = 550 + random_of(500),
		.jitter_percent = once_in(2) ? 0 : random_of(91),
		.limit = once_in(2) ? 0 : 1 + random_of(6),
		.on_limit = (enum failure_kind)random_of(FAILURE_RESCUE + 1),
		.success = once_in(2) ? good : NULL,
		.start_limit_ms = 1 + random_of(500),
		.ready_limit_ms = once_in(2) ? 0 : 1 + random_of(300),
		.probes_ready = once_in(2),
		.alive_misses = 1 + random_of(4),
		.stop_limit_ms = 1 + random_of(200),
	};
	if (world.policy.kind == KIND_CONSOLE)
		world.policy.limit = 0; /* the checker lets it have none */
	world.policy.listens = world.policy.kind == KIND_CONNECTION ||
			       (world.policy.kind == KIND_SERVICE && once_in(2));
	if (world.policy.kind == KIND_SERVICE && once_in(2)) {
		world.policy.alive_interval_ms = 1 + random_of(200);
		world.policy.alive_timeout_ms = once_in(2) ? 0 : 1 + random_of(50);
	}
}

/* People want it down, and nobody else wants anything: it gets there, and stays there. */
static void bring_down(void)
{
	tell(EVENT_WANT_DOWN, 0);
	for (unsigned i = 0; world.service.state != SERVICE_DOWN; i++) {
		assert_true(i < 20000);
		turn();
	}
	for (unsigned i = 0; i < 20; i++)
		turn();
	assert_int_equal(world.service.state, SERVICE_DOWN);
}

static void a_million_events_keep_the_promises(void **unused)
{
	(void)unused;
	seed = UINT64_C(0x9e3779b97f4a7c15);
	service_prepare(&world.service, 1, world.now_ms);
	choose_policy();
	while (world.events < EVENTS) {
		if (once_in(40))
			tell((enum service_event_kind)random_of(EVENT_WANT_RESTART + 1), 0);
		if (once_in(2000)) {
			bring_down();
			choose_policy();
		}
		turn();
	}
	bring_down();
	/* The walk was worth it: it went everywhere, often. */
	assert_true(world.launches > EVENTS / 100);
	for (unsigned state = 0; state < SERVICE_STATE_COUNT; state++)
		assert_true(world.seen[state] > EVENTS / 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_million_events_keep_the_promises),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
