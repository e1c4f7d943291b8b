/*
 * What the logger reads: datagrams of syslog(3), records of the kernel, lines of a pipe.
 *
 * An input is a byte, which says what of these, and the bytes. Messages and lines go all the way
 * into a ring, and each of its records is looked at.
 */
#include "fuzz.h"

#include "base/book.h"
#include "pid1/logger_input.h"
#include "pid1/logger_messages.h"
#include "pid1/syslog.h"

#include <errno.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#define PRIORITIES 192

static struct ring ring;
static struct log_input pipe_input;

static void parse(struct input *input)
{
	const uint8_t *bytes;
	size_t count = input_bytes(input, &bytes, SYSLOG_MAX);
	char *copy = exact(bytes, count);
	char *words = malloc(SYSLOG_MAX + 8);
	struct text text = { .bytes = words, .size = SYSLOG_MAX + 8 };

	MUST(words != NULL);
	MUST(syslog_parse(copy, count, &text) < PRIORITIES);
	MUST(!text.cut && text.length <= count + 4);
	free(words);
	free(copy);
}

static void parse_kernel(struct input *input)
{
	const uint8_t *bytes;
	size_t count = input_bytes(input, &bytes, input->left);
	char *copy = exact(bytes, count);
	struct kernel_record record;

	if (syslog_parse_kernel(copy, count, &record) == 0) {
		MUST(record.text >= copy && record.length <= count);
		MUST((size_t)(record.text - copy) <= count - record.length);
		MUST(record.priority < PRIORITIES && record.time_ms >= 0);
		MUST(memchr(record.text, '\n', record.length) == NULL);
	}
	free(copy);
}

/* Every line is a record, and nothing in it drives a terminal. */
static void look_at_ring(void)
{
	size_t position = 0;
	char bytes[1024];
	size_t count;

	while ((count = ring_read(&ring, &position, bytes, sizeof bytes)) > 0) {
		MUST(bytes[count - 1] == '\n');
		for (char *line = bytes; line < bytes + count; line += strlen(line) + 1) {
			char *end = memchr(line, '\n', (size_t)(bytes + count - line));
			int64_t time_ms;
			unsigned priority;

			*end = '\0';
			MUST(strlen(line) == (size_t)(end - line));
			MUST((size_t)(end - line) < BOOK_RECORD_MAX);
			MUST(book_parse(line, &time_ms, &priority) != NULL);
			MUST(priority < PRIORITIES && strpbrk(line, "\033\r\177") == NULL);
		}
	}
}

/*
 * What descriptors have to give: of a socket and the kernel's log a message at a time, of a pipe
 * bytes as far as they were written. Linked in place of system calls.
 */
enum { NO_FD, SOCKET_FD, KERNEL_FD, PIPE_FD };
static struct {
	const uint8_t *bytes;
	size_t left;
} there;
ssize_t __wrap_sys_recv(int fd, void *buffer, size_t size, int flags);
ssize_t __wrap_sys_read(int fd, void *buffer, size_t size);
int __wrap_sys_ioctl(int fd, unsigned long request, void *argument);

ssize_t __wrap_sys_read(int fd, void *buffer, size_t size)
{
	size_t count = there.left < size ? there.left : size;

	MUST(fd == KERNEL_FD || fd == PIPE_FD);
	if (fd == KERNEL_FD && there.left > size)
		return -EINVAL;
	if (count == 0)
		return -EAGAIN;
	memcpy(buffer, there.bytes, count);
	there.bytes += count;
	there.left -= count;
	return (ssize_t)count;
}

ssize_t __wrap_sys_recv(int fd, void *buffer, size_t size, int flags)
{
	size_t count = there.left < size ? there.left : size;

	MUST(fd == SOCKET_FD);
	if (!there.bytes)
		return -EAGAIN;
	if (count > 0)
		memcpy(buffer, there.bytes, count);
	if (!(flags & MSG_PEEK))
		there.bytes = NULL;
	return (ssize_t)count;
}

int __wrap_sys_ioctl(int fd, unsigned long request, void *argument)
{
	MUST(fd == PIPE_FD && request == FIONREAD);
	memcpy(argument, &(int){ (int)there.left }, sizeof(int));
	return 0;
}

/* The next piece of an input, behind a byte that is its length. */
static void give(struct input *input)
{
	size_t most = input_byte(input) * (size_t)16;

	there.left = input_bytes(input, &there.bytes, most);
}

static void receive(struct input *input, bool is_kernel)
{
	struct log_rate rate = { 0 };

	pipe_input.sequence = 0;
	while (input->left > 0) {
		give(input);
		if (is_kernel)
			message_read_kernel(&pipe_input, &ring, KERNEL_FD);
		else
			MUST(message_read(&ring, &rate, NULL, SOCKET_FD) > 0);
	}
}

/* In pieces, as a service may write them. */
static void read_lines(struct input *input)
{
	memset(&pipe_input, 0, sizeof pipe_input);
	while (input->left > 0) {
		give(input);
		while (input_read(&pipe_input, &ring, PIPE_FD) > 0)
			while (input_take(&pipe_input, &ring, NULL, 1234))
				;
		MUST(pipe_input.head - pipe_input.tail <= INPUT_BYTES);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	unsigned what = input_byte(&input) % 5;

	memset(&ring, 0, sizeof ring);
	if (what == 0)
		parse(&input);
	else if (what == 1)
		parse_kernel(&input);
	else if (what == 4)
		read_lines(&input);
	else
		receive(&input, what == 3);
	look_at_ring();
	return 0;
}
