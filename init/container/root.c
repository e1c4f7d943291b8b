/*
 * The container's file systems: root, /proc, /sys, /dev, its own mounts, and the way into them.
 * Called by the child in its own mount namespace. Everything is placed by descriptor, so that no
 * link of an image leads outside: kernel/mount.h.
 */
#include "base/namespaces.h"
#include "base/system.h"
#include "container/kernel_mounts.h"
#include "container/launch.h"
#include "container/steps.h"
#include "kernel/loop.h"
#include "kernel/mount.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/mount.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>

#define CONFINED (MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV)
#define DATA     (CONFINED | MOUNT_ATTR_NOEXEC)

int child_propagation(struct child *child)
{
	if (NSINIT_USES_SLAVE)
		mounts_take_slaves(child);
	return sys_mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
}

/* A tmpfs is read-only only when all is in it: see child_pivot(). */
static bool can_make_targets(const struct root *root)
{
	return root->kind == ROOT_TMPFS || root->writable || root->overlay != OVERLAY_NONE;
}

static int open_target(const struct child *child, int mount, const char *path)
{
	int target = mount_open_target(child->root, path);
	struct stat status;

	if (!NSINIT_USES_TARGETS || target != -ENOENT ||
		!can_make_targets(&child->launch->container->root))
		return target;
	target = sys_stat(mount, "", &status, AT_EMPTY_PATH);
	return target < 0 ? target : mount_make_target(child->root, path, S_ISDIR(status.st_mode));
}

/* Puts it at `path` inside the root; its descriptor then means what is mounted there. */
int child_attach(const struct child *child, const struct mount_detached *mount, const char *path)
{
	int target = open_target(child, mount->fd, path);

	return target < 0 ? target : mount_attach(mount, target);
}

unsigned root_attributes(const struct container *container)
{
	return MOUNT_ATTR_NODEV | (allows_setuid(container) ? 0 : MOUNT_ATTR_NOSUID);
}

int root_tmpfs(struct mount_detached *made, const struct container *container)
{
	char size[24];
	char uid[12];
	char gid[12];
	struct text size_text = TEXT(size);
	struct text uid_text = TEXT(uid);
	struct text gid_text = TEXT(gid);
	const struct mount_option options[] = {
		{ "mode", "0755" },
		{ "size", size },
		{ "uid", uid },
		{ "gid", gid },
		{ NULL, NULL },
	};

	text_number(&size_text, container->root.size_bytes);
	text_number(&uid_text, uid_outside(container, 0));
	text_number(&gid_text, gid_outside(container, 0));
	return mount_new(made, "tmpfs", options, CONFINED);
}

int root_attach(const struct mount_detached *mount, const char *path)
{
	int target = sys_open(AT_FDCWD, path, O_PATH | O_DIRECTORY);
	int error;

	if (target < 0)
		return target;
	error = mount_attach(mount, target);
	sys_close(target); /* a path of the appliance: nothing of it is kept */
	return error == -EISDIR ? -ENOTDIR : error; /* of what is mounted, which the item names */
}

/*
 * The descriptor of the device is closed only when it is mounted: until then it alone keeps the
 * device, so that nothing is left of a start that ends here.
 */
static int root_image(
	struct mount_detached *made, const struct container *container, const char *type)
{
	char path[LOOP_PATH_BYTES];
	const struct mount_option options[] = { { "source", path }, { "ro", NULL },
		{ NULL, NULL } };
	int image = mount_open_file(container->root.source);
	int device = image < 0 ? image : loop_attach(image, path);
	int error = device;

	if (device >= 0) {
		error = mount_new(
			made, type, options, root_attributes(container) | MOUNT_ATTR_RDONLY);
		sys_close(device);
	}
	if (image >= 0)
		sys_close(image);
	return error;
}

static int make_root(struct mount_detached *made, const struct container *container)
{
	const struct root *root = &container->root;
	unsigned attributes = root_attributes(container) | (root->writable ? 0 : MOUNT_ATTR_RDONLY);

	switch (root->kind) {
	case ROOT_DIRECTORY:
		return mount_clone(made, AT_FDCWD, root->source, attributes);
	case ROOT_HOST:
		return mount_clone(made, AT_FDCWD, "/", attributes);
	case ROOT_TMPFS:
		return NSINIT_USES_ROOT_TMPFS ? root_tmpfs(made, container) : -EINVAL;
	case ROOT_SQUASHFS:
		return NSINIT_USES_ROOT_IMAGE ? root_image(made, container, "squashfs") : -EINVAL;
	case ROOT_EROFS:
		return NSINIT_USES_ROOT_IMAGE ? root_image(made, container, "erofs") : -EINVAL;
	case ROOT_UNSET:
		break;
	}
	return -EINVAL;
}

/* A source that is mounted nosuid would make `allow_setuid` a word without meaning. */
static int check_setuid(int root)
{
	struct statfs status;
	int error = sys_fstatfs(root, &status);

	return error < 0 ? error : status.f_flags & ST_NOSUID ? -EPERM : 0;
}

