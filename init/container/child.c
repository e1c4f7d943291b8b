/*
 * The container's side of a start: the ordered table of steps, then exec. Read this file first.
 * Runs in the process that the launcher cloned. It formats no text and allocates nothing; the
 * first failing step is reported as three integers and ends the process.
 */
#include "base/ready.h"
#include "base/system.h"
#include "container/bind.h"
#include "container/entry.h"
#include "container/environment.h"
#include "container/launch.h"
#include "container/notify.h"
#include "container/process.h"
#include "container/rlimits.h"
#include "container/scheduling.h"
#include "container/steps.h"
#include "kernel/landlock.h"
#include "kernel/seccomp.h"
#include "kernel/seccomp_listen.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>

#define CHILD_STATUS  3
#define CHILD_RELEASE 4

/* Out of the way of the numbers that the descriptors get in the end. */
#define DESCRIPTOR_ABOVE 32

#define UMASK_DEFAULT 022

/* Descriptors that every start may have; those of mapped mounts come after them. */
#define KEPT_ALWAYS (9 + NSINIT_USES_CONSOLE)

/* Those of a fixed number, and after them what only some configs have. */
#define KEPT_SOCKETS (KEPT_ALWAYS + (NSINIT_USES_IDMAP ? MOUNTS_MAX : 0))
#define KEPT         (KEPT_SOCKETS + (NSINIT_USES_SOCKETS ? SOCKETS_MAX : 0))

/*
 * 0 is PID 1's /dev/null, 1 and 2 the output pipe, if nothing else is given. The write end of the
 * sync pipe is closed here. From here on nothing is closed one by one: all is close-on-exec.
 */
static int descriptors(struct child *child)
{
	const struct launch *launch = child->launch;
	int keep[KEPT] = { child->status, child->release, child->namespaces.user,
		child->namespaces.cgroup, child->namespaces.mount, launch->terminal, launch->parent,
		launch->news, launch->learner };
	int error = sys_dup_to(launch->output, 1, 0);

	if (error >= 0)
		error = sys_dup_to(launch->errors ? launch->errors : launch->output, 2, 0);
	if (error >= 0 && launch->input)
		error = sys_dup_to(launch->input, 0, 0);
	if (NSINIT_USES_CONSOLE)
		keep[KEPT_ALWAYS - 1] = child->tty;
	for (unsigned i = KEPT_ALWAYS; i < KEPT_SOCKETS; i++)
		keep[i] = child->owners[i - KEPT_ALWAYS];
	for (unsigned i = KEPT_SOCKETS; i < KEPT && launch->sockets; i++)
		keep[i] = launch->sockets[i - KEPT_SOCKETS];
	process_close_others(keep, KEPT);
	/* Its init lives on with this memory: PID 1 acts on what stands in the shared page. */
	if (error >= 0 && child->launch->pids)
		error = sys_unmap(child->launch->pids, child->launch->pids_bytes);
	return error;
}

static int wait_for_release(struct child *child)
{
	char token = 0;
	ssize_t count = sys_read(child->release, &token, 1);

	return count < 0 ? (int)count : count == 0 || token != RELEASE_TOKEN ? -ECANCELED : 0;
}

static int session_keyring(struct child *child)
{
	int error = sys_keyctl(1 /* KEYCTL_JOIN_SESSION_KEYRING */, NULL);

	(void)child;
	return error == -ENOSYS ? 0 : error < 0 ? error : 0; /* a kernel without keys has none */
}

static int hostname(struct child *child)
{
	const struct container *container = child->launch->container;

	if ((container->shares & SHARE_UTS) || join_target(container, JOIN_UTS))
		return 0;
	return sys_sethostname(container->hostname ? container->hostname : container->name);
}

/* With the mask of its new files, which cannot fail. */
static int rlimits(struct child *child)
{
	const struct container *container = child->launch->container;

	sys_umask(container->umask ? container->umask : UMASK_DEFAULT);
	return rlimits_set(NSINIT_USES_RLIMITS ? container->rlimits : NULL, &child->item);
}

/*
 * As the user, so that its permissions count. A path that does not begin with '/' lies outside the
 * root: a leaked directory (CVE-2024-21626).
 */
static int directory(struct child *child)
{
	const char *path = child->launch->container->directory;
	char here[PATH_MAX];
	ssize_t length;
	int error = sys_chdir(path ? path : "/");

	if (error < 0)
		return error;
	length = sys_getcwd(here, sizeof here);
	return length < 0 ? (int)length : here[0] == '/' ? 0 : -EXDEV;
}

#if NSINIT_USES_LANDLOCK
static int landlock(struct child *child)
{
	const struct landlock *rules = child->launch->container->landlock;

	return rules ? landlock_apply(rules, &child->item) : 0;
}
#endif

/* Inside a user namespace the kernel refuses: see namespaces.c. */
static int forbid_user_namespaces(const struct child *child)
{
	struct sock_filter program[SECCOMP_PROGRAM_MAX];

	if (!(NSINIT_USES_USER || NSINIT_USES_IDMAP) || child->namespaces.user >= 0)
		return 0;
	return seccomp_load(program, seccomp_no_user_namespace(program, SECCOMP_PROGRAM_MAX));
}

