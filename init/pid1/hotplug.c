/*
 * PID 1's part in devices; see hotplug.h.
 */
#include "pid1/hotplug.h"

#include "base/system.h"
#include "pid1/log.h"
#include "pid1/machine.h"
#include "pid1/supervise.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/epoll.h>

#define AGAIN_MS 2000

/* Of one turn of the loop: a device that flaps must not keep PID 1 busy. */
#define REPORTS_MAX 16

static pid_t start(struct machine *machine)
{
	int ends[2];
	int error = sys_pipe(ends, 0);
	pid_t pid;

	if (error < 0)
		return error;
	sys_set_flags(ends[0], O_NONBLOCK);
	error = sys_epoll_control(
		machine->epoll, EPOLL_CTL_ADD, ends[0], EPOLLIN, EPOLL_TAG(SOURCE_HOTPLUG, 0));
	pid = error < 0 ? error : sys_fork_default();
	if (pid == 0) {
		logger_forget(&machine->logger);
		hotplug_run(ends[1], machine->ground.machine);
	}
	sys_close(ends[1]);
	if (pid > 0) {
		machine->hotplug.reports = ends[0];
	} else {
		sys_epoll_control(machine->epoll, EPOLL_CTL_DEL, ends[0], 0, 0);
		sys_close(ends[0]);
	}
	return pid;
}

/* The boot waits for a first walk alone, not for the next try. */
static void try_again(struct hotplug *hotplug, int error)
{
	log_say(LOG_LEVEL_ERROR, "devices", "nobody follows them for a moment", error);
	hotplug->pid = 0;
	hotplug->walked = true;
	hotplug->again_ms = sys_now_ms() + AGAIN_MS;
}

void hotplug_start(struct machine *machine)
{
	struct hotplug *hotplug = &machine->hotplug;
	pid_t pid = start(machine);

	/* Until it is found. */
	for (unsigned i = 0; NSINIT_USES_DEVICE_NODE && i < NSINIT_CONTAINERS; i++)
		machine->services[i].absent =
			appliance.containers.items[i]->device_node && hotplug->nodes[i] == 0;
	hotplug->again_ms = 0;
	hotplug->pid = pid;
	if (pid < 0)
		try_again(hotplug, pid);
}

/* Another device of that name: the one that the container had is gone, whatever came since. */
static void take_node(struct machine *machine, unsigned index, uint64_t node)
{
	uint64_t *known = &machine->hotplug.nodes[index];
	bool *absent = &machine->services[index].absent;

	if (*known == node)
		return;
	log_say(LOG_LEVEL_NOTICE, appliance.containers.items[index]->name,
		node == 0     ? "its device is gone"
		: *known == 0 ? "its device is there"
			      : "its device is another one",
		0);
	if (*known != 0 && machine->phase == PHASE_RUNNING) {
		*absent = true;
		supervise_follow(machine);
	}
	*known = node;
	*absent = node == 0;
}

void hotplug_read(struct machine *machine)
{
	struct hotplug_report report;

	for (unsigned n = 0; n < REPORTS_MAX; n++) {
		if (sys_read(machine->hotplug.reports, &report, sizeof report) !=
			(ssize_t)sizeof report)
			return;
		if (report.index == HOTPLUG_WALKED)
			machine->hotplug.walked = true;
		else if (NSINIT_USES_DEVICE_NODE && report.index < NSINIT_CONTAINERS)
			take_node(machine, report.index, report.node);
	}
}

bool hotplug_exited(struct machine *machine, pid_t pid)
{
	struct hotplug *hotplug = &machine->hotplug;

	if (pid != hotplug->pid)
		return false;
	sys_epoll_control(machine->epoll, EPOLL_CTL_DEL, hotplug->reports, 0, 0);
	sys_close(hotplug->reports);
	hotplug->pid = 0;
	if (machine->phase != PHASE_FINISHING)
		try_again(hotplug, 0);
	return true;
}

void hotplug_step(struct machine *machine, int64_t now_ms)
{
	if (machine->phase != PHASE_FINISHING && machine->hotplug.again_ms > 0 &&
		now_ms >= machine->hotplug.again_ms)
		hotplug_start(machine);
}

/* What it finds is compared with what the containers have: nothing went unseen in between. */
void hotplug_resume(struct machine *machine)
{
	struct hotplug *hotplug = &machine->hotplug;

	if (hotplug->pid > 0)
		sys_kill(hotplug->pid, SIGKILL);
	hotplug->pid = 0;
	hotplug->walked = true;
	if (NSINIT_USES_HOTPLUG)
		hotplug_start(machine);
}
