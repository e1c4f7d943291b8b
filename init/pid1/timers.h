/*
 * Containers of KIND_TIMER: what service/timer.h decides meets the clocks. PID 1 only.
 *
 * An interval is one more deadline of the loop's timer. The calendar has a timer of its own on the
 * real-time clock, which also says when somebody set that: timerfd_create(2).
 */
#ifndef NSINIT_PID1_TIMERS_H
#define NSINIT_PID1_TIMERS_H

#include "pid1/machine.h"

/* The timer of the calendar, if the config has one, in the loop's epoll. 0 or -errno. */
int timers_prepare(struct machine *machine);

/* Starts what is due, and plans what is not planned. */
void timers_step(struct machine *machine, int64_t now_ms);

/* The next interval, 0: none; and the next time of a calendar is armed, if it is another. */
int64_t timers_deadline(struct machine *machine);

/* The timer of the calendar has run out, or its clock was set. */
void timers_clock(struct machine *machine);

/* In an image that goes on: what is planned stands, where its config has the same times. */
void timers_resume(struct machine *machine);

/* When it runs next, for a status. */
void timers_fill(const struct machine *machine, unsigned index, struct reply_container *reply);

#endif
