/*
 * Records to another machine: a datagram of RFC 5424 each, by UDP (RFC 5426). A process of its own,
 * whose root is empty; see log_sink.h.
 *
 * Nobody says that a datagram has come. But a machine that is there and does not listen says so,
 * and one that is not there is missed after three seconds (arp(7), retrans_time_ms). So what was
 * sent counts as carried when nothing was heard for longer than that; after an error it is sent
 * again. What was carried may then come twice; what the rings hold is not left out.
 */
#include "pid1/log_sink.h"

#include "base/address.h"
#include "base/system.h"
#include "container/launch.h"
#include "container/process.h"
#include "pid1/log.h"
#include "pid1/log_follow.h"
#include "pid1/log_text.h"
#include "pid1/logger.h"
#include "pid1/logger_confine.h"
#include "pid1/logger_input.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/sockios.h>
#include <nsinit/container.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/utsname.h>

#define SETTLE_MS 4000
#define TICK_MS   100

/* Of each source, before errors are listened for: what a ring holds. */
#define PIECES_MAX (RING_BYTES / 2048)

/* What was overwritten before it was sent is told this often, since it is a line itself. */
#define TELL_MS 10000

static const uint16_t calls[] = {
	SYS_read, /* of pipes, at the end of the machine */
	SYS_ioctl,
	SYS_recvfrom,
	SYS_sendto,
	SYS_uname,
#ifdef SYS_poll
	SYS_poll,
#endif
	SYS_ppoll,
#ifdef SYS_ppoll_time64
	SYS_ppoll_time64,
#endif
	SYS_write, /* to PID 1's pipe and the kernel's log */
	LOGGER_CALLS,
};

/* The process's own pages. */
static struct remote {
	int fd;
	bool last; /* at the end of the machine: without a rate */
	struct log_rate rate;
	struct utsname names;     /* of now: a slot or a service may have named the machine */
	size_t mark[LOG_SOURCES]; /* where it was when the time began that ends at: */
	int64_t settle_ms;
	size_t lost; /* bytes, not told yet */
	int64_t tell_ms;
} remote;

/* UDP of either family to the address of the config; or -errno: it has no route, yet. */
static int open_socket(void)
{
	const struct log_remote *to = &appliance.logs->remote;
	const in_port_t port = htons((uint16_t)(to->port > 0 ? to->port : LOG_REMOTE_PORT));
	const struct sockaddr_in address = {
		.sin_family = AF_INET, .sin_port = port, .sin_addr.s_addr = htonl(to->address)
	};
	struct sockaddr_in6 address6 = { .sin6_family = AF_INET6, .sin6_port = port };
	const int one = 1;
	int fd = sys_socket(to->address ? AF_INET : AF_INET6, SOCK_DGRAM, 0);
	int error;

	if (fd < 0)
		return fd;
	address6_bytes(&to->address6, address6.sin6_addr.s6_addr);
	/* Else a machine that is missed is no error: ip(7), ipv6(7). */
	if (to->address) {
		sys_setsockopt(fd, IPPROTO_IP, IP_RECVERR, one);
		error = sys_connect(fd, &address, sizeof address);
	} else {
		sys_setsockopt(fd, IPPROTO_IPV6, IPV6_RECVERR, one);
		error = sys_connect(fd, &address6, sizeof address6);
	}
	return error < 0 ? error : fd;
}

static int send_record(unsigned source, const struct log_record *record)
{
	char bytes[LOG_DATAGRAM_MAX];
	struct text text = TEXT(bytes);
	ssize_t sent;

	log_text_datagram(&text, record->priority, sys_clock_ms() - sys_now_ms() + record->time_ms,
		remote.names.nodename, logger_source(source), record->text);
	do
		sent = sys_send(remote.fd, bytes, text.length, 0);
	while (sent == -EINTR);
	return sent < 0 ? (int)sent : 0;
}

/* In the place of lines that are gone, of whom they were. */
static int send_lost(unsigned source, size_t lost)
{
	char bytes[48];
	struct text text = TEXT(bytes);
	const struct log_record record = { sys_now_ms(), LOG_FACILITY_SYSLOG | LOG_LEVEL_WARNING,
		bytes };

	text_number(&text, (int64_t)lost);
	text_string(&text, " bytes were lost here");
	remote.lost += lost;
	return send_record(source, &record);
}

/* A tick's worth at once: a receiver has room for some hundred in a row. */
static bool may_send(void)
{
	const int32_t given = appliance.logs->remote.rate;
	const int32_t lines = given > 0 ? given : LOG_REMOTE_RATE;
	const struct log rate = { .rate = lines, .burst = lines / (1000 / TICK_MS) + 1 };

	return remote.last || log_rate_take(&remote.rate, &rate, sys_now_ms());
}

