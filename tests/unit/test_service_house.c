/*
 * All policies in all states, one event at a time; and houses of ten containers that need each
 * other, by chance, under a clock of their own: nobody starts before its needs, nobody is there
 * twice, a stop goes backwards, and everybody gets down. The seed is fixed: a failure comes again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "service/order.h"
#include "service/service.h"
#include "random.h"

#include <signal.h>
#include <string.h>

static const int64_t begin_ms = 1000000;

/* One event. */

static bool lives(unsigned alive)
{
	return alive != 0;
}

/* What cannot be: a process where nothing lives, none where one must, one that the event is the end
 * of. */
static bool can_be(enum service_state state, enum service_event_kind kind, unsigned alive)
{
	static const unsigned ended[SERVICE_EVENT_COUNT] = {
		[EVENT_FORK_FAILED] = LIVES_LAUNCHER | LIVES_CONTAINER | LIVES_CLEANER,
		[EVENT_LAUNCHER_GONE] = LIVES_LAUNCHER,
		[EVENT_BOUND] = LIVES_LAUNCHER | LIVES_CONTAINER, /* it makes none */
		[EVENT_CONTAINER_GONE] = LIVES_CONTAINER,
		[EVENT_CLEANER_GONE] = LIVES_CLEANER,
		[EVENT_PROBE_GOOD] = LIVES_PROBE,
		[EVENT_PROBE_BAD] = LIVES_PROBE,
	};
	const struct service service = { .state = state };

	if (alive & ended[kind])
		return false;
	if (service_is_at_rest(&service))
		return !lives(alive);
	if (state == SERVICE_STARTING)
		return !(alive & (LIVES_CLEANER | LIVES_PROBE));
	if (state == SERVICE_CLEANING)
		return !(alive & ~(unsigned)LIVES_CLEANER);
	return lives(alive) || ended[kind];
}

static void check_step(const struct service_policy *policy, enum service_state state,
	enum service_event_kind kind, unsigned alive)
{
	struct service service = { .state = state,
		.wanted = state != SERVICE_DOWN, /* nobody is wanted there */
		.bound = policy->listens,
		.outcome = OUTCOME_BAD,
		.failures = 1,
		.chance = 7,
		.since_ms = begin_ms - 50,
		.up_ms = state == SERVICE_UP ? begin_ms - 50 : 0 };
	const struct service_event event = { .kind = kind, .alive = alive, .status = 1 << 8 };
	unsigned actions = service_step(&service, policy, &event, begin_ms);
	const struct service after = { .state = service.state };

	assert_true(service.state < SERVICE_STATE_COUNT);
	/* Who starts has nobody, and was cleared. */
	if (actions & (ACTION_LAUNCH | ACTION_BIND)) {
		assert_int_equal(kind, EVENT_CLEARED);
		assert_int_equal(state, SERVICE_WAITING);
		assert_int_equal(service.state, SERVICE_STARTING);
	}
	if (actions & ACTION_CLEAN) {
		assert_false(lives(alive));
		assert_int_equal(service.state, SERVICE_CLEANING);
	}
	assert_false((actions & ACTION_CLEAN) && (actions & (ACTION_LAUNCH | ACTION_KILL)));
	/* Nobody is forgotten. */
	if (lives(alive) && service_is_at_rest(&after))
		fail_msg("%d leaves processes %u in %d behind", kind, alive, state);
	if (kind == EVENT_WANT_DOWN) {
		assert_false(service.wanted);
		assert_false(actions & (ACTION_LAUNCH | ACTION_BIND | ACTION_PROBE));
	}
	if (kind == EVENT_WANT_UP || kind == EVENT_WANT_RESTART)
		assert_true(service.wanted);
	if (service.state == SERVICE_BACKOFF && state != SERVICE_BACKOFF) {
		int64_t delay_ms = service.deadline_ms - begin_ms;

		assert_in_range(delay_ms, 1, policy->slow_ms);
		assert_true(delay_ms <= policy->delay_max_ms || policy->on_limit == FAILURE_RETRY);
	}
	assert_true(service.deadline_ms == 0 || service.deadline_ms >= begin_ms);
	/* Whatever is under way ends at some time, or waits for somebody. */
	if (service.state != state && !service_is_at_rest(&after) && after.state != SERVICE_UP &&
		after.state != SERVICE_STUCK)
		assert_int_not_equal(service.deadline_ms, 0);
}

