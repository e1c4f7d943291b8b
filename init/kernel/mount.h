/*
 * Mounts by descriptor: taken while the host's paths are in reach, changed while detached, put in
 * place where no symbolic link of an image can lead astray (open_tree(2), move_mount(2),
 * openat2(2)).
 *
 * Launcher and child. Linux 5.10 and 5.11 have no mount_setattr(2): a clone's attributes are then
 * set right after it is attached, before anything runs in the container.
 */
#ifndef NSINIT_KERNEL_MOUNT_H
#define NSINIT_KERNEL_MOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A mount that is not in any tree; gone when its descriptor is closed. The caller closes it. */
struct mount_detached {
	int fd;
	unsigned pending; /* MOUNT_ATTR_* that mount_attach() has to set; 0 on new kernels */
};

/* Of mount_new(): ends with a NULL key; a NULL value is a flag. */
struct mount_option {
	const char *key;
	const char *value;
};

/*
 * A detached copy of what `source` (relative to `directory`) shows, without the mounts below it,
 * with MOUNT_ATTR_RDONLY, _NOSUID, _NODEV, _NOEXEC added to its own. No symbolic link is
 * followed in any part of the path (-ELOOP): a directory on the way may be writable in another
 * container. Sets *detached; 0 or -errno.
 */
int mount_clone(
	struct mount_detached *detached, int directory, const char *source, unsigned attributes);

/* A path descriptor of the appliance's `path`, for mount_clone_tree(); no link is followed. */
int mount_open_source(const char *path);

/* Of mount_clone_tree(). */
#define MOUNT_RECURSIVE 1u /* with the mounts below, and the attributes on each of them */
#define MOUNT_SLAVE     2u /* later mounts below a shared source show; else it is private */

/*
 * The same of an open path, with more to say. `owners`: a user namespace whose map says which id a
 * file's owner is shown as, or -1. -ENOSYS before Linux 5.12: there no call changes a tree of
 * mounts before it can be seen. -EOPNOTSUPP: one of the file systems knows no other owners than its
 * own.
 */
int mount_clone_tree(
	struct mount_detached *detached, int path, unsigned attributes, unsigned how, int owners);

/* A new file system of the given type, detached. Sets *detached; 0 or -errno. */
int mount_new(struct mount_detached *detached, const char *type, const struct mount_option *options,
	unsigned attributes);

/*
 * Puts it on the directory or file `target` (from mount_open_target()). The descriptor stays open
 * and then means the mounted root. May change the working directory.
 */
int mount_attach(const struct mount_detached *detached, int target);

/*
 * A path descriptor of `path` below `root`, resolved as if `root` were "/": links stay inside,
 * magic links are refused, ".." cannot leave. -errno; -EAGAIN only if renames never stop.
 */
int mount_open_target(int root, const char *path);

/*
 * The same for a path that is missing, in part or whole: directories are made on the way and, as
 * its last part, a directory or an empty file. A link on the way that leads to nothing is -EEXIST.
 */
int mount_make_target(int root, const char *path, bool directory);

/* Makes an attached mount read-only. 0 or -errno. */
int mount_seal(int fd);

/* A regular file of the appliance, for reading; no link is followed (-ELOOP). -errno. */
int mount_open_file(const char *path);

/*
 * A path descriptor that is certainly the null device (character 1:3), for mount_masks(). It must
 * be on a mount of the caller's own namespace: one opened before unshare(2) cannot be bound.
 */
int mount_open_null(int directory, const char *path);

/*
 * Hides and write-protects what a container has no business with. `proc` and `sys` are the mounted
 * roots (mount_detached.fd after mount_attach()) of an own procfs and sysfs, or -1. The procfs
 * must have been made with MOUNT_ATTR_RDONLY: paths that stay read-only are bound over
 * themselves, which keeps that flag, and at the end the rest is made writable. `null` is from
 * mount_open_null(). What this kernel does not have is skipped. Changes the working directory.
 * *failed: number of the path, see mount_mask_name().
 */
int mount_masks(int proc, int sys, int null, unsigned *failed);
/* "/proc/kcore", ...; "" when out of range. */
const char *mount_mask_name(unsigned number);

#endif
