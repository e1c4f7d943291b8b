/*
 * File systems of the kernel that the config mounts, beside those that every container has or
 * instead of them: MOUNT_PROC and what follows it in enum mount_kind.
 * The child, in its own mount namespace and in all other namespaces that they show.
 */
#ifndef NSINIT_CONTAINER_KERNEL_MOUNTS_H
#define NSINIT_CONTAINER_KERNEL_MOUNTS_H

#include "container/launch.h"
#include "kernel/mount.h"

/* Any of them, detached; the caller attaches it. 0 or -errno. */
int kernel_mount_new(
	struct mount_detached *made, const struct child *child, const struct mount *mount);

/* What is done when it is attached: masks, and the hierarchies of a MOUNT_CGROUP. 0 or -errno. */
int kernel_mount_finish(
	const struct mount_detached *made, const struct child *child, const struct mount *mount);

/* The config's own instead of what every container has at `target`, as "dev/shm"; or NULL. */
const struct mount *kernel_mount_instead(const struct container *container, const char *target);

/* Whether it is such a one, which child_mounts() then finds in place. */
bool kernel_mount_is_instead(const struct mount *mount);

#endif
