/*
 * What launcher, cleaner and child share: descriptors, reports, names.
 * Called in forks of PID 1, never in PID 1 itself.
 */
#include "container/process.h"

#include "base/system.h"
#include "uses.h"

#include <limits.h>
#include <sys/prctl.h>

void process_close_others(int *keep, unsigned count)
{
	unsigned next = 3;

	for (unsigned i = 0; i < count; i++) {
		for (unsigned j = i + 1; j < count; j++) {
			if (keep[j] < keep[i]) {
				int swap = keep[i];

				keep[i] = keep[j];
				keep[j] = swap;
			}
		}
		if (keep[i] < (int)next)
			continue;
		if (keep[i] > (int)next)
			sys_close_range(next, (unsigned)keep[i] - 1, 0);
		next = (unsigned)keep[i] + 1;
	}
	sys_close_range(next, UINT_MAX, 0);
}

void process_leave_supervisor(const struct launch *launch, bool keep_output)
{
	const struct cgroup_layout *cgroups = launch->cgroups;
	int keep[CGROUP_CONTROLLER_COUNT + 10 + (NSINIT_USES_SOCKETS ? SOCKETS_MAX : 0)] = {
		cgroups->v2, cgroups->device_program, launch->status
	};
	unsigned count = 3;

	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++)
		keep[count++] = cgroups->v1[i];
	if (keep_output) {
		keep[count++] = launch->output;
		keep[count++] = launch->input;
		keep[count++] = launch->errors;
		keep[count++] = launch->terminal;
		keep[count++] = launch->news;
		keep[count++] = launch->parent;
		keep[count++] = launch->learner;
		for (unsigned i = 0; NSINIT_USES_SOCKETS && launch->sockets && i < SOCKETS_MAX; i++)
			keep[count++] = launch->sockets[i];
	}
	process_close_others(keep, count);
}

int process_become_nobody(void)
{
	const uint32_t id = PROCESS_NOBODY;
	int error = sys_setgroups(0, NULL);

	if (error == 0)
		error = sys_setresgid(id, id, id);
	if (error == 0)
		error = sys_setresuid(id, id, id);
	return error < 0 ? error : sys_prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

int process_report(int status, enum step step, uint16_t item, int error)
{
	struct step_report report = { .step = (uint16_t)step, .item = item, .error = error };
	ssize_t written = sys_write(status, &report, sizeof report);

	return written < 0 ? (int)written : 0;
}

bool process_has_link(const struct container *container)
{
	enum network_kind kind = container->networks ? container->networks[0].kind : NETWORK_END;

	return NSINIT_USES_VETH && (kind == NETWORK_VETH || kind == NETWORK_POINT_TO_POINT);
}
