/*
 * The Gregorian calendar, as far as a timer needs it. Pure; UTC, without leap seconds, as the
 * kernel counts. PID 1 and tests.
 */
#ifndef NSINIT_SERVICE_CALENDAR_H
#define NSINIT_SERVICE_CALENDAR_H

#include <nsinit/timer.h>
#include <stdint.h>

/*
 * The first minute after `after_s` that fits, in seconds since 1970, which both are; -1: none
 * ever will. `after_s` is not negative.
 */
int64_t calendar_next(const struct calendar *calendar, int64_t after_s);

#endif
