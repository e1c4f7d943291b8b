/*
 * The host side of one start: cgroup, clone, placement, links, release.
 * A fork of PID 1 that lives for one start; the child that it clones is PID 1's own (CLONE_PARENT).
 * The first failing step ends the start; PID 1 hears of it through the status pipe and cleans.
 */
#include "base/namespaces.h"
#include "base/sockets.h"
#include "base/system.h"
#include "container/bind.h"
#include "container/console.h"
#include "container/idmap.h"
#include "container/launch.h"
#include "container/namespaces.h"
#include "container/process.h"
#include "container/scheduling.h"
#include "container/steps.h"
#include "kernel/devices.h"
#include "uses.h"

#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <string.h>
#include <sys/sysmacros.h>

/* A list of a container, with what its start brings along: an image's two, a console, the end. */
#define DEVICES_ROOM (DEVICES_MAX + 4)

struct launcher {
	const struct launch *launch;
	int release; /* write end of the sync pipe; the read end is the child's */
	struct network_host network;
	struct namespaces namespaces;
	int owners[NSINIT_USES_IDMAP ? MOUNTS_MAX : 1]; /* see idmap.h */
	int group;                                      /* the version 2 group, or -errno */
	int tty;                                        /* 0: it has none */
	dev_t tty_number;
	pid_t pid;
	uint16_t item;
};

static int leave_supervisor(struct launcher *launcher)
{
	process_leave_supervisor(launcher->launch, true);
	/* The pipe is the one of earlier runs, which may have made it non-blocking. */
	return sys_set_flags(launcher->launch->output, 0);
}

static int make_cgroup(struct launcher *launcher)
{
	const struct launch *launch = launcher->launch;
	const struct container *container = launch->container;
	unsigned item = 0;
	int error;

	/* Its group is all that tells its processes from those it lives among. */
	if (namespaces_share_pids(container) && cgroup_version(launch->cgroups) == 0)
		return -EOPNOTSUPP;
	error = cgroup_create(launch->cgroups, container->name, container->limits, &item);

	launcher->item = (uint16_t)item;
	if (error < 0)
		return error;
	if (NSINIT_USES_DELEGATE && container->limits->delegate) {
		launcher->item = CGROUP_ITEM_DELEGATE;
		error = cgroup_delegate(launch->cgroups, container->name,
			uid_outside(container, container->identity.uid),
			gid_outside(container, container->identity.gid));
		if (error < 0)
			return error;
	}
	launcher->item = CGROUP_ITEM_GROUP;
	launcher->group = cgroup_group_fd(launch->cgroups, container->name);
	/* Outside its group a container would have no limits. */
	return launcher->group < 0 && launch->cgroups->v2 >= 0 ? launcher->group : 0;
}

#if NSINIT_USES_CONSOLE
static int open_tty(struct launcher *launcher)
{
	const struct launch *launch = launcher->launch;
	int fd = 0;

	if (launch->tty)
		fd = console_open(launch->container, launch->tty, &launcher->tty_number);
	launcher->tty = fd;
	return fd < 0 ? fd : 0;
}
#endif

/*
 * The container's list, its console, and for a root that is an image the loop devices: the child
 * attaches it when it is in its group already. Inside, no node leads to them.
 */
static const struct device *devices_of(
	const struct launcher *launcher, struct device made[DEVICES_ROOM])
{
	static const struct device loop[] = {
		{ DEVICE_CHARACTER, 10, 237, DEVICE_READ | DEVICE_WRITE }, /* loop-control */
		{ DEVICE_BLOCK, 7, DEVICE_ANY, DEVICE_READ | DEVICE_WRITE },
	};
	const struct container *container = launcher->launch->container;
	const struct device *list = container->devices;
	bool image = NSINIT_USES_ROOT_IMAGE &&
		     (container->root.kind == ROOT_SQUASHFS || container->root.kind == ROOT_EROFS);
	bool tty = NSINIT_USES_CONSOLE && launcher->tty > 0;
	unsigned count = 0;

	if (!image && !tty)
		return list;
	for (; list && list[count].kind != DEVICE_END && count < DEVICES_MAX; count++)
		made[count] = list[count];
	for (unsigned i = 0; image && i < sizeof loop / sizeof loop[0]; i++)
		made[count++] = loop[i];
	if (tty)
		made[count++] = (struct device){ DEVICE_CHARACTER, major(launcher->tty_number),
			minor(launcher->tty_number), DEVICE_READ | DEVICE_WRITE };
	made[count] = (struct device){ .kind = DEVICE_END };
	return made;
}

static int limit_devices(struct launcher *launcher)
{
	const struct cgroup_layout *cgroups = launcher->launch->cgroups;
	const struct container *container = launcher->launch->container;
	struct device made[DEVICES_ROOM];

	if (!NSINIT_USES_DEVICES)
		return 0;
	if (!devices_filtered(cgroups))
		return container->devices ? -EOPNOTSUPP : 0;
	return devices_limit(cgroups, container->name, launcher->group, devices_of(launcher, made));
}

/* Opened before the launcher itself may be in another network. */
static int open_link(struct launcher *launcher)
{
	if (NSINIT_USES_SOCKETS && keeps_network(launcher->launch->container))
		return 0;
	return network_open(launcher->launch->container, &launcher->network);
}

