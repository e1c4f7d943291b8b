/*
 * The stop plan: what a start made on the host's side is taken away, whatever became of it.
 * A fork of PID 1, when launcher and container are gone; the next start waits for it.
 */
#include "base/sockets.h"
#include "base/system.h"
#include "container/launch.h"
#include "container/process.h"
#include "container/steps.h"
#include "uses.h"

/* How long a cgroup may stay busy with processes that are dying. */
#define CGROUP_LIMIT_MS 5000

static int remove_cgroup(const struct launch *launch)
{
	const char *name = launch->container->name;
	int error = cgroup_kill(launch->cgroups, name);

	if (error < 0)
		return error;
	return cgroup_remove(launch->cgroups, name, sys_now_ms() + CGROUP_LIMIT_MS);
}

_Noreturn void cleaner_run(const struct launch *launch)
{
	int link_error;
	int cgroup_error;

	/* A last line without its end is ended: the logger takes a NUL for that. */
	if (sys_poll_out(launch->output) > 0)
		sys_write(launch->output, "", 1);
	process_leave_supervisor(launch, false);
	/* The network of its sockets lives as long as they do. */
	link_error = NSINIT_USES_SOCKETS && launch->sockets && keeps_network(launch->container)
			     ? 0
			     : network_remove(launch->container);
	if (link_error < 0)
		process_report(launch->status, STEP_UNLINK, 0, link_error);
	cgroup_error = remove_cgroup(launch);
	if (cgroup_error < 0)
		process_report(launch->status, STEP_CGROUP_REMOVE, 0, cgroup_error);
	sys_exit(link_error < 0 || cgroup_error < 0);
}
