/*
 * The life of one container: every state with every event and every set of processes that may
 * live; what follows an exit; delays; and a long random walk with processes that behave as the
 * kernel's do. Pure. What is expected is written from the promises of service.h and the schema.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "service/service.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array)   (sizeof(array) / sizeof(array)[0])
#define EXITED(status) ((status) << 8)
#define KILLED(number) (number)

#define NOW_MS      1000
#define BEFORE_MS   500
#define DEADLINE_MS 9999

static const struct service_policy policy = {
	.kind = KIND_SERVICE,
	.restart = RESTART_ON_FAILURE,
	.delay_ms = 100,
	.delay_max_ms = 1000,
	.reset_ms = 5000,
	.start_limit_ms = 7000,
	.stop_limit_ms = 3000,
};

static const char *const state_words[] = {
#define STATE_WORD(state, word) [state] = word,
	SERVICE_STATES(STATE_WORD)
#undef STATE_WORD
};
static const char *const event_words[] = {
#define EVENT_WORD(event, word) [event] = word,
	SERVICE_EVENTS(EVENT_WORD)
#undef EVENT_WORD
};

/* Sets of the sixteen values of service_event.alive: bit n for the value n. */
#define ANY          0xffffu
#define NONE         0x0001u
#define SOME         0xfffeu
#define CONTAINER    0xccccu /* with LIVES_CONTAINER */
#define OTHERS       0x3332u /* without it, but not nobody */
#define NO_CONTAINER 0x3333u

/* The deadline: as before, or so many ms from now; 0 for none. */
#define KEPT (-1)

struct row {
	enum service_event_kind event;
	unsigned alive; /* a set of values */
	enum service_state next;
	unsigned actions;
	int limit_ms;
};

#define STAYS(state, event)                                                                        \
	{                                                                                          \
		event, ANY, state, 0, KEPT                                                         \
	}
#define MOVES(event, next)                                                                         \
	{                                                                                          \
		event, ANY, next, 0, 0                                                             \
	}

/*
 * The container of these rows was wanted, failed before, and then ran for a short time; its last
 * delay was 100 ms. It exits with status 1. So the next delay is 200 ms.
 */
static const struct row down_rows[] = {
	MOVES(EVENT_WANT_UP, SERVICE_WAITING),
	STAYS(SERVICE_DOWN, EVENT_WANT_DOWN),
	MOVES(EVENT_WANT_RESTART, SERVICE_WAITING),
	STAYS(SERVICE_DOWN, EVENT_CLEARED),
	STAYS(SERVICE_DOWN, EVENT_FORK_FAILED),
	STAYS(SERVICE_DOWN, EVENT_EXECUTED),
	STAYS(SERVICE_DOWN, EVENT_STEP_FAILED),
	STAYS(SERVICE_DOWN, EVENT_LAUNCHER_GONE),
	STAYS(SERVICE_DOWN, EVENT_CONTAINER_GONE),
	STAYS(SERVICE_DOWN, EVENT_CLEANER_GONE),
	STAYS(SERVICE_DOWN, EVENT_DEADLINE),
	STAYS(SERVICE_DOWN, EVENT_READY),
	STAYS(SERVICE_DOWN, EVENT_PROBE_GOOD),
	STAYS(SERVICE_DOWN, EVENT_PROBE_BAD),
	STAYS(SERVICE_DOWN, EVENT_ALIVE),
	STAYS(SERVICE_DOWN, EVENT_NOT_ALIVE),
	STAYS(SERVICE_DOWN, EVENT_BOUND),
	STAYS(SERVICE_DOWN, EVENT_TRIGGERED),
	STAYS(SERVICE_DOWN, EVENT_SHORT),
};

static const struct row waiting_rows[] = {
	MOVES(EVENT_WANT_UP, SERVICE_WAITING),
	MOVES(EVENT_WANT_DOWN, SERVICE_DOWN),
	MOVES(EVENT_WANT_RESTART, SERVICE_WAITING),
	{ EVENT_CLEARED, ANY, SERVICE_STARTING, ACTION_LAUNCH, 7000 },
	STAYS(SERVICE_WAITING, EVENT_FORK_FAILED),
	STAYS(SERVICE_WAITING, EVENT_EXECUTED),
	STAYS(SERVICE_WAITING, EVENT_STEP_FAILED),
	STAYS(SERVICE_WAITING, EVENT_LAUNCHER_GONE),
	STAYS(SERVICE_WAITING, EVENT_CONTAINER_GONE),
	STAYS(SERVICE_WAITING, EVENT_CLEANER_GONE),
	STAYS(SERVICE_WAITING, EVENT_DEADLINE),
	STAYS(SERVICE_WAITING, EVENT_READY),
	STAYS(SERVICE_WAITING, EVENT_PROBE_GOOD),
	STAYS(SERVICE_WAITING, EVENT_PROBE_BAD),
	STAYS(SERVICE_WAITING, EVENT_ALIVE),
	STAYS(SERVICE_WAITING, EVENT_NOT_ALIVE),
	STAYS(SERVICE_WAITING, EVENT_BOUND),
	STAYS(SERVICE_WAITING, EVENT_TRIGGERED),
	STAYS(SERVICE_WAITING, EVENT_SHORT),
};

