/*
 * The learner of a container with SYSCALLS_LEARN: a fork of PID 1 for each of its runs, which lets
 * every call go on and notes its name. nsctl syscalls prints what was noted.
 *
 * It holds the only descriptor that answers: while it does, each call of the container waits for
 * it, and when it dies each fails with ENOSYS; PID 1 then ends the container. It ends by itself
 * with the last process of the container, or when the start fails before there is a filter.
 */
#ifndef NSINIT_PID1_LEARNER_H
#define NSINIT_PID1_LEARNER_H

#include "pid1/machine.h"

/* Memory that learners write and PID 1 reads; it outlives them. PID 1, at boot. */
void learner_prepare(struct machine *machine);

/*
 * Starts the learner of the container's next run; its pid goes to the unit. Returns the socket on
 * which the child sends the descriptor; 0: it does not learn; or -errno. PID 1.
 */
int learner_start(struct machine *machine, unsigned index);

/* What was noted since boot, and what this machine has. PID 1. */
void learner_fill(const struct machine *machine, unsigned index, struct reply_syscalls *reply);

#endif
