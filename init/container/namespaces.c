/*
 * The namespaces that a container does not simply get from its clone; see namespaces.h.
 * Launcher, holder and child. The launcher's steps come before the clone: what it is in, the child
 * is born into.
 */
#include "container/namespaces.h"

#include "base/namespaces.h"
#include "base/sockets.h"
#include "base/system.h"
#include "base/text.h"
#include "kernel/namespace.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#ifndef CLONE_NEWTIME
#define CLONE_NEWTIME 0x00000080
#endif

/* One line of a map: three numbers of ten digits, two blanks, an end of line. */
#define MAP_BYTES (ID_RANGES_MAX * 33 + 1)

static const int join_flags[JOIN_COUNT] = {
	[JOIN_NETWORK] = CLONE_NEWNET,
	[JOIN_IPC] = CLONE_NEWIPC,
	[JOIN_PID] = CLONE_NEWPID,
	[JOIN_UTS] = CLONE_NEWUTS,
	[JOIN_USER] = CLONE_NEWUSER,
	[JOIN_CGROUP] = CLONE_NEWCGROUP,
	[JOIN_TIME] = CLONE_NEWTIME,
	[JOIN_MOUNT] = CLONE_NEWNS,
};

static bool is_joined(const struct container *container, enum join_kind kind)
{
	return NSINIT_USES_JOIN && join_target(container, kind);
}

/* Those of its own that a user namespace must own, for capabilities in it to count there. */
static uint64_t owned(const struct container *container)
{
	const struct network *network = container->networks;
	bool host_network = network && network->kind == NETWORK_HOST;
	uint64_t flags = 0;

	if (!host_network && !is_joined(container, JOIN_NETWORK) &&
		!(NSINIT_USES_SOCKETS && keeps_network(container)))
		flags |= CLONE_NEWNET;
	if (!(container->shares & SHARE_IPC) && !is_joined(container, JOIN_IPC))
		flags |= CLONE_NEWIPC;
	if (!(container->shares & SHARE_UTS) && !is_joined(container, JOIN_UTS))
		flags |= CLONE_NEWUTS;
	return flags;
}

static const struct user_namespace *user_here(const struct container *container)
{
	return NSINIT_USES_USER ? user_of(container) : NULL;
}

bool namespaces_share_pids(const struct container *container)
{
	return (container->shares & SHARE_PID) || is_joined(container, JOIN_PID);
}

uint64_t namespaces_of_clone(const struct container *container)
{
	uint64_t flags = user_here(container) ? 0 : owned(container);

	if (!namespaces_share_pids(container))
		flags |= CLONE_NEWPID;
	return is_joined(container, JOIN_MOUNT) ? flags : flags | CLONE_NEWNS;
}

/*
 * The other container's init, as PID 1 saw it up when it sent this launcher: one that was started
 * since is not it, and may be half made. Asked twice, since its pid may be free before the
 * descriptor is there; the kernel gives pids in turn, so that it is nobody else's so soon.
 */
static int open_target(const struct launch *launch, enum join_kind kind)
{
	const struct launch_target *target = launch->targets ? &launch->targets[kind] : NULL;
	int fd;

	if (!target || target->pid <= 0)
		return -ESRCH;
	fd = sys_pidfd_open(target->pid);
	if (fd >= 0 && *(const volatile pid_t *)target->now != target->pid) {
		sys_close(fd);
		fd = -ESRCH;
	}
	return fd;
}

/*
 * Nobody in the namespace makes another inside, with capabilities over it and all that it opens of
 * the kernel; nor one of control groups, of which it could mount the hierarchies (CVE-2022-0492).
 */
static int forbid_more(void)
{
	int error = sys_write_file(AT_FDCWD, "/proc/sys/user/max_user_namespaces", "0");

	return error < 0 ? error
			 : sys_write_file(AT_FDCWD, "/proc/sys/user/max_cgroup_namespaces", "0");
}

/* The holder: who joins a user namespace finds it as it was made. */
static int make_owned(uint64_t flags, int joined_user)
{
	int error = joined_user < 0 ? sys_unshare(CLONE_NEWUSER)
				    : sys_setns(joined_user, CLONE_NEWUSER);

	if (error == 0 && joined_user < 0)
		error = forbid_more();
	return error < 0 || flags == 0 ? error : sys_unshare((int)flags);
}

