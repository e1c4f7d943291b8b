/*
 * Entering a running container; see entry.h for who runs what. The entrant is blind to paths: it
 * holds no directory, and the appliance's own paths are gone as soon as it has joined.
 */
#include "container/entry.h"

#include "base/namespaces.h"
#include "base/system.h"
#include "base/text.h"
#include "container/process.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <linux/sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/vfs.h>

/* Of linux/tty.h's ioctls, since Linux 4.13. */
#ifndef TIOCGPTPEER
#define TIOCGPTPEER _IO('T', 0x41)
#endif

#ifndef CLONE_NEWTIME
#define CLONE_NEWTIME 0x00000080
#endif

/*
 * Into the cgroup from its first instruction, so that its memory counts there and that who empties
 * the cgroup finds it, whatever it is doing.
 */
pid_t entry_start(const struct entry *entry)
{
	const struct launch *launch = &entry->launch;
	int group = cgroup_group_fd(
		launch->cgroups, entry->group ? entry->group : launch->container->name);
	struct child child = {
		.launch = launch, .entry = entry, .namespaces = CHILD_NAMESPACES_NONE
	};
	struct clone_args arguments = { .exit_signal = SIGCHLD };
	pid_t pid;

	if (group < 0 && launch->cgroups->v2 >= 0)
		return group;
	if (group >= 0) {
		arguments.flags |= CLONE_INTO_CGROUP;
		arguments.cgroup = (unsigned)group;
	}
	/* A pidfd is as good as a namespace to setns(2). */
	if (NSINIT_USES_USER && user_of(launch->container))
		child.namespaces.user = entry->init;
	pid = sys_clone3(&arguments);
	if (pid == 0)
		child_run(&child);
	if (group >= 0)
		sys_close(group);
	return pid;
}

/*
 * Kept are the three streams, the status pipe, and until entry_join() what that needs. Nobody may
 * look into this process from here on (prctl(2), PR_SET_DUMPABLE).
 */
int entry_descriptors(struct child *child)
{
	const struct entry *entry = child->entry;
	int error = sys_prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);

	for (int i = 0; error >= 0 && entry->terminal < 0 && i < ENTRY_STREAMS; i++)
		error = sys_dup_to(entry->streams[i], i, 0);
	/* The entered process must not be able to say to its supervisor which one it is. */
	if (error >= 0)
		error = sys_keep_from_forks(entry->launch.pids, entry->launch.pids_bytes);
	return error < 0 ? error : 0;
}

/* Version 1 groups; it was cloned into that of version 2. */
int entry_cgroup(struct child *child)
{
	const struct cgroup_layout *cgroups = child->launch->cgroups;
	const struct container *container = child->launch->container;
	int error = cgroup_enter(cgroups, container->name, container->limits, 0);

	if ((NSINIT_USES_PROBE_COMMAND || NSINIT_USES_COMMAND) && error == 0 && child->entry->group)
		error = cgroup_inner_enter(cgroups, child->entry->group);
	return error;
}

/*
 * All that can be joined before the drops. One that the container shares with the appliance is the
 * caller's own: joining it changes nothing. Nobody has a time namespace without asking.
 */
static int namespaces(const struct launch *launch)
{
	const struct container *container = launch->container;
	int flags = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET;

	if (cgroup_version(launch->cgroups) != 0)
		flags |= CLONE_NEWCGROUP;
	if (NSINIT_USES_TIME && (container->time || join_target(container, JOIN_TIME)))
		flags |= CLONE_NEWTIME;
	return flags;
}

/*
 * All namespaces or none, and root and working directory with them (setns(2)). A pidfd cannot mean
 * another process than the container's init, and a dead one is ESRCH. Of what else led anywhere
 * nothing is left afterwards.
 */
int entry_join(struct child *child)
{
	int keep[] = { child->status, child->entry->init, child->entry->terminal };
	int error = sys_setns(child->entry->init, namespaces(child->launch));

	process_close_others(keep, sizeof keep / sizeof keep[0]);
	return error;
}

