/*
 * The one loop of PID 1: signals, timer, control socket, status pipes.
 */
#ifndef NSINIT_PID1_LOOP_H
#define NSINIT_PID1_LOOP_H

#include "pid1/machine.h"

/* Descriptors of the loop: epoll, signalfd, timerfd. 0 or -errno. */
int loop_prepare(struct machine *machine);

_Noreturn void loop_run(struct machine *machine);

/* Begins the end of the machine; a second wish changes only what comes at its end. */
void loop_finish(struct machine *machine, enum finish finish);

#endif
