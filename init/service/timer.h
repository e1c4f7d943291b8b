/*
 * When a KIND_TIMER runs next, and what becomes of a time that has come. Pure; PID 1 and tests.
 *
 * Each timer lives on one clock, in milliseconds: one with `every_ms` on that which never goes
 * back, one with a calendar on the machine's, which people and servers set.
 */
#ifndef NSINIT_SERVICE_TIMER_H
#define NSINIT_SERVICE_TIMER_H

#include <nsinit/container.h>
#include <stdbool.h>
#include <stdint.h>

/* 2020-01-01 00:00 UTC: a clock before it was never set. */
#define TIMER_CLOCK_LEAST_MS INT64_C(1577836800000)
/* A time of the calendar that is later than this was slept through or jumped over. */
#define TIMER_LATE_MS 60000
/* A clock that is set back by no more than this does not bring back what ran. */
#define TIMER_BACK_MS 3600000

/* All 0: not planned. */
struct timer_state {
	int64_t base_ms;   /* the next time, as the config has it; 0: none is planned */
	int64_t due_ms;    /* the same, later by chance */
	int64_t last_ms;   /* of a calendar: up to then all times have come; 0: none yet */
	uint32_t left_out; /* times that came and brought no run */
};

enum timer_turn {
	TIMER_WAIT,    /* nothing is due */
	TIMER_RUN,     /* it is to run now */
	TIMER_OVERLAP, /* due, but the last run is still on */
	TIMER_LATE,    /* due, but long ago */
};

/* Plans the first time, counted from now; nothing is planned as long as the clock was never set. */
void timer_plan(
	struct timer_state *state, const struct timer *timer, uint32_t chance, int64_t now_ms);

/* The clock was set: what is planned may have come nearer, or be too far away now. */
void timer_clock_set(
	struct timer_state *state, const struct timer *timer, uint32_t chance, int64_t now_ms);

/*
 * Planned by another image of nsinit, whose config may have had other times; `now_ms` is that of
 * the clock that never goes back. What is no time of this config is planned anew.
 */
void timer_resume(struct timer_state *state, const struct timer *timer, int64_t now_ms);

/* Whether it is due; then the next time is planned. `busy`: the last run is still on. */
enum timer_turn timer_step(struct timer_state *state, const struct timer *timer, bool busy,
	uint32_t chance, int64_t now_ms);

#endif
