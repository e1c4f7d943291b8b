/*
 * What becomes of a container when one that it needs goes away: each of need_lost, oneshots after
 * each start, chains; every state of the need and of who needs it. Devices that are not there. And
 * tasks, which nobody starts at boot. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "service/order.h"

#include <string.h>

/*
 * base, a service <- stay, stop, both by need_lost <- chain needs stop, and stops with it
 *                 <- routes after each start       <- user needs routes
 * once, a oneshot <- late, which stops without it; task, a task
 * modem, with a device <- dial, which starts with it each time
 */
static const struct container base = { .name = "base" };
static const struct container stay = { .name = "stay", .needs = NEEDS(&base) };
static const struct container stop = {
	.name = "stop", .needs = NEEDS(&base), .need_lost = NEED_LOST_STOP
};
static const struct container both = {
	.name = "both", .needs = NEEDS(&base), .need_lost = NEED_LOST_RESTART
};
static const struct container chain = {
	.name = "chain", .needs = NEEDS(&stop), .need_lost = NEED_LOST_STOP
};
static const struct container routes = {
	.name = "routes", .kind = KIND_ONESHOT, .each_start_of = &base
};
static const struct container user = { .name = "user", .needs = NEEDS(&routes) };
static const struct container once = { .name = "once", .kind = KIND_ONESHOT };
static const struct container late = {
	.name = "late", .needs = NEEDS(&once), .need_lost = NEED_LOST_STOP
};
static const struct container task = { .name = "task", .kind = KIND_TASK };
static const struct container modem = { .name = "modem", .device_node = "ttyUSB0" };
static const struct container dial = {
	.name = "dial", .needs = NEEDS(&modem), .need_lost = NEED_LOST_RESTART
};

enum { BASE, STAY, STOP, BOTH, CHAIN, ROUTES, USER_OF, ONCE, LATE, TASK, MODEM, DIAL, ALL };

static const struct container *const items[ALL] = { &base, &stay, &stop, &both, &chain, &routes,
	&user, &once, &late, &task, &modem, &dial };
static const struct container_list list = CONTAINERS(items);

static struct service services[ALL];

static int set_up(void **unused)
{
	(void)unused;
	memset(services, 0, sizeof services);
	for (unsigned i = 0; i < ALL; i++)
		services[i].state = service_ends(items[i]->kind) ? SERVICE_DONE : SERVICE_UP;
	return 0;
}

static bool must_wait(unsigned index)
{
	return order_must_wait(&list, services, index);
}

static void nobody_waits_while_all_is_well(void **unused)
{
	(void)unused;
	for (unsigned i = 0; i < ALL; i++)
		assert_false(must_wait(i));
}

/* Every state of the need. */
static void a_lost_need_is_followed_as_the_config_says(void **unused)
{
	(void)unused;
	for (unsigned state = 0; state < SERVICE_STATE_COUNT; state++) {
		bool is_over = state == SERVICE_FAILED || state == SERVICE_DONE;

		services[BASE].state = (enum service_state)state;
		assert_false(must_wait(STAY));
		assert_int_equal(must_wait(STOP), is_over);
		assert_int_equal(must_wait(BOTH), state != SERVICE_UP);
		assert_int_equal(must_wait(ROUTES), state != SERVICE_UP);
		assert_false(must_wait(USER_OF));
	}
}

/* Every state of who needs: only what runs is stopped; what waits, ends or tries again is not. */
static void only_what_runs_has_to_wait(void **unused)
{
	services[BASE].state = SERVICE_FAILED;
	(void)unused;
	for (unsigned state = 0; state < SERVICE_STATE_COUNT; state++) {
		bool runs = state == SERVICE_STARTING || state == SERVICE_PREPARING ||
			    state == SERVICE_UP;
		bool has_ended = state == SERVICE_DONE || state == SERVICE_FAILED;

		services[STAY].state = services[STOP].state = services[BOTH].state =
			services[ROUTES].state = (enum service_state)state;
		assert_false(must_wait(STAY));
		assert_int_equal(must_wait(STOP), runs);
		assert_int_equal(must_wait(BOTH), runs);
		assert_int_equal(must_wait(ROUTES), runs || has_ended);
	}
}

