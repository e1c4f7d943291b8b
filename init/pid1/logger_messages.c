/*
 * Datagrams and records of the kernel on their way into rings; see logger_messages.h.
 */
#include "pid1/logger_messages.h"

#include "base/system.h"
#include "pid1/syslog.h"
#include "uses.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

/* The longest record: CONSOLE_EXT_LOG_MAX of the kernel's printk.c. */
#define KERNEL_MAX 8192

/* As many records as the text needs. */
static void write_text(
	struct ring *ring, int64_t now_ms, unsigned priority, const char *bytes, size_t length)
{
	do {
		char record[BOOK_RECORD_MAX];
		size_t part = length < BOOK_TEXT_MAX ? length : BOOK_TEXT_MAX;

		ring_write(ring, record, input_record(record, now_ms, priority, bytes, part));
		bytes += part;
		length -= part;
	} while (length > 0);
}

ssize_t message_read(struct ring *ring, struct log_rate *rate, const struct log *log, int socket)
{
	char bytes[SYSLOG_MAX];
	/* Brackets and a colon may be added. */
	char words[SYSLOG_MAX + 8];
	struct text text = TEXT(words);
	ssize_t count = sys_recv(socket, bytes, sizeof bytes, MSG_PEEK);
	unsigned priority;

	if (count < 0)
		return count == -EAGAIN ? 0 : count;
	priority = syslog_parse(bytes, (size_t)count, &text);
	if (!NSINIT_USES_LOG_RATE || log_rate_take(rate, log, sys_now_ms()))
		write_text(ring, sys_now_ms(), priority, words, text.length);
	/* Only now it may go. One of no bytes is a message too. */
	sys_recv(socket, bytes, 1, 0);
	return count + 1;
}

static bool is_own(const struct kernel_record *record)
{
	static const char mark[] = "nsinit: ";

	return record->priority >= 8 && record->length >= sizeof mark - 1 &&
	       memcmp(record->text, mark, sizeof mark - 1) == 0;
}

ssize_t message_read_kernel(struct log_input *input, struct ring *ring, int kmsg)
{
	char bytes[KERNEL_MAX];
	struct kernel_record record;
	ssize_t count = sys_read(kmsg, bytes, sizeof bytes);

	/* Older ones were overwritten before they were read: dev-kmsg. */
	if (count == -EPIPE)
		return 1;
	if (count <= 0)
		return count == -EAGAIN ? 0 : count;
	if (syslog_parse_kernel(bytes, (size_t)count, &record) < 0 ||
		record.sequence < input->sequence)
		return count;
	if (!is_own(&record))
		write_text(ring, record.time_ms, record.priority, record.text, record.length);
	input->sequence = record.sequence + 1;
	return count;
}
