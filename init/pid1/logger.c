/*
 * The logger process, and the process that sends rings to a client; see logger.h.
 */
#include "pid1/logger.h"

#include "base/protocol.h"
#include "base/namespaces.h"
#include "base/system.h"
#include "base/text.h"
#include "kernel/seccomp.h"
#include "pid1/log.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <nsinit/container.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>

/* What one source may write in one window before the others are read first. */
#define WINDOW_MS    100
#define WINDOW_BYTES 65536

/* Owns no file and runs no other program. */
#define NOBODY 65534u

/* A longer line is cut into several. */
#define LINE_BYTES 240

struct source {
	char line[LINE_BYTES];
	unsigned length;
	unsigned window_bytes; /* read in this window; WINDOW_BYTES: waits for the next */
};

/* The logger's own pages: PID 1 never touches them. */
static struct source sources[LOG_SOURCES];

int logger_prepare(struct logger *logger)
{
	logger->rings = sys_map_shared(LOG_SOURCES * sizeof(struct ring));
	if (!logger->rings)
		return -ENOMEM;
	for (unsigned i = 0; i < LOG_SOURCES; i++) {
		const struct container *container;
		int ends[2];
		int error = sys_pipe(ends, 0);

		if (error < 0)
			return error;
		logger->input[i] = ends[0];
		logger->output[i] = ends[1];
		sys_set_flags(ends[0], O_NONBLOCK);
		if (i == LOG_OWN) {
			sys_set_flags(ends[1], O_NONBLOCK);
			continue;
		}
		/* Else /dev/stdout could not be opened by the service (pipe(7), /proc/self/fd). */
		container = appliance.containers.items[i];
		sys_fchown(ends[1], uid_outside(container, container->identity.uid),
			gid_outside(container, container->identity.gid));
	}
	return 0;
}

/*
 * The upper controls, CSI among them: a byte of their own, or two of UTF-8 that begin with c2.
 * Behind another byte of UTF-8 they are the rest of a letter.
 */
static bool is_c1(unsigned char before, unsigned char c)
{
	return c >= 0x80 && c < 0xa0 && (before < 0x80 || before == 0xc2);
}

/* "12.345 text": seconds since boot. What could drive a terminal is replaced. */
static void emit(struct ring *ring, struct source *source)
{
	char bytes[LINE_BYTES + 32];
	struct text text = TEXT(bytes);
	int64_t now_ms = sys_now_ms();

	text_number(&text, now_ms / 1000);
	text_char(&text, '.');
	text_padded(&text, (uint64_t)(now_ms % 1000), 3);
	text_char(&text, ' ');
	for (unsigned i = 0; i < source->length; i++) {
		unsigned char c = (unsigned char)source->line[i];
		unsigned char before = i > 0 ? (unsigned char)source->line[i - 1] : 0;

		text_char(&text,
			(c < ' ' && c != '\t') || c == 127 || is_c1(before, c) ? '?' : (char)c);
	}
	text_char(&text, '\n');
	ring_write(ring, bytes, text.length);
	source->length = 0;
}

static void add_bytes(struct ring *ring, struct source *source, const char *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool ends = bytes[i] == '\n' || (bytes[i] == '\0' && source->length > 0);

		/* A terminal ends its lines with both. */
		if (bytes[i] == '\n' && source->length > 0 &&
			source->line[source->length - 1] == '\r')
			source->length--;
		if (ends || source->length == LINE_BYTES)
			emit(ring, source);
		if (bytes[i] != '\n' && bytes[i] != '\0')
			source->line[source->length++] = bytes[i];
	}
}

/* Reads what there is, within the window; returns whether the source is to wait for the next. */
static bool read_source(const struct logger *logger, unsigned i)
{
	char bytes[4096];
	ssize_t count;

	while (sources[i].window_bytes < WINDOW_BYTES) {
		count = sys_read(logger->input[i], bytes, sizeof bytes);
		if (count <= 0)
			return false;
		sources[i].window_bytes += (unsigned)count;
		add_bytes(&logger->rings[i], &sources[i], bytes, (size_t)count);
		if ((size_t)count < sizeof bytes)
			return false;
	}
	return true;
}

static void open_window(const struct logger *logger, int epoll)
{
	for (unsigned i = 0; i < LOG_SOURCES; i++) {
		if (sources[i].window_bytes >= WINDOW_BYTES)
			sys_epoll_control(epoll, EPOLL_CTL_ADD, logger->input[i], EPOLLIN, i);
		sources[i].window_bytes = 0;
	}
}

