/*
 * DIR/pid and DIR/start; see record.h.
 */
#include "container/record.h"

#include "base/system.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#define FIELD_AFTER_NAME 3 /* the state */
#define FIELD_START      22

long long record_start_time(const char *stat)
{
	const char *at = strrchr(stat, ')');
	long long ticks = 0;

	for (int field = FIELD_AFTER_NAME - 1; at && field < FIELD_START; field++) {
		at = strchr(at, ' ');
		at = at ? at + 1 : NULL;
	}
	if (!at || *at < '0' || *at > '9')
		return -1;
	for (; *at >= '0' && *at <= '9'; at++)
		ticks = ticks * 10 + (*at - '0');
	return ticks;
}

static long long start_time(pid_t pid)
{
	char path_bytes[32];
	char line[512];
	struct text path = TEXT(path_bytes);
	ssize_t length;

	text_string(&path, "/proc/");
	text_number(&path, pid);
	text_string(&path, "/stat");
	length = sys_read_file(AT_FDCWD, path_bytes, line, sizeof line);
	return length < 0 ? length : record_start_time(line);
}

/* Whoever reads it finds the old file or the new one, never half of it: rename(2). */
static int write_number(int directory, const char *name, const char *fresh, long long number)
{
	char bytes[24];
	struct text text = TEXT(bytes);
	ssize_t written;
	int error;
	int fd = sys_create(directory, fresh, O_WRONLY | O_TRUNC | O_NOFOLLOW, 0644);

	if (fd < 0)
		return fd;
	text_number(&text, number);
	text_char(&text, '\n');
	written = sys_write(fd, bytes, text.length);
	sys_close(fd);
	error = written < 0 ? (int)written : sys_rename(directory, fresh, name);
	if (error < 0)
		sys_unlink(directory, fresh, 0);
	return error;
}

int record_write(const char *directory, pid_t pid)
{
	long long start = start_time(pid);
	int error = start < 0 ? -ESRCH : sys_mkdir(AT_FDCWD, directory, 0755);
	int fd;

	if (error < 0 && error != -EEXIST)
		return error;
	fd = sys_open(AT_FDCWD, directory, O_PATH | O_DIRECTORY);
	if (fd < 0)
		return fd;
	/* The start time first: who finds a pid finds it too. */
	error = write_number(fd, "start", ".start", start);
	if (error == 0)
		error = write_number(fd, "pid", ".pid", pid);
	if (error < 0)
		sys_unlink(fd, "start", 0);
	sys_close(fd);
	return error;
}

void record_remove(const char *directory)
{
	int fd = sys_open(AT_FDCWD, directory, O_PATH | O_DIRECTORY);

	if (fd < 0)
		return;
	sys_unlink(fd, "pid", 0);
	sys_unlink(fd, "start", 0);
	sys_close(fd);
	sys_unlink(AT_FDCWD, directory, AT_REMOVEDIR);
}
