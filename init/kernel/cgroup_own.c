/*
 * A container's view of its own groups, for kernels where version 1 is in use: one mount for each
 * hierarchy. Called by the child, in its cgroup namespace, whose root each of them shows.
 */
#include "base/system.h"
#include "kernel/cgroup_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mount.h>

#define FLAGS   (MS_NOSUID | MS_NODEV | MS_NOEXEC)
#define UNIFIED "unified"

/* The second of three fields between colons, of a line of /proc/PID/cgroup; or NULL. */
static char *words_of(char *line)
{
	char *words = strchr(line, ':');
	char *end = words != NULL ? strchr(words + 1, ':') : NULL;

	if (end == NULL)
		return NULL;
	*end = '\0';
	return words + 1;
}

static int mount_at(const char *name, const char *type, unsigned long flags, const char *options)
{
	int error = sys_mkdir(AT_FDCWD, name, 0755);

	return error < 0 ? error : sys_mount(type, name, type, FLAGS | flags, options);
}

/* The controllers of version 1 that the container has a group for; in others it is with PID 1. */
static unsigned own_controllers(const struct cgroup_layout *layout, const struct limits *limits)
{
	unsigned own = CGROUP_ALWAYS | cgroup_limits_controllers(limits);

	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++)
		if (layout->v1[i] < 0)
			own &= ~(1U << i);
	return own;
}

int cgroup_mount_own(const struct cgroup_layout *layout, const struct limits *limits, bool writable)
{
	const unsigned own = own_controllers(layout, limits);
	struct cgroup_lines lines;
	char *line;
	int error = cgroup_lines_open(&lines, "/proc/self/cgroup");

	if (error < 0)
		return error;
	while (error >= 0 && (line = cgroup_lines_next(&lines)) != NULL) {
		const char *words = words_of(line);

		/* By all its controllers, or the kernel takes it for another hierarchy. */
		if (words != NULL && (cgroup_controllers(words) & own) != 0)
			error = mount_at(words, "cgroup", MS_RDONLY, words);
	}
	sys_close(lines.fd);
	if (error >= 0 && layout->v2 >= 0)
		error = mount_at(UNIFIED, "cgroup2", writable ? 0 : MS_RDONLY, NULL);
	return error;
}
