/*
 * What containers owe each other: chains, diamonds, oneshots, order without need; the order of
 * stopping; who may give up waiting. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "service/order.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/*
 * once <- store <- left, right <- both     needs: a oneshot, a chain, a diamond
 * late comes after left and once           no need
 * base <- middle, a oneshot <- top         a oneshot between two services
 */
static const struct container once = { .name = "once", .kind = KIND_ONESHOT };
static const struct container store = { .name = "store", .needs = NEEDS(&once) };
static const struct container left = { .name = "left", .needs = NEEDS(&store) };
static const struct container right = { .name = "right", .needs = NEEDS(&store) };
static const struct container both = { .name = "both", .needs = NEEDS(&left, &right) };
static const struct container late = { .name = "late", .after = AFTER(&left, &once) };
static const struct container base = { .name = "base" };
static const struct container middle = {
	.name = "middle",
	.kind = KIND_ONESHOT,
	.needs = NEEDS(&base),
};
static const struct container top = { .name = "top", .needs = NEEDS(&middle) };

enum { ONCE, STORE, LEFT, RIGHT, BOTH, LATE, BASE, MIDDLE, TOP, ALL };

static const struct container *const items[ALL] = { &once, &store, &left, &right, &both, &late,
	&base, &middle, &top };
static const struct container_list list = CONTAINERS(items);

static struct service services[ALL];

/* All up, oneshots done. */
static int set_up(void **unused)
{
	(void)unused;
	memset(services, 0, sizeof services);
	for (unsigned i = 0; i < ALL; i++)
		services[i].state = items[i]->kind == KIND_ONESHOT ? SERVICE_DONE : SERVICE_UP;
	return 0;
}

static void set_all(enum service_state state)
{
	for (unsigned i = 0; i < ALL; i++)
		services[i].state = state;
}

static bool cleared(unsigned index)
{
	return order_cleared(&list, services, index);
}

static enum order_outcome settled(unsigned index)
{
	return order_settled(&list, services, index);
}

static void who_needs_nobody_is_cleared(void **unused)
{
	(void)unused;
	set_all(SERVICE_DOWN);
	assert_true(cleared(ONCE));
	assert_true(cleared(BASE));
}

/* A need is met by a service that is up, or by a oneshot that is done; by nothing else. */
static void needs_are_met_in_one_state_only(void **unused)
{
	(void)unused;
	for (unsigned state = 0; state < SERVICE_STATE_COUNT; state++) {
		set_up(NULL);
		services[ONCE].state = (enum service_state)state;
		assert_int_equal(cleared(STORE), state == SERVICE_DONE);
		set_up(NULL);
		services[STORE].state = (enum service_state)state;
		assert_int_equal(cleared(LEFT), state == SERVICE_UP);
		assert_int_equal(cleared(RIGHT), state == SERVICE_UP);
	}
}

/* A container with open sockets serves who connects, whether it runs or not. */
static void open_sockets_meet_a_need(void **unused)
{
	(void)unused;
	for (unsigned state = 0; state < SERVICE_STATE_COUNT; state++) {
		set_up(NULL);
		services[STORE].bound = true;
		services[STORE].state = (enum service_state)state;
		assert_true(cleared(LEFT));
		assert_false(order_must_wait(&list, services, LEFT));
	}
}

static void a_diamond_waits_for_both_sides(void **unused)
{
	(void)unused;
	assert_true(cleared(BOTH));
	services[LEFT].state = SERVICE_STARTING;
	assert_false(cleared(BOTH));
	services[LEFT].state = SERVICE_UP;
	services[RIGHT].state = SERVICE_BACKOFF;
	assert_false(cleared(BOTH));
	/* What is further away does not matter while the near is up. */
	services[RIGHT].state = SERVICE_UP;
	services[STORE].state = SERVICE_FAILED;
	assert_true(cleared(BOTH));
}

