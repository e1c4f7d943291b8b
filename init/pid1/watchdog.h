/*
 * The hardware watchdog: it resets the machine when the loop of PID 1 stands still.
 */
#ifndef NSINIT_PID1_WATCHDOG_H
#define NSINIT_PID1_WATCHDOG_H

#include "pid1/machine.h"

/*
 * Opens it, unless it is open, and sets its time. Called first of all, for a driver that is built
 * in, and again when the modules are loaded: a device that is missing then is an error.
 */
void watchdog_open(struct machine *machine);

/* Feeds it when half its time is over; through a shutdown too, until the machine is off. */
void watchdog_step(struct machine *machine, int64_t now_ms);

#endif