static _Noreturn void hold(uint64_t flags, int joined_user, int ready, const int ends[2])
{
	int error;
	char end;

	sys_close(ends[1]); /* or it would wait for itself when the launcher dies */
	error = make_owned(flags, joined_user);
	if (sys_write(ready, &error, sizeof error) == sizeof error)
		sys_read(ends[0], &end, 1);
	sys_exit(0);
}

static int wait_ready(int ready)
{
	int error = 0;
	ssize_t count = sys_read(ready, &error, sizeof error);

	return count < 0 ? (int)count : count == sizeof error ? error : -ECHILD;
}

static int fork_holder(struct namespaces *namespaces, uint64_t flags)
{
	int ready[2] = { -1, -1 };
	int ends[2] = { -1, -1 };
	int error = sys_pipe(ready, 0);

	if (error == 0)
		error = sys_pipe(ends, 0);
	if (error < 0)
		return error;
	namespaces->holder = sys_fork();
	if (namespaces->holder == 0)
		hold(flags, namespaces->child.user, ready[1], ends);
	sys_close(ready[1]);
	sys_close(ends[0]);
	namespaces->hold = ends[1];
	error = namespaces->holder < 0 ? namespaces->holder : wait_ready(ready[0]);
	sys_close(ready[0]);
	return error;
}

/* The launcher moves into what the holder made: the child is born there, outside of the user. */
static int enter_owned(struct namespaces *namespaces, uint64_t flags)
{
	int fd = flags == 0 ? -1 : sys_pidfd_open(namespaces->holder);
	int error = flags == 0 ? 0 : fd < 0 ? fd : sys_setns(fd, (int)flags);

	if (fd >= 0)
		sys_close(fd);
	return error;
}

int namespaces_make_user(const struct launch *launch, struct namespaces *namespaces)
{
	const struct container *container = launch->container;
	uint64_t flags = owned(container);
	bool joined = is_joined(container, JOIN_USER);
	int error;

	if (!user_here(container))
		return 0;
	if (joined) {
		namespaces->child.user = open_target(launch, JOIN_USER);
		if (namespaces->child.user < 0 || flags == 0)
			return namespaces->child.user < 0 ? namespaces->child.user : 0;
	}
	error = fork_holder(namespaces, flags);
	if (error == 0 && !joined)
		error = namespaces->child.user = namespace_open(namespaces->holder, "user");
	return error < 0 ? error : enter_owned(namespaces, flags);
}

/* The whole map in one write, which is all that the kernel takes (user_namespaces(7)). */
int namespaces_write_map(pid_t pid, const char *file, const struct id_range *ranges)
{
	char path_bytes[48];
	char map_bytes[MAP_BYTES];
	struct text path = TEXT(path_bytes);
	struct text map = TEXT(map_bytes);

	for (; ranges->count > 0; ranges++) {
		text_number(&map, ranges->inside);
		text_char(&map, ' ');
		text_number(&map, ranges->outside);
		text_char(&map, ' ');
		text_number(&map, ranges->count);
		text_char(&map, '\n');
	}
	text_string(&path, "/proc/");
	text_number(&path, pid);
	text_string(&path, file);
	return map.cut ? -E2BIG : sys_write_file(AT_FDCWD, path_bytes, map_bytes);
}

int namespaces_map_ids(const struct launch *launch, struct namespaces *namespaces, uint16_t *item)
{
	const struct user_namespace *user = user_here(launch->container);
	int status;
	int error = 0;

	if (!user || namespaces->holder <= 0)
		return 0;
	/* By root of the appliance: setgroups(2) stays allowed inside, and any range is. */
	if (!is_joined(launch->container, JOIN_USER)) {
		error = namespaces_write_map(namespaces->holder, "/uid_map", user->uids);
		*item = error < 0 ? 0 : 1;
		if (error == 0)
			error = namespaces_write_map(namespaces->holder, "/gid_map", user->gids);
	}
	sys_close(namespaces->hold);
	sys_wait(namespaces->holder, &status, 0);
	return error;
}