static const struct row starting_rows[] = {
	STAYS(SERVICE_STARTING, EVENT_WANT_UP),
	{ EVENT_WANT_DOWN, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_WANT_DOWN, SOME, SERVICE_KILLING, ACTION_KILL, SERVICE_KILL_LIMIT_MS },
	STAYS(SERVICE_STARTING, EVENT_WANT_RESTART),
	STAYS(SERVICE_STARTING, EVENT_CLEARED),
	{ EVENT_FORK_FAILED, ANY, SERVICE_BACKOFF, 0, 200 },
	/* The pipe of a launcher that died before its clone ends without a report, too. */
	{ EVENT_EXECUTED, CONTAINER, SERVICE_UP, 0, 0 },
	{ EVENT_EXECUTED, NO_CONTAINER, SERVICE_STARTING, 0, KEPT },
	{ EVENT_STEP_FAILED, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_STEP_FAILED, SOME, SERVICE_KILLING, ACTION_KILL, SERVICE_KILL_LIMIT_MS },
	{ EVENT_LAUNCHER_GONE, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_LAUNCHER_GONE, OTHERS, SERVICE_KILLING, ACTION_KILL, SERVICE_KILL_LIMIT_MS },
	{ EVENT_LAUNCHER_GONE, CONTAINER, SERVICE_STARTING, 0, KEPT },
	{ EVENT_CONTAINER_GONE, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_CONTAINER_GONE, SOME, SERVICE_KILLING, ACTION_KILL, SERVICE_KILL_LIMIT_MS },
	STAYS(SERVICE_STARTING, EVENT_CLEANER_GONE),
	{ EVENT_DEADLINE, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_DEADLINE, SOME, SERVICE_KILLING, ACTION_KILL, SERVICE_KILL_LIMIT_MS },
	STAYS(SERVICE_STARTING, EVENT_READY),
	STAYS(SERVICE_STARTING, EVENT_PROBE_GOOD),
	STAYS(SERVICE_STARTING, EVENT_PROBE_BAD),
	STAYS(SERVICE_STARTING, EVENT_ALIVE),
	STAYS(SERVICE_STARTING, EVENT_NOT_ALIVE),
	{ EVENT_BOUND, ANY, SERVICE_LISTENING, 0, 0 },
	STAYS(SERVICE_STARTING, EVENT_TRIGGERED),
	STAYS(SERVICE_STARTING, EVENT_SHORT),
};

static const struct row up_rows[] = {
	STAYS(SERVICE_UP, EVENT_WANT_UP),
	{ EVENT_WANT_DOWN, ANY, SERVICE_STOPPING, ACTION_SIGNAL, 3000 },
	{ EVENT_WANT_RESTART, ANY, SERVICE_STOPPING, ACTION_SIGNAL, 3000 },
	STAYS(SERVICE_UP, EVENT_CLEARED),
	STAYS(SERVICE_UP, EVENT_FORK_FAILED),
	STAYS(SERVICE_UP, EVENT_EXECUTED),
	STAYS(SERVICE_UP, EVENT_STEP_FAILED),
	/* Up is what has a container; without one the answer is not promised. */
	{ EVENT_LAUNCHER_GONE, CONTAINER, SERVICE_UP, 0, KEPT },
	{ EVENT_CONTAINER_GONE, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_CONTAINER_GONE, SOME, SERVICE_KILLING, ACTION_KILL, SERVICE_KILL_LIMIT_MS },
	STAYS(SERVICE_UP, EVENT_CLEANER_GONE),
	STAYS(SERVICE_UP, EVENT_DEADLINE),
	STAYS(SERVICE_UP, EVENT_READY),
	STAYS(SERVICE_UP, EVENT_PROBE_GOOD),
	STAYS(SERVICE_UP, EVENT_PROBE_BAD),
	STAYS(SERVICE_UP, EVENT_ALIVE),
	STAYS(SERVICE_UP, EVENT_NOT_ALIVE),
	STAYS(SERVICE_UP, EVENT_BOUND),
	STAYS(SERVICE_UP, EVENT_TRIGGERED),
	{ EVENT_SHORT, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_SHORT, SOME, SERVICE_KILLING, ACTION_KILL, SERVICE_KILL_LIMIT_MS },
};

static const struct row preparing_rows[] = {
	STAYS(SERVICE_PREPARING, EVENT_WANT_UP),
	{ EVENT_WANT_DOWN, ANY, SERVICE_STOPPING, ACTION_SIGNAL, 3000 },
	{ EVENT_WANT_RESTART, ANY, SERVICE_STOPPING, ACTION_SIGNAL, 3000 },
	STAYS(SERVICE_PREPARING, EVENT_CLEARED),
	STAYS(SERVICE_PREPARING, EVENT_FORK_FAILED),
	STAYS(SERVICE_PREPARING, EVENT_EXECUTED),
	STAYS(SERVICE_PREPARING, EVENT_STEP_FAILED),
	STAYS(SERVICE_PREPARING, EVENT_LAUNCHER_GONE),
	{ EVENT_CONTAINER_GONE, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_CONTAINER_GONE, SOME, SERVICE_KILLING, ACTION_KILL, SERVICE_KILL_LIMIT_MS },
	STAYS(SERVICE_PREPARING, EVENT_CLEANER_GONE),
	{ EVENT_DEADLINE, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_DEADLINE, SOME, SERVICE_KILLING, ACTION_KILL, SERVICE_KILL_LIMIT_MS },
	MOVES(EVENT_READY, SERVICE_UP),
	MOVES(EVENT_PROBE_GOOD, SERVICE_UP),
	STAYS(SERVICE_PREPARING, EVENT_PROBE_BAD),
	STAYS(SERVICE_PREPARING, EVENT_ALIVE),
	STAYS(SERVICE_PREPARING, EVENT_NOT_ALIVE),
	STAYS(SERVICE_PREPARING, EVENT_BOUND),
	STAYS(SERVICE_PREPARING, EVENT_TRIGGERED),
	{ EVENT_SHORT, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_SHORT, SOME, SERVICE_KILLING, ACTION_KILL, SERVICE_KILL_LIMIT_MS },
};

