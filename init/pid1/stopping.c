/*
 * How a container is told to end; see stopping.h. PID 1 only.
 */
#include "pid1/stopping.h"

#include "base/system.h"
#include "pid1/inside.h"
#include "pid1/log.h"

static void send(const struct machine *machine, unsigned index)
{
	if (machine->pids[index] > 0)
		sys_kill(machine->pids[index], machine->policies[index].stop_signal);
}

void stopping_begin(struct machine *machine, unsigned index)
{
	const struct container *container = appliance.containers.items[index];
	int error = -1;

	if (NSINIT_USES_STOP_COMMAND && container->stop.argv) {
		error = inside_start(machine, index, container->stop.argv,
			container->stop.argv_limit_ms > 0 ? container->stop.argv_limit_ms
							  : STOP_LIMIT_DEFAULT_MS);
		machine->units[index].command_stops = error == 0;
		if (error < 0)
			log_say(LOG_LEVEL_ERROR, container->name, "stop command", error);
	}
	if (error < 0)
		send(machine, index);
}

void stopping_failed(struct machine *machine, unsigned index)
{
	struct unit *unit = &machine->units[index];
	struct log_line line;

	if (!unit->command_stops)
		return;
	unit->command_stops = false;
	if (machine->services[index].state != SERVICE_STOPPING)
		return;
	log_start(&line, LOG_LEVEL_WARNING);
	text_string(&line.text, appliance.containers.items[index]->name);
	text_string(&line.text, ": still there after its stop command");
	if (unit->command_words[0]) {
		text_string(&line.text, ": ");
		text_string(&line.text, unit->command_words);
	}
	log_end(&line);
	send(machine, index);
}
