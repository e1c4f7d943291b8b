/*
 * When a timer runs; see timer.h.
 */
#include "service/timer.h"

#include "service/calendar.h"

/* `base_ms` is the next time; a calendar that has none left plans nothing. */
static void set_base(
	struct timer_state *state, const struct timer *timer, uint32_t chance, int64_t base_ms)
{
	int64_t delay_ms = timer->random_ms * (int64_t)(chance & 0xffff) / 0xffff;

	state->base_ms = base_ms > 0 ? base_ms : 0;
	state->due_ms = base_ms > 0 ? base_ms + delay_ms : 0;
}

static int64_t calendar_after(const struct timer *timer, int64_t ms)
{
	int64_t next_s = calendar_next(timer->calendar, ms / 1000);

	return next_s < 0 ? 0 : next_s * 1000;
}

/* From when on a time of the calendar counts. */
static int64_t calendar_from(
	const struct timer_state *state, const struct timer *timer, int64_t now_ms)
{
	bool is_planned = state->base_ms > 0;

	if (state->last_ms > now_ms)
		return state->last_ms;
	if (!is_planned && timer->catch_up && state->last_ms > 0 && state->last_ms <= now_ms)
		return state->last_ms;
	return now_ms;
}

void timer_plan(
	struct timer_state *state, const struct timer *timer, uint32_t chance, int64_t now_ms)
{
	if (!timer->calendar)
		set_base(state, timer, chance, now_ms + timer->every_ms);
	else if (now_ms < TIMER_CLOCK_LEAST_MS)
		set_base(state, timer, chance, 0);
	else {
		if (state->last_ms - now_ms > TIMER_BACK_MS)
			state->last_ms = 0; /* by a clock that was wrong */
		if (timer->catch_up && state->last_ms == 0)
			state->last_ms = now_ms; /* nothing was missed before it was known */
		set_base(state, timer, chance,
			calendar_after(timer, calendar_from(state, timer, now_ms)));
	}
}

void timer_clock_set(
	struct timer_state *state, const struct timer *timer, uint32_t chance, int64_t now_ms)
{
	struct timer_state planned = *state;

	if (!timer->calendar || state->base_ms == 0)
		return; /* planned as soon as the clock was set */
	if (now_ms >= state->base_ms)
		return; /* it has come, however late */
	timer_plan(&planned, timer, chance, now_ms);
	if (planned.base_ms != state->base_ms) /* else its chance stays what it was */
		*state = planned;
}

static void plan_next(
	struct timer_state *state, const struct timer *timer, uint32_t chance, int64_t now_ms)
{
	int64_t past_ms = now_ms - state->base_ms;

	if (!timer->calendar) {
		/* On the grid that began with the first: late runs do not shift those to come. */
		set_base(state, timer, chance,
			state->base_ms + timer->every_ms * (past_ms / timer->every_ms + 1));
		return;
	}
	/* What it is made up for with one run are all of them, here and after a reboot. */
	state->last_ms = timer->catch_up && past_ms >= TIMER_LATE_MS ? now_ms : state->base_ms;
	timer_plan(state, timer, chance, now_ms);
}

enum timer_turn timer_step(struct timer_state *state, const struct timer *timer, bool busy,
	uint32_t chance, int64_t now_ms)
{
	int64_t late_ms = now_ms - state->due_ms;
	enum timer_turn turn = TIMER_RUN;

	if (state->due_ms == 0 || late_ms < 0)
		return TIMER_WAIT;
	plan_next(state, timer, chance, now_ms);
	if (timer->calendar && late_ms >= TIMER_LATE_MS && !timer->catch_up)
		turn = TIMER_LATE;
	else if (busy)
		turn = TIMER_OVERLAP;
	if (turn != TIMER_RUN && state->left_out < UINT32_MAX)
		state->left_out++;
	return turn;
}

static bool is_own_time(const struct timer *timer, int64_t base_ms, int64_t now_ms)
{
	if (!timer->calendar)
		return base_ms > 0 && base_ms <= now_ms + timer->every_ms;
	return base_ms >= TIMER_CLOCK_LEAST_MS && calendar_after(timer, base_ms - 1) == base_ms;
}

void timer_resume(struct timer_state *state, const struct timer *timer, int64_t now_ms)
{
	if (!is_own_time(timer, state->base_ms, now_ms))
		state->base_ms = state->due_ms = 0;
	else if (state->due_ms < state->base_ms ||
		 state->due_ms - state->base_ms > timer->random_ms)
		state->due_ms = state->base_ms;
}
