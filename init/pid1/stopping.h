/*
 * How a container is told to end: by its command of .stop, if it has one, and by its signal.
 */
#ifndef NSINIT_PID1_STOPPING_H
#define NSINIT_PID1_STOPPING_H

#include "pid1/machine.h"

/* Its command, or the signal when it has none or that cannot be run. PID 1. */
void stopping_begin(struct machine *machine, unsigned index);

/* The command failed, or its time is over: the signal follows, if the container is still there. */
void stopping_failed(struct machine *machine, unsigned index);

#endif