/* Who enters it later is not learned from. */
static int learn(const struct child *child)
{
	struct sock_filter program[SECCOMP_PROGRAM_MAX];
	int socket = child->launch->learner;
	int listener;

	if (!socket)
		return -EOPNOTSUPP;
	listener = seccomp_load_listened(program,
		seccomp_learn(program, SECCOMP_PROGRAM_MAX, child->launch->container, socket));
	return listener < 0 ? listener : sys_send_descriptor(socket, listener);
}

static int filter(struct child *child)
{
	struct sock_filter program[SECCOMP_PROGRAM_MAX];
	int error = child->entry ? 0 : forbid_user_namespaces(child);

	if (error < 0 || child->filtered)
		return error;
	if (NSINIT_USES_SYSCALLS_LEARN && child->launch->container->syscalls == SYSCALLS_LEARN &&
		!child->entry)
		return learn(child);
	return seccomp_load(
		program, seccomp_container(program, SECCOMP_PROGRAM_MAX, child->launch->container));
}

/*
 * Who waits for the container must outlive it. Not before the last change of identity, which takes
 * the signal back (prctl(2)); and who died until now is found by its descriptor, since its pid is
 * not visible in here.
 */
static int parent(struct child *child)
{
	int fd = child->launch->parent;
	int error;

	if (!fd)
		return 0;
	error = sys_prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	if (error == 0)
		error = sys_poll_in(fd, 0);
	return error > 0 ? -ECANCELED : error;
}

/* A session of its own, so that no signal of a terminal or a group reaches others. */
static int session(struct child *child)
{
	int error = sys_setsid();
	bool terminal = child->launch->terminal != 0 || (NSINIT_USES_CONSOLE && child->tty);

	if (NSINIT_USES_EXEC && child->entry)
		terminal = child->entry->terminal >= 0;
	if (error >= 0 && terminal)
		error = sys_ioctl_number(0, TIOCSCTTY, 0);
	return error < 0 ? error : sys_block_signals(0);
}

static int execute(struct child *child)
{
	const struct container *container = child->launch->container;
	struct environment environment;
	int error;

	environment_make(child, &environment);
	/* An end of file alone is also what a child leaves that is killed on its way here. */
	error = process_report(child->status, STEP_EXEC, 0, 0);
	if (error < 0)
		return error;
	/* The config's own is always a path: this one is of a command line. */
	if ((NSINIT_USES_EXEC && child->entry) ||
		(NSINIT_USES_FOREGROUND && container->argv[0][0] != '/'))
		return entry_execute(container->argv, environment.words);
	return sys_execve(container->argv[0], (char *const *)container->argv,
		(char *const *)environment.words);
}

/*
 * Whose step a row is: of the container's start, of a process that enters the running container, or
 * of both, which is what a row is that does not say: see entry.h.
 */
enum when { BOTH = 0, START, ENTRY };

#if NSINIT_USES_ENTRY
/* Before who may trace it can get hold of it. */
static int filter_entrant(struct child *child)
{
	struct sock_filter program[SECCOMP_PROGRAM_MAX];
	int error = forbid_user_namespaces(child);
	bool wider = false;

	if (error == 0)
		error = seccomp_load(program, seccomp_entrant(program, SECCOMP_PROGRAM_MAX,
						      child->launch->container, &wider));
	child->filtered = !wider;
	return error;
}

static int schedule(struct child *child)
{
	return NSINIT_USES_SCHEDULING ? scheduling_set(child->launch->container, 0, &child->item)
				      : 0;
}

static int choose_cpus(struct child *child)
{
	return NSINIT_USES_CPUS ? scheduling_set_cpus(child->launch->container, 0, &child->item)
				: 0;
}
#endif

