/*
 * The machine's clock over a reboot; see keeper.h, rtc(4). Forks of PID 1.
 */
#include "base/keep.h"
#include "base/system.h"
#include "base/text.h"
#include "pid1/keeper.h"
#include "pid1/log.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/rtc.h>

#define CLOCK_FILE "clock"
#define CLOCK_RTC  "/dev/rtc0"
/* The year 9999: what is more is no time, and some file systems have none of it. */
#define CLOCK_MOST_S INT64_C(253402300799)

/* Days from 1970 to a date of the Gregorian calendar; months count from March, so that a leap day
 * is the last of its year. */
static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
	int64_t from_march = (month + 9) % 12;

	year -= month < 3;
	return 365 * year + year / 4 - year / 100 + year / 400 + (153 * from_march + 2) / 5 + day -
	       719469;
}

int64_t clock_of_rtc(const struct rtc_time *time)
{
	if (time->tm_year < 70 || time->tm_mon < 0 || time->tm_mon > 11)
		return 0;
	return days_of(1900 + (int64_t)time->tm_year, time->tm_mon + 1, time->tm_mday) * 86400 +
	       time->tm_hour * INT64_C(3600) + time->tm_min * INT64_C(60) + time->tm_sec;
}

int64_t clock_of_text(const char *text, size_t length)
{
	int64_t seconds = 0;
	size_t i = 0;

	while (i < length && text[i] >= '0' && text[i] <= '9' && seconds <= CLOCK_MOST_S)
		seconds = seconds * 10 + (text[i++] - '0');
	return i > 0 && i + 1 == length && text[i] == '\n' && seconds <= CLOCK_MOST_S ? seconds : 0;
}

/* 0: there is none, it has lost its time, or it is what the kernel has set its own by, in whole
 * seconds. */
static int64_t read_rtc(int64_t now)
{
	struct rtc_time time = { 0 };
	int fd = sys_open(AT_FDCWD, CLOCK_RTC, O_RDONLY);
	int error = fd < 0 ? fd : sys_ioctl(fd, RTC_RD_TIME, &time);

	if (fd >= 0)
		sys_close(fd);
	return error < 0 || clock_of_rtc(&time) <= now + 1 ? 0 : clock_of_rtc(&time);
}

/* A file that is no time, as after a fault of the medium, is named and otherwise as good as none.
 */
static int read_stamp(int directory, int64_t *seconds)
{
	char text[32];
	ssize_t count =
		directory < 0 ? -ENOENT : keep_read(directory, CLOCK_FILE, text, sizeof text);

	*seconds = count > 0 ? clock_of_text(text, (size_t)count) : 0;
	if (count == -ENOENT)
		return 0;
	return count < 0 ? (int)count : *seconds > 0 ? 0 : -EINVAL;
}

static int set(const char *source, int64_t seconds)
{
	struct log_line line;
	int error = sys_set_clock(seconds);

	if (error < 0)
		return error;
	log_start(&line, LOG_LEVEL_NOTICE);
	text_string(&line.text, "clock: set to ");
	text_number(&line.text, seconds);
	text_string(&line.text, " by ");
	text_string(&line.text, source);
	log_end(&line);
	return 0;
}

int clock_restore(int directory)
{
	const char *source = NULL;
	int64_t latest = sys_clock_ms() / 1000;
	int64_t stamp;
	int error = read_stamp(directory, &stamp);
	const struct {
		const char *source;
		int64_t seconds;
	} known[] = {
		{ "the real-time clock", read_rtc(latest) },
		{ "the last save", stamp },
		{ "the config", appliance.clock->floor_s },
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (known[i].seconds > latest) {
			source = known[i].source;
			latest = known[i].seconds;
		}
	if (source) {
		int failed = set(source, latest);

		error = error < 0 ? error : failed;
	}
	return error;
}

int clock_save(int directory)
{
	char bytes[32];
	struct text text = TEXT(bytes);

	text_number(&text, sys_clock_ms() / 1000);
	text_char(&text, '\n');
	return keep_write(directory, CLOCK_FILE, bytes, text.length);
}
