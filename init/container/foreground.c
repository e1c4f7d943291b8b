/*
 * A container's life in the foreground: launch, serve, end; see run.h.
 * One poll(2) loop. The launcher is reaped before the container, so that the status pipe, which
 * both hold, has told all when the container's end is looked at.
 */
#include "base/system.h"
#include "base/text.h"
#include "container/foreground.h"
#include "container/launch.h"
#include "container/record.h"
#include "container/run.h"
#include "container/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>

/* After the end: how long somebody else may keep the other side open without writing. */
#define SILENCE_LIMIT_MS 1000

enum watched { WATCH_SIGNALS, WATCH_STATUS, WATCH_MASTER, WATCH_STREAMS };
#define WATCH_COUNT (WATCH_STREAMS + FOREGROUND_STREAMS)

static void say_failure(struct foreground *front, struct step_report report)
{
	char bytes[256];
	struct text text = TEXT(bytes);

	if (front->failure.step != STEP_NONE)
		return; /* what follows the first is its consequence */
	front->failure = report;
	foreground_cook(front);
	step_describe(&text, &front->run->container, &report);
	run_refuse(front->run->container.name, bytes, 0,
		report.step == STEP_CGROUP && report.error == -EOPNOTSUPP
			? "no control group of this host that nsinit may use holds this limit"
			: NULL);
}

static void kill_all(const struct foreground *front)
{
	if (front->launcher > 0)
		sys_kill(front->launcher, SIGKILL);
	if (*front->run->pid > 0)
		sys_kill(*front->run->pid, SIGKILL);
}

/* One line for who waits for it, then its end of file. */
static void tell_ready(struct run *run)
{
	char bytes[16];
	struct text text = TEXT(bytes);

	if (run->ready < 0)
		return;
	text_number(&text, *run->pid);
	text_char(&text, '\n');
	sys_write(run->ready, bytes, text.length);
	if (run->ready > 2)
		sys_close(run->ready);
	run->ready = -1;
}

static void come_up(struct foreground *front)
{
	int error = record_write(front->run->directory, *front->run->pid);

	front->up = true;
	front->deadline_ms = front->stopping ? front->deadline_ms : 0;
	if (error < 0)
		run_refuse("record", front->run->directory, error, NULL);
	tell_ready(front->run);
}

/* As supervise.c of PID 1 does: reports, then the end, which is exec's if that was announced. */
static void read_status(struct foreground *front)
{
	struct step_report report;
	ssize_t count = 0;

	while (front->status >= 0 &&
		(count = sys_read(front->status, &report, sizeof report)) > 0) {
		if (count != sizeof report)
			continue;
		if (report.error == 0)
			front->executes = true;
		else
			say_failure(front, report);
	}
	if (front->status < 0 || count == -EAGAIN || count == -EINTR)
		return;
	sys_close(front->status);
	front->status = -1;
	if (front->executes && front->failure.step == STEP_NONE)
		come_up(front);
}

static void launcher_ended(struct foreground *front, int status)
{
	front->launcher = 0;
	read_status(front);
	if (*front->run->pid > 0)
		return;
	if (status != 0 && !front->stopping)
		say_failure(
			front, (struct step_report){ .step = STEP_LAUNCHER,
				       .item = WIFSIGNALED(status) ? (uint16_t)WTERMSIG(status) : 0,
				       .error = -ECHILD });
	front->over = true;
}

static void container_ended(struct foreground *front, int status)
{
	front->exit = status;
	front->over = true;
}

static void reap(struct foreground *front)
{
	int status;

	read_status(front);
	if (front->launcher > 0 && sys_wait(front->launcher, &status, WNOHANG) > 0)
		launcher_ended(front, status);
	if (front->launcher > 0 || *front->run->pid <= 0)
		return;
	if (!front->over && sys_wait(*front->run->pid, &status, WNOHANG) > 0)
		container_ended(front, status);
}

/* The config's own signal, and SIGKILL when its time is over. What is not up yet has no say. */
static void stop(struct foreground *front, int number)
{
	const struct stop *how = &front->run->container.stop;

	if (!front->stopping)
		front->deadline_ms =
			sys_now_ms() + (how->limit_ms > 0 ? how->limit_ms : STOP_LIMIT_DEFAULT_MS);
	front->stopping = number;
	if (!front->up)
		kill_all(front);
	else
		sys_kill(*front->run->pid, how->signal ? how->signal : SIGTERM);
}

static void resize(struct foreground *front)
{
	uint16_t rows;
	uint16_t columns;

	if (front->master < 0)
		return;
	terminal_size(0, &rows, &columns);
	if (rows > 0)
		terminal_resize(front->master, rows, columns);
}

static void take_signal(struct foreground *front, int number)
{
	switch (number) {
	case SIGCHLD:
		reap(front);
		break;
	case SIGWINCH:
		resize(front);
		break;
	case SIGTERM:
		stop(front, number);
		break;
	case SIGHUP:
		/* The user's terminal is gone, and whoever would end the program in it. */
		if (front->run->terminal) {
			stop(front, number);
			break;
		}
		/* fall through */
	case SIGINT:
	case SIGQUIT:
		if (!front->up) {
			stop(front, number);
			break;
		}
		/* fall through */
	case SIGUSR1:
	case SIGUSR2:
	case SIGCONT:
		if (front->up)
			sys_kill(*front->run->pid, number);
		break;
	default:
		break;
	}
}

