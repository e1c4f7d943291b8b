/*
 * The logger itself: a loop over the pipes, without privileges, files or memory of its own to ask
 * for. A fork of PID 1.
 */
#include "pid1/logger.h"

#include "base/system.h"
#include "base/text.h"
#include "container/launch.h"
#include "pid1/logger_confine.h"
#include "pid1/logger_input.h"
#include "pid1/logger_messages.h"

#include <limits.h>
#include <nsinit/container.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/prctl.h>

static const uint16_t calls[] = {
	SYS_read,
	SYS_ioctl, /* FIONREAD */
#if NSINIT_USES_SYSLOG
	SYS_recvfrom,
#endif
	SYS_epoll_ctl,
	SYS_epoll_pwait,
#ifdef SYS_epoll_wait
	SYS_epoll_wait,
#endif
	LOGGER_CALLS,
};

/* What one source may write in one window before the others are read first. */
#define WINDOW_MS    100
#define WINDOW_BYTES 65536

/* Read in this window; WINDOW_BYTES: the source waits for the next. The logger's own pages. */
static unsigned window_bytes[LOG_INPUTS];

/* Whose an input is, by the descriptor that it comes from and nothing else. */
static unsigned source_of(unsigned input)
{
	return input < LOG_SOURCES ? input : input - LOG_SOURCES;
}

static const struct log *log_of(unsigned source)
{
	return source < NSINIT_CONTAINERS ? appliance.containers.items[source]->log : NULL;
}

static void take_lines(const struct logger *logger, unsigned i)
{
	while (input_take(
		&logger->inputs[i], &logger->book->sources[i].ring, log_of(i), sys_now_ms()))
		;
}

/* Who waits for new records is woken once for all of them. */
static void wake(const struct logger *logger)
{
	__atomic_fetch_add(&logger->book->turn, 1, __ATOMIC_RELEASE);
	sys_futex_wake(&logger->book->turn);
}

/* "12 lines dropped" in the logs of whom it is about. When the next is to be told; 0: never. */
static int64_t tell_dropped(const struct logger *logger)
{
	int64_t next_ms = 0;

	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		struct log_rate *rate = &logger->inputs[i].rate;
		unsigned dropped = log_rate_dropped(rate, sys_now_ms());
		char words[32];
		struct text text = TEXT(words);

		if (dropped > 0) {
			text_number(&text, dropped);
			text_string(&text, " lines dropped");
			input_say(&logger->book->sources[i].ring, sys_now_ms(), words, text.length);
			wake(logger);
		}
		if (rate->tell_ms > 0 && (next_ms == 0 || rate->tell_ms < next_ms))
			next_ms = rate->tell_ms;
	}
	return next_ms;
}

/* Some of what there is: bytes, 0 for nothing, or -errno. */
static ssize_t read_some(const struct logger *logger, unsigned i)
{
	unsigned source = source_of(i);
	struct ring *ring = &logger->book->sources[source].ring;
	ssize_t count;

	if (NSINIT_USES_SYSLOG && i >= LOG_SOURCES) {
		/* cppcheck-suppress arrayIndexOutOfBoundsCond ; i is less than LOG_INPUTS */
		int socket = logger->input[i];

		return message_read(ring, &logger->inputs[source].rate, log_of(source), socket);
	}
	if (NSINIT_USES_KERNEL_LOG && i == LOG_KERNEL)
		return message_read_kernel(&logger->inputs[i], ring, logger->input[i]);
	count = input_read(&logger->inputs[i], ring, logger->input[i]);
	take_lines(logger, i);
	return count;
}

/* Reads what there is, within the window; true: it is to wait for the next. */
static bool read_input(const struct logger *logger, unsigned i)
{
	ssize_t count = 1;

	while (count > 0 && window_bytes[i] < WINDOW_BYTES) {
		count = read_some(logger, i);
		window_bytes[i] += count > 0 ? (unsigned)count : 0;
	}
	return window_bytes[i] >= WINDOW_BYTES;
}

static void open_window(const struct logger *logger, int epoll)
{
	for (unsigned i = 0; i < LOG_INPUTS; i++) {
		if (window_bytes[i] >= WINDOW_BYTES)
			sys_epoll_control(epoll, EPOLL_CTL_ADD, logger->input[i], EPOLLIN, i);
		window_bytes[i] = 0;
	}
}