/* Who comes after another waits while something is under way there, up or not in the end. */
static void after_waits_for_what_moves(void **unused)
{
	static const bool moves[SERVICE_STATE_COUNT] = {
		[SERVICE_WAITING] = true,
		[SERVICE_STARTING] = true,
		[SERVICE_PREPARING] = true,
		[SERVICE_STOPPING] = true,
		[SERVICE_KILLING] = true,
		[SERVICE_CLEANING] = true,
	};

	(void)unused;
	for (unsigned state = 0; state < SERVICE_STATE_COUNT; state++) {
		set_up(NULL);
		services[LEFT].state = (enum service_state)state;
		assert_int_equal(cleared(LATE), !moves[state]);
		set_up(NULL);
		services[ONCE].state = (enum service_state)state;
		/* A oneshot that is up is on its way; one that waits needs nothing here. */
		assert_int_equal(cleared(LATE), !moves[state] && state != SERVICE_UP);
	}
	/* Who waits for what will not come does not hold back others. */
	set_up(NULL);
	services[LEFT].state = SERVICE_WAITING;
	services[STORE].state = SERVICE_FAILED;
	assert_true(cleared(LATE));
}

static void settled_is_what_stays(void **unused)
{
	static const enum order_outcome outcomes[2][SERVICE_STATE_COUNT] = {
		[KIND_SERVICE] = {
			[SERVICE_DOWN] = ORDER_BAD,
			[SERVICE_WAITING] = ORDER_MOVING,
			[SERVICE_STARTING] = ORDER_MOVING,
			[SERVICE_PREPARING] = ORDER_MOVING,
			[SERVICE_UP] = ORDER_GOOD,
			[SERVICE_STOPPING] = ORDER_MOVING,
			[SERVICE_KILLING] = ORDER_MOVING,
			[SERVICE_STUCK] = ORDER_BAD,
			[SERVICE_CLEANING] = ORDER_MOVING,
			[SERVICE_BACKOFF] = ORDER_BAD,
			[SERVICE_DONE] = ORDER_GOOD,
			[SERVICE_FAILED] = ORDER_BAD,
			[SERVICE_LISTENING] = ORDER_GOOD,
		},
		[KIND_ONESHOT] = {
			[SERVICE_DOWN] = ORDER_BAD,
			[SERVICE_WAITING] = ORDER_MOVING,
			[SERVICE_STARTING] = ORDER_MOVING,
			[SERVICE_PREPARING] = ORDER_MOVING,
			[SERVICE_UP] = ORDER_MOVING,
			[SERVICE_STOPPING] = ORDER_MOVING,
			[SERVICE_KILLING] = ORDER_MOVING,
			[SERVICE_STUCK] = ORDER_BAD,
			[SERVICE_CLEANING] = ORDER_MOVING,
			[SERVICE_BACKOFF] = ORDER_BAD,
			[SERVICE_DONE] = ORDER_GOOD,
			[SERVICE_FAILED] = ORDER_BAD,
			[SERVICE_LISTENING] = ORDER_GOOD,
		},
	};

	(void)unused;
	for (unsigned state = 0; state < SERVICE_STATE_COUNT; state++) {
		services[BASE].state = services[ONCE].state = (enum service_state)state;
		assert_int_equal(settled(BASE), outcomes[KIND_SERVICE][state]);
		assert_int_equal(settled(ONCE), outcomes[KIND_ONESHOT][state]);
	}
}

/* Who waits is bad when what it needs, however far away, will not come. */
static void who_waits_in_vain_is_settled(void **unused)
{
	static const struct {
		enum service_state once, store, left, right;
		enum order_outcome both;
	} cases[] = {
		{ SERVICE_DONE, SERVICE_UP, SERVICE_UP, SERVICE_UP, ORDER_MOVING },
		{ SERVICE_DONE, SERVICE_UP, SERVICE_STARTING, SERVICE_UP, ORDER_MOVING },
		{ SERVICE_DONE, SERVICE_UP, SERVICE_FAILED, SERVICE_STARTING, ORDER_BAD },
		{ SERVICE_DONE, SERVICE_UP, SERVICE_STARTING, SERVICE_BACKOFF, ORDER_BAD },
		{ SERVICE_DONE, SERVICE_UP, SERVICE_UP, SERVICE_DOWN, ORDER_BAD },
		{ SERVICE_DONE, SERVICE_UP, SERVICE_UP, SERVICE_STUCK, ORDER_BAD },
		/* A service that ended well is gone for who needs it. */
		{ SERVICE_DONE, SERVICE_UP, SERVICE_UP, SERVICE_DONE, ORDER_BAD },
		{ SERVICE_UP, SERVICE_WAITING, SERVICE_WAITING, SERVICE_WAITING, ORDER_MOVING },
		{ SERVICE_FAILED, SERVICE_WAITING, SERVICE_WAITING, SERVICE_WAITING, ORDER_BAD },
		{ SERVICE_DONE, SERVICE_FAILED, SERVICE_WAITING, SERVICE_WAITING, ORDER_BAD },
		{ SERVICE_DONE, SERVICE_DONE, SERVICE_WAITING, SERVICE_UP, ORDER_BAD },
		/* What is further away does not matter while the near is up. */
		{ SERVICE_FAILED, SERVICE_FAILED, SERVICE_UP, SERVICE_STARTING, ORDER_MOVING },
		{ SERVICE_FAILED, SERVICE_UP, SERVICE_WAITING, SERVICE_UP, ORDER_MOVING },
	};

	(void)unused;
	for (size_t i = 0; i < COUNT(cases); i++) {
		services[ONCE].state = cases[i].once;
		services[STORE].state = cases[i].store;
		services[LEFT].state = cases[i].left;
		services[RIGHT].state = cases[i].right;
		services[BOTH].state = SERVICE_WAITING;
		assert_int_equal(settled(BOTH), cases[i].both);
	}
}

