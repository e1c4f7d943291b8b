/*
 * A group inside a container's own, in one hierarchy: for a process that is not the container's,
 * and is killed with all that it started. What it uses counts for the container.
 * Called by who runs a command inside a container, and by its entrant.
 */
#include "kernel/cgroup.h"

#include "base/system.h"
#include "kernel/cgroup_parts.h"

#include <errno.h>

/* How long who was killed may take to be gone. */
#define END_LIMIT_MS 1000

/* The same as cgroup_kill() looks for processes in. */
static int hierarchy(const struct cgroup_layout *layout)
{
	int directory = layout->v2;

	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT && directory < 0; i++)
		directory = layout->v1[i];
	return directory;
}

int cgroup_inner_make(const struct cgroup_layout *layout, const char *path)
{
	int directory = hierarchy(layout);
	int error = directory < 0 ? -EOPNOTSUPP : sys_mkdir(directory, path, 0755);

	return error == -EEXIST ? 0 : error;
}

int cgroup_inner_enter(const struct cgroup_layout *layout, const char *path)
{
	return layout->v2 >= 0 ? 0 : cgroup_write(hierarchy(layout), path, "cgroup.procs", "0");
}

int cgroup_inner_end(const struct cgroup_layout *layout, const char *path)
{
	int error = cgroup_kill(layout, path);

	return error < 0 ? error : cgroup_remove(layout, path, sys_now_ms() + END_LIMIT_MS);
}