static const struct row stopping_rows[] = {
	STAYS(SERVICE_STOPPING, EVENT_WANT_UP),
	STAYS(SERVICE_STOPPING, EVENT_WANT_DOWN),
	STAYS(SERVICE_STOPPING, EVENT_WANT_RESTART),
	STAYS(SERVICE_STOPPING, EVENT_CLEARED),
	STAYS(SERVICE_STOPPING, EVENT_FORK_FAILED),
	STAYS(SERVICE_STOPPING, EVENT_EXECUTED),
	STAYS(SERVICE_STOPPING, EVENT_STEP_FAILED),
	STAYS(SERVICE_STOPPING, EVENT_LAUNCHER_GONE),
	{ EVENT_CONTAINER_GONE, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_CONTAINER_GONE, SOME, SERVICE_KILLING, ACTION_KILL, SERVICE_KILL_LIMIT_MS },
	STAYS(SERVICE_STOPPING, EVENT_CLEANER_GONE),
	{ EVENT_DEADLINE, ANY, SERVICE_KILLING, ACTION_KILL, SERVICE_KILL_LIMIT_MS },
	STAYS(SERVICE_STOPPING, EVENT_READY),
	STAYS(SERVICE_STOPPING, EVENT_PROBE_GOOD),
	STAYS(SERVICE_STOPPING, EVENT_PROBE_BAD),
	STAYS(SERVICE_STOPPING, EVENT_ALIVE),
	STAYS(SERVICE_STOPPING, EVENT_NOT_ALIVE),
	STAYS(SERVICE_STOPPING, EVENT_BOUND),
	STAYS(SERVICE_STOPPING, EVENT_TRIGGERED),
	STAYS(SERVICE_STOPPING, EVENT_SHORT),
};

static const struct row killing_rows[] = {
	STAYS(SERVICE_KILLING, EVENT_WANT_UP),
	STAYS(SERVICE_KILLING, EVENT_WANT_DOWN),
	STAYS(SERVICE_KILLING, EVENT_WANT_RESTART),
	STAYS(SERVICE_KILLING, EVENT_CLEARED),
	STAYS(SERVICE_KILLING, EVENT_FORK_FAILED),
	STAYS(SERVICE_KILLING, EVENT_EXECUTED),
	STAYS(SERVICE_KILLING, EVENT_STEP_FAILED),
	{ EVENT_LAUNCHER_GONE, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_LAUNCHER_GONE, SOME, SERVICE_KILLING, ACTION_KILL, KEPT },
	{ EVENT_CONTAINER_GONE, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_CONTAINER_GONE, SOME, SERVICE_KILLING, 0, KEPT },
	{ EVENT_CLEANER_GONE, NONE, SERVICE_BACKOFF, 0, 200 },
	{ EVENT_CLEANER_GONE, SOME, SERVICE_KILLING, 0, KEPT },
	MOVES(EVENT_DEADLINE, SERVICE_STUCK),
	STAYS(SERVICE_KILLING, EVENT_READY),
	{ EVENT_PROBE_GOOD, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_PROBE_GOOD, SOME, SERVICE_KILLING, 0, KEPT },
	{ EVENT_PROBE_BAD, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_PROBE_BAD, SOME, SERVICE_KILLING, 0, KEPT },
	STAYS(SERVICE_KILLING, EVENT_ALIVE),
	STAYS(SERVICE_KILLING, EVENT_NOT_ALIVE),
	{ EVENT_BOUND, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_BOUND, SOME, SERVICE_KILLING, ACTION_KILL, KEPT },
	STAYS(SERVICE_KILLING, EVENT_TRIGGERED),
	STAYS(SERVICE_KILLING, EVENT_SHORT),
};

static const struct row stuck_rows[] = {
	STAYS(SERVICE_STUCK, EVENT_WANT_UP),
	STAYS(SERVICE_STUCK, EVENT_WANT_DOWN),
	STAYS(SERVICE_STUCK, EVENT_WANT_RESTART),
	STAYS(SERVICE_STUCK, EVENT_CLEARED),
	STAYS(SERVICE_STUCK, EVENT_FORK_FAILED),
	STAYS(SERVICE_STUCK, EVENT_EXECUTED),
	STAYS(SERVICE_STUCK, EVENT_STEP_FAILED),
	{ EVENT_LAUNCHER_GONE, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_LAUNCHER_GONE, SOME, SERVICE_STUCK, ACTION_KILL, KEPT },
	{ EVENT_CONTAINER_GONE, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_CONTAINER_GONE, SOME, SERVICE_STUCK, 0, KEPT },
	{ EVENT_CLEANER_GONE, NONE, SERVICE_BACKOFF, 0, 200 },
	{ EVENT_CLEANER_GONE, SOME, SERVICE_STUCK, 0, KEPT },
	STAYS(SERVICE_STUCK, EVENT_DEADLINE),
	STAYS(SERVICE_STUCK, EVENT_READY),
	{ EVENT_PROBE_GOOD, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_PROBE_GOOD, SOME, SERVICE_STUCK, 0, KEPT },
	{ EVENT_PROBE_BAD, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_PROBE_BAD, SOME, SERVICE_STUCK, 0, KEPT },
	STAYS(SERVICE_STUCK, EVENT_ALIVE),
	STAYS(SERVICE_STUCK, EVENT_NOT_ALIVE),
	{ EVENT_BOUND, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_BOUND, SOME, SERVICE_STUCK, ACTION_KILL, KEPT },
	STAYS(SERVICE_STUCK, EVENT_TRIGGERED),
	STAYS(SERVICE_STUCK, EVENT_SHORT),
};

