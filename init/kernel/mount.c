/*
 * The mount API by descriptor, with what kernels before 5.12 need instead of mount_setattr(2).
 *
 * Called by the launcher (clones, new file systems) and by the child (targets, attaching). No
 * function here takes a path inside an image but mount_open_target(), which cannot be led out of
 * it.
 */
#include "kernel/mount.h"
#include "base/system.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/mount.h>
#include <linux/openat2.h>
#include <nsinit/container.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

#ifndef MOUNT_ATTR_SIZE_VER0 /* kernel headers before 5.12 */
struct mount_attr {
	uint64_t attr_set, attr_clr, propagation, userns_fd;
};
#endif

#ifndef MOUNT_ATTR_IDMAP
#define MOUNT_ATTR_IDMAP 0x00100000
#endif

#ifndef OPEN_TREE_CLOEXEC
#define OPEN_TREE_CLOEXEC O_CLOEXEC
#endif

/* Each try again means that somebody renamed a directory meanwhile (openat2(2), EAGAIN). */
#define RESOLVE_TRIES 128

static int open_path(int directory, const char *path, uint64_t resolve)
{
	const struct open_how how = { .flags = O_PATH | O_CLOEXEC, .resolve = resolve };
	int fd = -EAGAIN;

	for (int tries = 0; fd == -EAGAIN && tries < RESOLVE_TRIES; tries++)
		fd = sys_openat2(directory, path, &how);
	return fd;
}

