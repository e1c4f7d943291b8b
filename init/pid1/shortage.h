/*
 * What happens to containers that run, as the kernel tells it: processes that were killed for want
 * of memory, and pressure. PID 1 only; nothing here waits, and nothing is asked while nothing
 * happens.
 */
#ifndef NSINIT_PID1_SHORTAGE_H
#define NSINIT_PID1_SHORTAGE_H

#include "pid1/machine.h"

/* Nothing is watched. At boot. */
void shortage_prepare(struct unit *unit);

/* Watches a container whose program was executed. 0 or -errno, and *item is that of STEP_WATCH. */
int shortage_open(struct machine *machine, unsigned index, uint16_t *item);

/* The same of all that run, by an image that took over: as its own config says. */
void shortage_resume(struct machine *machine);

/* It has ended: what was told of it is forgotten. */
void shortage_close(struct machine *machine, unsigned index);

/* Something happened: `tag` is the index of the epoll event. */
void shortage_take(struct machine *machine, unsigned tag);

/* Looks again after those that something happened to; and when that is due, 0: never. */
void shortage_step(struct machine *machine, int64_t now_ms);
int64_t shortage_deadline(const struct machine *machine);

#endif