static const struct row cleaning_rows[] = {
	STAYS(SERVICE_CLEANING, EVENT_WANT_UP),
	STAYS(SERVICE_CLEANING, EVENT_WANT_DOWN),
	STAYS(SERVICE_CLEANING, EVENT_WANT_RESTART),
	STAYS(SERVICE_CLEANING, EVENT_CLEARED),
	{ EVENT_FORK_FAILED, ANY, SERVICE_CLEANING, 0, SERVICE_CLEAN_AGAIN_MS },
	STAYS(SERVICE_CLEANING, EVENT_EXECUTED),
	STAYS(SERVICE_CLEANING, EVENT_STEP_FAILED),
	STAYS(SERVICE_CLEANING, EVENT_LAUNCHER_GONE),
	STAYS(SERVICE_CLEANING, EVENT_CONTAINER_GONE),
	{ EVENT_CLEANER_GONE, ANY, SERVICE_BACKOFF, 0, 200 },
	{ EVENT_DEADLINE, NONE, SERVICE_CLEANING, ACTION_CLEAN, SERVICE_CLEAN_LIMIT_MS },
	{ EVENT_DEADLINE, SOME, SERVICE_KILLING, ACTION_KILL, SERVICE_KILL_LIMIT_MS },
	STAYS(SERVICE_CLEANING, EVENT_READY),
	STAYS(SERVICE_CLEANING, EVENT_PROBE_GOOD),
	STAYS(SERVICE_CLEANING, EVENT_PROBE_BAD),
	STAYS(SERVICE_CLEANING, EVENT_ALIVE),
	STAYS(SERVICE_CLEANING, EVENT_NOT_ALIVE),
	STAYS(SERVICE_CLEANING, EVENT_BOUND),
	STAYS(SERVICE_CLEANING, EVENT_TRIGGERED),
	STAYS(SERVICE_CLEANING, EVENT_SHORT),
};

static const struct row backoff_rows[] = {
	MOVES(EVENT_WANT_UP, SERVICE_WAITING),
	MOVES(EVENT_WANT_DOWN, SERVICE_DOWN),
	MOVES(EVENT_WANT_RESTART, SERVICE_WAITING),
	STAYS(SERVICE_BACKOFF, EVENT_CLEARED),
	STAYS(SERVICE_BACKOFF, EVENT_FORK_FAILED),
	STAYS(SERVICE_BACKOFF, EVENT_EXECUTED),
	STAYS(SERVICE_BACKOFF, EVENT_STEP_FAILED),
	STAYS(SERVICE_BACKOFF, EVENT_LAUNCHER_GONE),
	STAYS(SERVICE_BACKOFF, EVENT_CONTAINER_GONE),
	STAYS(SERVICE_BACKOFF, EVENT_CLEANER_GONE),
	MOVES(EVENT_DEADLINE, SERVICE_WAITING),
	STAYS(SERVICE_BACKOFF, EVENT_READY),
	STAYS(SERVICE_BACKOFF, EVENT_PROBE_GOOD),
	STAYS(SERVICE_BACKOFF, EVENT_PROBE_BAD),
	STAYS(SERVICE_BACKOFF, EVENT_ALIVE),
	STAYS(SERVICE_BACKOFF, EVENT_NOT_ALIVE),
	STAYS(SERVICE_BACKOFF, EVENT_BOUND),
	STAYS(SERVICE_BACKOFF, EVENT_TRIGGERED),
	STAYS(SERVICE_BACKOFF, EVENT_SHORT),
};

static const struct row done_rows[] = {
	MOVES(EVENT_WANT_UP, SERVICE_WAITING),
	MOVES(EVENT_WANT_DOWN, SERVICE_DOWN),
	MOVES(EVENT_WANT_RESTART, SERVICE_WAITING),
	STAYS(SERVICE_DONE, EVENT_CLEARED),
	STAYS(SERVICE_DONE, EVENT_FORK_FAILED),
	STAYS(SERVICE_DONE, EVENT_EXECUTED),
	STAYS(SERVICE_DONE, EVENT_STEP_FAILED),
	STAYS(SERVICE_DONE, EVENT_LAUNCHER_GONE),
	STAYS(SERVICE_DONE, EVENT_CONTAINER_GONE),
	STAYS(SERVICE_DONE, EVENT_CLEANER_GONE),
	STAYS(SERVICE_DONE, EVENT_DEADLINE),
	STAYS(SERVICE_DONE, EVENT_READY),
	STAYS(SERVICE_DONE, EVENT_PROBE_GOOD),
	STAYS(SERVICE_DONE, EVENT_PROBE_BAD),
	STAYS(SERVICE_DONE, EVENT_ALIVE),
	STAYS(SERVICE_DONE, EVENT_NOT_ALIVE),
	STAYS(SERVICE_DONE, EVENT_BOUND),
	STAYS(SERVICE_DONE, EVENT_TRIGGERED),
	STAYS(SERVICE_DONE, EVENT_SHORT),
};

