/*
 * The part of the schema that says when a KIND_TIMER runs. Included by container.h; a config
 * includes that.
 */
#ifndef NSINIT_TIMER_H
#define NSINIT_TIMER_H

#include <nsinit/values.h>
#include <stdbool.h>

/*
 * Times by the calendar, in UTC: every minute that fits each list that is given. One that is not
 * given leaves all of its kind; `minutes` must be. A month without one of the days has no run on
 * it: ON_DAY(31) runs seven times a year.
 *   every quarter of an hour: CALENDAR(.minutes = AT_MINUTE(0) | AT_MINUTE(15) | ...)
 *   at half past three on Mondays: CALENDAR(.minutes = AT_MINUTE(30), .hours = AT_HOUR(3),
 *       .weekdays = ON_MONDAY)
 */
struct calendar {
	uint64_t minutes;  /* AT_MINUTE(n) | ..., or EVERY_MINUTE */
	uint32_t hours;    /* AT_HOUR(n) | ... */
	uint32_t days;     /* of the month: ON_DAY(n) | ... */
	uint32_t months;   /* IN_JANUARY | ... */
	uint32_t weekdays; /* ON_MONDAY | ... */
};
#define CALENDAR(...) (&(const struct calendar){ __VA_ARGS__ })

/* AT_MINUTE(n), AT_HOUR(n) and ON_DAY(n) are in values.h. */
#define EVERY_MINUTE ((UINT64_C(1) << 60) - 1)

#define IN_JANUARY   (UINT32_C(1) << 1)
#define IN_FEBRUARY  (UINT32_C(1) << 2)
#define IN_MARCH     (UINT32_C(1) << 3)
#define IN_APRIL     (UINT32_C(1) << 4)
#define IN_MAY       (UINT32_C(1) << 5)
#define IN_JUNE      (UINT32_C(1) << 6)
#define IN_JULY      (UINT32_C(1) << 7)
#define IN_AUGUST    (UINT32_C(1) << 8)
#define IN_SEPTEMBER (UINT32_C(1) << 9)
#define IN_OCTOBER   (UINT32_C(1) << 10)
#define IN_NOVEMBER  (UINT32_C(1) << 11)
#define IN_DECEMBER  (UINT32_C(1) << 12)

#define ON_SUNDAY    (UINT32_C(1) << 0)
#define ON_MONDAY    (UINT32_C(1) << 1)
#define ON_TUESDAY   (UINT32_C(1) << 2)
#define ON_WEDNESDAY (UINT32_C(1) << 3)
#define ON_THURSDAY  (UINT32_C(1) << 4)
#define ON_FRIDAY    (UINT32_C(1) << 5)
#define ON_SATURDAY  (UINT32_C(1) << 6)

/*
 * Either each `every_ms`, counted from the end of the boot, or by the calendar. A time that comes
 * while the last run is still on is left out, and the log says so.
 *
 * The calendar follows the machine's clock. As long as that stands before 2020 it was never set,
 * and nothing runs. When it is set forward over a time, or the machine slept through it, that one
 * is left out too, or made up for with `catch_up`: once, however many they were. Set back by less
 * than an hour, what ran does not run again. With the appliance's `store`, whose file "timers" gets
 * the time of each run, `catch_up` makes up for what the machine was off for, too.
 */
struct timer {
	int64_t every_ms;
	const struct calendar *calendar; /* CALENDAR() */
	int64_t random_ms;               /* each run is later by up to this much, by chance */
	bool catch_up;                   /* with `calendar` only */
};
#define TIMER(...) (&(const struct timer){ __VA_ARGS__ })

#endif
