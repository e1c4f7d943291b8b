/*
 * User namespaces that hold nothing but a map of owners; see idmap.h.
 * Called by the launcher: the child is in a pid namespace already, where the appliance's /proc has
 * other numbers for the processes that it makes.
 */
#include "container/idmap.h"

#include "base/namespaces.h"
#include "base/system.h"
#include "container/namespaces.h"
#include "kernel/namespace.h"
#include "uses.h"

#include <errno.h>
#include <linux/sched.h>
#include <signal.h>

/*
 * A map's "inside" is what the file system has, its "outside" what is shown: the id that the
 * container's own is on the appliance.
 */
static void turn(struct id_range *map, const struct container *container,
	const struct id_range *ranges,
	uint32_t (*outside)(const struct container *container, uint32_t id))
{
	for (; ranges->count > 0; ranges++, map++)
		*map = (struct id_range){ ranges->outside, outside(container, ranges->inside),
			ranges->count };
	map->count = 0;
}

static int write_maps(pid_t pid, const struct container *container, const struct id_range *ranges)
{
	struct id_range map[ID_RANGES_MAX + 1];
	int error;

	turn(map, container, ranges, uid_outside);
	error = namespaces_write_map(pid, "/uid_map", map);
	if (error < 0)
		return error;
	turn(map, container, ranges, gid_outside);
	return namespaces_write_map(pid, "/gid_map", map);
}

/* Born in a user namespace, it waits for the end of the pipe: the launcher's, however it comes. */
static pid_t fork_holder(const int ends[2])
{
	const struct clone_args arguments = { .flags = CLONE_NEWUSER, .exit_signal = SIGCHLD };
	pid_t pid = sys_clone3(&arguments);
	char end;

	if (pid != 0)
		return pid;
	sys_close(ends[1]);
	sys_read(ends[0], &end, 1);
	sys_exit(0);
}

static int open_one(const struct container *container, const struct id_range *ranges)
{
	int ends[2];
	int status;
	int error = sys_pipe(ends, 0);
	pid_t pid;

	if (error < 0)
		return error;
	pid = fork_holder(ends);
	error = pid < 0 ? pid : write_maps(pid, container, ranges);
	if (error == 0)
		error = namespace_open(pid, "user");
	sys_close(ends[0]);
	sys_close(ends[1]);
	if (pid > 0)
		sys_wait(pid, &status, 0);
	return error;
}

int idmap_open(const struct container *container, int *owners, uint16_t *item)
{
	const struct mount *mounts = container->mounts;
	bool ended = false;

	for (unsigned i = 0; i < MOUNTS_MAX; i++) {
		owners[i] = -1;
		ended = ended || !mounts || mounts[i].kind == MOUNT_END;
		if (ended || !mounts[i].idmap)
			continue;
		*item = (uint16_t)i;
		owners[i] = open_one(container, mounts[i].idmap);
		if (owners[i] < 0)
			return owners[i];
	}
	return 0;
}