/* Who only comes after another has no reason to give up. */
static void after_is_no_need(void **unused)
{
	(void)unused;
	services[LEFT].state = services[ONCE].state = SERVICE_FAILED;
	services[LATE].state = SERVICE_WAITING;
	assert_int_equal(settled(LATE), ORDER_MOVING);
	assert_true(cleared(LATE));
}

static void needs_reach_through_others(void **unused)
{
	static const bool needs[ALL][ALL] = {
		[STORE] = { [ONCE] = true },
		[LEFT] = { [ONCE] = true, [STORE] = true },
		[RIGHT] = { [ONCE] = true, [STORE] = true },
		[BOTH] = { [ONCE] = true, [STORE] = true, [LEFT] = true, [RIGHT] = true },
		[MIDDLE] = { [BASE] = true },
		[TOP] = { [BASE] = true, [MIDDLE] = true },
	};

	(void)unused;
	for (unsigned index = 0; index < ALL; index++)
		for (unsigned other = 0; other < ALL; other++)
			assert_int_equal(order_needs(&list, index, other), needs[index][other]);
}

static bool may_stop(unsigned index, bool leaving[ALL])
{
	return order_may_stop(&list, services, leaving, index);
}

/* All leave: those that need and those that come after go first. */
static void a_stop_goes_backwards(void **unused)
{
	bool leaving[ALL];

	(void)unused;
	memset(leaving, true, sizeof leaving);
	assert_false(may_stop(STORE, leaving));
	assert_false(may_stop(LEFT, leaving));
	assert_true(may_stop(BOTH, leaving));
	assert_true(may_stop(LATE, leaving));
	assert_true(may_stop(TOP, leaving));
	services[BOTH].state = SERVICE_DOWN;
	assert_true(may_stop(RIGHT, leaving));
	assert_false(may_stop(LEFT, leaving)); /* late came after it */
	services[LATE].state = SERVICE_DOWN;
	assert_true(may_stop(LEFT, leaving));
	services[LEFT].state = SERVICE_DOWN;
	assert_false(may_stop(STORE, leaving));
	services[RIGHT].state = SERVICE_DOWN;
	assert_true(may_stop(STORE, leaving));
}

static void a_stop_waits_for_the_last_trace(void **unused)
{
	static const bool rests[SERVICE_STATE_COUNT] = {
		[SERVICE_DOWN] = true,
		[SERVICE_WAITING] = true,
		[SERVICE_BACKOFF] = true,
		[SERVICE_DONE] = true,
		[SERVICE_FAILED] = true,
		[SERVICE_LISTENING] = true,
		/* It survives SIGKILL: it will not ask for anything again. */
		[SERVICE_STUCK] = true,
	};
	bool leaving[ALL];

	(void)unused;
	memset(leaving, true, sizeof leaving);
	services[LATE].state = SERVICE_DOWN;
	for (unsigned state = 0; state < SERVICE_STATE_COUNT; state++) {
		services[BOTH].state = (enum service_state)state;
		assert_int_equal(may_stop(LEFT, leaving), rests[state]);
	}
}