static const struct row listening_rows[] = {
	MOVES(EVENT_WANT_UP, SERVICE_WAITING),
	MOVES(EVENT_WANT_DOWN, SERVICE_DOWN),
	MOVES(EVENT_WANT_RESTART, SERVICE_WAITING),
	MOVES(EVENT_TRIGGERED, SERVICE_WAITING),
	STAYS(SERVICE_LISTENING, EVENT_CLEARED),
	STAYS(SERVICE_LISTENING, EVENT_FORK_FAILED),
	STAYS(SERVICE_LISTENING, EVENT_EXECUTED),
	STAYS(SERVICE_LISTENING, EVENT_STEP_FAILED),
	STAYS(SERVICE_LISTENING, EVENT_LAUNCHER_GONE),
	STAYS(SERVICE_LISTENING, EVENT_CONTAINER_GONE),
	STAYS(SERVICE_LISTENING, EVENT_CLEANER_GONE),
	STAYS(SERVICE_LISTENING, EVENT_DEADLINE),
	STAYS(SERVICE_LISTENING, EVENT_READY),
	STAYS(SERVICE_LISTENING, EVENT_PROBE_GOOD),
	STAYS(SERVICE_LISTENING, EVENT_PROBE_BAD),
	STAYS(SERVICE_LISTENING, EVENT_ALIVE),
	STAYS(SERVICE_LISTENING, EVENT_NOT_ALIVE),
	STAYS(SERVICE_LISTENING, EVENT_BOUND),
	STAYS(SERVICE_LISTENING, EVENT_SHORT),
};

static const struct row failed_rows[] = {
	MOVES(EVENT_WANT_UP, SERVICE_WAITING),
	MOVES(EVENT_WANT_DOWN, SERVICE_DOWN),
	MOVES(EVENT_WANT_RESTART, SERVICE_WAITING),
	STAYS(SERVICE_FAILED, EVENT_CLEARED),
	STAYS(SERVICE_FAILED, EVENT_FORK_FAILED),
	STAYS(SERVICE_FAILED, EVENT_EXECUTED),
	STAYS(SERVICE_FAILED, EVENT_STEP_FAILED),
	STAYS(SERVICE_FAILED, EVENT_LAUNCHER_GONE),
	STAYS(SERVICE_FAILED, EVENT_CONTAINER_GONE),
	STAYS(SERVICE_FAILED, EVENT_CLEANER_GONE),
	STAYS(SERVICE_FAILED, EVENT_DEADLINE),
	STAYS(SERVICE_FAILED, EVENT_READY),
	STAYS(SERVICE_FAILED, EVENT_PROBE_GOOD),
	STAYS(SERVICE_FAILED, EVENT_PROBE_BAD),
	STAYS(SERVICE_FAILED, EVENT_ALIVE),
	STAYS(SERVICE_FAILED, EVENT_NOT_ALIVE),
	STAYS(SERVICE_FAILED, EVENT_BOUND),
	STAYS(SERVICE_FAILED, EVENT_TRIGGERED),
	STAYS(SERVICE_FAILED, EVENT_SHORT),
};

/* Every state, in no order of its own; `has_deadline` is what it begins with. */
static const struct {
	enum service_state state;
	bool has_deadline;
	const struct row *rows;
	size_t count;
} states[] = {
	{ SERVICE_DOWN, false, down_rows, COUNT(down_rows) },
	{ SERVICE_WAITING, false, waiting_rows, COUNT(waiting_rows) },
	{ SERVICE_STARTING, true, starting_rows, COUNT(starting_rows) },
	{ SERVICE_UP, false, up_rows, COUNT(up_rows) },
	{ SERVICE_STOPPING, true, stopping_rows, COUNT(stopping_rows) },
	{ SERVICE_KILLING, true, killing_rows, COUNT(killing_rows) },
	{ SERVICE_STUCK, false, stuck_rows, COUNT(stuck_rows) },
	{ SERVICE_CLEANING, true, cleaning_rows, COUNT(cleaning_rows) },
	{ SERVICE_BACKOFF, true, backoff_rows, COUNT(backoff_rows) },
	{ SERVICE_DONE, false, done_rows, COUNT(done_rows) },
	{ SERVICE_FAILED, false, failed_rows, COUNT(failed_rows) },
	{ SERVICE_PREPARING, true, preparing_rows, COUNT(preparing_rows) },
	{ SERVICE_LISTENING, false, listening_rows, COUNT(listening_rows) },
};

static struct service in_state(enum service_state state, bool has_deadline)
{
	return (struct service){
		.state = state,
		.wanted = state != SERVICE_DOWN,
		.outcome = state == SERVICE_DONE ? OUTCOME_GOOD : OUTCOME_BAD,
		.restarts = 3,
		.exit_status = -1,
		.since_ms = BEFORE_MS,
		.deadline_ms = has_deadline ? DEADLINE_MS : 0,
		.delay_ms = 100,
		.up_ms = 900,
	};
}

/* Says what is wrong with one transition; returns 1, or 0 when all is as it should be. */
static unsigned differs(const struct service *before, const struct row *row, unsigned alive)
{
	struct service_event event = { row->event, alive, EXITED(1) };
	struct service after = *before;
	unsigned actions = service_step(&after, &policy, &event, NOW_MS);
	int64_t deadline_ms = row->limit_ms == KEPT ? before->deadline_ms
			      : row->limit_ms > 0   ? NOW_MS + row->limit_ms
						    : 0;
	int64_t since_ms = row->limit_ms == KEPT ? BEFORE_MS : NOW_MS;
	bool wants = row->event <= EVENT_WANT_RESTART;
	bool wanted = wants ? row->event != EVENT_WANT_DOWN : before->wanted;

	if (after.state == row->next && actions == row->actions &&
		after.deadline_ms == deadline_ms && after.since_ms == since_ms &&
		after.wanted == wanted)
		return 0;
	print_error("%s, %s, alive %u: %s, actions %u, deadline %lld, since %lld, wanted %d;"
		    " should be %s, %u, %lld, %lld, %d\n",
		state_words[before->state], event_words[row->event], alive,
		state_words[after.state], actions, (long long)after.deadline_ms,
		(long long)after.since_ms, after.wanted, state_words[row->next], row->actions,
		(long long)deadline_ms, (long long)since_ms, wanted);
	return 1;
}

