/*
 * The container's init: pid 1 inside, which reaps orphans, forwards signals, and exits with the
 * service's status. Without it a service that keeps SIGTERM at its default would ignore it as
 * pid 1 (pid_namespaces(7)), and every stop would wait its full limit.
 * It runs with the container's own identity, and behind a filter of the calls below, whatever the
 * service may call; the service cannot trace it.
 */
#include "base/system.h"
#include "container/launch.h"
#include "container/namespaces.h"
#include "kernel/seccomp.h"

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

static void reap(pid_t service)
{
	int status;
	pid_t pid;

	while ((pid = sys_wait(-1, &status, WNOHANG)) > 0)
		if (pid == service)
			sys_exit(exit_code(status));
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
	/* pid 1 loses what it neither blocks nor handles; PID 1 leaves SIGABRT and SIGSYS open. */
	int error = sys_block_signals(~NOT_FORWARDED);

	/* Its copy of the status pipe too: the start is over when the service's is closed. */
	if (error == 0)
		error = confine(child);
	if (error == 0)
		error = sys_close_range(0, UINT_MAX, 0);
	if (error < 0)
		return error;
	sys_prctl(PR_SET_NAME, (unsigned long)"init", 0, 0, 0);
	for (;;) {
		int number = sys_wait_signal(~NOT_FORWARDED, -1);

		if (number == SIGCHLD)
			reap(service);
		else if (number > 0)
			sys_kill(service, number);
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
