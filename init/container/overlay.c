/*
 * What lies over a container's root: a layer that takes all that is written, in memory or in a
 * directory of the appliance (Documentation/filesystems/overlayfs.rst).
 * Called by the child in its own mount namespace, after the root was made. Layers are named by
 * path, since kernels before 6.12 take no descriptors for them: paths of nsinit's own, in a mount
 * namespace that nobody else is in.
 */
#include "base/namespaces.h"
#include "base/system.h"
#include "container/launch.h"
#include "kernel/mount.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/mount.h>

#define CONFINED (MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV)

static int make_directory(int parent, const char *name, const struct container *container)
{
	int error = sys_mkdir(parent, name, 0755);

	if (error < 0)
		return error == -EEXIST ? 0 : error;
	return sys_chown(parent, name, uid_outside(container, 0), gid_outside(container, 0));
}

/* The directories that the file system wants beside each other, on one mount: see its manual. */
static int make_upper(struct child *child)
{
	const struct container *container = child->launch->container;
	const struct root *root = &container->root;
	struct mount_detached mount = { .fd = -1 };
	int error = root->overlay == OVERLAY_TMPFS
			    ? root_tmpfs(&mount, container)
			    : mount_clone(&mount, AT_FDCWD, root->upper, CONFINED);

	if (error == 0)
		error = root_attach(&mount, UPPER_MOUNT);
	if (error == 0)
		error = make_directory(mount.fd, "upper", container);
	if (error == 0)
		error = make_directory(mount.fd, "work", container);
	if (mount.fd >= 0)
		sys_close(mount.fd);
	return error;
}

int child_overlay(struct child *child)
{
	static const struct mount_option options[] = {
		{ "lowerdir", LOWER_MOUNT },
		{ "upperdir", UPPER_MOUNT "/upper" },
		{ "workdir", UPPER_MOUNT "/work" },
		{ NULL, NULL },
	};
	const struct container *container = child->launch->container;
	struct mount_detached mount = { .fd = -1 };
	int error;

	if (!NSINIT_USES_OVERLAY || container->root.overlay == OVERLAY_NONE)
		return 0;
	error = make_upper(child);
	if (error == 0)
		error = mount_new(&mount, "overlay", options, root_attributes(container));
	if (error == 0)
		error = root_attach(&mount, ROOT_MOUNT);
	sys_close(child->root);
	child->root = mount.fd;
	return error;
}
