/*
 * The supervisor of one program inside a container; see exec_program.h. Nothing waits here but
 * poll().
 */
#include "pid1/exec_program.h"

#include "base/namespaces.h"
#include "base/reply.h"
#include "base/system.h"
#include "base/text.h"
#include "container/entry.h"
#include "container/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>

_Static_assert(ENTRY_STREAMS == EXEC_STREAMS, "each stream of the program is a pipe to the client");

/* From the fork to the program, and from the client's end to the program's. */
#define START_LIMIT_MS  10000
#define HANGUP_LIMIT_MS 2000

enum watched { WATCH_CLIENT, WATCH_STATUS, WATCH_CHILDREN, WATCH_SCREEN, WATCH_COUNT };

/* One program, in its supervisor. */
struct exec {
	struct entry entry;
	struct container container; /* the container's, with the words that were asked for */
	int near[EXEC_STREAMS];     /* the client's ends of the pipes */
	int terminal;               /* where the terminal's master comes from; -1: it has pipes */
	int status;                 /* read end of the status pipe */
	struct pollfd watched[WATCH_COUNT];
	pid_t entrant; /* 0: gone */
	bool executes; /* it said that exec comes next */
	bool started;  /* and the client was told */
	bool hung_up;  /* the client did */
	struct step_report failure;
	int64_t deadline_ms; /* of the start or of the end; 0: none */
};

/* 0 while there is none. The kernel writes it, never who is inside: see entry.c. */
static pid_t program(const struct exec *exec)
{
	return *exec->entry.launch.pid;
}

/* SIGCONT: who is stopped hears nothing else. */
static void signal_group(const struct exec *exec, int number)
{
	if (program(exec) <= 0)
		return;
	sys_kill(-program(exec), number);
	if (number != SIGKILL)
		sys_kill(-program(exec), SIGCONT);
}

/* The last word to the client; the orphans that are left are dying, and PID 1 reaps them. */
static _Noreturn void finish(const struct exec *exec, int code)
{
	char bytes[CONTROL_TEXT_MAX] = "";
	struct text words = TEXT(bytes);

	if (exec->failure.step != STEP_NONE)
		step_describe(&words, &exec->container, &exec->failure);
	if (exec->watched[WATCH_CLIENT].fd >= 0)
		reply_exit(exec->watched[WATCH_CLIENT].fd, code, bytes);
	sys_exit(0);
}

/* As shells do for the program itself; a step before it is none of the program's own statuses. */
static _Noreturn void fail(struct exec *exec, enum step step, int error)
{
	if (exec->failure.step == STEP_NONE)
		exec->failure = (struct step_report){ (uint16_t)step, 0, error };
	if (exec->entrant > 0)
		sys_kill(exec->entrant, SIGKILL);
	if (program(exec) > 0)
		sys_kill(program(exec), SIGKILL);
	finish(exec, exec->failure.step != STEP_EXEC  ? EXEC_CODE_FAILED
		     : exec->failure.error == -ENOENT ? EXEC_CODE_NOT_FOUND
						      : EXEC_CODE_UNRUNNABLE);
}

/* A process that died without a word: its death is the report. */
static _Noreturn void fail_by_exit(struct exec *exec, int status)
{
	exec->failure = (struct step_report){ .step = STEP_CHILD, .error = -ECHILD };
	if (WIFSIGNALED(status))
		exec->failure.item = (uint16_t)WTERMSIG(status);
	fail(exec, STEP_CHILD, -ECHILD);
}

static void receive_terminal(struct exec *exec)
{
	int master = sys_receive_descriptor(exec->terminal);

	if (master < 0)
		fail(exec, STEP_TERMINAL, master);
	for (unsigned i = 0; i < EXEC_STREAMS; i++)
		exec->near[i] = master;
}

/* The near ends of the pipes; whoever holds them, the program's input ends with the client. */
static void tell_started(struct exec *exec)
{
	if (exec->terminal >= 0)
		receive_terminal(exec);
	if (exec->watched[WATCH_CLIENT].fd >= 0)
		reply_started(exec->watched[WATCH_CLIENT].fd, exec->near);
	/* A master is kept for a client that leaves. */
	for (unsigned i = 0; exec->terminal < 0 && i < EXEC_STREAMS; i++)
		sys_close(exec->near[i]);
	exec->started = true;
	exec->deadline_ms = 0;
}

