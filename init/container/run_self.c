/*
 * The file of the running nsinit, which a container reaches through /proc/PID/exe of its own init
 * (CVE-2019-5736): nobody inside may write it. PID 1 has a read-only root; on a host the foreground
 * process executes itself again from a read-only mount of the file, in its own mount namespace.
 * That the kernel refuses to write what is executed (ETXTBSY) is no such rule: 6.11 dropped it.
 */
#include "base/system.h"
#include "container/run.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define SELF "/proc/self/exe"

/* Those of its mount; -errno. */
static long flags_of(const char *path)
{
	struct statfs status;
	int fd = sys_open(AT_FDCWD, path, O_PATH);
	int error = fd < 0 ? fd : sys_fstatfs(fd, &status);

	if (fd >= 0)
		sys_close(fd);
	return error < 0 ? error : (long)status.f_flags;
}

/* What is mounted on a file is found by its path, not by /proc/self/exe. */
static int mount_read_only(const char *path, unsigned long flags)
{
	const unsigned long kept = flags & (ST_NOSUID | ST_NODEV);
	int error = sys_mount(path, path, NULL, MS_BIND, NULL);

	if (error == 0)
		error = sys_mount(NULL, path, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | kept, NULL);
	/* Else it would do this again and again. */
	if (error == 0 && !(flags_of(path) & ST_RDONLY))
		error = -EROFS;
	return error;
}

int run_self_find(char *path, size_t size)
{
	ssize_t length = sys_readlink(AT_FDCWD, SELF, path, size - 1);

	if (length < 0)
		return run_refuse("its own file", SELF, (int)length, NULL);
	path[length] = '\0';
	return 0;
}

int run_self_protect(const char *path, char **argv)
{
	long flags = flags_of(SELF);
	int error;

	if (flags >= 0 && (flags & ST_RDONLY))
		return 0;
	error = flags < 0 ? (int)flags : mount_read_only(path, (unsigned long)flags);
	if (error == 0)
		error = sys_execve(path, argv, environ);
	return run_refuse("its own file", error == -EROFS ? NULL : path, error,
		"containers would reach it, so it is to be mounted read-only");
}
