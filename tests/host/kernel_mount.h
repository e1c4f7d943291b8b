/*
 * What the mount tests share: a mount namespace of their own with a tmpfs over /tmp, in which
 * they work, and looks at descriptors and flags. Every helper asserts.
 */
#ifndef NSINIT_TESTS_KERNEL_MOUNT_H
#define NSINIT_TESTS_KERNEL_MOUNT_H

#include "kernel/mount.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#ifndef MOUNT_ATTR_RDONLY /* glibc before 2.36; with a later one the two exclude each other */
#include <linux/mount.h>
#endif

#define ALL (MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC)

static bool privileged;

/* "/tmp" is covered by a tmpfs in this namespace only; the tests work below it. */
static inline int own_mounts(void **state)
{
	(void)state;
	privileged = geteuid() == 0 && unshare(CLONE_NEWNS) == 0;
	if (!privileged)
		return 0;
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
		mount("test", "/tmp", "tmpfs", 0, "size=4m") < 0 || chdir("/tmp") < 0)
		return -1;
	umask(0);
	return mkdir("root", 0755) || mkdir("root/dir", 0755) || mkdir("root/dir/sub", 0755) ||
	       mkdir("outside", 0755) || mkdir("target", 0755) ||
	       close(open("root/file", O_CREAT | O_WRONLY, 0644)) ||
	       close(open("target-file", O_CREAT | O_WRONLY, 0644));
}

static inline void need_privilege(const char *test, void **state)
{
	(void)state;
	if (!privileged) {
		print_message("%s: skipped: no right to make a mount namespace\n", test);
		skip();
	}
	assert_int_equal(chdir("/tmp"), 0);
}

static inline int open_directory(const char *path)
{
	int fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);

	assert_true(fd >= 0);
	return fd;
}

static inline unsigned open_descriptors(void)
{
	unsigned count = 0;

	for (int fd = 0; fd < 256; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

static inline unsigned long flags_of(const char *path)
{
	struct statvfs status;

	assert_int_equal(statvfs(path, &status), 0);
	return status.f_flag & (ST_RDONLY | ST_NOSUID | ST_NODEV | ST_NOEXEC);
}

#endif