/* Reports of entrant and program; the end of the pipe after the last says that exec succeeded. */
static void read_status(struct exec *exec)
{
	struct step_report report;
	ssize_t count = 0;

	while (exec->status >= 0 && (count = sys_read(exec->status, &report, sizeof report)) > 0) {
		if (count != sizeof report)
			continue;
		if (report.error == 0)
			exec->executes = true;
		else if (exec->failure.step == STEP_NONE)
			exec->failure = report;
	}
	if (exec->failure.step != STEP_NONE)
		fail(exec, STEP_NONE, 0);
	if (exec->status < 0 || count == -EAGAIN)
		return;
	sys_close(exec->status);
	exec->status = exec->watched[WATCH_STATUS].fd = -1;
	if (exec->executes)
		tell_started(exec);
}

static _Noreturn void program_exited(struct exec *exec, int status)
{
	*exec->entry.launch.pid = 0; /* the number may be another's now */
	read_status(exec);
	if (!exec->executes)
		fail_by_exit(exec, status);
	if (!exec->started) /* the entrant, which is on its way out, still holds the pipe */
		tell_started(exec);
	finish(exec, WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

static void reap(struct exec *exec)
{
	struct signalfd_siginfo info;
	int status;
	pid_t pid;

	sys_read(exec->watched[WATCH_CHILDREN].fd, &info, sizeof info);
	/* What it started ends with it, as long as the number is certain to be its own. */
	if (exec->hung_up)
		signal_group(exec, SIGKILL);
	while ((pid = sys_wait(-1, &status, WNOHANG)) > 0) {
		if (pid == program(exec))
			program_exited(exec, status);
		if (pid != exec->entrant)
			continue;
		exec->entrant = 0;
		read_status(exec);
		if (program(exec) == 0)
			fail_by_exit(exec, status);
	}
}

static void hang_up(struct exec *exec)
{
	exec->watched[WATCH_CLIENT].fd = -1;
	exec->hung_up = true;
	if (!exec->started)
		fail(exec, STEP_CHILD, -ECANCELED);
	if (exec->terminal >= 0)
		sys_close(exec->near[0]); /* it hangs up with its last master: tty(4) */
	signal_group(exec, SIGHUP);
	exec->deadline_ms = sys_now_ms() + HANGUP_LIMIT_MS;
}

/* The program goes on, and may write: until it ends, somebody reads. */
static void leave_alone(struct exec *exec)
{
	sys_close(exec->watched[WATCH_CLIENT].fd);
	exec->watched[WATCH_CLIENT].fd = -1;
	sys_set_flags(exec->near[0], O_NONBLOCK);
	exec->watched[WATCH_SCREEN] = (struct pollfd){ .fd = exec->near[0], .events = POLLIN };
}

/* -EIO: nobody has the other side open any more. */
static void read_screen(struct exec *exec)
{
	char bytes[512];
	ssize_t count = sys_read(exec->near[0], bytes, sizeof bytes);

	if (count == 0 || (count < 0 && count != -EAGAIN && count != -EINTR))
		exec->watched[WATCH_SCREEN].fd = -1;
}

/* A signal for the program, or the end of the client. */
static void read_client(struct exec *exec)
{
	struct exec_signal wish;
	ssize_t count = sys_recv(
		exec->watched[WATCH_CLIENT].fd, &wish, sizeof wish, MSG_DONTWAIT | MSG_TRUNC);

	if (count == -EAGAIN || count == -EINTR)
		return;
	if (count <= 0)
		hang_up(exec);
	else if (count == sizeof wish && (wish.number == SIGHUP || wish.number == SIGINT ||
						 wish.number == SIGQUIT || wish.number == SIGTERM))
		signal_group(exec, (int)wish.number);
	else if (count == sizeof wish && wish.number == EXEC_DETACH && exec->terminal >= 0 &&
		 exec->started)
		leave_alone(exec);
}

static void pass_deadline(struct exec *exec)
{
	if (exec->deadline_ms == 0 || sys_now_ms() < exec->deadline_ms)
		return;
	if (!exec->started)
		fail(exec, STEP_TIME, -ETIMEDOUT);
	signal_group(exec, SIGKILL);
	exec->deadline_ms = 0; /* in the kernel's hands */
}

static void supervise(struct exec *exec)
{
	int64_t left_ms = exec->deadline_ms - sys_now_ms();

	sys_poll(exec->watched, WATCH_COUNT,
		exec->deadline_ms == 0 ? -1
		: left_ms > 0          ? (int)left_ms
				       : 0);
	if (exec->watched[WATCH_STATUS].revents)
		read_status(exec);
	if (exec->watched[WATCH_CHILDREN].revents)
		reap(exec);
	if (exec->watched[WATCH_SCREEN].revents)
		read_screen(exec);
	if (exec->watched[WATCH_CLIENT].revents)
		read_client(exec);
	pass_deadline(exec);
}

/* Pipes that the container's user may open again as /dev/stdout and the like: proc(5), fd. */
static int make_pipes(struct exec *exec)
{
	const struct container *container = &exec->container;
	uid_t uid = uid_outside(container, container->identity.uid);
	gid_t gid = gid_outside(container, container->identity.gid);

	for (int i = 0; i < EXEC_STREAMS; i++) {
		int ends[2];
		int error = sys_pipe(ends, 0);

		if (error == 0)
			error = sys_fchown(ends[0], uid, gid);
		if (error < 0)
			return error;
		exec->entry.streams[i] = i == 0 ? ends[0] : ends[1];
		exec->near[i] = i == 0 ? ends[1] : ends[0];
	}
	return 0;
}

/* One packet comes, before the program is executed. */
static int expect_terminal(struct exec *exec, const struct request *request)
{
	int ends[2];
	int error = sys_socketpair(ends, SOCK_SEQPACKET);

	if (error < 0)
		return error;
	exec->terminal = ends[0];
	exec->entry.terminal = ends[1];
	exec->entry.launch.term = request->term[0] ? request->term : NULL;
	return sys_set_flags(ends[0], O_NONBLOCK);
}

static int prepare(struct exec *exec, const struct request *request)
{
	struct launch *launch = &exec->entry.launch;
	int status[2];
	bool terminal = request->packet.flags & EXEC_TERMINAL;
	int error = terminal ? expect_terminal(exec, request) : make_pipes(exec);

	if (error < 0)
		return error;
	error = sys_pipe(status, O_NONBLOCK);
	if (error < 0)
		return error;
	launch->status = status[1];
	exec->status = status[0];
	exec->watched[WATCH_STATUS] = (struct pollfd){ .fd = status[0], .events = POLLIN };
	exec->watched[WATCH_CLIENT].events = POLLIN | POLLRDHUP;
	exec->watched[WATCH_SCREEN].fd = -1;
	exec->watched[WATCH_CHILDREN] =
		(struct pollfd){ .fd = sys_signalfd(SIGNAL_BIT(SIGCHLD)), .events = POLLIN };
	return exec->watched[WATCH_CHILDREN].fd < 0 ? exec->watched[WATCH_CHILDREN].fd : 0;
}

/* What only the entrant needs: the program's input would not end, nor would the status. */
static void leave_to_entrant(struct exec *exec)
{
	int keep[] = { exec->watched[WATCH_CLIENT].fd, exec->watched[WATCH_CHILDREN].fd,
		exec->status, exec->terminal, exec->near[0], exec->near[1], exec->near[2] };

	process_close_others(keep, sizeof keep / sizeof keep[0]);
}

/* Nothing of PID 1 is kept but what the entry needs. */
static void leave_pid1(const struct exec_program *program)
{
	int keep[CGROUP_CONTROLLER_COUNT + 3] = { program->cgroups->v2, program->init,
		program->client };

	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++)
		keep[3 + i] = program->cgroups->v1[i];
	process_close_others(keep, sizeof keep / sizeof keep[0]);
	sys_prctl(PR_SET_NAME, (unsigned long)"exec", 0, 0, 0);
	/* The end of the machine waits for who does not hear SIGTERM. */
	sys_block_signals(~SIGNAL_BIT(SIGTERM));
}

_Noreturn void exec_program_run(const struct exec_program *program)
{
	static pid_t none;
	struct exec exec = { .container = *program->container };
	struct launch *launch = &exec.entry.launch;
	int error;

	leave_pid1(program);
	exec.container.argv = program->request->argv;
	exec.watched[WATCH_CLIENT].fd = program->client;
	exec.entry.init = program->init;
	exec.entry.rows = program->request->packet.rows;
	exec.entry.columns = program->request->packet.columns;
	exec.terminal = exec.entry.terminal = -1;
	*launch = (struct launch){ .container = &exec.container,
		.cgroups = program->cgroups,
		.bounding = program->bounding,
		.pids = sys_map_shared(sizeof(pid_t)),
		.pids_bytes = sizeof(pid_t) };
	launch->pid = launch->pids ? launch->pids : &none;
	error = launch->pids ? prepare(&exec, program->request) : -ENOMEM;
	if (error < 0)
		fail(&exec, STEP_DESCRIPTORS, error);
	exec.deadline_ms = sys_now_ms() + START_LIMIT_MS;
	exec.entrant = entry_start(&exec.entry);
	if (exec.entrant < 0)
		fail(&exec, STEP_CLONE, exec.entrant);
	leave_to_entrant(&exec);
	for (;;)
		supervise(&exec);
}