int child_root(struct child *child)
{
	const struct container *container = child->launch->container;
	bool covered = NSINIT_USES_OVERLAY && container->root.overlay != OVERLAY_NONE;
	struct mount_detached mount = { .fd = -1 };
	int error = make_root(&mount, container);

	if (error == 0)
		error = root_attach(&mount, covered ? LOWER_MOUNT : ROOT_MOUNT);
	child->root = mount.fd;
	return error == 0 && allows_setuid(container) ? check_setuid(mount.fd) : error;
}

/* A new file system of its own for every container, except for /dev, a bind of the template. */
static const struct {
	enum system_mount item;
	const char *type, *target;
	unsigned attributes;
	struct mount_option options[4];
} systems[] = {
	/* Made read-only: mount_masks() opens what may be written. */
	{ SYSTEM_PROC, "proc", "proc", DATA | MOUNT_ATTR_RDONLY, { { "hidepid", "2" } } },
	{ SYSTEM_SYS, "sysfs", "sys", DATA | MOUNT_ATTR_RDONLY, { { NULL, NULL } } },
	{ SYSTEM_DEV, NULL, "dev", MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC | MOUNT_ATTR_RDONLY,
		{ { NULL, NULL } } },
	{ SYSTEM_PTS, "devpts", "dev/pts", MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC,
		{ { "ptmxmode", "0666" }, { "mode", "0620" } } },
	/* Its pages count for the container's memory limit. */
	{ SYSTEM_SHM, "tmpfs", "dev/shm", DATA, { { "mode", "01777" }, { "size", "50%" } } },
};

static int make_devices(
	struct mount_detached *made, const struct container *container, unsigned attributes)
{
	char bytes[sizeof DEVICE_NODES "/" + NAME_LENGTH_MAX];
	struct text path = TEXT(bytes);

	if (!NSINIT_USES_NODES)
		return mount_clone(made, AT_FDCWD, DEVICE_TEMPLATE, attributes);
	device_path(&path, container);
	return mount_clone(made, AT_FDCWD, bytes, attributes);
}

static int make_system(struct mount_detached *made, const struct child *child, unsigned i)
{
	const struct mount *instead =
		NSINIT_USES_KERNEL_MOUNTS
			? kernel_mount_instead(child->launch->container, systems[i].target)
			: NULL;

	if (instead)
		return kernel_mount_new(made, child, instead);
	if (!systems[i].type)
		return make_devices(made, child->launch->container, systems[i].attributes);
	return mount_new(made, systems[i].type, systems[i].options, systems[i].attributes);
}

/* Whose a message is, the logger knows by this socket. `nsinit run` has no logger, and none. */
static int mount_log(struct child *child)
{
	char path[sizeof LOG_SOCKETS + 1 + NAME_LENGTH_MAX];
	struct text text = TEXT(path);
	struct mount_detached mount;
	int error;

	if (child->launch->parent || (NSINIT_USES_LOG_NONE && child->launch->container->log &&
					     child->launch->container->log->none))
		return 0;
	child->item = SYSTEM_LOG;
	text_string(&text, LOG_SOCKETS "/");
	text_string(&text, child->launch->container->name);
	error = mount_clone(&mount, AT_FDCWD, path, DATA | MOUNT_ATTR_RDONLY);
	return error < 0 ? error : child_attach(child, &mount, "dev/log");
}

int child_system_mounts(struct child *child)
{
	for (unsigned i = 0; i < sizeof systems / sizeof systems[0]; i++) {
		struct mount_detached mount;
		int error;

		child->item = (uint16_t)systems[i].item;
		error = make_system(&mount, child, i);
		if (error == 0)
			error = child_attach(child, &mount, systems[i].target);
		if (error < 0)
			return error;
		if (systems[i].item <= SYSTEM_DEV)
			child->systems[systems[i].item] = mount.fd;
	}
	return NSINIT_USES_SYSLOG ? mount_log(child) : 0;
}

/* With both names the same, the old root ends up on top of the new one: pivot_root(2), NOTES. */
int child_pivot(struct child *child)
{
	const struct root *root = &child->launch->container->root;
	int error = 0;

	/* All that is to be in it is there now. */
	if (NSINIT_USES_ROOT_TMPFS && root->kind == ROOT_TMPFS && !root->writable)
		error = mount_seal(child->root);
	if (error == 0)
		error = sys_fchdir(child->root);
	if (error == 0)
		error = sys_pivot_root(".", ".");
	if (error == 0)
		error = sys_umount(".", MNT_DETACH);
	return error;
}

int child_masks(struct child *child)
{
	unsigned item = 0;
	int null = mount_open_null(child->systems[SYSTEM_DEV], "null");
	int error = null;

	if (error >= 0 && !child->launch->input) {
		int input = sys_open(child->systems[SYSTEM_DEV], "null", O_RDWR);

		error = input < 0 ? input : sys_dup_to(input, 0, 0);
	}
	error = error < 0 ? error
			  : mount_masks(child->systems[SYSTEM_PROC], child->systems[SYSTEM_SYS],
				    null, &item);

	child->item = (uint16_t)item;
	return error;
}
