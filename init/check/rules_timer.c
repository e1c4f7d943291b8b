/*
 * When a timer runs: times that exist, and one way to say them.
 * Host tool; called by check_life().
 */
#include "check/check.h"
#include "check/rules.h"

#define EVERY_LEAST  100
#define EVERY_MOST   MINUTES(60 * 24 * 366)
#define RANDOM_MOST  MINUTES(60 * 24)
#define MONTHS_COUNT 12

static void check_bits(struct report *report, const struct place *at, const char *field,
	uint64_t bits, uint64_t good, const char *remedy)
{
	if ((bits & ~good) != 0)
		report_error(report, at, field, rule_calendar_bits,
			(unsigned long long)(bits & ~good), remedy);
}

/* A day of the list is in a month of the list; 0 is all of them. */
static bool has_day(const struct calendar *calendar)
{
	static const unsigned char longest[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	if (calendar->days == 0)
		return true;
	for (unsigned month = 1; month <= MONTHS_COUNT; month++) {
		uint32_t present = UINT32_MAX >> (31 - longest[month - 1]);

		if ((calendar->months == 0 || (calendar->months >> month & 1) != 0) &&
			(calendar->days & present) != 0)
			return true;
	}
	return false;
}

static void check_calendar(
	struct report *report, const struct place *at, const struct calendar *calendar)
{
	if (calendar->minutes == 0)
		report_error(report, at, "timer.calendar.minutes", rule_calendar_minutes);
	check_bits(report, at, "timer.calendar.minutes", calendar->minutes, EVERY_MINUTE,
		"AT_MINUTE(n) | AT_MINUTE(n)");
	check_bits(report, at, "timer.calendar.hours", calendar->hours, 0xffffff,
		"AT_HOUR(n) | AT_HOUR(n)");
	check_bits(report, at, "timer.calendar.days", calendar->days, 0xfffffffe,
		"ON_DAY(n) | ON_DAY(n)");
	check_bits(report, at, "timer.calendar.months", calendar->months, 0x1ffe,
		"IN_JANUARY | IN_FEBRUARY");
	check_bits(report, at, "timer.calendar.weekdays", calendar->weekdays, 0x7f,
		"ON_MONDAY | ON_TUESDAY");
	if (!has_day(calendar))
		report_error(report, at, "timer.calendar.days", rule_calendar_never);
}

static void check_random(struct report *report, const struct place *at, const struct timer *timer)
{
	int64_t most = timer->calendar != NULL ? RANDOM_MOST : timer->every_ms - 1;

	if (timer->random_ms != 0 && (timer->random_ms < 0 || timer->random_ms > most))
		report_error(report, at, "timer.random_ms", rule_timer_random,
			(long long)timer->random_ms, (long long)most);
}

void check_timer(struct report *report, const struct container *container, const struct place *at)
{
	const struct timer *timer = container->timer;

	if (container->kind != KIND_TIMER) {
		if (timer != NULL)
			report_error(report, at, "timer", rule_no_effect, "without KIND_TIMER");
		return;
	}
	if (timer == NULL || (timer->every_ms == 0 && timer->calendar == NULL)) {
		report_error(report, at, "timer", rule_timer_missing);
		return;
	}
	if (timer->every_ms != 0 && timer->calendar != NULL)
		report_error(report, at, "timer.calendar", rule_timer_both);
	check_time(report, at, "timer.every_ms", timer->every_ms, EVERY_LEAST, EVERY_MOST);
	if (timer->calendar != NULL)
		check_calendar(report, at, timer->calendar);
	else if (timer->catch_up)
		report_error(report, at, "timer.catch_up", rule_no_effect, "without calendar");
	check_random(report, at, timer);
}
