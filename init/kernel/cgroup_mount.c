/*
 * Mounts the control group hierarchies at boot (cgroups(7)).
 *
 * Called by PID 1 in the true root, once, before anything else is started. One controller lives
 * in one hierarchy only: what version 1 mounts is gone from version 2.
 */
#include "base/system.h"
#include "base/text.h"
#include "kernel/cgroup_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <linux/mount.h>
#include <string.h>
#include <sys/statfs.h>

#define FLAGS   (MS_NOSUID | MS_NODEV | MS_NOEXEC)
#define UNIFIED "unified"

/* 1: the kernel's empty directory is still bare; 0: something was mounted there. */
static int is_bare(void)
{
	struct statfs status;
	int fd = sys_open(AT_FDCWD, CGROUP_MOUNT_POINT, O_PATH | O_DIRECTORY);
	int error;

	if (fd < 0)
		return fd; /* a kernel without control groups makes no such directory */
	error = sys_fstatfs(fd, &status);
	sys_close(fd);
	return error < 0 ? error : status.f_type == SYSFS_MAGIC;
}

/* Controllers that version 1 could have, of those that version 2 has too. */
static unsigned enabled_v1(void)
{
	struct cgroup_lines lines;
	char *line;
	unsigned enabled = 0;

	if (cgroup_lines_open(&lines, "/proc/cgroups") < 0)
		return 0;
	while ((line = cgroup_lines_next(&lines)) != NULL)
		enabled |= cgroup_enabled_line(line);
	sys_close(lines.fd);
	return enabled & CGROUP_USED & ~CGROUP_V1_ONLY;
}

/* With nsdelegate a cgroup namespace is a boundary: its root's limits cannot be changed inside. */
static int mount_v2(const char *path)
{
	return sys_mount("cgroup2", path, "cgroup2", FLAGS, "nsdelegate");
}

static int mount_below(const char *word, bool v2)
{
	char bytes[64];
	struct text path = TEXT(bytes);
	int error;

	text_string(&path, CGROUP_MOUNT_POINT "/");
	text_string(&path, word);
	error = sys_mkdir(AT_FDCWD, bytes, 0755);
	if (error < 0)
		return error;
	error = v2 ? mount_v2(bytes) : sys_mount("cgroup", bytes, "cgroup", FLAGS, word);
	if (error < 0)
		sys_unlink(AT_FDCWD, bytes, AT_REMOVEDIR);
	return error;
}

/* A controller may refuse: switched off for version 1 on the kernel's command line. */
static int mount_v1(bool both)
{
	unsigned mounted = 0;
	int error = sys_mount("cgroup", CGROUP_MOUNT_POINT, "tmpfs", FLAGS, "mode=755,size=64k");

	if (error < 0)
		return error;
	error = -ENODEV;
	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++) {
		int result;

		if ((CGROUP_USED >> i & 1) == 0 ||
			(NSINIT_USES_PAUSE && both && i == CGROUP_FREEZER))
			continue;
		result = mount_below(cgroup_controller_name((enum cgroup_controller)i, 1), false);
		if (result == 0)
			mounted++;
		else
			error = result;
	}
	if (both && mount_below(UNIFIED, true) == 0)
		mounted++;
	if (mounted > 0)
		return 0;
	sys_umount(CGROUP_MOUNT_POINT, 0);
	return error;
}

int cgroup_mount(enum cgroup_choice choice)
{
	char present[256];
	int bare = is_bare();
	int error;

	if (bare <= 0)
		return bare;
	if (choice == CGROUP_ONLY_V1)
		return mount_v1(false);
	error = mount_v2(CGROUP_MOUNT_POINT);
	if (choice == CGROUP_ONLY_V2)
		return error;
	if (error == 0) {
		ssize_t length = sys_read_file(AT_FDCWD, CGROUP_MOUNT_POINT "/cgroup.controllers",
			present, sizeof present);

		if (length >= 0 && (enabled_v1() & ~cgroup_controllers(present)) == 0)
			return 0;
		sys_umount(CGROUP_MOUNT_POINT, 0);
	}
	return mount_v1(true);
}
