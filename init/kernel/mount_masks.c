/*
 * What of /proc and /sys is hidden from a container or read-only in it.
 *
 * Called by the child, in its own mount namespace, after its procfs is attached and before it
 * gives up privilege. Two tables; each path costs one mount(2), relative to the procfs itself.
 */
#include "base/system.h"
#include "base/text.h"
#include "kernel/mount.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <linux/mount.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

enum mask_kind {
	MASK_FILE = 0,  /* covered by the null device */
	MASK_DIRECTORY, /* covered by an empty, read-only file system */
	MASK_READ_ONLY, /* bound over itself while the procfs is read-only */
};

struct mask {
	const char *path; /* with its file system; made relative by skipping that */
	enum mask_kind kind;
};

/* Files that read memory, keys and timing of the whole machine, or control it. */
static const struct mask proc_masks[] = {
	{ "/proc/kcore", MASK_FILE },
	{ "/proc/keys", MASK_FILE },
	{ "/proc/key-users", MASK_FILE },
	{ "/proc/latency_stats", MASK_FILE },
	{ "/proc/timer_list", MASK_FILE },
	{ "/proc/timer_stats", MASK_FILE },
	{ "/proc/sched_debug", MASK_FILE },
	{ "/proc/sysrq-trigger", MASK_FILE },
	{ "/proc/acpi", MASK_DIRECTORY },
	{ "/proc/asound", MASK_DIRECTORY },
	{ "/proc/scsi", MASK_DIRECTORY },
	{ "/proc/sys", MASK_READ_ONLY },
	{ "/proc/irq", MASK_READ_ONLY },
	{ "/proc/bus", MASK_READ_ONLY },
	{ "/proc/fs", MASK_READ_ONLY },
	{ "/proc/dynamic_debug", MASK_READ_ONLY },
	{ "/proc/pressure", MASK_READ_ONLY },
#ifdef __arm__
	/* What unaligned access means for all programs of the machine. */
	{ "/proc/cpu", MASK_READ_ONLY },
#endif
};
static const struct mask sys_masks[] = {
	{ "/sys/firmware", MASK_DIRECTORY },
	{ "/sys/devices/virtual/powercap", MASK_DIRECTORY },
};
#define PROC_COUNT (sizeof proc_masks / sizeof proc_masks[0])
#define SYS_COUNT  (sizeof sys_masks / sizeof sys_masks[0])

const char *mount_mask_name(unsigned number)
{
	if (number < PROC_COUNT)
		return proc_masks[number].path;
	return number < PROC_COUNT + SYS_COUNT ? sys_masks[number - PROC_COUNT].path : "";
}

/* One mount(2) relative to the working directory. `*empty` becomes the first empty directory. */
static int mask_one(
	const char *path, enum mask_kind kind, const char *null_path, const char **empty)
{
	int error = 0;

	switch (kind) {
	case MASK_FILE:
		return sys_mount(null_path, path, NULL, MS_BIND, NULL);
	case MASK_DIRECTORY:
		if (*empty != NULL)
			return sys_mount(*empty, path, NULL, MS_BIND, NULL);
		error = sys_mount("none", path, "tmpfs",
			MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, "size=4k,nr_inodes=2");
		if (error == 0)
			*empty = path;
		return error;
	case MASK_READ_ONLY:
		return sys_mount(path, path, NULL, MS_BIND, NULL);
	}
	return error;
}

static int mask_all(const struct mask *masks, size_t count, size_t prefix, const char *null_path,
	unsigned *failed)
{
	const char *empty = NULL;

	for (size_t i = 0; i < count; i++) {
		int error = mask_one(masks[i].path + prefix, masks[i].kind, null_path, &empty);

		if (error < 0 && error != -ENOENT) {
			*failed += (unsigned)i;
			return error;
		}
	}
	return 0;
}

/* Goes to the root of the mount that is to be masked, if it is of the right file system. */
static int enter(int fd, unsigned long magic)
{
	struct statfs status;
	int error = sys_fstatfs(fd, &status);

	if (error == 0 && (unsigned long)status.f_type != magic)
		error = -EPERM;
	return error < 0 ? error : sys_fchdir(fd);
}

/* From here a missing file is one that the kernel does not have: the mask itself is there. */
static int check_null(const char *null_path)
{
	struct stat status;
	int error = sys_stat(AT_FDCWD, null_path, &status, 0);

	if (error == 0 && (!S_ISCHR(status.st_mode) || status.st_rdev != makedev(1, 3)))
		error = -ENODEV;
	return error;
}

static int mask_proc(int proc, int null, unsigned *failed)
{
	char bytes[32];
	struct text null_path = TEXT(bytes);
	int error = enter(proc, PROC_SUPER_MAGIC);

	/* Relative: "self" is resolved in this procfs, whatever lies over /proc. */
	text_string(&null_path, "self/fd/");
	text_number(&null_path, null);
	if (error == 0)
		error = check_null(bytes);
	if (error == 0)
		error = mask_all(proc_masks, PROC_COUNT, sizeof "/proc/" - 1, bytes, failed);
	if (error == 0)
		error = sys_mount(NULL, ".", NULL,
			MS_REMOUNT | MS_BIND | MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
	return error;
}

static int mask_sys(int sys, unsigned *failed)
{
	int error = enter(sys, SYSFS_MAGIC);

	/* No file among them, so that no null device is needed. */
	return error < 0 ? error : mask_all(sys_masks, SYS_COUNT, sizeof "/sys/" - 1, NULL, failed);
}

int mount_masks(int proc, int sys, int null, unsigned *failed)
{
	int error;

	*failed = 0;
	error = proc < 0 ? 0 : mask_proc(proc, null, failed);
	if (error < 0 || sys < 0)
		return error;
	*failed = PROC_COUNT;
	return mask_sys(sys, failed);
}