static void every_state_takes_every_event(void **unused)
{
	static uint16_t covered[SERVICE_STATE_COUNT][SERVICE_EVENT_COUNT];
	unsigned wrong = 0;

	(void)unused;
	memset(covered, 0, sizeof covered);
	for (size_t i = 0; i < COUNT(states); i++) {
		struct service before = in_state(states[i].state, states[i].has_deadline);

		for (size_t at = 0; at < states[i].count; at++) {
			const struct row *row = &states[i].rows[at];

			assert_int_equal(covered[states[i].state][row->event] & row->alive, 0);
			covered[states[i].state][row->event] |= (uint16_t)row->alive;
			for (unsigned alive = 0; alive < 16; alive++)
				if (row->alive >> alive & 1)
					wrong += differs(&before, row, alive);
		}
	}
	assert_int_equal(wrong, 0);
	for (unsigned state = 0; state < SERVICE_STATE_COUNT; state++)
		for (unsigned event = 0; event < SERVICE_EVENT_COUNT; event++)
			assert_int_equal(covered[state][event],
				state == SERVICE_UP && event == EVENT_LAUNCHER_GONE ? CONTAINER
										    : ANY);
}

static unsigned take(
	struct service *service, enum service_event_kind kind, unsigned alive, int64_t now_ms)
{
	struct service_event event = { kind, alive, 0 };

	return service_step(service, &policy, &event, now_ms);
}

/* What follows the end of a run, by the schema's words of enum restart_kind. */
static const struct {
	int status;
	enum service_state next[2][3]; /* [kind][restart]: on failure, always, never */
} endings[] = {
	{ EXITED(0), { { SERVICE_DONE, SERVICE_BACKOFF, SERVICE_DONE },
			     { SERVICE_DONE, SERVICE_DONE, SERVICE_DONE } } },
	{ EXITED(1), { { SERVICE_BACKOFF, SERVICE_BACKOFF, SERVICE_FAILED },
			     { SERVICE_BACKOFF, SERVICE_BACKOFF, SERVICE_FAILED } } },
	{ EXITED(129), { { SERVICE_BACKOFF, SERVICE_BACKOFF, SERVICE_FAILED },
			       { SERVICE_BACKOFF, SERVICE_BACKOFF, SERVICE_FAILED } } },
	{ KILLED(SIGKILL), { { SERVICE_BACKOFF, SERVICE_BACKOFF, SERVICE_FAILED },
				   { SERVICE_BACKOFF, SERVICE_BACKOFF, SERVICE_FAILED } } },
	{ KILLED(SIGTERM), { { SERVICE_BACKOFF, SERVICE_BACKOFF, SERVICE_FAILED },
				   { SERVICE_BACKOFF, SERVICE_BACKOFF, SERVICE_FAILED } } },
	{ KILLED(SIGSEGV) | 0x80, { { SERVICE_BACKOFF, SERVICE_BACKOFF, SERVICE_FAILED },
					  { SERVICE_BACKOFF, SERVICE_BACKOFF, SERVICE_FAILED } } },
	/* reboot(2) inside: to start again, pid_namespaces(7) says HUP; to halt, INT. */
	{ KILLED(SIGHUP), { { SERVICE_BACKOFF, SERVICE_BACKOFF, SERVICE_BACKOFF },
				  { SERVICE_BACKOFF, SERVICE_BACKOFF, SERVICE_BACKOFF } } },
	{ KILLED(SIGINT), { { SERVICE_DONE, SERVICE_BACKOFF, SERVICE_DONE },
				  { SERVICE_DONE, SERVICE_DONE, SERVICE_DONE } } },
};

static void an_exit_is_followed_as_the_policy_says(void **unused)
{
	static const enum service_state from[] = { SERVICE_STARTING, SERVICE_UP };

	(void)unused;
	for (size_t i = 0; i < COUNT(endings); i++) {
		for (unsigned variant = 0; variant < 12; variant++) {
			struct service service = in_state(from[variant / 6], false);
			struct service_policy own = policy;
			struct service_event gone = { EVENT_CONTAINER_GONE, 0, endings[i].status };
			struct service_event cleaned = { EVENT_CLEANER_GONE, 0, 0 };

			own.kind = (enum container_kind)(variant / 3 % 2);
			own.restart = (enum restart_kind)(variant % 3);
			assert_int_equal(service_step(&service, &own, &gone, NOW_MS), ACTION_CLEAN);
			assert_int_equal(service.exit_status, endings[i].status);
			assert_int_equal(service_step(&service, &own, &cleaned, NOW_MS), 0);
			assert_int_equal(service.state, endings[i].next[own.kind][own.restart]);
			assert_int_equal(
				service.restarts, service.state == SERVICE_BACKOFF ? 4 : 3);
			assert_int_equal(service.exit_status, endings[i].status);
		}
	}
}