static int make_user(struct launcher *launcher)
{
	return namespaces_make_user(launcher->launch, &launcher->namespaces);
}

static int map_ids(struct launcher *launcher)
{
	return namespaces_map_ids(launcher->launch, &launcher->namespaces, &launcher->item);
}

static int map_owners(struct launcher *launcher)
{
	return NSINIT_USES_IDMAP
		       ? idmap_open(launcher->launch->container, launcher->owners, &launcher->item)
		       : 0;
}

static int offset_time(struct launcher *launcher)
{
	return namespaces_offset_time(launcher->launch);
}

static int join(struct launcher *launcher)
{
	int error = NSINIT_USES_SOCKETS ? bind_enter_network(launcher->launch) : 0;

	return error < 0
		       ? error
		       : namespaces_join(launcher->launch, &launcher->namespaces, &launcher->item);
}

/*
 * With CLONE_PARENT the exit signal is the launcher's own, SIGCHLD, and clone3 wants 0 here
 * (clone(2)). The kernel stores the pid in the shared page before the child runs, so that PID 1
 * knows it even when this process dies right after the call.
 */
static int clone_child(struct launcher *launcher)
{
	const struct launch *launch = launcher->launch;
	struct child child = { .launch = launch,
		.namespaces = launcher->namespaces.child,
		.tty = NSINIT_USES_CONSOLE ? launcher->tty : 0,
		.owners = launcher->owners };
	int ends[2];
	int error = sys_pipe(ends, 0);
	struct clone_args arguments = {
		.flags = namespaces_of_clone(launch->container) | CLONE_PARENT |
			 CLONE_PARENT_SETTID | CLONE_CLEAR_SIGHAND,
		.parent_tid = (uintptr_t)launch->pid,
	};

	if (launcher->group >= 0) {
		arguments.flags |= CLONE_INTO_CGROUP;
		arguments.cgroup = (unsigned)launcher->group;
	}
	if (error < 0)
		return error;
	child.release = ends[0];
	launcher->pid = sys_clone3(&arguments);
	if (launcher->pid == 0)
		child_run(&child);
	launcher->release = ends[1];
	return launcher->pid < 0 ? launcher->pid : 0;
}

/* On v1 a process can only be moved: it is blocked on the sync pipe until it is in. */
static int enter_cgroup(struct launcher *launcher)
{
	const struct container *container = launcher->launch->container;

	return cgroup_enter(
		launcher->launch->cgroups, container->name, container->limits, launcher->pid);
}

static int schedule(struct launcher *launcher)
{
	if (!NSINIT_USES_SCHEDULING)
		return 0;
	return scheduling_set(launcher->launch->container, launcher->pid, &launcher->item);
}

static int choose_cpus(struct launcher *launcher)
{
	if (!NSINIT_USES_CPUS)
		return 0;
	return scheduling_set_cpus(launcher->launch->container, launcher->pid, &launcher->item);
}

static int make_links(struct launcher *launcher)
{
	if (NSINIT_USES_SOCKETS && keeps_network(launcher->launch->container))
		return 0;
	return network_outside(
		launcher->launch->container, &launcher->network, launcher->pid, &launcher->item);
}

static int release_child(struct launcher *launcher)
{
	ssize_t sent = sys_write(launcher->release, &(char){ RELEASE_TOKEN }, 1);

	return sent < 0 ? (int)sent : 0;
}

static const struct {
	enum step step;
	int (*run)(struct launcher *);
} rows[] = {
	{ STEP_DESCRIPTORS, leave_supervisor }, /* nothing of PID 1 is held by what can hang */
	{ STEP_CGROUP, make_cgroup },           /* limits stand before anybody is in */
#if NSINIT_USES_CONSOLE
	{ STEP_TTY, open_tty }, /* by who may take it from others, and wait */
#endif
	{ STEP_DEVICES, limit_devices },      /* what it may open, before it is */
	{ STEP_LINK, open_link },             /* while it is in the host's network */
	{ STEP_USER_NAMESPACE, make_user },   /* with what it must own from birth */
	{ STEP_ID_MAP, map_ids },             /* by who may map any id */
	{ STEP_OWNERS, map_owners },          /* by who sees all processes by their pids */
	{ STEP_TIME_NAMESPACE, offset_time }, /* fixed by the first process inside */
	{ STEP_JOIN, join },                  /* the child is born into what the launcher is in */
	{ STEP_CLONE, clone_child },          /* on v2 straight into the cgroup */
	{ STEP_CGROUP_ENTER, enter_cgroup },  /* in before it can fork */
	{ STEP_SCHEDULING, schedule },        /* within what its groups may give */
	{ STEP_CPUS, choose_cpus },           /* a cpuset that is joined later would undo it */
	{ STEP_LINK, make_links },            /* needs the child's network namespace */
	{ STEP_RELEASE, release_child },      /* the child goes on alone */
};

_Noreturn void launcher_run(const struct launch *launch)
{
	struct launcher launcher = {
		.launch = launch, .network = NETWORK_HOST_NONE, .namespaces = NAMESPACES_NONE
	};

	for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int error;

		launcher.item = 0;
		error = rows[i].run(&launcher);
		if (error < 0) {
			process_report(launch->status, rows[i].step, launcher.item, error);
			sys_exit(1);
		}
	}
	sys_exit(0);
}
