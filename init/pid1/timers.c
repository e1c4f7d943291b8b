/*
 * When containers of KIND_TIMER run; see timers.h.
 */
#include "pid1/timers.h"

#include "base/system.h"
#include "pid1/log.h"
#include "pid1/supervise.h"

#include <errno.h>
#include <sys/epoll.h>
#include <time.h>

/* Armed for nothing but the news that the clock was set: in the year 2500. */
#define FAR_MS INT64_C(16725225600000)

/* A time of the loop's clock that has come. */
#define NOW_MS 1

static const struct timer *timer_of(unsigned index)
{
	const struct container *container = appliance.containers.items[index];

	return container->kind == KIND_TIMER ? container->timer : NULL;
}

int timers_prepare(struct machine *machine)
{
	if (!NSINIT_USES_CALENDAR)
		return 0;
	machine->clock = sys_timerfd(CLOCK_REALTIME);
	if (machine->clock < 0)
		return machine->clock;
	return sys_epoll_control(
		machine->epoll, EPOLL_CTL_ADD, machine->clock, EPOLLIN, EPOLL_TAG(SOURCE_CLOCK, 0));
}

/* Nothing of the last run lives or is to come. */
static bool is_over(enum service_state state)
{
	return state == SERVICE_DOWN || state == SERVICE_DONE || state == SERVICE_FAILED;
}

static void take_turn(struct machine *machine, unsigned index, enum timer_turn turn)
{
	const char *name = appliance.containers.items[index]->name;

	switch (turn) {
	case TIMER_WAIT:
		break;
	case TIMER_RUN:
		supervise_take(machine, index, EVENT_WANT_UP, 0);
		break;
	case TIMER_OVERLAP:
		log_say(LOG_LEVEL_WARNING, name, "a run is left out: the last one is still on", 0);
		break;
	case TIMER_LATE:
		log_say(LOG_LEVEL_WARNING, name,
			"a run is left out: the clock passed over its time", 0);
		break;
	}
}

static void step(struct machine *machine, unsigned index, int64_t now_ms)
{
	struct timer_state *state = &machine->units[index].timer;
	struct service *service = &machine->services[index];
	const struct timer *timer = timer_of(index);

	/* Stopped by people, its times pass until they start it. */
	if (machine->leaving[index] || machine->phase != PHASE_RUNNING) {
		state->base_ms = state->due_ms = 0;
		return;
	}
	if (NSINIT_USES_CALENDAR && machine->clock_was_set)
		timer_clock_set(state, timer, service_chance(service), now_ms);
	if (state->base_ms == 0)
		timer_plan(state, timer, service_chance(service), now_ms);
	take_turn(machine, index,
		timer_step(
			state, timer, !is_over(service->state), service_chance(service), now_ms));
}

void timers_step(struct machine *machine, int64_t now_ms)
{
	int64_t clock_ms = NSINIT_USES_CALENDAR ? sys_clock_ms() : 0;

	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		if (timer_of(i))
			step(machine, i,
				NSINIT_USES_CALENDAR && timer_of(i)->calendar ? clock_ms : now_ms);
	machine->clock_was_set = false;
}

/* The next one of those on one of the clocks; 0: none. */
static int64_t next_due(const struct machine *machine, bool calendar)
{
	int64_t first_ms = 0;

	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		int64_t due_ms = machine->units[i].timer.due_ms;

		if (!timer_of(i) || (timer_of(i)->calendar != NULL) != calendar || due_ms == 0)
			continue;
		if (first_ms == 0 || due_ms < first_ms)
			first_ms = due_ms;
	}
	return first_ms;
}

void timers_resume(struct machine *machine)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		if (timer_of(i))
			timer_resume(&machine->units[i].timer, timer_of(i), sys_now_ms());
}

/* False: the clock was set since timers_step() looked at it. */
static bool arm_clock(struct machine *machine)
{
	int64_t at_ms = next_due(machine, true);

	if (at_ms == 0)
		at_ms = FAR_MS;
	if (at_ms == machine->clock_armed_ms || machine->clock < 0)
		return true;
	machine->clock_armed_ms = at_ms;
	if (sys_timerfd_set_clock(machine->clock, at_ms) != -ECANCELED)
		return true;
	timers_clock(machine);
	return false;
}

int64_t timers_deadline(struct machine *machine)
{
	if (NSINIT_USES_CALENDAR && !arm_clock(machine))
		return NOW_MS;
	return next_due(machine, false);
}

void timers_clock(struct machine *machine)
{
	uint64_t expirations;

	/* When the kernel says it twice, looking twice does no harm. */
	if (sys_read(machine->clock, &expirations, sizeof expirations) < 0)
		machine->clock_was_set = true;
	machine->clock_armed_ms = 0;
}

void timers_fill(const struct machine *machine, unsigned index, struct reply_container *reply)
{
	const struct timer_state *state = &machine->units[index].timer;
	const struct timer *timer = timer_of(index);
	int64_t left_ms;

	if (!timer)
		return;
	reply->left_out = state->left_out;
	if (state->due_ms == 0) {
		reply->next_ms = timer->calendar && machine->phase == PHASE_RUNNING &&
						 !machine->leaving[index]
					 ? NEXT_UNSET_CLOCK
					 : 0;
		return;
	}
	left_ms = state->due_ms -
		  (NSINIT_USES_CALENDAR && timer->calendar ? sys_clock_ms() : sys_now_ms());
	reply->next_ms = left_ms > 0 ? left_ms : 1;
}