/* Offsets can be written until the first process is in: by the launcher, which stays outside. */
int namespaces_offset_time(const struct launch *launch)
{
	const struct time_offsets *time = launch->container->time;
	char bytes[96];
	struct text text = TEXT(bytes);
	int error;

	if (!NSINIT_USES_TIME || !time)
		return 0;
	error = sys_unshare(CLONE_NEWTIME);
	text_string(&text, "monotonic ");
	text_number(&text, time->monotonic_s);
	text_string(&text, " 0\nboottime ");
	text_number(&text, time->boottime_s);
	text_string(&text, " 0\n");
	return error < 0 ? error : sys_write_file(AT_FDCWD, "/proc/self/timens_offsets", bytes);
}

/* What the child has to enter itself is kept for it; NULL for what the launcher enters. */
static int *kept(struct child_namespaces *child, enum join_kind kind)
{
	switch (kind) {
	case JOIN_USER: /* last of all: until then it needs the privilege of the appliance's root */
		return &child->user;
	case JOIN_CGROUP: /* after it is in its control groups, which the other's may not show */
		return &child->cgroup;
	case JOIN_MOUNT: /* the launcher would lose the paths of the appliance */
		return &child->mount;
	case JOIN_NETWORK:
	case JOIN_IPC:
	case JOIN_PID:
	case JOIN_UTS:
	case JOIN_TIME:
	case JOIN_COUNT:
		break;
	}
	return NULL;
}

static int join_one(
	const struct launch *launch, struct child_namespaces *child, enum join_kind kind)
{
	int *keep = kept(child, kind);
	int fd = keep && *keep >= 0 ? *keep : open_target(launch, kind);
	int error;

	if (keep) {
		*keep = fd;
		return fd < 0 ? fd : 0;
	}
	error = fd < 0 ? fd : sys_setns(fd, join_flags[kind]);
	if (fd >= 0)
		sys_close(fd);
	return error;
}

int namespaces_join(const struct launch *launch, struct namespaces *namespaces, uint16_t *item)
{
	int error = 0;

	for (unsigned i = 0; NSINIT_USES_JOIN && i < JOIN_COUNT && error == 0; i++) {
		*item = (uint16_t)i;
		if (join_target(launch->container, (enum join_kind)i))
			error = join_one(launch, &namespaces->child, (enum join_kind)i);
	}
	return error;
}

int child_cgroup_namespace(struct child *child)
{
	if (cgroup_version(child->launch->cgroups) == 0 ||
		(child->launch->container->shares & SHARE_CGROUP))
		return 0;
	if (NSINIT_USES_JOIN && child->namespaces.cgroup >= 0)
		return sys_setns(child->namespaces.cgroup, CLONE_NEWCGROUP);
	return sys_unshare(CLONE_NEWCGROUP);
}

/* Its standard input is the null device there: PID 1's would be a way to the appliance's /dev. */
static int replace_input(void)
{
	struct stat status;
	int fd = sys_open(AT_FDCWD, "/dev/null", O_RDWR | O_NOFOLLOW | O_NOCTTY);
	int error = fd < 0 ? fd : sys_stat(fd, "", &status, AT_EMPTY_PATH);

	if (error < 0)
		return error;
	if (!S_ISCHR(status.st_mode) || status.st_rdev != makedev(1, 3))
		return -ENODEV;
	return sys_dup_to(fd, 0, 0);
}

int child_join_mounts(struct child *child)
{
	int error;

	if (!NSINIT_USES_JOIN || child->namespaces.mount < 0)
		return 0;
	error = sys_setns(child->namespaces.mount, CLONE_NEWNS);
	return error < 0 || child->launch->input ? error : replace_input();
}

/*
 * From here on its privilege is that of the user namespace, and nobody in there may look at what
 * it still holds (CVE-2016-9962): exec sets the flag back. The copy of its mounts is locked.
 */
int child_enter_user(struct child *child)
{
	int error;

	if (!NSINIT_USES_USER || child->namespaces.user < 0)
		return 0;
	error = sys_prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	if (error == 0)
		error = sys_setns(child->namespaces.user, CLONE_NEWUSER);
	if (error < 0 || is_joined(child->launch->container, JOIN_MOUNT))
		return error;
	return sys_unshare(CLONE_NEWNS);
}