/* `stop` waits for base then, which does not come: who needs `stop` has lost it for good, too. */
static void an_end_for_good_goes_down_the_chain(void **unused)
{
	(void)unused;
	services[STOP].state = SERVICE_WAITING;
	services[BASE].state = SERVICE_BACKOFF;
	assert_false(must_wait(CHAIN));
	services[BASE].state = SERVICE_FAILED;
	assert_true(must_wait(CHAIN));
	services[BASE].state = SERVICE_UP;
	assert_false(must_wait(CHAIN));
}

/* A oneshot that is done has not ended: it has done its part. */
static void a_oneshot_is_lost_when_it_failed(void **unused)
{
	(void)unused;
	for (unsigned state = 0; state < SERVICE_STATE_COUNT; state++) {
		services[ONCE].state = (enum service_state)state;
		assert_int_equal(must_wait(LATE), state == SERVICE_FAILED);
	}
}

static void routes_wait_for_each_start(void **unused)
{
	(void)unused;
	assert_true(order_needs(&list, ROUTES, BASE));
	assert_true(order_needs(&list, USER_OF, BASE));
	services[ROUTES].state = SERVICE_WAITING;
	for (unsigned state = 0; state < SERVICE_STATE_COUNT; state++) {
		services[BASE].state = (enum service_state)state;
		assert_int_equal(order_cleared(&list, services, ROUTES), state == SERVICE_UP);
		assert_false(order_cleared(&list, services, USER_OF));
	}
}

/* Nobody waits for a task that was not asked for; one that runs is under way to its end. */
static void a_task_that_nobody_started_is_settled(void **unused)
{
	static const enum order_outcome outcomes[SERVICE_STATE_COUNT] = {
		[SERVICE_DOWN] = ORDER_GOOD,
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
	};

	(void)unused;
	for (unsigned state = 0; state < SERVICE_STATE_COUNT; state++) {
		services[TASK].state = (enum service_state)state;
		assert_int_equal(order_settled(&list, services, TASK), outcomes[state]);
	}
}

/* Every state of who had it: what runs stops, what has ended is as good as new when it comes back.
 */
static void without_its_device_it_waits(void **unused)
{
	(void)unused;
	for (unsigned state = 0; state < SERVICE_STATE_COUNT; state++) {
		bool is_over = state == SERVICE_DONE || state == SERVICE_FAILED ||
			       state == SERVICE_BACKOFF;
		bool runs = state == SERVICE_STARTING || state == SERVICE_PREPARING ||
			    state == SERVICE_UP;

		services[MODEM].state = (enum service_state)state;
		services[MODEM].absent = true;
		assert_int_equal(must_wait(MODEM), runs || is_over);
		assert_false(order_cleared(&list, services, MODEM));
		services[MODEM].absent = false;
		assert_false(must_wait(MODEM));
		assert_true(order_cleared(&list, services, MODEM));
	}
}

/* The boot is over without it, but who needs it is not up. */
static void nobody_waits_for_a_device_but_who_needs_it(void **unused)
{
	(void)unused;
	services[MODEM].state = services[DIAL].state = SERVICE_WAITING;
	services[MODEM].absent = true;
	assert_int_equal(order_settled(&list, services, MODEM), ORDER_GOOD);
	assert_int_equal(order_settled(&list, services, DIAL), ORDER_BAD);
	assert_false(order_cleared(&list, services, DIAL));
	services[MODEM].absent = false;
	assert_int_equal(order_settled(&list, services, MODEM), ORDER_MOVING);
	assert_int_equal(order_settled(&list, services, DIAL), ORDER_MOVING);
	services[MODEM].state = SERVICE_UP;
	assert_true(order_cleared(&list, services, DIAL));
	services[DIAL].state = SERVICE_UP;
	services[MODEM].state = SERVICE_WAITING;
	services[MODEM].absent = true;
	assert_true(must_wait(DIAL));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(nobody_waits_while_all_is_well, set_up),
		cmocka_unit_test_setup(a_lost_need_is_followed_as_the_config_says, set_up),
		cmocka_unit_test_setup(only_what_runs_has_to_wait, set_up),
		cmocka_unit_test_setup(an_end_for_good_goes_down_the_chain, set_up),
		cmocka_unit_test_setup(a_oneshot_is_lost_when_it_failed, set_up),
		cmocka_unit_test_setup(routes_wait_for_each_start, set_up),
		cmocka_unit_test_setup(a_task_that_nobody_started_is_settled, set_up),
		cmocka_unit_test_setup(without_its_device_it_waits, set_up),
		cmocka_unit_test_setup(nobody_waits_for_a_device_but_who_needs_it, set_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
