/*
 * One checked write below a procfs; see procfs.h. Called by the launcher and the child.
 */
#include "kernel/procfs.h"
#include "base/system.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/statfs.h>

/* A write that was not to a procfs, or not whole, set nothing. */
static int write_checked(int fd, const char *text)
{
	struct statfs status;
	int error = sys_fstatfs(fd, &status);
	ssize_t written;

	if (error < 0)
		return error;
	if ((unsigned long)status.f_type != PROC_SUPER_MAGIC)
		return -EXDEV;
	written = sys_write(fd, text, strlen(text));
	return written < 0 ? (int)written : (size_t)written == strlen(text) ? 0 : -EIO;
}

int procfs_write(int proc, const char *path, const char *text)
{
	const struct open_how how = { .flags = O_WRONLY | O_CLOEXEC,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_XDEV | RESOLVE_NO_MAGICLINKS };
	int fd = sys_openat2(proc, path, &how);
	int error;

	if (fd < 0)
		return fd;
	error = write_checked(fd, text);
	sys_close(fd);
	return error;
}
