/*
 * File systems of the kernel that the config mounts; see kernel_mounts.h.
 * Called by the child. What shows more than the container itself is masked as the usual one is,
 * wherever it lies.
 */
#include "container/kernel_mounts.h"

#include "base/system.h"
#include "uses.h"

#include <errno.h>
#include <linux/mount.h>
#include <string.h>

#define DATA (MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC)

/* Made read-only: mount_masks() opens what may be written. */
static int new_proc(struct mount_detached *made, const struct mount *mount)
{
	static const char *const modes[] = {
		[HIDEPID_INVISIBLE] = "2",
		[HIDEPID_CLOSED] = "1",
		[HIDEPID_OPEN] = "0",
		[HIDEPID_PTRACEABLE] = "4",
	};
	const struct mount_option options[] = {
		{ "hidepid", modes[mount->hidepid] },
		{ mount->pids_only ? "subset" : NULL, "pid" },
		{ NULL, NULL },
	};

	return mount_new(made, "proc", options, DATA | MOUNT_ATTR_RDONLY);
}

/* Its pages count for the container's memory limit. */
static int new_shm(struct mount_detached *made, const struct mount *mount)
{
	char bytes[24];
	struct text size = TEXT(bytes);
	const struct mount_option options[] = {
		{ "mode", "01777" },
		{ "size", bytes },
		{ NULL, NULL },
	};

	text_number(&size, mount->size_bytes);
	return mount_new(made, "tmpfs", options, DATA);
}

/* Version 2 alone is one tree; else there is a directory for each: see kernel_mount_finish(). */
static int new_cgroup(
	struct mount_detached *made, const struct child *child, const struct mount *mount)
{
	static const struct mount_option options[] = { { "mode", "0755" }, { "size", "4k" },
		{ NULL, NULL } };

	switch (cgroup_version(child->launch->cgroups)) {
	case 0:
		return -EOPNOTSUPP;
	case 2:
		return mount_new(
			made, "cgroup2", NULL, DATA | (mount->writable ? 0 : MOUNT_ATTR_RDONLY));
	default:
		return mount_new(made, "tmpfs", options, DATA);
	}
}

static int new_terminals(struct mount_detached *made)
{
	static const struct mount_option options[] = { { "ptmxmode", "0666" }, { "mode", "0620" },
		{ NULL, NULL } };

	return mount_new(made, "devpts", options, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC);
}

int kernel_mount_new(
	struct mount_detached *made, const struct child *child, const struct mount *mount)
{
	switch (mount->kind) {
	case MOUNT_PROC:
		return NSINIT_USES_MOUNT_PROC ? new_proc(made, mount) : -EINVAL;
	case MOUNT_SYSFS:
		return NSINIT_USES_MOUNT_SYSFS
			       ? mount_new(made, "sysfs", NULL, DATA | MOUNT_ATTR_RDONLY)
			       : -EINVAL;
	case MOUNT_MQUEUE:
		return NSINIT_USES_MOUNT_MQUEUE ? mount_new(made, "mqueue", NULL, DATA) : -EINVAL;
	case MOUNT_DEVPTS:
		return NSINIT_USES_MOUNT_DEVPTS ? new_terminals(made) : -EINVAL;
	case MOUNT_SHM:
		return NSINIT_USES_MOUNT_SHM ? new_shm(made, mount) : -EINVAL;
	case MOUNT_CGROUP:
		return NSINIT_USES_MOUNT_CGROUP ? new_cgroup(made, child, mount) : -EINVAL;
	case MOUNT_END:
	case MOUNT_TMPFS:
	case MOUNT_BIND:
		break;
	}
	return -EINVAL;
}

static int mask(int proc, int sys, const struct child *child)
{
	unsigned failed;
	int null = mount_open_null(child->systems[SYSTEM_DEV], "null");
	int error = null < 0 ? null : mount_masks(proc, sys, null, &failed);

	if (null >= 0)
		sys_close(null);
	return error;
}

static int fill_cgroup(
	const struct mount_detached *made, const struct child *child, const struct mount *mount)
{
	const struct launch *launch = child->launch;
	int error;

	if (cgroup_version(launch->cgroups) == 2)
		return 0;
	error = sys_fchdir(made->fd);
	if (error == 0)
		error = cgroup_mount_own(
			launch->cgroups, launch->container->limits, mount->writable);
	return error < 0 ? error : mount_seal(made->fd);
}

int kernel_mount_finish(
	const struct mount_detached *made, const struct child *child, const struct mount *mount)
{
	if (NSINIT_USES_MOUNT_PROC && mount->kind == MOUNT_PROC)
		return mask(made->fd, -1, child);
	if (NSINIT_USES_MOUNT_SYSFS && mount->kind == MOUNT_SYSFS)
		return mask(-1, made->fd, child);
	if (NSINIT_USES_MOUNT_CGROUP && mount->kind == MOUNT_CGROUP)
		return fill_cgroup(made, child, mount);
	return 0;
}

bool kernel_mount_is_instead(const struct mount *mount)
{
	return (mount->kind == MOUNT_PROC && strcmp(mount->target, "/proc") == 0) ||
	       (mount->kind == MOUNT_SHM && strcmp(mount->target, "/dev/shm") == 0);
}

const struct mount *kernel_mount_instead(const struct container *container, const char *target)
{
	const struct mount *mount = container->mounts;

	for (; mount && mount->kind != MOUNT_END; mount++)
		if (kernel_mount_is_instead(mount) && strcmp(mount->target + 1, target) == 0)
			return mount;
	return NULL;
}