/* One piece of a source, as far as the rate lets it; 1: there may be more. */
static int send_piece(const struct ring *ring, size_t *position, unsigned source)
{
	struct log_piece piece;
	struct log_record record;
	int error = 0;

	if (!log_follow(ring, *position, &piece))
		return 0;
	/* Also within the rate: a flood overwrites something for each piece that is read. */
	if (piece.lost > 0 && !may_send())
		return 1;
	if (piece.lost > 0)
		error = send_lost(source, piece.lost);
	*position = piece.start;
	while (error == 0 && log_next(&piece, &record)) {
		if (!may_send())
			return 1;
		error = send_record(source, &record);
		*position = log_followed(&piece);
	}
	/* Whatever was no record at its end. */
	if (error == 0)
		*position = log_followed(&piece);
	return error < 0 ? error : 1;
}

/* A piece of each: a flood does not keep the others. 1: there may be more. */
static int send_round(const struct logger *logger)
{
	int more = 0;

	for (unsigned i = 0; i < LOG_SOURCES; i++) {
		int result = send_piece(&logger->book->sources[i].ring,
			&logger->inputs[i].carried[LOG_SINK_REMOTE], i);

		if (result < 0)
			return result;
		more |= result;
	}
	return more;
}

static int send_pieces(const struct logger *logger)
{
	int more = 1;

	sys_uname(&remote.names);
	for (unsigned i = 0; i < PIECES_MAX && more == 1; i++)
		more = send_round(logger);
	return more;
}

/* What was sent before the time that is over counts as carried. True: all of it does. */
static bool settle(const struct logger *logger)
{
	bool over = sys_now_ms() >= remote.settle_ms;
	bool all = true;

	for (unsigned i = 0; i < LOG_SOURCES; i++) {
		struct log_input *input = &logger->inputs[i];

		if (over) {
			input->settled = remote.mark[i];
			remote.mark[i] = input->carried[LOG_SINK_REMOTE];
		}
		all = all && input->settled == input->carried[LOG_SINK_REMOTE];
	}
	if (over)
		remote.settle_ms = sys_now_ms() + SETTLE_MS;
	return all;
}

static void unsettle(const struct logger *logger)
{
	for (unsigned i = 0; i < LOG_SOURCES; i++)
		logger->inputs[i].carried[LOG_SINK_REMOTE] = logger->inputs[i].settled;
}

static void tell_lost(void)
{
	struct log_line line;

	if (remote.lost == 0 || sys_now_ms() < remote.tell_ms)
		return;
	log_start(&line, LOG_LEVEL_WARNING);
	text_string(&line.text, "remote logs: ");
	text_number(&line.text, (int64_t)remote.lost);
	text_string(&line.text, " bytes were overwritten before they could be sent");
	log_end(&line);
	remote.lost = 0;
	remote.tell_ms = sys_now_ms() + TELL_MS;
}

/* A moment, or up to an error of what was sent: that one, else 0. */
static int listen_for_errors(void)
{
	struct pollfd wait = { .fd = remote.fd };
	char byte;
	ssize_t count;

	sys_poll(&wait, 1, TICK_MS);
	count = sys_recv(remote.fd, &byte, 1, MSG_DONTWAIT);
	return count < 0 && count != -EAGAIN && count != -EINTR ? (int)count : 0;
}

static int serve(const struct logger *logger)
{
	int error = 0;

	for (unsigned i = 0; i < LOG_SOURCES; i++)
		remote.mark[i] = logger->inputs[i].carried[LOG_SINK_REMOTE];
	remote.settle_ms = sys_now_ms() + SETTLE_MS;
	while (error >= 0) {
		uint32_t turn = __atomic_load_n(&logger->book->turn, __ATOMIC_ACQUIRE);

		error = send_pieces(logger);
		if (error < 0)
			break;
		tell_lost();
		if (error == 0 && settle(logger) && remote.lost == 0)
			sys_futex_wait(&logger->book->turn, turn);
		else
			error = listen_for_errors();
	}
	unsettle(logger);
	return error;
}

/* All that is there, until the last of it has left this machine; the caller waits no longer. */
static int serve_last(const struct logger *logger)
{
	int left = 1;
	int error;

	if (!NSINIT_USES_LOG_FILES)
		logger_rest(logger);
	do
		error = send_pieces(logger);
	while (error > 0);
	while (error == 0 && sys_ioctl(remote.fd, SIOCOUTQ, &left) >= 0 && left > 0)
		error = listen_for_errors();
	return error;
}

static int prepare(const struct logger *logger)
{
	/* Empty, as that of the logger. */
	static const struct logger_walls walls = {
		.root = ROOT_MOUNT,
		.calls = calls,
		.count = sizeof calls / sizeof calls[0],
	};
	int keep[2];

	if (remote.last)
		logger_close_others(logger);
	else
		process_close_others(keep, log_descriptors(keep));
	remote.fd = open_socket();
	return remote.fd < 0 ? remote.fd : logger_confine(&walls);
}

_Noreturn void log_remote_run(const struct logger *logger, bool last)
{
	int error;

	sys_prctl(PR_SET_NAME, (unsigned long)"log-remote", 0, 0, 0);
	sys_block_signals(~SIGNAL_BIT(SIGTERM));
	remote.last = last;
	error = prepare(logger);
	if (error == 0)
		error = last ? serve_last(logger) : serve(logger);
	sys_exit(-error);
}
