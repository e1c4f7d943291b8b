/*
 * Commands inside containers; see inside.h. PID 1, and the first instructions of its forks.
 */
#include "pid1/inside.h"

#include "base/system.h"
#include "pid1/errand.h"
#include "pid1/probe_command.h"
#include "pid1/stopping.h"
#include "pid1/supervise.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>

static _Noreturn void run(const struct machine *machine, unsigned index, const char *const *argv,
	int init, const int said[2])
{
	struct probe_command command = {
		.container = appliance.containers.items[index],
		.argv = argv,
		.group = COMMAND_GROUP,
		.init = init,
		.said = { said[0], said[1] },
		.cgroups = &machine->cgroups,
		.bounding = machine->bounding,
	};

	logger_forget(&machine->logger);
	errand_forget(machine);
	probe_command_run(&command);
}

static void forget_words(struct unit *unit)
{
	if (unit->command_said >= 0)
		sys_close(unit->command_said);
	unit->command_said = -1;
}

int inside_start(struct machine *machine, unsigned index, const char *const *argv, int64_t limit_ms)
{
	struct unit *unit = &machine->units[index];
	int init = sys_pidfd_open(machine->pids[index]); /* nobody else reaps it */
	int said[2];
	int error = init < 0 ? init : sys_pipe(said, O_NONBLOCK);
	pid_t pid = error < 0 ? error : sys_fork_default();

	if (pid == 0)
		run(machine, index, argv, init, said);
	if (init >= 0)
		sys_close(init);
	if (error == 0)
		sys_close(said[1]);
	if (error == 0 && pid < 0)
		sys_close(said[0]);
	if (unit->command > 0)
		sys_kill(unit->command, SIGKILL);
	forget_words(unit);
	unit->command = pid > 0 ? pid : 0;
	unit->command_said = pid > 0 ? said[0] : -1;
	unit->command_result = 0;
	unit->command_stops = false;
	unit->command_words[0] = '\0';
	unit->command_end_ms = pid > 0 ? sys_now_ms() + limit_ms : 0;
	return pid < 0 ? pid : 0;
}

static void read_words(struct unit *unit)
{
	ssize_t count = sys_read(unit->command_said, unit->command_words, NOTICE_TEXT_MAX - 1);

	unit->command_words[count > 0 ? count : 0] = '\0';
	forget_words(unit);
}

void inside_exited(struct machine *machine, unsigned index, int status)
{
	struct unit *unit = &machine->units[index];
	enum service_state state = machine->services[index].state;

	unit->command = 0;
	read_words(unit);
	if (unit->command_result == 0 && status != 0)
		unit->command_result = ECANCELED;
	/* Until then the program of one that was told to end has time to do so. */
	if (!(NSINIT_USES_STOP_COMMAND && unit->command_stops && status == 0))
		unit->command_end_ms = 0;
	if (NSINIT_USES_STOP_COMMAND && status != 0)
		stopping_failed(machine, index);
	/* The last of what it waits for; elsewhere it is no news to the state machine. */
	if (state == SERVICE_KILLING || state == SERVICE_STUCK)
		supervise_take(machine, index, EVENT_PROBE_BAD, 0);
}

void inside_step(struct machine *machine, int64_t now_ms)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		struct unit *unit = &machine->units[i];

		if (unit->command_end_ms == 0 || now_ms < unit->command_end_ms)
			continue;
		unit->command_end_ms = 0;
		unit->command_result = ETIMEDOUT;
		if (NSINIT_USES_STOP_COMMAND)
			stopping_failed(machine, i);
		/* It kills what it watches; who cannot dies with the container. */
		if (unit->command > 0)
			sys_kill(unit->command, SIGTERM);
	}
}

int64_t inside_deadline(const struct machine *machine)
{
	int64_t first_ms = 0;

	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		int64_t at_ms = machine->units[i].command_end_ms;

		if (at_ms > 0 && (first_ms == 0 || at_ms < first_ms))
			first_ms = at_ms;
	}
	return first_ms;
}
