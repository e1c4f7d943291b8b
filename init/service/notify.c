/*
 * One datagram of sd_notify(3): lines of KEY=VALUE; see notify.h.
 */
#include "service/notify.h"

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

static void take_line(struct notify *notify, const char *line, size_t length)
{
	static const char status[] = "STATUS=";
	size_t key = sizeof status - 1;

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
