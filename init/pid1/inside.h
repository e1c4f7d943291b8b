/*
 * Commands of the config that run inside a container that runs, and are no probes: one at a time a
 * container, a process of it as probes are, watched from outside and killed at a limit.
 */
#ifndef NSINIT_PID1_INSIDE_H
#define NSINIT_PID1_INSIDE_H

#include "pid1/machine.h"

/* Starts it; one that is under way is killed. 0 or -errno, then nothing runs. PID 1. */
int inside_start(
	struct machine *machine, unsigned index, const char *const *argv, int64_t limit_ms);

/*
 * unit.command ended: it is 0 then, and command_result and command_words tell how. `status` is of
 * wait(2).
 */
void inside_exited(struct machine *machine, unsigned index, int status);

/* Kills those that take too long; the next time for that, 0: none. */
void inside_step(struct machine *machine, int64_t now_ms);
int64_t inside_deadline(const struct machine *machine);

#endif