int mount_open_target(int root, const char *path)
{
	return open_path(root, path, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
}

int mount_open_null(int directory, const char *path)
{
	int fd = open_path(directory, path, RESOLVE_NO_SYMLINKS);
	struct stat status;
	int error;

	if (fd < 0)
		return fd;
	error = sys_stat(fd, "", &status, AT_EMPTY_PATH);
	if (error == 0 && (!S_ISCHR(status.st_mode) || status.st_rdev != makedev(1, 3)))
		error = -ENODEV;
	if (error < 0) {
		sys_close(fd);
		return error;
	}
	return fd;
}

/* One name in an open directory: nothing is followed, what is there already is -EEXIST. */
static int make_entry(int parent, const char *name, bool directory)
{
	int fd = directory ? sys_mkdir(parent, name, 0755)
			   : sys_create(parent, name, O_WRONLY | O_EXCL | O_NOFOLLOW, 0644);

	if (!directory && fd >= 0)
		sys_close(fd);
	return fd < 0 ? fd : 0;
}

/* The path up to `length`, its last name made if it is missing in `parent`. */
static int open_or_make(int root, int parent, const char *path, size_t length, bool directory)
{
	char bytes[PATH_LENGTH_MAX + 1];
	struct text part = TEXT(bytes);
	const char *name;
	int error;
	int fd;

	text_bytes(&part, path, length);
	if (part.cut)
		return -ENAMETOOLONG;
	fd = mount_open_target(root, bytes);
	if (fd != -ENOENT)
		return fd;
	name = strrchr(bytes, '/');
	error = make_entry(parent, name ? name + 1 : bytes, directory);
	return error < 0 ? error : mount_open_target(root, bytes);
}

int mount_make_target(int root, const char *path, bool directory)
{
	size_t length = 0;
	int parent = mount_open_target(root, ".");

	while (parent >= 0 && path[length]) {
		size_t next = length + (path[length] == '/');
		int fd;

		while (path[next] && path[next] != '/')
			next++;
		fd = open_or_make(root, parent, path, next, path[next] ? true : directory);
		sys_close(parent);
		parent = fd;
		length = next;
	}
	return parent;
}

int mount_open_file(const char *path)
{
	const struct open_how how = { .flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC,
		.resolve = RESOLVE_NO_SYMLINKS };
	int fd = sys_openat2(AT_FDCWD, path, &how);
	struct stat status;
	int error = fd < 0 ? fd : sys_stat(fd, "", &status, AT_EMPTY_PATH);

	if (error == 0 && !S_ISREG(status.st_mode))
		error = -EINVAL;
	if (error < 0 && fd >= 0)
		sys_close(fd);
	return error < 0 ? error : fd;
}

/* Adds the attributes to a detached mount; on an older kernel leaves them pending. */
static int set_attributes(struct mount_detached *detached, unsigned attributes)
{
	const struct mount_attr attr = { .attr_set = attributes };
	int error;

	if (attributes == 0)
		return 0;
	error = sys_mount_setattr(detached->fd, "", AT_EMPTY_PATH, &attr);
	if (error == -ENOSYS) {
		detached->pending = attributes;
		error = 0;
	}
	return error;
}

int mount_clone(
	struct mount_detached *detached, int directory, const char *source, unsigned attributes)
{
	int path = open_path(directory, source, RESOLVE_NO_SYMLINKS);
	int error;

	detached->pending = 0;
	detached->fd = path;
	if (path < 0)
		return path;
	detached->fd = sys_open_tree(path, "", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH);
	sys_close(path);
	if (detached->fd < 0)
		return detached->fd;
	error = set_attributes(detached, attributes);
	if (error < 0) {
		sys_close(detached->fd);
		detached->fd = error;
	}
	return error;
}

int mount_open_source(const char *path)
{
	return open_path(AT_FDCWD, path, RESOLVE_NO_SYMLINKS);
}

int mount_clone_tree(
	struct mount_detached *detached, int path, unsigned attributes, unsigned how, int owners)
{
	const unsigned below = how & MOUNT_RECURSIVE ? AT_RECURSIVE : 0;
	const struct mount_attr attr = {
		.attr_set = attributes | (owners < 0 ? 0 : MOUNT_ATTR_IDMAP),
		.propagation = how & MOUNT_SLAVE ? MS_SLAVE : MS_PRIVATE,
		.userns_fd = owners < 0 ? 0 : (unsigned)owners,
	};
	int error;

	detached->pending = 0;
	detached->fd = sys_open_tree(
		path, "", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH | below);
	if (detached->fd < 0)
		return detached->fd;
	error = sys_mount_setattr(detached->fd, "", AT_EMPTY_PATH | below, &attr);
	if (error == -EINVAL && owners >= 0) /* mount_setattr(2), ERRORS */
		error = -EOPNOTSUPP;
	if (error < 0) {
		sys_close(detached->fd);
		detached->fd = error;
	}
	return error;
}

int mount_new(struct mount_detached *detached, const char *type, const struct mount_option *options,
	unsigned attributes)
{
	int context = sys_fsopen(type, FSOPEN_CLOEXEC);
	int error = 0;

	detached->pending = 0;
	detached->fd = context;
	if (context < 0)
		return context;
	for (; options != NULL && options->key != NULL && error == 0; options++)
		error = sys_fsconfig(context,
			options->value != NULL ? FSCONFIG_SET_STRING : FSCONFIG_SET_FLAG,
			options->key, options->value, 0);
	if (error == 0)
		error = sys_fsconfig(context, FSCONFIG_CMD_CREATE, NULL, NULL, 0);
	detached->fd = error;
	if (error == 0)
		detached->fd = sys_fsmount(context, FSMOUNT_CLOEXEC, attributes);
	sys_close(context);
	return detached->fd < 0 ? detached->fd : 0;
}

/* Of an attached mount, by mount(2), which replaces the flags: the ones it has are kept. */
static int remount(int fd, unsigned attributes)
{
	/* MOUNT_ATTR_ of this set, ST_ of statfs(2) and MS_ of mount(2) are the same four bits. */
	const unsigned long mask = MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC;
	struct statfs status;
	char bytes[32];
	struct text path = TEXT(bytes);
	int error = sys_fstatfs(fd, &status);

	_Static_assert(MOUNT_ATTR_RDONLY == MS_RDONLY && MOUNT_ATTR_NOSUID == MS_NOSUID &&
			       MOUNT_ATTR_NODEV == MS_NODEV && MOUNT_ATTR_NOEXEC == MS_NOEXEC,
		"mount flags and attributes have the same bits");
	text_string(&path, "/proc/self/fd/");
	text_number(&path, fd);
	if (error == 0)
		error = sys_mount(NULL, bytes, NULL,
			MS_REMOUNT | MS_BIND |
				(((unsigned long)status.f_flags | attributes) & mask),
			NULL);
	return error;
}

/* The kernel's EINVAL for a directory on a file, or the reverse, in the words of other calls. */
static int compare_types(int mount, int target)
{
	struct stat mounted;
	struct stat covered;

	if (sys_stat(mount, "", &mounted, AT_EMPTY_PATH) < 0 ||
		sys_stat(target, "", &covered, AT_EMPTY_PATH) < 0 ||
		S_ISDIR(mounted.st_mode) == S_ISDIR(covered.st_mode))
		return -EINVAL;
	return S_ISDIR(mounted.st_mode) ? -ENOTDIR : -EISDIR;
}

int mount_attach(const struct mount_detached *detached, int target)
{
	int error = sys_move_mount(
		detached->fd, "", target, "", MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);

	if (error == -EINVAL)
		error = compare_types(detached->fd, target);
	if (error == 0 && detached->pending != 0)
		error = remount(detached->fd, detached->pending);
	return error;
}

int mount_seal(int fd)
{
	const struct mount_attr attr = { .attr_set = MOUNT_ATTR_RDONLY };
	int error = sys_mount_setattr(fd, "", AT_EMPTY_PATH, &attr);

	return error == -ENOSYS ? remount(fd, MOUNT_ATTR_RDONLY) : error;
}
