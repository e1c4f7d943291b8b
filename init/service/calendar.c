/*
 * Which minute comes next; see calendar.h. It goes from day to day and looks at each: the most it
 * can take are the days between two leap days that fall on one weekday.
 */
#include "service/calendar.h"

#define MINUTE_S 60
#define HOUR     60 /* minutes */
#define DAY      INT64_C(1440)
/* Forty years, over a year 2100 that has no leap day, and one more. */
#define DAYS_APART INT64_C(15006)

struct date {
	int64_t year;
	unsigned month, day; /* from 1 */
	unsigned weekday;    /* 0: Sunday */
};

static bool is_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static unsigned days_of_month(int64_t year, unsigned month)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* From the first day of the year 1 to that of `year`. */
static int64_t days_before(int64_t year)
{
	int64_t past = year - 1;

	return past * 365 + past / 4 - past / 100 + past / 400;
}

/* `day` counts from 1970-01-01, which was a Thursday. */
static struct date date_of(int64_t day)
{
	int64_t days = days_before(1970) + day;
	struct date date = { days / 366 + 1, 1, 1, (unsigned)((day + 4) % 7) };

	while (days_before(date.year + 1) <= days)
		date.year++;
	days -= days_before(date.year);
	for (; days >= days_of_month(date.year, date.month); date.month++)
		days -= days_of_month(date.year, date.month);
	date.day = (unsigned)days + 1;
	return date;
}

static void move_to_next(struct date *date)
{
	date->weekday = (date->weekday + 1) % 7;
	if (date->day++ < days_of_month(date->year, date->month))
		return;
	date->day = 1;
	if (date->month++ < 12)
		return;
	date->month = 1;
	date->year++;
}

/* A list that is not given has all. */
static bool has(uint64_t list, unsigned bit)
{
	return list == 0 || (list >> bit & 1) != 0;
}

/* The first minute of a day, from this one on; -1: none. */
static int first_minute(const struct calendar *calendar, unsigned minute)
{
	for (; minute < DAY; minute++)
		if (has(calendar->hours, minute / HOUR) && has(calendar->minutes, minute % HOUR))
			return (int)minute;
	return -1;
}

int64_t calendar_next(const struct calendar *calendar, int64_t after_s)
{
	int64_t minute = after_s / MINUTE_S + 1;
	int64_t day = minute / DAY;
	int64_t last = day + DAYS_APART;
	unsigned from = (unsigned)(minute % DAY);
	struct date date = date_of(day);

	for (; day <= last; day++) {
		int found = -1;

		if (has(calendar->months, date.month) && has(calendar->days, date.day) &&
			has(calendar->weekdays, date.weekday))
			found = first_minute(calendar, from);
		if (found >= 0)
			return (day * DAY + found) * MINUTE_S;
		from = 0;
		move_to_next(&date);
	}
	return -1;
}