static void check_policy(const struct service_policy *policy)
{
	for (unsigned state = 0; state < SERVICE_STATE_COUNT; state++)
		for (unsigned kind = 0; kind < SERVICE_EVENT_COUNT; kind++)
			for (unsigned alive = 0; alive < 16; alive++)
				if (can_be(state, kind, alive))
					check_step(policy, state, kind, alive);
}

static void every_policy_takes_every_event_in_every_state(void **unused)
{
	unsigned count = 0;

	(void)unused;
	for (unsigned bits = 0; bits < 4 * 3 * 4 * 3 * 16; bits++, count++) {
		unsigned flags = bits % 16;
		struct service_policy policy = {
			.kind = bits / 16 % 4,
			.restart = bits / 64 % 3,
			.on_limit = bits / 192 % 4,
			.limit = bits / 768 % 3,
			.delay_ms = 100,
			.delay_max_ms = 400,
			.reset_ms = 1000,
			.slow_ms = 5000,
			.jitter_percent = flags & 1 ? 50 : 0,
			.start_limit_ms = 10,
			.stop_limit_ms = 10,
			.ready_limit_ms = flags & 2 ? 10 : 0,
			.probes_ready = flags & 4,
			.alive_misses = 2,
		};

		if (policy.kind == KIND_SERVICE && (flags & 8)) {
			policy.listens = true;
			policy.alive_interval_ms = 20;
			policy.alive_timeout_ms = flags & 4 ? 5 : 0;
		}
		check_policy(&policy);
	}
	assert_int_equal(count, 4 * 3 * 4 * 3 * 16);
}

/* A house. */

#define HOUSE  10
#define ROUNDS 300
#define TURNS  1500

struct room {
	bool launcher, container, cleaner, released, told, killed;
};

static struct {
	struct container containers[HOUSE];
	const struct container *items[HOUSE];
	const struct container *needs[HOUSE][HOUSE], *after[HOUSE][HOUSE];
	struct container_list list;
	struct service services[HOUSE];
	struct service_policy policies[HOUSE];
	struct room rooms[HOUSE];
	bool leaving[HOUSE];
	bool stops; /* all of it */
	int64_t now_ms;
	unsigned launches;
} house;

static unsigned alive_in(unsigned index)
{
	const struct room *room = &house.rooms[index];

	return (room->launcher ? LIVES_LAUNCHER : 0) | (room->container ? LIVES_CONTAINER : 0) |
	       (room->cleaner ? LIVES_CLEANER : 0);
}

/* Said again here, in the words of the schema. */
static bool is_there(unsigned index)
{
	enum service_state state = house.services[index].state;

	return house.containers[index].kind == KIND_SERVICE ? state == SERVICE_UP
							    : state == SERVICE_DONE;
}

static bool needs(unsigned index, unsigned other)
{
	for (unsigned i = 0; house.needs[index][i]; i++)
		if (house.needs[index][i] == &house.containers[other])
			return true;
	return false;
}

static void check_launch(unsigned index)
{
	assert_int_equal(alive_in(index), 0);
	assert_false(house.stops);
	house.launches++;
	for (unsigned i = 0; i < HOUSE; i++)
		if (needs(index, i))
			assert_true(is_there(i));
	for (unsigned i = 0; house.after[index][i]; i++) {
		enum service_state state =
			house.services[house.after[index][i] - house.containers].state;

		assert_true(state != SERVICE_STARTING && state != SERVICE_STOPPING &&
			    state != SERVICE_KILLING && state != SERVICE_CLEANING);
	}
}

static void tell(unsigned index, enum service_event_kind kind, int status)
{
	struct service_event event = { .kind = kind, .alive = alive_in(index), .status = status };
	unsigned actions =
		service_step(&house.services[index], &house.policies[index], &event, house.now_ms);
	struct room *room = &house.rooms[index];

	if (actions & ACTION_SIGNAL)
		room->told = true;
	if (actions & ACTION_KILL)
		room->killed = true;
	if (actions & ACTION_CLEAN) {
		assert_int_equal(alive_in(index), 0);
		*room = (struct room){ .cleaner = true };
	}
	if (actions & ACTION_LAUNCH) {
		check_launch(index);
		*room = (struct room){ .launcher = true };
	}
}

/* Backwards: when one is told to go, nobody who needs it is left of those that go too. */
static void stop(unsigned index)
{
	for (unsigned i = index + 1; i < HOUSE; i++)
		if (house.leaving[i] && needs(i, index))
			assert_true(house.services[i].state == SERVICE_STUCK || alive_in(i) == 0);
	tell(index, EVENT_WANT_DOWN, 0);
}

