/*
 * One datagram of sd_notify(3): lines of KEY=VALUE; see notify.h.
 */
#include "service/notify.h"

#include "uses.h"

#include <string.h>

static bool is_line(const char *line, size_t length, const char *words)
{
	return length == strlen(words) && memcmp(line, words, length) == 0;
}

static void keep_words(struct notify *notify, const char *value, size_t length)
{
	if (length >= sizeof notify->words)
		length = sizeof notify->words - 1;
	memcpy(notify->words, value, length);
	notify->words[length] = '\0';
	notify->has_words = true;
}

/* Digits alone; what is no number of a process but pid 1's is none. */
static int32_t process_of(const char *digits, size_t length)
{
	int64_t number = 0;

	for (size_t i = 0; i < length; i++) {
		if (digits[i] < '0' || digits[i] > '9' || number > INT32_MAX)
			return 0;
		number = number * 10 + (digits[i] - '0');
	}
	return number > 1 && number <= INT32_MAX ? (int32_t)number : 0;
}

static void take_line(struct notify *notify, const char *line, size_t length)
{
	static const char status[] = "STATUS=", main_pid[] = "MAINPID=";
	size_t key = sizeof status - 1, main_key = sizeof main_pid - 1;

	if (is_line(line, length, "READY=1"))
		notify->ready = true;
	else if (is_line(line, length, "RELOADING=1"))
		notify->reloading = true;
	else if (is_line(line, length, "STOPPING=1"))
		notify->stopping = true;
	else if (is_line(line, length, "WATCHDOG=1"))
		notify->alive = true;
	else if (is_line(line, length, "WATCHDOG=trigger"))
		notify->not_alive = true;
	else if (length >= key && memcmp(line, status, key) == 0)
		keep_words(notify, line + key, length - key);
	else if (NSINIT_USES_MAIN_PID && length >= main_key &&
		 memcmp(line, main_pid, main_key) == 0)
		notify->main_pid = process_of(line + main_key, length - main_key);
}

void notify_parse(const char *bytes, size_t count, struct notify *notify)
{
	*notify = (struct notify){ .ready = false };
	while (count > 0) {
		const char *end = memchr(bytes, '\n', count);
		size_t length = end ? (size_t)(end - bytes) : count;

		take_line(notify, bytes, length);
		if (!end)
			break;
		bytes += length + 1;
		count -= length + 1;
	}
}
