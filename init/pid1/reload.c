/*
 * `nsctl reload`; see reload.h. PID 1 only.
 */
#include "pid1/reload.h"

#include "pid1/inside.h"
#include "pid1/log.h"
#include "pid1/pause.h"
#include "pid1/signals.h"

#include <errno.h>
#include <signal.h>

static int refuse(const struct machine *machine, unsigned index, const char **words)
{
	*words = "it has no .reload";
	if (!appliance.containers.items[index]->reload)
		return EINVAL;
	*words = "it is not up";
	if (machine->services[index].state != SERVICE_UP)
		return ESRCH;
	*words = "it is paused";
	if (NSINIT_USES_PAUSE && pause_holds(machine, index))
		return EBUSY;
	*words = "it is being reloaded already";
	if (machine->units[index].command > 0)
		return EBUSY;
	*words = NULL;
	return 0;
}

int reload_start(struct machine *machine, struct client *client, const char **words)
{
	unsigned index = client->first;
	const struct container *container = appliance.containers.items[index];
	int error = refuse(machine, index, words);

	if (error != 0)
		return error;
	client->result = 0;
	if (container->reload->kind == RELOAD_SIGNAL)
		return signals_send(machine, index,
			(uint32_t)(container->reload->signal ? container->reload->signal : SIGHUP),
			words);
	if (!NSINIT_USES_COMMAND)
		return ENOSYS;
	error = inside_start(machine, index, container->reload->argv,
		container->reload->limit_ms > 0 ? container->reload->limit_ms
						: RELOAD_LIMIT_DEFAULT_MS);
	client->result = machine->units[index].command;
	log_say(LOG_LEVEL_INFO, container->name, "reloads", error);
	return -error;
}

bool reload_is_over(
	const struct machine *machine, const struct client *client, int *result, const char **words)
{
	const struct unit *unit = &machine->units[client->first];

	*result = 0;
	*words = NULL;
	if (client->result == 0) /* a signal was all */
		return true;
	if (unit->command == client->result)
		return false;
	*result = unit->command_result;
	if (*result == ETIMEDOUT)
		*words = "the command took too long";
	else if (*result != 0)
		*words = unit->command_words[0] ? unit->command_words : "the command was killed";
	return true;
}
