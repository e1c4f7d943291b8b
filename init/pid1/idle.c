/*
 * Containers that are stopped when nobody uses them; see idle.h.
 */
#include "pid1/idle.h"

#include "base/sockets.h"
#include "base/system.h"
#include "container/connections.h"
#include "kernel/namespace.h"
#include "pid1/errand.h"
#include "pid1/log.h"
#include "pid1/sockets.h"
#include "pid1/supervise.h"

#include <signal.h>

static const struct container *container_of(unsigned index)
{
	return appliance.containers.items[index];
}

static void begin(struct machine *machine, unsigned index, int64_t now_ms)
{
	struct unit *unit = &machine->units[index];

	unit->used = false;
	unit->idle_ms = now_ms + container_of(index)->idle_ms;
	sockets_watch(machine, index, SOCKETS_NOTICE);
}

void idle_follow(struct machine *machine, unsigned index)
{
	struct unit *unit = &machine->units[index];
	bool is_up = machine->services[index].state == SERVICE_UP;

	if (is_up && unit->idle_ms == 0 && container_of(index)->idle_ms > 0)
		begin(machine, index, sys_now_ms());
	if (is_up || unit->idle_ms == 0)
		return;
	unit->idle_ms = 0;
	if (unit->looker > 0)
		sys_kill(unit->looker, SIGKILL);
}

static void look(struct machine *machine, unsigned index)
{
	struct unit *unit = &machine->units[index];
	/* Found here: nobody but PID 1 knows that the number still means the container. */
	ino_t inside = pid_namespace_of(machine->pids[index]);
	pid_t pid = sys_fork_default();

	if (pid == 0) {
		logger_forget(&machine->logger);
		errand_forget(machine);
		connections_look(container_of(index), unit->sockets, inside);
	}
	if (pid < 0)
		log_say(LOG_LEVEL_ERROR, container_of(index)->name, "connections", pid);
	unit->looker = pid > 0 ? pid : 0;
}

bool idle_exited(struct machine *machine, pid_t pid, int status)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		struct unit *unit = &machine->units[i];

		if (unit->looker != pid)
			continue;
		unit->looker = 0;
		if (unit->idle_ms > 0 && status == 0 && !unit->used) {
			log_say(LOG_LEVEL_INFO, container_of(i)->name, "idle", 0);
			supervise_take(machine, i, EVENT_WANT_RESTART, 0);
		} else if (unit->idle_ms > 0) {
			begin(machine, i, sys_now_ms());
		}
		return true;
	}
	return false;
}

void idle_step(struct machine *machine, int64_t now_ms)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		struct unit *unit = &machine->units[i];

		if (unit->idle_ms == 0 || now_ms < unit->idle_ms)
			continue;
		if (unit->looker > 0) /* it hangs, which says nothing of the container */
			sys_kill(unit->looker, SIGKILL);
		else if (!unit->used)
			look(machine, i);
		if (unit->used)
			begin(machine, i, now_ms);
		else
			unit->idle_ms = now_ms + container_of(i)->idle_ms;
	}
}

int64_t idle_deadline(const struct machine *machine)
{
	int64_t first_ms = 0;

	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		int64_t at_ms = machine->units[i].idle_ms;

		if (at_ms > 0 && (first_ms == 0 || at_ms < first_ms))
			first_ms = at_ms;
	}
	return first_ms;
}
