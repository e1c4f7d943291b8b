/*
 * `nsctl signal`; see signals.h. PID 1 only.
 */
#include "pid1/signals.h"

#include "base/signals.h"
#include "base/system.h"
#include "pid1/log.h"
#include "pid1/pause.h"

#include <errno.h>

/* Its program was executed, and is not known to be gone. */
static bool runs(const struct machine *machine, unsigned index)
{
	enum service_state state = machine->services[index].state;

	return machine->pids[index] > 0 &&
	       (state == SERVICE_UP || state == SERVICE_PREPARING || state == SERVICE_STOPPING);
}

static int refuse(
	const struct machine *machine, unsigned index, uint32_t number, const char **words)
{
	if (number < 1 || number > SIGNAL_MOST) {
		*words = "there is no such signal";
		return EINVAL;
	}
	if (signal_stays(number)) {
		*words = "the container's init does not pass it on";
		return EINVAL;
	}
	if (!runs(machine, index)) {
		*words = "it does not run";
		return ESRCH;
	}
	*words = NULL;
	return 0;
}

static void tell(unsigned index, uint32_t number)
{
	struct log_line line;

	log_start(&line, LOG_LEVEL_NOTICE);
	text_string(&line.text, appliance.containers.items[index]->name);
	text_string(&line.text, ": signal ");
	text_number(&line.text, number);
	text_string(&line.text, " sent");
	log_end(&line);
}

int signals_send(struct machine *machine, unsigned index, uint32_t number, const char **words)
{
	int error = refuse(machine, index, number, words);

	if (error == 0)
		error = -sys_kill(machine->pids[index], (int)number);
	if (error != 0)
		return error;
	/* What is held by the freezer of version 1 does not even die. */
	if (NSINIT_USES_PAUSE && number == SIGKILL)
		pause_release(machine, index);
	tell(index, number);
	return 0;
}
