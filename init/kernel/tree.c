/*
 * Whole trees of files; see tree.h.
 */
#include "kernel/tree.h"

#include "base/system.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

/* Deeper trees than this are nobody's; the recursion has a bound. */
#define DEPTH_MAX 24

static int empty(int directory, const char *const *keep, dev_t device, unsigned depth);

static bool is_kept(const char *name, const char *const *keep)
{
	for (; keep && *keep; keep++)
		if (strcmp(*keep, name) == 0)
			return true;
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static int empty_below(int directory, const char *name, dev_t device, unsigned depth)
{
	int fd = sys_open(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	int error = fd < 0 ? fd : empty(fd, NULL, device, depth + 1);

	if (fd >= 0)
		sys_close(fd);
	return error;
}

/* 1: it is gone. */
static int take_away(int directory, const char *name, dev_t device, unsigned depth)
{
	struct stat status;
	int error = sys_stat(directory, name, &status, AT_SYMLINK_NOFOLLOW);

	if (error < 0)
		return error;
	if (status.st_dev != device)
		return 0;
	if (S_ISDIR(status.st_mode))
		error = depth < DEPTH_MAX ? empty_below(directory, name, device, depth) : -ELOOP;
	if (error == 0)
		error = sys_unlink(directory, name, S_ISDIR(status.st_mode) ? AT_REMOVEDIR : 0);
	return error < 0 ? error : 1;
}

/* Unlinked names do not disturb a directory that is being read: each round starts over. */
static int empty(int directory, const char *const *keep, dev_t device, unsigned depth)
{
	_Alignas(8) char entries[1024];
	bool changed = true;
	ssize_t bytes = 0;
	int error = 0;

	while (changed) {
		changed = false;
		error = 0;
		sys_rewind(directory);
		while ((bytes = sys_getdents(directory, entries, sizeof entries)) > 0)
			for (ssize_t at = 0; at < bytes;) {
				const struct dirent64 *entry = (const void *)(entries + at);
				int gone = 0;

				at += entry->d_reclen;
				if (!is_kept(entry->d_name, keep))
					gone = take_away(directory, entry->d_name, device, depth);
				if (gone < 0 && error == 0)
					error = gone;
				changed = changed || gone > 0;
			}
	}
	return bytes < 0 ? (int)bytes : error;
}

int tree_empty(int directory, const char *const *keep)
{
	struct stat status;
	int error = sys_stat(directory, "", &status, AT_EMPTY_PATH);

	return error < 0 ? error : empty(directory, keep, status.st_dev, 0);
}