/* A start that failed is a failure, however it failed. */
static void a_failed_start_is_followed_as_the_policy_says(void **unused)
{
	static const enum service_state next[] = { SERVICE_BACKOFF, SERVICE_BACKOFF,
		SERVICE_FAILED };
	static const enum service_event_kind failures[] = { EVENT_FORK_FAILED, EVENT_STEP_FAILED,
		EVENT_LAUNCHER_GONE, EVENT_DEADLINE };

	(void)unused;
	for (size_t i = 0; i < COUNT(failures); i++) {
		for (unsigned restart = 0; restart < 3; restart++) {
			struct service service = in_state(SERVICE_STARTING, true);
			struct service_policy own = policy;
			struct service_event failure = { failures[i], 0, 0 };
			struct service_event cleaned = { EVENT_CLEANER_GONE, 0, 0 };

			own.restart = (enum restart_kind)restart;
			service_step(&service, &own, &failure, NOW_MS);
			if (failures[i] != EVENT_FORK_FAILED)
				service_step(&service, &own, &cleaned, NOW_MS);
			assert_int_equal(service.state, next[restart]);
		}
	}
}

/* What people want while a run ends decides what follows it; the last word counts. */
static void wants_are_remembered_while_it_ends(void **unused)
{
	static const enum service_state ending[] = { SERVICE_STOPPING, SERVICE_KILLING,
		SERVICE_STUCK, SERVICE_CLEANING };
	static const struct {
		enum service_event_kind wants[2];
		enum service_state next;
	} cases[] = {
		{ { EVENT_WANT_UP, EVENT_WANT_UP }, SERVICE_WAITING },
		{ { EVENT_WANT_UP, EVENT_WANT_DOWN }, SERVICE_DOWN },
		{ { EVENT_WANT_UP, EVENT_WANT_RESTART }, SERVICE_WAITING },
		{ { EVENT_WANT_DOWN, EVENT_WANT_UP }, SERVICE_WAITING },
		{ { EVENT_WANT_DOWN, EVENT_WANT_DOWN }, SERVICE_DOWN },
		{ { EVENT_WANT_DOWN, EVENT_WANT_RESTART }, SERVICE_WAITING },
		{ { EVENT_WANT_RESTART, EVENT_WANT_UP }, SERVICE_WAITING },
		{ { EVENT_WANT_RESTART, EVENT_WANT_DOWN }, SERVICE_DOWN },
		{ { EVENT_WANT_RESTART, EVENT_WANT_RESTART }, SERVICE_WAITING },
	};

	(void)unused;
	for (size_t i = 0; i < COUNT(ending); i++) {
		for (size_t at = 0; at < COUNT(cases); at++) {
			struct service service = in_state(ending[i], ending[i] != SERVICE_STUCK);

			take(&service, cases[at].wants[0], LIVES_CONTAINER, NOW_MS);
			take(&service, cases[at].wants[1], LIVES_CONTAINER, NOW_MS);
			assert_int_equal(service.state, ending[i]);
			take(&service, EVENT_CONTAINER_GONE, 0, NOW_MS);
			assert_int_equal(service.state, SERVICE_CLEANING);
			take(&service, EVENT_CLEANER_GONE, 0, NOW_MS);
			assert_int_equal(service.state, cases[at].next);
			assert_int_equal(service.restarts, cases[at].next == SERVICE_DOWN ? 3 : 0);
		}
	}
}

/* A stop that was asked for is no failure, whatever the status. */
static void a_stop_is_no_failure(void **unused)
{
	struct service service = in_state(SERVICE_UP, false);
	struct service_event gone = { EVENT_CONTAINER_GONE, 0, KILLED(SIGKILL) };

	(void)unused;
	assert_int_equal(take(&service, EVENT_WANT_RESTART, 2, 1000), ACTION_SIGNAL);
	assert_int_equal(take(&service, EVENT_DEADLINE, 2, 4000), ACTION_KILL);
	assert_int_equal(service_step(&service, &policy, &gone, 4001), ACTION_CLEAN);
	assert_int_equal(take(&service, EVENT_CLEANER_GONE, 0, 4002), 0);
	assert_int_equal(service.state, SERVICE_WAITING);
	assert_int_equal(service.restarts, 0);
	assert_int_equal(service.delay_ms, 0);
	assert_int_equal(service.exit_status, SIGKILL);
}

/* One run that comes up at now_ms and fails after run_ms; returns the delay that follows. */
static int64_t delay_after(
	struct service *service, const struct service_policy *own, int64_t *now_ms, int64_t run_ms)
{
	static const struct service_event cleared = { EVENT_CLEARED, 0, 0 };
	static const struct service_event executed = { EVENT_EXECUTED, LIVES_CONTAINER, 0 };
	static const struct service_event gone = { EVENT_CONTAINER_GONE, 0, EXITED(1) };
	static const struct service_event cleaned = { EVENT_CLEANER_GONE, 0, 0 };
	static const struct service_event due = { EVENT_DEADLINE, 0, 0 };
	int64_t delay_ms;

	assert_int_equal(service_step(service, own, &cleared, *now_ms), ACTION_LAUNCH);
	service_step(service, own, &executed, *now_ms);
	*now_ms += run_ms;
	service_step(service, own, &gone, *now_ms);
	service_step(service, own, &cleaned, *now_ms);
	assert_int_equal(service->state, SERVICE_BACKOFF);
	delay_ms = service->deadline_ms - *now_ms;
	assert_true(delay_ms == service->delay_ms);
	service_step(service, own, &due, *now_ms);
	assert_int_equal(service->state, SERVICE_WAITING);
	return delay_ms;
}

