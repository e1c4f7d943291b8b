/*
 * Small files of the data store; see keep.h.
 */
#include "base/keep.h"

#include "base/system.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/limits.h>
#include <sys/stat.h>

static int fill(int fd, const void *bytes, size_t count)
{
	ssize_t written = sys_write(fd, bytes, count);

	if (written < 0)
		return (int)written;
	return (size_t)written == count ? sys_fsync(fd) : -ENOSPC;
}

int keep_write(int directory, const char *name, const void *bytes, size_t count)
{
	char fresh[NAME_MAX + 1];
	struct text text = TEXT(fresh);
	int error;
	int fd;

	text_string(&text, name);
	text_string(&text, KEEP_NEW);
	if (text.cut)
		return -ENAMETOOLONG;
	/* Left by a loss of power. */
	sys_unlink(directory, fresh, 0);
	fd = sys_create(directory, fresh, O_WRONLY | O_EXCL | O_NOFOLLOW, 0600);
	if (fd < 0)
		return fd;
	error = fill(fd, bytes, count);
	sys_close(fd);
	if (error == 0)
		error = sys_rename(directory, fresh, name);
	if (error < 0)
		sys_unlink(directory, fresh, 0);
	return error < 0 ? error : sys_fsync(directory);
}

ssize_t keep_read(int directory, const char *name, void *bytes, size_t size)
{
	struct stat status;
	int fd = sys_open(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
	ssize_t count = fd < 0 ? fd : sys_stat(fd, "", &status, AT_EMPTY_PATH);

	if (count == 0 && (!S_ISREG(status.st_mode) || status.st_uid != 0 ||
				  (status.st_mode & (S_IWGRP | S_IWOTH))))
		count = -EPERM;
	if (count == 0)
		count = sys_read(fd, bytes, size);
	if (fd >= 0)
		sys_close(fd);
	return count;
}

int keep_remove(int directory, const char *name)
{
	int error = sys_unlink(directory, name, 0);

	return error < 0 ? error : sys_fsync(directory);
}