/* Who stays is not waited for: it merely comes after, or people want it so. */
static void a_stop_waits_only_for_those_that_leave_too(void **unused)
{
	bool leaving[ALL] = { [LEFT] = true, [BOTH] = true };

	(void)unused;
	services[BOTH].state = SERVICE_DOWN;
	assert_true(may_stop(LEFT, leaving));
	services[BOTH].state = SERVICE_STOPPING;
	assert_false(may_stop(LEFT, leaving));
}

/* top needs base through a oneshot that is long done: base outlives top all the same. */
static void a_stop_sees_through_a_oneshot(void **unused)
{
	bool leaving[ALL];

	(void)unused;
	memset(leaving, true, sizeof leaving);
	assert_false(may_stop(BASE, leaving));
	services[TOP].state = SERVICE_STOPPING;
	assert_false(may_stop(BASE, leaving));
	services[TOP].state = SERVICE_DOWN;
	assert_true(may_stop(BASE, leaving));
}

static void stopped_is_down(void **unused)
{
	(void)unused;
	for (unsigned state = 0; state < SERVICE_STATE_COUNT; state++) {
		services[BASE].state = (enum service_state)state;
		assert_int_equal(order_stopped(services, BASE), state == SERVICE_DOWN ? ORDER_GOOD
								: state == SERVICE_STUCK
									? ORDER_BAD
									: ORDER_MOVING);
	}
}

/* As many as can be, each of which needs all before it but the first: there are 2^126 paths. */
static void ask_dense(void)
{
	static const struct container *needs[CONTAINERS_MAX][CONTAINERS_MAX];
	static struct container dense[CONTAINERS_MAX];
	static const struct container *all[CONTAINERS_MAX];
	static struct service dense_services[CONTAINERS_MAX];
	static bool leaving[CONTAINERS_MAX];
	const struct container_list dense_list = { all, CONTAINERS_MAX };
	unsigned last = CONTAINERS_MAX - 1;

	for (unsigned i = 0; i < CONTAINERS_MAX; i++) {
		for (unsigned need = 1; need < i; need++)
			needs[i][need - 1] = &dense[need];
		dense[i] = (struct container){ .name = "dense", .needs = needs[i] };
		all[i] = &dense[i];
		dense_services[i].state = SERVICE_WAITING;
		leaving[i] = true;
	}
	assert_false(order_needs(&dense_list, last, 0));
	assert_true(order_needs(&dense_list, last, 1));
	assert_int_equal(order_settled(&dense_list, dense_services, last), ORDER_MOVING);
	dense_services[1].state = SERVICE_FAILED;
	assert_int_equal(order_settled(&dense_list, dense_services, last), ORDER_BAD);
	dense_services[last].state = SERVICE_UP;
	assert_false(order_may_stop(&dense_list, dense_services, leaving, 1));
	assert_true(order_may_stop(&dense_list, dense_services, leaving, 0));
	_exit(0);
}

static void many_needs_take_no_time(void **unused)
{
	int status;
	pid_t pid = fork();

	(void)unused;
	assert_true(pid >= 0);
	if (pid == 0) {
		alarm(10);
		ask_dense();
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(who_needs_nobody_is_cleared, set_up),
		cmocka_unit_test_setup(needs_are_met_in_one_state_only, set_up),
		cmocka_unit_test_setup(open_sockets_meet_a_need, set_up),
		cmocka_unit_test_setup(a_diamond_waits_for_both_sides, set_up),
		cmocka_unit_test_setup(after_waits_for_what_moves, set_up),
		cmocka_unit_test_setup(settled_is_what_stays, set_up),
		cmocka_unit_test_setup(who_waits_in_vain_is_settled, set_up),
		cmocka_unit_test_setup(after_is_no_need, set_up),
		cmocka_unit_test_setup(needs_reach_through_others, set_up),
		cmocka_unit_test_setup(a_stop_goes_backwards, set_up),
		cmocka_unit_test_setup(a_stop_waits_for_the_last_trace, set_up),
		cmocka_unit_test_setup(a_stop_waits_only_for_those_that_leave_too, set_up),
		cmocka_unit_test_setup(a_stop_sees_through_a_oneshot, set_up),
		cmocka_unit_test_setup(stopped_is_down, set_up),
		cmocka_unit_test_setup(many_needs_take_no_time, set_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