/* For epoll_wait(2), the earlier of two times, of which 0 is never. */
static int timeout_of(int64_t a_ms, int64_t b_ms)
{
	int64_t at_ms = a_ms == 0 || (b_ms > 0 && b_ms < a_ms) ? b_ms : a_ms;
	int64_t left_ms = at_ms - sys_now_ms();

	if (at_ms == 0)
		return -1;
	return left_ms > 0 ? (int)left_ms : 0;
}

static _Noreturn void serve(const struct logger *logger, int epoll)
{
	unsigned waiting = 0;
	int64_t window_ms = 0;

	for (;;) {
		struct epoll_event events[8];
		int64_t tell_ms = NSINIT_USES_LOG_RATE ? tell_dropped(logger) : 0;
		int count = sys_epoll_wait(
			epoll, events, 8, timeout_of(waiting > 0 ? window_ms : 0, tell_ms));

		if (sys_now_ms() >= window_ms) {
			open_window(logger, epoll);
			waiting = 0;
			window_ms = sys_now_ms() + WINDOW_MS;
		}
		for (int i = 0; i < count; i++) {
			unsigned input = (unsigned)events[i].data.u64;

			if (!read_input(logger, input))
				continue;
			sys_epoll_control(epoll, EPOLL_CTL_DEL, logger->input[input], 0, 0);
			waiting++;
		}
		wake(logger);
	}
}

const char *logger_source(unsigned source)
{
	if (NSINIT_USES_KERNEL_LOG && source == LOG_KERNEL)
		return "kernel";
	return source == LOG_OWN ? "nsinit" : appliance.containers.items[source]->name;
}

/* The names, and what the logger before this one did not get done. */
static void open_book(const struct logger *logger)
{
	struct book *book = logger->book;

	for (unsigned i = 0; i < LOG_SOURCES; i++) {
		struct text name = TEXT(book->sources[i].name);

		text_string(&name, logger_source(i));
		input_recover(&logger->inputs[i]);
		take_lines(logger, i);
	}
	book->count = LOG_SOURCES;
	wake(logger);
}

void logger_rest(const struct logger *logger)
{
	open_book(logger);
	for (unsigned i = 0; i < LOG_INPUTS; i++)
		read_input(logger, i);
}

static bool is_input(const struct logger *logger, int fd)
{
	for (unsigned i = 0; i < LOG_INPUTS; i++)
		if (logger->input[i] == fd)
			return true;
	return false;
}

void logger_close_others(const struct logger *logger)
{
	int highest = 0;

	for (unsigned i = 0; i < LOG_INPUTS; i++)
		if (logger->input[i] > highest)
			highest = logger->input[i];
	for (int fd = 0; fd < highest; fd++)
		if (!is_input(logger, fd))
			sys_close(fd);
	sys_close_range((unsigned)highest + 1, UINT_MAX, 0);
}

/* Returns an epoll with all inputs. */
static int open_inputs(const struct logger *logger)
{
	int epoll;

	/* What the logger before this one read of the kernel's log: known by its numbers. */
	if (NSINIT_USES_KERNEL_LOG)
		sys_rewind(logger->input[LOG_KERNEL]);
	epoll = sys_epoll_create();
	for (unsigned i = 0; i < LOG_INPUTS; i++)
		sys_epoll_control(epoll, EPOLL_CTL_ADD, logger->input[i], EPOLLIN, i);
	return epoll;
}

_Noreturn void logger_run(const struct logger *logger)
{
	/* The place where others put roots together is empty here, and root's alone. */
	static const struct logger_walls walls = {
		.root = ROOT_MOUNT,
		.calls = calls,
		.count = sizeof calls / sizeof calls[0],
	};
	int epoll;

	sys_prctl(PR_SET_NAME, (unsigned long)"logger", 0, 0, 0);
	/* The end of the machine waits for who does not hear SIGTERM. */
	sys_block_signals(~SIGNAL_BIT(SIGTERM));
	logger_close_others(logger);
	epoll = open_inputs(logger);
	if (logger_confine(&walls) < 0)
		sys_exit(1);
	open_book(logger);
	serve(logger, epoll);
}
