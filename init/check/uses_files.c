/*
 * Which mechanisms of roots and mounts a container uses; see uses.c.
 * Host tool.
 */
#include "check/uses.h"

#include "check/check.h"

static bool in_mounts(const struct container *container, enum mount_kind kind)
{
	for (unsigned i = 0; i < mount_count(container->mounts); i++) {
		if (container->mounts[i].kind == kind)
			return true;
	}
	return false;
}

static bool use_tmpfs(const struct container *container)
{
	return in_mounts(container, MOUNT_TMPFS);
}

static bool use_bind(const struct container *container)
{
	return in_mounts(container, MOUNT_BIND);
}

static bool use_root_directory(const struct container *container)
{
	return container->root.kind == ROOT_DIRECTORY;
}

static bool use_root_host(const struct container *container)
{
	return container->root.kind == ROOT_HOST;
}

static bool use_root_tmpfs(const struct container *container)
{
	return container->root.kind == ROOT_TMPFS;
}

static bool use_root_image(const struct container *container)
{
	return container->root.kind == ROOT_SQUASHFS || container->root.kind == ROOT_EROFS;
}

static bool use_overlay(const struct container *container)
{
	return container->root.overlay != OVERLAY_NONE;
}

/* Where the root can be written, a missing target of a mount is made. */
static bool use_targets(const struct container *container)
{
	return container->root.writable || use_root_tmpfs(container) || use_overlay(container);
}

static bool use_idmap(const struct container *container)
{
	for (unsigned i = 0; i < mount_count(container->mounts); i++)
		if (container->mounts[i].idmap != NULL)
			return true;
	return false;
}

static bool use_nodes(const struct container *container)
{
	return node_count(container->nodes) > 0 || link_count(container->links) > 0;
}

static bool use_recursive(const struct container *container)
{
	for (unsigned i = 0; i < mount_count(container->mounts); i++)
		if (container->mounts[i].recursive)
			return true;
	return false;
}

static bool use_slave(const struct container *container)
{
	for (unsigned i = 0; i < mount_count(container->mounts); i++)
		if (container->mounts[i].propagation == PROPAGATION_SLAVE)
			return true;
	return false;
}

static bool use_paths(const struct container *container)
{
	return container->masked != NULL || container->read_only != NULL;
}

static bool use_proc(const struct container *container)
{
	return in_mounts(container, MOUNT_PROC);
}

static bool use_sysfs(const struct container *container)
{
	return in_mounts(container, MOUNT_SYSFS);
}

static bool use_mqueue(const struct container *container)
{
	return in_mounts(container, MOUNT_MQUEUE);
}

static bool use_devpts(const struct container *container)
{
	return in_mounts(container, MOUNT_DEVPTS);
}

static bool use_shm(const struct container *container)
{
	return in_mounts(container, MOUNT_SHM);
}

static bool use_cgroup(const struct container *container)
{
	return in_mounts(container, MOUNT_CGROUP);
}

/* Any of these. */
static bool use_kernel_mounts(const struct container *container)
{
	return use_proc(container) || use_sysfs(container) || use_mqueue(container) ||
	       use_devpts(container) || use_shm(container) || use_cgroup(container);
}

const struct mechanism file_mechanisms[] = {
	{ "TMPFS", use_tmpfs },
	{ "BIND", use_bind },
	{ "ROOT_DIRECTORY", use_root_directory },
	{ "ROOT_HOST", use_root_host },
	{ "ROOT_TMPFS", use_root_tmpfs },
	{ "ROOT_IMAGE", use_root_image },
	{ "OVERLAY", use_overlay },
	{ "TARGETS", use_targets },
	{ "RECURSIVE", use_recursive },
	{ "SLAVE", use_slave },
	{ "PATHS", use_paths },
	{ "MOUNT_PROC", use_proc },
	{ "MOUNT_SYSFS", use_sysfs },
	{ "MOUNT_MQUEUE", use_mqueue },
	{ "MOUNT_DEVPTS", use_devpts },
	{ "MOUNT_SHM", use_shm },
	{ "MOUNT_CGROUP", use_cgroup },
	{ "NODES", use_nodes },
	{ "IDMAP", use_idmap },
	{ "KERNEL_MOUNTS", use_kernel_mounts },
	{ NULL, NULL },
};