static void delays_double_up_to_the_longest_and_fall_back(void **unused)
{
	static const struct {
		int64_t run_ms, delay_ms;
	} runs[] = { { 0, 100 }, { 1, 200 }, { 4999, 400 }, { 0, 800 }, { 0, 1000 }, { 0, 1000 },
		{ 4999, 1000 }, { 5000, 100 }, { 0, 200 }, { 60000, 100 }, { 60000, 100 } };
	struct service service;
	int64_t now_ms = 1;

	(void)unused;
	service_prepare(&service, 1, now_ms);
	take(&service, EVENT_WANT_UP, 0, now_ms);
	for (unsigned i = 0; i < COUNT(runs); i++) {
		assert_int_equal(
			delay_after(&service, &policy, &now_ms, runs[i].run_ms), runs[i].delay_ms);
		assert_int_equal(service.restarts, i + 1);
	}
}

static void delays_do_not_overflow(void **unused)
{
	struct service_policy own = policy;
	struct service service;
	int64_t expected_ms = 1;
	int64_t now_ms = 1;

	(void)unused;
	own.delay_ms = 1;
	own.delay_max_ms = INT64_MAX - 10;
	service_prepare(&service, 1, now_ms);
	take(&service, EVENT_WANT_UP, 0, now_ms);
	for (unsigned i = 0; i < 63; i++) {
		assert_true(delay_after(&service, &own, &now_ms, 0) == expected_ms);
		expected_ms = i < 62 ? expected_ms * 2 : 0;
	}
	assert_true(delay_after(&service, &own, &now_ms, 0) == INT64_MAX - 10);
	assert_true(delay_after(&service, &own, &now_ms, 0) == INT64_MAX - 10);
}

/* A command forgets what went wrong before it. */
static void a_command_forgets_the_delays(void **unused)
{
	struct service service;
	int64_t now_ms = 1;

	(void)unused;
	service_prepare(&service, 1, now_ms);
	take(&service, EVENT_WANT_UP, 0, now_ms);
	delay_after(&service, &policy, &now_ms, 0);
	delay_after(&service, &policy, &now_ms, 0);
	assert_int_equal(service.restarts, 2);
	take(&service, EVENT_WANT_DOWN, 0, now_ms);
	take(&service, EVENT_WANT_UP, 0, now_ms);
	assert_int_equal(service.restarts, 0);
	assert_int_equal(delay_after(&service, &policy, &now_ms, 0), 100);
}

static void policies_have_the_defaults_of_the_schema(void **unused)
{
	static const struct container empty = { .name = "empty" };
	static const struct container full = {
		.name = "full",
		.kind = KIND_ONESHOT,
		.restart = { RESTART_NEVER, .delay_ms = 1, .delay_max_ms = 2, .reset_ms = 3 },
		.start_limit_ms = 4,
		.stop = { .limit_ms = 5 },
	};
	struct service_policy got;

	(void)unused;
	memset(&got, 0xff, sizeof got);
	service_policy_of(&empty, &got);
	assert_int_equal(got.kind, KIND_SERVICE);
	assert_int_equal(got.restart, RESTART_ON_FAILURE);
	assert_int_equal(got.delay_ms, 200);
	assert_int_equal(got.delay_max_ms, 30000);
	assert_int_equal(got.reset_ms, 10000);
	assert_int_equal(got.start_limit_ms, 10000);
	assert_int_equal(got.stop_limit_ms, 5000);
	service_policy_of(&full, &got);
	assert_int_equal(got.kind, KIND_ONESHOT);
	assert_int_equal(got.restart, RESTART_NEVER);
	assert_int_equal(got.delay_ms, 1);
	assert_int_equal(got.delay_max_ms, 2);
	assert_int_equal(got.reset_ms, 3);
	assert_int_equal(got.start_limit_ms, 4);
	assert_int_equal(got.stop_limit_ms, 5);
}

static void a_new_service_is_down_and_not_wanted(void **unused)
{
	struct service service;

	(void)unused;
	memset(&service, 0xff, sizeof service);
	service_prepare(&service, 1, 77);
	assert_int_equal(service.state, SERVICE_DOWN);
	assert_false(service.wanted);
	assert_false(service.restart_wanted);
	assert_int_equal(service.outcome, OUTCOME_NONE);
	assert_int_equal(service.restarts, 0);
	assert_int_equal(service.exit_status, -1);
	assert_int_equal(service.since_ms, 77);
	assert_int_equal(service.deadline_ms, 0);
	assert_int_equal(service.delay_ms, 0);
	assert_int_equal(service.up_ms, 0);
}

static void at_rest_is_where_nothing_lives(void **unused)
{
	static const bool rests[SERVICE_STATE_COUNT] = {
		[SERVICE_DOWN] = true,
		[SERVICE_WAITING] = true,
		[SERVICE_BACKOFF] = true,
		[SERVICE_DONE] = true,
		[SERVICE_FAILED] = true,
		[SERVICE_LISTENING] = true,
	};

	(void)unused;
	for (unsigned state = 0; state < SERVICE_STATE_COUNT; state++) {
		struct service service = in_state((enum service_state)state, false);

		assert_int_equal(service_is_at_rest(&service), rests[state]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_state_takes_every_event),
		cmocka_unit_test(an_exit_is_followed_as_the_policy_says),
		cmocka_unit_test(a_failed_start_is_followed_as_the_policy_says),
		cmocka_unit_test(wants_are_remembered_while_it_ends),
		cmocka_unit_test(a_stop_is_no_failure),
		cmocka_unit_test(delays_double_up_to_the_longest_and_fall_back),
		cmocka_unit_test(delays_do_not_overflow),
		cmocka_unit_test(a_command_forgets_the_delays),
		cmocka_unit_test(policies_have_the_defaults_of_the_schema),
		cmocka_unit_test(a_new_service_is_down_and_not_wanted),
		cmocka_unit_test(at_rest_is_where_nothing_lives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
