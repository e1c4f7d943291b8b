/*
 * Work on one group of one hierarchy and on what is below it: files, removal, signals.
 *
 * Called by launcher and cleaner, and for usage by PID 1. A service with a delegated group makes
 * groups of its own inside, so that trees are walked, to a depth that bounds the stack.
 */
#include "base/system.h"
#include "base/text.h"
#include "kernel/cgroup_parts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>

#define DEPTH_MAX 16

/* "NAME/FILE"; cut where a name is longer than the schema lets it be. */
static int join(char *path, size_t size, const char *name, const char *file)
{
	struct text text = { .bytes = path, .size = size };

	text_string(&text, name);
	text_char(&text, '/');
	text_string(&text, file);
	return text.cut ? -ENAMETOOLONG : 0;
}

int cgroup_write(int directory, const char *name, const char *file, const char *text)
{
	char path[NAME_LENGTH_MAX + CGROUP_TEXT_MAX + 2];
	int error = join(path, sizeof path, name, file);

	return error < 0 ? error : sys_write_file(directory, path, text);
}

ssize_t cgroup_read(int directory, const char *name, const char *file, char *text, size_t size)
{
	char path[NAME_LENGTH_MAX + CGROUP_TEXT_MAX + 2];
	int error = join(path, sizeof path, name, file);

	return error < 0 ? error : sys_read_file(directory, path, text, size);
}

/* An entry as getdents64(2) gives it on every architecture. */
struct entry {
	uint64_t inode;
	int64_t offset;
	uint16_t bytes;
	uint8_t type;
	char name[];
};

/* What is done with each group, after those below it. */
enum work { WORK_REMOVE, WORK_KILL };

static int walk(int directory, const char *name, enum work work, unsigned depth);

static int walk_below(int group, enum work work, unsigned depth)
{
	_Alignas(8) char entries[512];
	ssize_t got;
	int sum = 0;

	while ((got = sys_getdents(group, entries, sizeof entries)) > 0) {
		for (size_t at = 0; at < (size_t)got;) {
			const struct entry *entry =
				(const struct entry *)(const void *)(entries + at);
			int found = 0;

			at += entry->bytes;
			if (entry->type == DT_DIR && entry->name[0] != '.')
				found = depth > 0 ? walk(group, entry->name, work, depth - 1)
						  : -ELOOP;
			if (found < 0)
				return found;
			sum += found;
		}
	}
	return got < 0 ? (int)got : sum;
}

/* A number and a line end each; one that a read cuts is put together with the next read. */
static int kill_listed(int group)
{
	int fd = sys_open(group, "cgroup.procs", O_RDONLY);
	pid_t pid = 0, own = sys_getpid();
	char bytes[512];
	ssize_t got;
	int found = 0;

	if (fd < 0)
		return fd;
	while ((got = sys_read(fd, bytes, sizeof bytes)) > 0) {
		for (ssize_t i = 0; i < got; i++) {
			if (bytes[i] != '\n') {
				pid = pid * 10 + (bytes[i] - '0');
				continue;
			}
			/* 0 is a process of a pid namespace out of sight; kill(0) is our own. */
			if (pid > 0 && pid != own) {
				found++;
				sys_kill(pid, SIGKILL);
			}
			pid = 0;
		}
	}
	sys_close(fd);
	return got < 0 ? (int)got : found;
}

static int walk(int directory, const char *name, enum work work, unsigned depth)
{
	int group = sys_open(directory, name, O_RDONLY | O_DIRECTORY);
	int below, found = 0;

	if (group < 0)
		return group == -ENOENT ? 0 : group;
	below = walk_below(group, work, depth);
	if (below >= 0 && work == WORK_KILL)
		found = kill_listed(group);
	sys_close(group);
	if (below >= 0 && work == WORK_REMOVE)
		found = sys_unlink(directory, name, AT_REMOVEDIR);
	if (below < 0 || found == -ENOENT || found == -ENODEV) /* gone meanwhile */
		return below;
	return found < 0 ? found : below + found;
}

int cgroup_kill_pass(int directory, const char *name)
{
	return walk(directory, name, WORK_KILL, DEPTH_MAX);
}

int cgroup_remove_tree(int directory, const char *name)
{
	int error = sys_unlink(directory, name, AT_REMOVEDIR);

	if (error == -EBUSY || error == -ENOTEMPTY)
		error = walk(directory, name, WORK_REMOVE, DEPTH_MAX);
	return error == -ENOENT ? 0 : error == -ENOTEMPTY ? -EBUSY : error;
}