static void follow(unsigned index)
{
	if (!house.services[index].wanted || house.leaving[index] ||
		!order_must_wait(&house.list, house.services, index))
		return;
	if (house.services[index].state == SERVICE_STARTING)
		tell(index, EVENT_WANT_DOWN, 0);
	tell(index,
		service_is_at_rest(&house.services[index]) || !house.services[index].wanted
			? EVENT_WANT_UP
			: EVENT_WANT_RESTART,
		0);
}

/* As the loop does in each of its turns. */
static void supervise(void)
{
	for (unsigned i = HOUSE; i-- > 0;) {
		struct service *service = &house.services[i];

		if (service->deadline_ms != 0 && service->deadline_ms <= house.now_ms)
			tell(i, EVENT_DEADLINE, 0);
		if (house.leaving[i] && service->wanted &&
			order_may_stop(&house.list, house.services, house.leaving, i))
			stop(i);
	}
	for (unsigned i = 0; i < HOUSE && !house.stops; i++)
		follow(i);
	for (unsigned i = 0; i < HOUSE && !house.stops; i++)
		if (house.services[i].state == SERVICE_WAITING &&
			order_cleared(&house.list, house.services, i))
			tell(i, EVENT_CLEARED, 0);
}

static void end_container(unsigned index, int status)
{
	house.rooms[index].container = false;
	tell(index, EVENT_CONTAINER_GONE, status);
}

/* What the processes of one do next. */
static void live(unsigned index)
{
	struct room *room = &house.rooms[index];

	if (room->cleaner) {
		room->cleaner = false;
		tell(index, EVENT_CLEANER_GONE, 0);
	} else if (room->launcher && !room->killed && random_of(8) == 0) {
		tell(index, EVENT_STEP_FAILED, 0);
	} else if (room->launcher) {
		room->launcher = false;
		room->container = !room->killed && !room->container;
		tell(index, EVENT_LAUNCHER_GONE, 0);
	} else if (room->container && room->killed) {
		end_container(index, SIGKILL);
	} else if (room->container && !room->released) {
		room->released = true;
		tell(index, EVENT_EXECUTED, 0);
	} else if (room->container && (room->told || random_of(12) == 0)) {
		end_container(index, random_of(3) ? 0 : 1 << 8);
	}
}

static void build(void)
{
	memset(&house, 0, sizeof house);
	house.now_ms = begin_ms;
	house.list = (struct container_list){ house.items, HOUSE };
	for (unsigned i = 0; i < HOUSE; i++) {
		struct container *container = &house.containers[i];
		unsigned need_count = 0, after_count = 0;

		house.items[i] = container;
		for (unsigned j = 0; j < i; j++)
			if (random_of(4) == 0)
				house.needs[i][need_count++] = &house.containers[j];
			else if (random_of(8) == 0)
				house.after[i][after_count++] = &house.containers[j];
		container->kind = random_of(4) ? KIND_SERVICE : KIND_ONESHOT;
		container->needs = house.needs[i];
		container->after = house.after[i];
		container->need_lost = need_count ? random_of(NEED_LOST_RESTART + 1) : 0;
		container->restart.kind = random_of(3);
		container->restart.delay_ms = 1 + random_of(20);
		service_policy_of(container, &house.policies[i]);
		service_prepare(&house.services[i], i + 1, house.now_ms);
		tell(i, EVENT_WANT_UP, 0);
	}
}

static bool all_down(void)
{
	for (unsigned i = 0; i < HOUSE; i++)
		if (house.services[i].state != SERVICE_DOWN)
			return false;
	return true;
}

static void turn(void)
{
	house.now_ms += random_of(20);
	live(random_of(HOUSE));
	supervise();
}

static void houses_keep_their_order(void **unused)
{
	unsigned launches = 0;

	(void)unused;
	seed = UINT64_C(0x9e3779b97f4a7c15);
	for (unsigned round = 0; round < ROUNDS; round++) {
		build();
		for (unsigned i = 0; i < TURNS; i++) {
			unsigned index = random_of(HOUSE);

			if (random_of(30) == 0)
				tell(index, random_of(2) ? EVENT_WANT_UP : EVENT_WANT_RESTART, 0);
			turn();
		}
		launches += house.launches;
		house.stops = true;
		for (unsigned i = 0; i < HOUSE; i++)
			house.leaving[i] = true;
		for (unsigned i = 0; !all_down(); i++) {
			assert_true(i < 20000);
			turn();
		}
	}
	assert_true(launches > ROUNDS * HOUSE * 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_policy_takes_every_event_in_every_state),
		cmocka_unit_test(houses_keep_their_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
