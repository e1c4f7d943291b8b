/*
 * What the config puts over a container's root: its mounts, then the paths that it hides or
 * write-protects.
 * Called by the child in its own mount namespace. Targets are resolved inside the root, and every
 * mount is placed by descriptor: kernel/mount.h.
 */
#include "base/namespaces.h"
#include "base/system.h"
#include "container/kernel_mounts.h"
#include "container/launch.h"
#include "kernel/mount.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/mount.h>
#include <sys/stat.h>

#define CONFINED (MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV)
#define DATA     (CONFINED | MOUNT_ATTR_NOEXEC)

static unsigned attributes_of(const struct mount *mount)
{
	return (mount->executable ? CONFINED : DATA) | (mount->writable ? 0 : MOUNT_ATTR_RDONLY);
}

/* With what is mounted below it, or with what will be, which plain mount_clone() leaves out. */
static int clone_tree(struct mount_detached *made, const struct mount *mount, int owners)
{
	unsigned how = (mount->recursive ? MOUNT_RECURSIVE : 0) |
		       (mount->propagation == PROPAGATION_SLAVE ? MOUNT_SLAVE : 0);
	int source = mount_open_source(mount->source);
	int error = source;

	if (source >= 0) {
		error = mount_clone_tree(made, source, attributes_of(mount), how, owners);
		sys_close(source);
	}
	return error;
}

/*
 * The appliance's mounts are still peers of PID 1's here, and a copy of one can become their slave
 * (mount_namespaces(7)). An error is that of its mount, which comes later.
 */
void mounts_take_slaves(struct child *child)
{
	const struct mount *mounts = child->launch->container->mounts;

	for (unsigned i = 0; mounts && mounts[i].kind != MOUNT_END && i < MOUNTS_MAX; i++) {
		struct mount_detached made = { .fd = -1 };
		int error;

		if (mounts[i].propagation != PROPAGATION_SLAVE)
			continue;
		error = clone_tree(&made, &mounts[i], -1);
		child->slaves[i] = error < 0 ? error : made.fd;
	}
}

/* It is made outside of the container's user namespace: owners are ids of the appliance. */
static int new_tmpfs(
	struct mount_detached *made, const struct mount *mount, const struct container *container)
{
	char uid[12];
	char gid[12];
	struct text uid_text = TEXT(uid);
	struct text gid_text = TEXT(gid);
	char size_bytes[24];
	char mode[12];
	struct text size_text = TEXT(size_bytes);
	struct text mode_text = TEXT(mode);
	const struct mount_option options[] = {
		{ "size", size_bytes },
		{ "mode", mode },
		{ "uid", uid },
		{ "gid", gid },
		{ NULL, NULL },
	};

	text_number(&size_text, mount->size_bytes);
	text_number(&uid_text, uid_outside(container, container->identity.uid));
	text_number(&gid_text, gid_outside(container, container->identity.gid));
	text_octal(&mode_text, mount->mode ? mount->mode : 01777);
	return mount_new(made, "tmpfs", options, mount->executable ? CONFINED : DATA);
}

static int make_bind(struct mount_detached *made, const struct child *child,
	const struct mount *mount, unsigned i)
{
	if (NSINIT_USES_SLAVE && mount->propagation == PROPAGATION_SLAVE) {
		made->fd = child->slaves[i];
		return made->fd < 0 ? made->fd : 0;
	}
	if (NSINIT_USES_IDMAP && mount->idmap)
		return clone_tree(made, mount, child->owners[i]);
	if (NSINIT_USES_RECURSIVE && mount->recursive)
		return clone_tree(made, mount, -1);
	return mount_clone(made, AT_FDCWD, mount->source, attributes_of(mount));
}

static int make_mount(const struct child *child, const struct mount *mount, unsigned i)
{
	struct mount_detached made = { .fd = -1 };
	int error = -EINVAL;

	switch (mount->kind) {
	case MOUNT_TMPFS:
		error = NSINIT_USES_TMPFS ? new_tmpfs(&made, mount, child->launch->container)
					  : -EINVAL;
		break;
	case MOUNT_BIND:
		error = make_bind(&made, child, mount, i);
		break;
	case MOUNT_PROC:
	case MOUNT_SYSFS:
	case MOUNT_MQUEUE:
	case MOUNT_DEVPTS:
	case MOUNT_SHM:
	case MOUNT_CGROUP:
		error = NSINIT_USES_KERNEL_MOUNTS ? kernel_mount_new(&made, child, mount) : -EINVAL;
		break;
	case MOUNT_END:
		break;
	}
	if (error == 0)
		error = child_attach(child, &made, mount->target);
	if (NSINIT_USES_KERNEL_MOUNTS && error == 0)
		error = kernel_mount_finish(&made, child, mount);
	return error;
}

int child_mounts(struct child *child)
{
	const struct mount *mounts = child->launch->container->mounts;

	for (unsigned i = 0; mounts && mounts[i].kind != MOUNT_END; i++) {
		int error;

		/* It is there: child_system_mounts(). */
		if (NSINIT_USES_KERNEL_MOUNTS && kernel_mount_is_instead(&mounts[i]))
			continue;
		child->item = (uint16_t)i;
		error = make_mount(child, &mounts[i], i);
		if (error < 0)
			return error;
	}
	return 0;
}

/* A directory is covered by an empty one, all else by the null device of the container's /dev. */
static int mask(const struct child *child, int target)
{
	static const struct mount_option empty[] = { { "mode", "0555" }, { "size", "4k" },
		{ "nr_inodes", "2" }, { NULL, NULL } };
	struct mount_detached cover = { .fd = -1 };
	struct stat status;
	int error = sys_stat(target, "", &status, AT_EMPTY_PATH);

	if (error == 0)
		error = S_ISDIR(status.st_mode)
				? mount_new(&cover, "tmpfs", empty, DATA | MOUNT_ATTR_RDONLY)
				: mount_clone(&cover, child->systems[SYSTEM_DEV], "null", 0);
	return error < 0 ? error : mount_attach(&cover, target);
}

static int protect(int target)
{
	struct mount_detached same = { .fd = -1 };
	int error = mount_clone_tree(&same, target, MOUNT_ATTR_RDONLY, MOUNT_RECURSIVE, -1);

	return error < 0 ? error : mount_attach(&same, target);
}

/* What is not there cannot be read or written either. */
int child_paths(struct child *child)
{
	const struct container *container = child->launch->container;
	unsigned item = 0;

	for (unsigned list = 0; list < 2; list++) {
		const char *const *paths = list == 0 ? container->masked : container->read_only;

		for (; paths && *paths; paths++, item++) {
			int target = mount_open_target(child->root, *paths);
			int error = target < 0  ? target
				    : list == 0 ? mask(child, target)
						: protect(target);

			child->item = (uint16_t)item;
			if (error < 0 && target != -ENOENT)
				return error;
		}
	}
	return 0;
}
