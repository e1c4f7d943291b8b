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

/*
 * Why the machine was reset, as far as the device tells it: a line of the log, and the file
 * WATCHDOG_RESET_FILE with one word: "watchdog", "overheat", ... or "other", which a power-on and
 * an ordinary reboot are too. Nothing without an open device.
 */
void watchdog_export(const struct machine *machine);
#define WATCHDOG_RESET_FILE RUN_DIRECTORY "/reset-reason"

/* Feeds it when half its time is over; through a shutdown too, until the machine is off. */
void watchdog_step(struct machine *machine, int64_t now_ms);

/*
 * Stops it, in the last process before power-off: else a machine that hangs with its power on, as
 * some do, is started again by it. A driver that was told never to stop (nowayout) says -EBUSY.
 */
int watchdog_disable(int watchdog);

#endif
