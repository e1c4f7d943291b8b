/*
 * PID 1's part of `nsctl exec`; see exec.h.
 */
#include "pid1/exec.h"

#include "base/system.h"
#include "pid1/errand.h"
#include "pid1/exec_program.h"
#include "pid1/pause.h"

#include <errno.h>

static pid_t *free_place(struct machine *machine)
{
	for (unsigned i = 0; i < EXECS_MAX; i++)
		if (machine->execs[i] == 0)
			return &machine->execs[i];
	return NULL;
}

/* The first instructions of the fork. */
static _Noreturn void become_supervisor(struct machine *machine, const struct client *client,
	int init, const struct request *request)
{
	struct exec_program program = {
		.container = appliance.containers.items[client->first],
		.request = request,
		.client = client->fd,
		.init = init,
		.cgroups = &machine->cgroups,
		.bounding = machine->bounding,
	};

	/* What all containers say, and what PID 1 acts on, is nothing for what goes into one. */
	logger_forget(&machine->logger);
	errand_forget(machine);
	exec_program_run(&program);
}

/*
 * The pidfd is made here: nobody but PID 1 can know that the number still means the container,
 * since nobody else reaps it.
 */
static int fork_supervisor(struct machine *machine, const struct client *client,
	const struct request *request, pid_t *place)
{
	int init = sys_pidfd_open(machine->pids[client->first]);
	pid_t pid = init < 0 ? init : sys_fork_default();

	if (pid == 0)
		become_supervisor(machine, client, init, request);
	if (init >= 0)
		sys_close(init);
	if (pid > 0)
		*place = pid;
	return pid < 0 ? -pid : 0;
}

int exec_start(struct machine *machine, const struct client *client, const struct request *request,
	const char **words)
{
	pid_t *place = free_place(machine);

	if (machine->phase != PHASE_RUNNING) {
		*words = machine->phase == PHASE_BOOTING ? "still booting" : "shutting down";
		return EBUSY;
	}
	if (machine->services[client->first].state != SERVICE_UP) {
		*words = "it is not up";
		return ESRCH;
	}
	if (NSINIT_USES_PAUSE && pause_holds(machine, client->first)) {
		*words = "it is paused";
		return EBUSY;
	}
	if (!place) {
		*words = "too many programs run inside containers already";
		return EAGAIN;
	}
	*words = NULL;
	return fork_supervisor(machine, client, request, place);
}

bool exec_exited(struct machine *machine, pid_t pid)
{
	for (unsigned i = 0; i < EXECS_MAX; i++) {
		if (machine->execs[i] != pid)
			continue;
		machine->execs[i] = 0;
		return true;
	}
	return false;
}