static void read_signals(struct foreground *front)
{
	struct signalfd_siginfo info;

	while (!front->over && sys_read(front->signals, &info, sizeof info) == sizeof info)
		take_signal(front, (int)info.ssi_signo);
}

static void watch(const struct foreground *front, struct pollfd watched[WATCH_COUNT])
{
	watched[WATCH_SIGNALS] = (struct pollfd){ .fd = front->signals, .events = POLLIN };
	watched[WATCH_STATUS] = (struct pollfd){ .fd = front->status, .events = POLLIN };
	watched[WATCH_MASTER] = (struct pollfd){ .fd = front->socket, .events = POLLIN };
	for (unsigned i = 0; i < FOREGROUND_STREAMS; i++)
		stream_watch(&front->streams[i], &watched[WATCH_STREAMS + i]);
}

static bool move(struct foreground *front, const struct pollfd watched[WATCH_COUNT])
{
	bool moved = false;

	for (unsigned i = 0; i < FOREGROUND_STREAMS; i++)
		moved = stream_move(&front->streams[i], &watched[WATCH_STREAMS + i]) || moved;
	/* The number of a master that is closed may be another's soon. */
	if (front->master >= 0 && front->streams[1].from < 0) {
		stream_close(&front->streams[0]);
		front->master = -1;
	}
	return moved;
}

static int time_left(const struct foreground *front)
{
	int64_t left_ms = front->deadline_ms - sys_now_ms();

	return front->deadline_ms == 0 ? -1 : left_ms > 0 ? (int)left_ms : 0;
}

static void step_deadline(struct foreground *front)
{
	if (time_left(front) != 0)
		return;
	front->deadline_ms = 0;
	if (!front->up && !front->stopping)
		say_failure(front, (struct step_report){ STEP_TIME, 0, -ETIMEDOUT });
	kill_all(front);
}

static void serve(struct foreground *front)
{
	while (!front->over) {
		struct pollfd watched[WATCH_COUNT];

		watch(front, watched);
		sys_poll(watched, WATCH_COUNT, time_left(front));
		if (watched[WATCH_MASTER].revents)
			foreground_take_master(front);
		move(front, watched);
		if (watched[WATCH_STATUS].revents)
			read_status(front);
		if (watched[WATCH_SIGNALS].revents)
			read_signals(front);
		step_deadline(front);
	}
}

/*
 * All that the container wrote is in the pipes, or in the terminal, when it is dead. A reader that
 * is slow is waited for; a signal is the wish not to.
 */
static void drain(struct foreground *front)
{
	stream_close(&front->streams[0]);
	if (front->socket >= 0 && sys_poll_in(front->socket, 0) > 0)
		foreground_take_master(front);
	sys_close(front->signals);
	front->signals = sys_signalfd(SIGNAL_BIT(SIGTERM) | SIGNAL_BIT(SIGINT) |
				      SIGNAL_BIT(SIGHUP) | SIGNAL_BIT(SIGQUIT));
	for (;;) {
		struct pollfd watched[WATCH_COUNT];
		bool writes = false;
		bool over = true;

		stream_close(&front->streams[0]);
		for (unsigned i = 1; i < FOREGROUND_STREAMS; i++) {
			over = over && stream_over(&front->streams[i]);
			writes = writes || front->streams[i].start < front->streams[i].end;
		}
		watch(front, watched);
		watched[WATCH_STATUS].fd = watched[WATCH_MASTER].fd = -1;
		if (over || sys_poll(watched, WATCH_COUNT, writes ? -1 : SILENCE_LIMIT_MS) == 0 ||
			watched[WATCH_SIGNALS].revents)
			return;
		move(front, watched);
	}
}

static int exit_status(const struct foreground *front)
{
	const struct step_report *failure = &front->failure;

	if (failure->step == STEP_EXEC)
		return failure->error == -ENOENT ? 127 : 126;
	if (failure->step != STEP_NONE)
		return RUN_FAILED;
	if (!front->up)
		return front->stopping ? 128 + front->stopping : RUN_FAILED;
	return WIFSIGNALED(front->exit) ? 128 + WTERMSIG(front->exit) : WEXITSTATUS(front->exit);
}

int run_foreground(struct run *run)
{
	static struct foreground front;
	int64_t limit_ms = run->container.start_limit_ms;
	int error;

	front.run = run;
	error = foreground_start(&front);
	if (error < 0) {
		say_failure(&front, (struct step_report){ STEP_FORK, 0, error });
		return RUN_FAILED;
	}
	front.deadline_ms = sys_now_ms() + (limit_ms > 0 ? limit_ms : START_LIMIT_DEFAULT_MS);
	serve(&front);
	/* What is not the first process's is killed, and cannot write any more. */
	run_clean(run);
	drain(&front);
	foreground_cook(&front);
	/* Dead without a report: the kernel took it before it could say a word. */
	if (!front.up && !front.stopping)
		say_failure(&front,
			(struct step_report){ .step = STEP_CHILD,
				.item = WIFSIGNALED(front.exit) ? (uint16_t)WTERMSIG(front.exit)
								: 0,
				.error = -ECHILD });
	record_remove(run->directory);
	return exit_status(&front);
}
