/*
 * Containers that their sockets start, and that are stopped when nobody uses them. PID 1 only;
 * nothing here waits.
 *
 * From when it is up on, time is cut into intervals of its .idle_ms. In each the first new
 * connection or datagram is noticed; after one without, a fork of PID 1 looks for connections that
 * are older, and when there is none the container is stopped.
 */
#ifndef NSINIT_PID1_IDLE_H
#define NSINIT_PID1_IDLE_H

#include "pid1/machine.h"

/* After each event of the container: begins when it is up, ends when it no longer is. */
void idle_follow(struct machine *machine, unsigned index);

/* A child of PID 1 ended; true when it was one that looked. */
bool idle_exited(struct machine *machine, pid_t pid, int status);

/* Intervals that are over; and when that is next, 0: never. */
void idle_step(struct machine *machine, int64_t now_ms);
int64_t idle_deadline(const struct machine *machine);

#endif
