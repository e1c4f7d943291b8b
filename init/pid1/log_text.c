/*
 * Times and levels; see log_text.h.
 */
#include "pid1/log_text.h"

#define DAY_S      INT64_C(86400)
#define YEARS_400  INT64_C(146097) /* days: the Gregorian calendar repeats itself */
#define MARCH_1_S  951868800       /* of 2000: a leap day is the last day of its 400 years */
#define YEAR_FIRST 2000

/* Years here begin in March, so that a leap day is the last of its year. */
struct date {
	int64_t year;
	unsigned month, day; /* from 0: March; from 1 */
	unsigned second;     /* of the day */
};

static const unsigned char days[] = { 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 29 };

static int64_t floor_of(int64_t *rest, int64_t divisor)
{
	int64_t whole = *rest / divisor - (*rest % divisor < 0);

	*rest -= whole * divisor;
	return whole;
}

/* How many of one length there are, but never one more than fit into what is around them. */
static int64_t count_of(int64_t *rest, int64_t length, int64_t most)
{
	int64_t count = *rest / length < most ? *rest / length : most;

	*rest -= count * length;
	return count;
}

static struct date date_of(int64_t second)
{
	int64_t rest = second - MARCH_1_S;
	int64_t day = floor_of(&rest, DAY_S);
	struct date date = { .second = (unsigned)rest };

	date.year = YEAR_FIRST + floor_of(&day, YEARS_400) * 400;
	date.year += count_of(&day, 36524, 3) * 100;
	date.year += count_of(&day, 1461, 24) * 4;
	date.year += count_of(&day, 365, 3);
	while (day >= days[date.month])
		day -= days[date.month++];
	date.day = (unsigned)day + 1;
	return date;
}

static void add_clock(struct text *text, unsigned second)
{
	text_padded(text, second / 3600, 2);
	text_char(text, ':');
	text_padded(text, second / 60 % 60, 2);
	text_char(text, ':');
	text_padded(text, second % 60, 2);
}

void log_text_time(struct text *text, int64_t clock_ms)
{
	int64_t ms = clock_ms;
	struct date date = date_of(floor_of(&ms, 1000));

	text_padded(text, (uint64_t)(date.year + (date.month >= 10)), 4);
	text_char(text, '-');
	text_padded(text, (date.month + 2) % 12 + 1, 2);
	text_char(text, '-');
	text_padded(text, date.day, 2);
	text_char(text, 'T');
	add_clock(text, date.second);
	text_char(text, '.');
	text_padded(text, (uint64_t)ms, 3);
	text_char(text, 'Z');
}

void log_text_old_time(struct text *text, int64_t clock_ms)
{
	static const char months[] = "MarAprMayJunJulAugSepOctNovDecJanFeb";
	int64_t ms = clock_ms;
	struct date date = date_of(floor_of(&ms, 1000));

	text_bytes(text, months + (size_t)date.month * 3, 3);
	text_string(text, date.day < 10 ? "  " : " ");
	text_number(text, date.day);
	text_char(text, ' ');
	add_clock(text, date.second);
}

const char *log_text_level(unsigned priority)
{
	static const char words[][10] = { "emergency", "alert", "critical", "error", "warning",
		"notice", "info", "debug" };

	return words[priority & 7];
}

void log_text_datagram(struct text *text, unsigned priority, int64_t clock_ms, const char *hostname,
	const char *name, const char *message)
{
	text_char(text, '<');
	text_number(text, priority);
	text_string(text, ">1 ");
	if (clock_ms >= LOG_CLOCK_LEAST_MS)
		log_text_time(text, clock_ms);
	else
		text_char(text, '-');
	text_char(text, ' ');
	text_string(text, hostname);
	text_char(text, ' ');
	text_string(text, name);
	text_string(text, " - - - ");
	text_string(text, message);
}