/* Whatever the config or the image put there instead is not opened: it may not be a device. */
static int open_devpts(void)
{
	const struct open_how how = { .flags = O_PATH | O_DIRECTORY | O_CLOEXEC,
		.resolve = RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS };
	struct statfs status;
	int directory = sys_openat2(AT_FDCWD, "/dev/pts", &how);
	int error = directory < 0 ? directory : sys_fstatfs(directory, &status);

	if (error == 0 && status.f_type != DEVPTS_SUPER_MAGIC)
		error = -ENODEV;
	if (error < 0 && directory >= 0)
		sys_close(directory);
	return error < 0 ? error : directory;
}

static int become_input(const struct entry *entry, int terminal)
{
	const struct container *container = entry->launch.container;
	/* Or it could not be opened again by its name. */
	int error = sys_fchown(terminal, uid_outside(container, container->identity.uid),
		gid_outside(container, container->identity.gid));

	for (int fd = 0; fd < ENTRY_STREAMS && error >= 0; fd++)
		error = sys_dup_to(terminal, fd, 0);
	return error;
}

/* The other side comes by descriptor: its name may be anybody's (CVE-2025-52565). */
int entry_terminal(struct child *child)
{
	const struct entry *entry = child->entry;
	struct winsize size = { .ws_row = entry->rows, .ws_col = entry->columns };
	int unlocked = 0;
	int directory = entry->terminal < 0 ? -1 : open_devpts();
	int master;
	int terminal;
	int error;

	if (directory < 0)
		return entry->terminal < 0 ? 0 : directory;
	master = sys_open(directory, "ptmx", O_RDWR | O_NOCTTY);
	sys_close(directory);
	if (master < 0)
		return master;
	sys_ioctl(master, TIOCSWINSZ, &size);
	error = sys_ioctl(master, TIOCSPTLCK, &unlocked);
	terminal = error < 0 ? error
			     : sys_ioctl_number(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
	error = terminal < 0 ? terminal : become_input(entry, terminal);
	return error < 0 ? error : sys_send_descriptor(entry->terminal, master);
}

/* As in a start: what only root of the appliance may do was done before. */
int entry_user(struct child *child)
{
	int error = 0;

	if (NSINIT_USES_USER && child->namespaces.user >= 0)
		error = sys_setns(child->namespaces.user, CLONE_NEWUSER);
	process_close_others(&child->status, 1);
	return error;
}

/*
 * Setting the user may have undone what entry_descriptors() did (PR_SET_DUMPABLE in prctl(2)). The
 * supervisor's death is the entered process's, before exec and after.
 */
int entry_process(struct child *child)
{
	int error = sys_prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	pid_t pid = error < 0 ? error : sys_fork_sibling(child->launch->pid);

	if (pid > 0)
		sys_exit(0);
	return pid < 0 ? pid : sys_prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

static int execute_in(const char *directory, size_t length, const char *const *argv,
	const char *const *environment)
{
	char path[PATH_MAX];
	struct text text = TEXT(path);

	if (length == 0) /* to a shell this is the working directory; nobody means that here */
		return -ENOENT;
	text_bytes(&text, directory, length);
	text_char(&text, '/');
	text_string(&text, argv[0]);
	if (text.cut)
		return -ENAMETOOLONG;
	return sys_execve(path, (char *const *)argv, (char *const *)environment);
}

/* As execvp(3) and shells: a file that may not be executed is the answer if there is no other. */
int entry_execute(const char *const *argv, const char *const *environment)
{
	const char *const *variable = environment;
	const char *directory;
	int answer = -ENOENT;

	if (strchr(argv[0], '/'))
		return sys_execve(argv[0], (char *const *)argv, (char *const *)environment);
	while (strncmp(*variable, "PATH=", 5) != 0)
		variable++;
	directory = *variable + 5;
	for (;;) {
		size_t length = strcspn(directory, ":");
		int error = execute_in(directory, length, argv, environment);

		if (error == -EACCES)
			answer = error;
		else if (error != -ENOENT && error != -ENOTDIR)
			return error;
		if (directory[length] == '\0')
			return answer;
		directory += length + 1;
	}
}
