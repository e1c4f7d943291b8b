/*
 * What the foreground process makes before the container is there; see foreground.h.
 */
#include "container/foreground.h"

#include "base/system.h"
#include "container/launch.h"
#include "container/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* Faults are this process's own. Who runs it without a terminal may suspend it as any program. */
#define FAULTS                                                                                     \
	(SIGNAL_BIT(SIGSEGV) | SIGNAL_BIT(SIGBUS) | SIGNAL_BIT(SIGILL) | SIGNAL_BIT(SIGFPE) |      \
		SIGNAL_BIT(SIGABRT) | SIGNAL_BIT(SIGTRAP) | SIGNAL_BIT(SIGSYS))
#define SUSPENDS (SIGNAL_BIT(SIGTSTP) | SIGNAL_BIT(SIGTTIN))

/* What becomes the container's 0, 1 and 2, or the way to its terminal. */
struct ends {
	int streams[FOREGROUND_STREAMS];
	int terminal;
};

/* A pipe; `near` stays here and never waits, `far` is the container's and belongs to its user. */
static int make_pipe(const struct container *container, int *near, int *far, bool reads)
{
	int ends[2];
	int error = sys_pipe(ends, 0);

	if (error < 0)
		return error;
	*near = ends[reads ? 0 : 1];
	*far = ends[reads ? 1 : 0];
	error = sys_set_flags(*near, O_NONBLOCK);
	/* Or it could not be opened again as /dev/stdout (pipe(7), /proc/self/fd). */
	return error < 0 ? error
			 : sys_fchown(*far, uid_outside(container, container->identity.uid),
				   gid_outside(container, container->identity.gid));
}

static int make_pipes(struct foreground *front, struct ends *ends)
{
	const struct container *container = &front->run->container;
	int error = make_pipe(container, &front->streams[0].to, &ends->streams[0], false);

	front->streams[0].from = 0;
	for (int fd = 1; fd <= 2 && error == 0; fd++) {
		error = make_pipe(container, &front->streams[fd].from, &ends->streams[fd], true);
		front->streams[fd].to = fd;
	}
	return error;
}

/* Until the terminal is there, the container's descriptors are the null device. */
static int make_terminal(struct foreground *front, struct ends *ends)
{
	int pair[2];
	int error = sys_socketpair(pair, SOCK_SEQPACKET);

	if (error < 0)
		return error;
	front->socket = pair[0];
	ends->terminal = pair[1];
	for (int fd = 0; fd <= 2; fd++)
		ends->streams[fd] = sys_open(AT_FDCWD, "/dev/null", O_RDWR);
	return ends->streams[2] < 0 ? ends->streams[2] : 0;
}

void foreground_take_master(struct foreground *front)
{
	struct termios raw = front->run->settings;
	int master = sys_receive_descriptor(front->socket);

	sys_close(front->socket);
	front->socket = -1;
	if (master < 0)
		return;
	sys_set_flags(master, O_NONBLOCK);
	front->master = master;
	front->streams[0] = (struct stream){ .from = 0, .to = master, .types = true };
	front->streams[1] = (struct stream){ .from = master, .to = 1 };
	if (!front->run->raw)
		return;
	cfmakeraw(&raw);
	front->raw = sys_terminal_set(0, &raw) == 0;
}

void foreground_cook(struct foreground *front)
{
	if (front->raw)
		sys_terminal_set(0, &front->run->settings);
	front->raw = false;
}

/* Nothing else of the user's environment goes inside. */
static const char *terminal_kind(void)
{
	for (char **variable = environ; *variable; variable++)
		if (strncmp(*variable, "TERM=", 5) == 0)
			return *variable;
	return NULL;
}

/*
 * In a session of its own, or the user's keys would reach container and foreground process both.
 * Its own death is an end of file for the child.
 */
static _Noreturn void launch(const struct foreground *front, const struct ends *ends, int status)
{
	struct run *run = front->run;
	struct launch launch = {
		.container = &run->container,
		.cgroups = &run->cgroups,
		.status = status,
		.input = ends->streams[0],
		.output = ends->streams[1],
		.errors = ends->streams[2],
		.terminal = ends->terminal,
		.term = run->raw ? terminal_kind() : NULL,
		.parent = run->parent,
		.bounding = UINT64_MAX, /* whatever is left of it */
		.pid = run->pid,
		.pids = run->pid,
		.pids_bytes = sizeof *run->pid,
	};

	sys_block_signals(~FAULTS);
	sys_setsid();
	terminal_size(0, &launch.rows, &launch.columns);
	sys_prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	if (sys_poll_in(run->parent, 0) != 0)
		sys_exit(1);
	launcher_run(&launch);
}

static int fork_launcher(struct foreground *front, struct ends *ends)
{
	int status[2];
	int error = sys_pipe(status, O_NONBLOCK);

	if (error < 0)
		return error;
	front->status = status[0];
	front->launcher = sys_fork_default();
	if (front->launcher == 0)
		launch(front, ends, status[1]);
	sys_close(status[1]);
	for (int fd = 0; fd <= 2; fd++)
		sys_close(ends->streams[fd]);
	if (ends->terminal > 0)
		sys_close(ends->terminal);
	return front->launcher < 0 ? front->launcher : 0;
}

int foreground_start(struct foreground *front)
{
	bool terminal = front->run->terminal;
	uint64_t signals = ~FAULTS & ~(terminal ? 0 : SUSPENDS);
	struct ends ends = { .terminal = 0 };
	int error;

	front->socket = front->master = front->status = -1;
	for (int fd = 0; fd <= 2; fd++)
		front->streams[fd].from = front->streams[fd].to = -1;
	sys_block_signals(signals);
	front->signals = sys_signalfd(signals);
	if (front->signals < 0)
		return front->signals;
	error = terminal ? make_terminal(front, &ends) : make_pipes(front, &ends);
	return error < 0 ? error : fork_launcher(front, &ends);
}
