/*
 * The one loop of PID 1: signals, timer, control socket, status pipes.
 */
#ifndef NSINIT_PID1_LOOP_H
#define NSINIT_PID1_LOOP_H

#include "pid1/machine.h"

/* Descriptors of the loop: epoll, signalfd, timerfd. 0 or -errno. */
int loop_prepare(struct machine *machine);

_Noreturn void loop_run(struct machine *machine);

/* What follows the end of a child, whose status is of wait(2); and the same of all that ended. */
void loop_reap(struct machine *machine, pid_t pid, int status);
void loop_reap_all(struct machine *machine);

/* Begins the end of the machine; a second wish changes only what comes at its end. */
void loop_finish(struct machine *machine, enum finish finish);

#endif