static const struct {
	enum step step;
	int (*run)(struct child *);
	enum when when;
} rows[] = {
	/* Nothing of the launcher is kept; its death is an end of file from here on. */
	{ STEP_DESCRIPTORS, descriptors, START },
	/* Cgroup and links are made meanwhile. */
	{ STEP_RELEASE, wait_for_release, START },
	/* Only now, when it is in its cgroups: they become the roots of what it sees. */
	{ STEP_NAMESPACE, child_cgroup_namespace, START },
#if NSINIT_USES_ENTRY
	/* In the cgroups before the container is joined, while they have names. */
	{ STEP_DESCRIPTORS, entry_descriptors, ENTRY },
	{ STEP_CGROUP_ENTER, entry_cgroup, ENTRY },
	/* The launcher's part in a start. */
	{ STEP_SCHEDULING, schedule, ENTRY },
	{ STEP_CPUS, choose_cpus, ENTRY },
	{ STEP_NAMESPACE, entry_join, ENTRY },
	{ STEP_TERMINAL, entry_terminal, ENTRY },
#endif
	/* Keys of PID 1 would be found through the session otherwise. */
	{ STEP_KEYRING, session_keyring },
	/* Before the mounts: sysfs shows the interfaces of who mounts it. */
	{ STEP_NETWORK, child_network, START },
#if NSINIT_USES_NOTIFY || NSINIT_USES_READY_FD
	{ STEP_NOTIFY, child_notify, START },
#endif
	/* Of another container, with all its mounts: then it has none of its own, see below. */
	{ STEP_JOIN_MOUNTS, child_join_mounts, START },
	/* Before the first mount, or it would show outside. */
	{ STEP_PROPAGATION, child_propagation, START },
	/* Sources are opened while the appliance's paths can be reached. */
	{ STEP_ROOT, child_root, START },
	/* The root so far becomes the layer below. */
	{ STEP_OVERLAY, child_overlay, START },
	{ STEP_SYSTEM, child_system_mounts, START },
	/* On the procfs and sysfs mounted just now, before anything of the config can cover them.
	 */
	{ STEP_MASKS, child_masks, START },
	/* In the devpts mounted just now, and bound to /dev/console. */
	{ STEP_TERMINAL, child_terminal, START },
#if NSINIT_USES_CONSOLE
	/* The same of a terminal of the machine: first it gets its name. */
	{ STEP_TTY, child_console, START },
#endif
	{ STEP_MOUNT, child_mounts, START },
#if NSINIT_USES_PATHS
	/* On all that was mounted. */
	{ STEP_PATHS, child_paths, START },
#endif
	/* No path of the appliance can be named from here on. */
	{ STEP_PIVOT, child_pivot, START },
	{ STEP_HOSTNAME, hostname, START },
#if NSINIT_USES_LABEL
	/* While files can be opened; of the program only: init keeps PID 1's. */
	{ STEP_LABEL, child_label },
#endif
	{ STEP_RLIMITS, rlimits },
	/* What only root of the appliance may do is done. Locks every mount made above. */
	{ STEP_ENTER_USER, child_enter_user, START },
#if NSINIT_USES_CONSOLE
	/* By its name in the mounts that the program lives in, which are other ones from here. */
	{ STEP_TTY, child_console_input, START },
#endif
#if NSINIT_USES_ENTRY
	{ STEP_ENTER_USER, entry_user, ENTRY },
#endif
	/* The drops, each the last moment it is allowed: capabilities(7), credentials(7). */
	{ STEP_BOUNDING, child_bounding_set },
	{ STEP_SECUREBITS, child_securebits },
	{ STEP_GROUPS, child_groups },
	{ STEP_USER, child_user },
	{ STEP_CAPABILITIES, child_capabilities },
	{ STEP_AMBIENT, child_ambient_set },
	{ STEP_PARENT, parent, START },
	{ STEP_NO_NEW_PRIVS, child_no_new_privs },
	{ STEP_DIRECTORY, directory },
#if NSINIT_USES_LANDLOCK
	/* Needs no_new_privs. Of what follows only exec opens a path; the filter need not allow
	 * these calls. */
	{ STEP_LANDLOCK, landlock },
#endif
	/* pid 1 inside stays here, behind a filter of its own; the service goes on. */
	{ STEP_INIT, child_init, START },
#if NSINIT_USES_ENTRY
	{ STEP_SECCOMP, filter_entrant, ENTRY },
#if NSINIT_USES_SETUID
	{ STEP_LAST_CAPABILITY, child_last_capability, ENTRY },
#endif
	/* The container can see it from here on: there is nothing left to take from it. */
	{ STEP_CLONE, entry_process, ENTRY },
#endif
	{ STEP_SESSION, session },
#if NSINIT_USES_SOCKETS
	/* These and the next outlive exec: nothing is closed any more. */
	{ STEP_SOCKETS, child_sockets, START },
#endif
#if NSINIT_USES_READY_FD
	/* The first descriptor that outlives exec: nothing is closed any more. */
	{ STEP_READY_FD, child_ready_fd, START },
#endif
	/* Needs no_new_privs. What follows is all that every set must allow. */
	{ STEP_SECCOMP, filter },
#if NSINIT_USES_SETUID
	/* The one that stands in for no_new_privs until the filter is loaded. */
	{ STEP_LAST_CAPABILITY, child_last_capability, START },
#endif
	{ STEP_EXEC, execute },
};

/* Who lives in another's mounts makes none there; until it has joined, they would be PID 1's. */
static bool is_left_out(const struct child *child, enum step step)
{
	return NSINIT_USES_JOIN && child->namespaces.mount >= 0 && step >= STEP_PROPAGATION &&
	       step < STEP_HOSTNAME;
}

_Noreturn void child_run(struct child *child)
{
	enum when others = child->entry ? START : ENTRY;

	child->status = child->launch->status;
	for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int error;

		if (rows[i].when == others || is_left_out(child, rows[i].step))
			continue;
		child->item = 0;
		error = rows[i].run(child);
		if (error < 0) {
			process_report(child->status, rows[i].step, child->item, error);
			/* As shells do: 127 not found, 126 found and not executed. */
			sys_exit(error == -ENOENT ? 127 : 126);
		}
	}
	sys_exit(126);
}