static _Noreturn void serve(const struct logger *logger, int epoll)
{
	unsigned waiting = 0;
	int64_t window_ms = 0;

	for (;;) {
		struct epoll_event events[8];
		int64_t left_ms = window_ms - sys_now_ms();
		int count = sys_epoll_wait(epoll, events, 8,
			waiting == 0  ? -1
			: left_ms > 0 ? (int)left_ms
				      : 0);

		if (sys_now_ms() >= window_ms) {
			open_window(logger, epoll);
			waiting = 0;
			window_ms = sys_now_ms() + WINDOW_MS;
		}
		for (int i = 0; i < count; i++) {
			unsigned source = (unsigned)events[i].data.u64;

			if (!read_source(logger, source))
				continue;
			sys_epoll_control(epoll, EPOLL_CTL_DEL, logger->input[source], 0, 0);
			waiting++;
		}
	}
}

/* No files, no privileges, few calls; the pipes and rings are all it needs. */
static int confine(void)
{
	struct sock_filter program[SECCOMP_PROGRAM_MAX];
	int error = sys_setgroups(0, NULL);

	if (error == 0)
		error = sys_setresgid(NOBODY, NOBODY, NOBODY);
	if (error == 0)
		error = sys_setresuid(NOBODY, NOBODY, NOBODY);
	if (error == 0)
		error = sys_prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (error < 0)
		return error;
	error = seccomp_load(program, seccomp_logger(program, SECCOMP_PROGRAM_MAX));
	/* A kernel without filters has logs all the same. */
	return error == -EINVAL || error == -ENOSYS ? 0 : error;
}

static bool is_input(const struct logger *logger, int fd)
{
	for (unsigned i = 0; i < LOG_SOURCES; i++)
		if (logger->input[i] == fd)
			return true;
	return false;
}

static _Noreturn void run(const struct logger *logger)
{
	int highest = 0;
	int epoll;

	sys_prctl(PR_SET_NAME, (unsigned long)"logger", 0, 0, 0);
	/* The end of the machine waits for who does not hear SIGTERM. */
	sys_block_signals(~SIGNAL_BIT(SIGTERM));
	for (unsigned i = 0; i < LOG_SOURCES; i++)
		if (logger->input[i] > highest)
			highest = logger->input[i];
	for (int fd = 0; fd < highest; fd++)
		if (!is_input(logger, fd))
			sys_close(fd);
	sys_close_range((unsigned)highest + 1, UINT_MAX, 0);
	epoll = sys_epoll_create();
	for (unsigned i = 0; i < LOG_SOURCES; i++)
		sys_epoll_control(epoll, EPOLL_CTL_ADD, logger->input[i], EPOLLIN, i);
	if (confine() < 0)
		sys_exit(1);
	serve(logger, epoll);
}

int logger_start(struct logger *logger)
{
	pid_t pid = sys_fork_default();

	if (pid == 0)
		run(logger);
	if (pid < 0)
		return pid;
	logger->pid = pid;
	return 0;
}

/* A client that does not read is left after this. */
#define SEND_LIMIT_S 10

struct log_packet {
	struct reply_head head;
	char bytes[CONTROL_LOG_MAX];
};

/* Up to where the ring is now: a container that writes without end is not followed. */
static int send_ring(const struct logger *logger, int client, unsigned source)
{
	size_t end = ring_written(&logger->rings[source]);
	struct log_packet packet = { .head = { .kind = REPLY_LOG } };
	size_t position = 0;
	size_t count;

	while (position < end && (count = ring_read(&logger->rings[source], &position, packet.bytes,
					  sizeof packet.bytes)) > 0) {
		ssize_t sent;

		packet.head.bytes = (uint32_t)count;
		sent = sys_send(client, &packet, sizeof packet.head + count, 0);
		if (sent < 0)
			return (int)sent;
	}
	return 0;
}

static int send_name(int client, const char *name)
{
	struct log_packet packet = { .head = { .kind = REPLY_LOG } };
	struct text text = TEXT(packet.bytes);
	ssize_t sent;

	text_string(&text, "== ");
	text_string(&text, name);
	text_char(&text, '\n');
	packet.head.bytes = (uint32_t)text.length;
	sent = sys_send(client, &packet, sizeof packet.head + text.length, 0);
	return sent < 0 ? (int)sent : 0;
}

_Noreturn void logger_send(const struct logger *logger, int client, unsigned first, unsigned last)
{
	struct {
		struct reply_head head;
		struct reply_end end;
	} end = { .head = { REPLY_END, sizeof(struct reply_end) } };
	int error = 0;

	sys_set_send_limit(client, SEND_LIMIT_S);
	for (unsigned i = first; error == 0 && i <= last; i++) {
		if (first != last)
			error = send_name(client,
				i == LOG_OWN ? "nsinit" : appliance.containers.items[i]->name);
		if (error == 0)
			error = send_ring(logger, client, i);
	}
	if (error == 0)
		sys_send(client, &end, sizeof end, 0);
	sys_shutdown(client);
	sys_exit(error < 0);
}
