/*
 * When a timer runs, in a line of the summary.
 * Host tool; called by print_all_lives(); writes to standard output.
 */
#include "check/check.h"
#include "check/summary_line.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const month_words[] = { "", "January", "February", "March", "April", "May",
	"June", "July", "August", "September", "October", "November", "December" };
static const char *const weekday_words[] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday",
	"Friday", "Saturday" };

/* " at minute 0,30"; nothing for a list that is not given. */
static void print_list(const char *before, uint64_t list, const char *const *words)
{
	const char *between = before;

	for (unsigned i = 0; i < 64; i++) {
		if ((list >> i & 1) == 0)
			continue;
		fputs(between, stdout);
		if (words != NULL)
			fputs(words[i], stdout);
		else
			printf("%u", i);
		between = ",";
	}
}

static void print_calendar(const struct calendar *calendar)
{
	if (calendar->minutes == EVERY_MINUTE)
		fputs(" each minute", stdout);
	else
		print_list(" at minute ", calendar->minutes, NULL);
	print_list(" of hour ", calendar->hours, NULL);
	print_list(" on ", calendar->weekdays, weekday_words);
	print_list(" on day ", calendar->days, NULL);
	print_list(" in ", calendar->months, month_words);
	fputs(" UTC", stdout);
}

void say_timer(struct line *line, const struct timer *timer)
{
	if (timer == NULL)
		return;
	line_say(line, "runs");
	if (timer->calendar != NULL)
		print_calendar(timer->calendar);
	else
		printf(" every %" PRId64 " ms", timer->every_ms);
	if (timer->random_ms > 0)
		printf(" or up to %" PRId64 " ms later", timer->random_ms);
	if (timer->catch_up)
		fputs(" made up for", stdout);
}
