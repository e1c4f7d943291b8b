/*
 * The container's init: pid 1 inside, which reaps orphans, forwards signals, and exits with the
 * service's status. Without it a service that keeps SIGTERM at its default would ignore it as
 * pid 1 (pid_namespaces(7)), and every stop would wait its full limit.
 * It runs with the container's own identity, and behind a filter of the calls below, whatever the
 * service may call; the service cannot trace it.
 */
#include "base/ready.h"
#include "base/system.h"
#include "container/launch.h"
#include "container/namespaces.h"
#include "kernel/seccomp.h"
#include "uses.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

/* Those that cannot be caught, and faults, which are this process's own. */
#define NOT_FORWARDED                                                                              \
	(SIGNAL_BIT(SIGKILL) | SIGNAL_BIT(SIGSTOP) | SIGNAL_BIT(SIGSEGV) | SIGNAL_BIT(SIGBUS) |    \
		SIGNAL_BIT(SIGILL) | SIGNAL_BIT(SIGFPE) | SIGNAL_BIT(SIGTRAP))

/* A death by signal is told as shells do, since pid 1 cannot die by a signal of its own. */
static int exit_code(int status)
{
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* PID 1 answers at once; when it does not, the end of the one that is known is the end. */
#define ANSWER_LIMIT_MS 2000

struct init {
	pid_t service; /* that it ends with, and that gets the signals */
	pid_t heir;    /* that PID 1 named, and that is no child of it yet; 0: none */
	int news;      /* to PID 1, see base/ready.h; -1: it names none */
	bool answered; /* MAIN_PID_NONE came */
};

static void tell(const struct init *init, int32_t number)
{
	sys_write(init->news, &number, sizeof number);
}

static void refuse_heir(struct init *init)
{
	tell(init, init->heir);
	init->heir = 0;
}

/* Only an orphan of this container is waited for here; that it is one cannot be forged. */
static void take_heir(struct init *init)
{
	if (init->heir == 0)
		return;
	if (sys_is_child(init->heir)) {
		init->service = init->heir;
		init->heir = 0;
	} else if (sys_kill(init->heir, 0) == -ESRCH) {
		refuse_heir(init);
	}
}

/* What PID 1 said until now. */
static void hear(struct init *init)
{
	int32_t number;
	ssize_t count;

	while ((count = sys_read(init->news, &number, sizeof number)) == sizeof number) {
		init->answered = number == MAIN_PID_NONE;
		if (init->answered)
			break;
		init->heir = number;
		take_heir(init);
	}
	if (count == 0)
		init->answered = true; /* PID 1 let go of it */
}

/*
 * The word of who ended may still be on its way: it was sent before that end, so that PID 1 has it
 * when it is asked, and sees who sent it as long as that is not reaped.
 */
static void find_heir(struct init *init)
{
	pid_t ended = init->service;

	init->answered = false;
	tell(init, MAIN_PID_NONE);
	while (!init->answered && sys_poll_in(init->news, ANSWER_LIMIT_MS) > 0)
		hear(init);
	take_heir(init); /* its parent is gone now */
	if (init->service == ended && init->heir != 0)
		refuse_heir(init);
}

/*
 * The service first, whoever else has ended: an heir that ended too is a child since the service
 * is one that has ended.
 */
static void reap_heirs(struct init *init)
{
	pid_t pid;
	int status;

	while ((pid = sys_wait_peek(-1)) > 0) {
		pid_t service = init->service;

		if (sys_wait_peek(service) == service) {
			find_heir(init);
			pid = service;
		}
		sys_wait(pid, &status, WNOHANG);
		if (pid == init->service)
			sys_exit(exit_code(status));
	}
}

static void reap(pid_t service)
{
	int status;
	pid_t pid;

	while ((pid = sys_wait(-1, &status, WNOHANG)) > 0)
		if (pid == service)
			sys_exit(exit_code(status));
}

/* One that has come, or is a child by now, is who the signal is for. */
static void take_signal(struct init *init, int number)
{
	bool has_heirs = NSINIT_USES_MAIN_PID && init->news >= 0;

	if (has_heirs) {
		hear(init);
		take_heir(init);
	}
	if (number != SIGCHLD)
		sys_kill(init->service, number);
	else if (has_heirs)
		reap_heirs(init);
	else
		reap(init->service);
}

static int confine(struct child *child)
{
	struct sock_filter program[SECCOMP_PROGRAM_MAX];
	int error = seccomp_load(program, seccomp_init(program, SECCOMP_PROGRAM_MAX));

	return error < 0 ? error : child_last_capability(child);
}

/* The signals are blocked since the launcher was forked: none is lost before the first wait. */
static int serve(struct child *child, pid_t service)
{
	struct init init = { .service = service, .news = -1 };
	/* pid 1 loses what it neither blocks nor handles; PID 1 leaves SIGABRT and SIGSYS open. */
	int error = sys_block_signals(~NOT_FORWARDED);

	/* Its copy of the status pipe too: the start is over when the service's is closed. */
	if (NSINIT_USES_MAIN_PID && error == 0 && child->launch->news &&
		has_main_pid(child->launch->container))
		error = init.news = sys_dup_to(child->launch->news, 0, 0);
	if (error >= 0)
		error = confine(child);
	if (error == 0)
		error = sys_close_range((unsigned)(init.news + 1), UINT_MAX, 0);
	if (error < 0)
		return error;
	sys_prctl(PR_SET_NAME, (unsigned long)"init", 0, 0, 0);
	for (;;) {
		int number = sys_wait_signal(~NOT_FORWARDED, -1);

		if (number > 0)
			take_signal(&init, number);
	}
}

int child_init(struct child *child)
{
	/* Memory and descriptors of this process are nobody's but its own; exec sets it back. */
	int error = sys_prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	pid_t service;

	/* Not being pid 1 there, it says that the orphans of its service are its own. */
	if (error == 0 && namespaces_share_pids(child->launch->container))
		error = sys_prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
	service = error < 0 ? error : sys_fork();
	return service > 0 ? serve(child, service) : service;
}
