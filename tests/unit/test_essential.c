/*
 * Whether essential containers are well: every state of one that is and of one that is not, the
 * grace, runs that are too short. Pure, with a clock of its own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "service/essential.h"

#include <string.h>

#define GRACE_MS 60000
#define RESET_MS 10000

static const struct container other = { .name = "other" };
static const struct container daemon = { .name = "daemon", .essential = true };
static const struct container once = { .name = "once", .kind = KIND_ONESHOT, .essential = true };

enum { OTHER, DAEMON, ONCE, ALL };

static const struct container *const items[ALL] = { &other, &daemon, &once };
static const struct container_list list = CONTAINERS(items);

static struct service services[ALL];
static struct service_policy policies[ALL];
static int64_t away_ms[ALL];

static struct essential_state look(int64_t now_ms)
{
	const struct essential_view view = { &list, services, policies, away_ms, GRACE_MS };

	return essential_look(&view, now_ms);
}

static void set(unsigned index, enum service_state state, int64_t now_ms)
{
	services[index].state = state;
	services[index].since_ms = now_ms;
	if (state == SERVICE_UP)
		services[index].up_ms = now_ms;
}

static int set_up(void **unused)
{
	(void)unused;
	memset(services, 0, sizeof services);
	memset(away_ms, 0, sizeof away_ms);
	for (unsigned i = 0; i < ALL; i++) {
		services[i].wanted = true;
		policies[i].reset_ms = RESET_MS;
	}
	set(OTHER, SERVICE_FAILED, 1);
	set(DAEMON, SERVICE_UP, 1);
	set(ONCE, SERVICE_DONE, 1);
	return 0;
}

static void others_do_not_count(void **unused)
{
	struct essential_state state = look(1000);

	(void)unused;
	assert_true(state.all_up);
	assert_int_equal(state.lost.words[0], 0);
	assert_int_equal(state.look_ms, 0);
}

static bool is_over(enum service_state state)
{
	return state == SERVICE_FAILED || state == SERVICE_STUCK || state == SERVICE_DONE;
}

/* Failed, stuck or ended: at once. Anything else: after the grace. */
static void every_state_of_a_service(void **unused)
{
	(void)unused;
	for (unsigned s = 0; s < SERVICE_STATE_COUNT; s++) {
		enum service_state word = (enum service_state)s;
		struct essential_state state;

		set_up(NULL);
		look(500);
		set(DAEMON, word, 1000);
		state = look(1000);
		assert_int_equal(state.all_up, word == SERVICE_UP);
		assert_int_equal(state.lost.words[0], is_over(word) ? 1 << DAEMON : 0);
		assert_int_equal(
			state.look_ms, is_over(word) || word == SERVICE_UP ? 0 : 1000 + GRACE_MS);
		state = look(1000 + GRACE_MS - 1);
		assert_int_equal(state.lost.words[0], is_over(word) ? 1 << DAEMON : 0);
		state = look(1000 + GRACE_MS);
		assert_int_equal(state.lost.words[0], word != SERVICE_UP ? 1 << DAEMON : 0);
	}
}

static void every_state_of_a_oneshot(void **unused)
{
	(void)unused;
	for (unsigned s = 0; s < SERVICE_STATE_COUNT; s++) {
		enum service_state word = (enum service_state)s;
		bool over = word == SERVICE_FAILED || word == SERVICE_STUCK;

		set_up(NULL);
		set(ONCE, word, 1000);
		assert_int_equal(look(1000).all_up, word == SERVICE_DONE);
		assert_int_equal(look(1000).lost.words[0], over ? 1 << ONCE : 0);
		assert_int_equal(
			look(1000 + GRACE_MS).lost.words[0], word != SERVICE_DONE ? 1 << ONCE : 0);
	}
}

static void who_was_stopped_is_as_people_want_it(void **unused)
{
	(void)unused;
	for (unsigned s = 0; s < SERVICE_STATE_COUNT; s++) {
		set_up(NULL);
		set(DAEMON, (enum service_state)s, 1000);
		services[DAEMON].wanted = false;
		look(1000);
		assert_int_equal(look(1000 + 2 * GRACE_MS).lost.words[0], 0);
		assert_int_equal(look(1000 + 2 * GRACE_MS).look_ms, 0);
	}
}

/* A crash loop is up again and again. */
static void a_run_after_a_restart_counts_when_it_lasts(void **unused)
{
	struct essential_state state;

	(void)unused;
	set(DAEMON, SERVICE_BACKOFF, 1000);
	look(1000);
	services[DAEMON].restarts = 1;
	set(DAEMON, SERVICE_UP, 2000);
	state = look(2000);
	assert_true(state.all_up);
	assert_int_equal(state.look_ms, 2000 + RESET_MS);
	set(DAEMON, SERVICE_BACKOFF, 11999);
	assert_int_equal(look(11999).look_ms, 1000 + GRACE_MS);
	assert_int_equal(look(1000 + GRACE_MS).lost.words[0], 1 << DAEMON);
}

static void a_good_run_starts_the_grace_anew(void **unused)
{
	(void)unused;
	set(DAEMON, SERVICE_BACKOFF, 1000);
	look(1000);
	services[DAEMON].restarts = 1;
	set(DAEMON, SERVICE_UP, 2000);
	look(2000);
	assert_int_equal(look(2000 + RESET_MS).look_ms, 0);
	set(DAEMON, SERVICE_BACKOFF, 30000);
	assert_int_equal(look(30000).look_ms, 30000 + GRACE_MS);
	assert_int_equal(look(30000 + GRACE_MS - 1).lost.words[0], 0);
	assert_int_equal(look(30000 + GRACE_MS).lost.words[0], 1 << DAEMON);
	/* It comes back all the same. */
	set(DAEMON, SERVICE_UP, 100000);
	assert_int_equal(look(100000).lost.words[0], 1 << DAEMON);
	assert_int_equal(look(100000 + RESET_MS).lost.words[0], 0);
}

static void nobody_essential_is_no_proof(void **unused)
{
	static const struct container *const none[] = { &other };
	static const struct container_list alone = CONTAINERS(none);
	const struct essential_view view = { &alone, services, policies, away_ms, GRACE_MS };

	(void)unused;
	assert_false(essential_look(&view, 1000).all_up);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(others_do_not_count, set_up),
		cmocka_unit_test_setup(every_state_of_a_service, set_up),
		cmocka_unit_test_setup(every_state_of_a_oneshot, set_up),
		cmocka_unit_test_setup(who_was_stopped_is_as_people_want_it, set_up),
		cmocka_unit_test_setup(a_run_after_a_restart_counts_when_it_lasts, set_up),
		cmocka_unit_test_setup(a_good_run_starts_the_grace_anew, set_up),
		cmocka_unit_test_setup(nobody_essential_is_no_proof, set_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
