/*
 * `nsctl set`; see set.h. PID 1, and the fork that writes.
 */
#include "pid1/set.h"

#include "base/reply.h"
#include "base/system.h"
#include "pid1/errand.h"
#include "pid1/log.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

static const struct container *container_of(const struct machine *machine, const struct unit *unit)
{
	return appliance.containers.items[unit - machine->units];
}

/* Its limits as they are, or as they shall be. */
static struct limits limits_of(const struct container *container, const int64_t *values)
{
	struct limits limits = *container->limits;

	settings_apply(&limits, values);
	return limits;
}

/* The fork: exits 0 when the limit stands. */
static _Noreturn void change(struct machine *machine, const struct client *client,
	const struct unit *unit, const struct set_request *wish)
{
	const struct container *container = container_of(machine, unit);
	int64_t values[SETTING_COUNT];
	struct limits before, after;
	char bytes[CONTROL_TEXT_MAX] = "";
	struct text words = TEXT(bytes);
	unsigned failed = 0;
	int error;

	errand_forget(machine);
	memcpy(values, unit->set, sizeof values);
	before = limits_of(container, values);
	values[wish->setting] = wish->value;
	after = limits_of(container, values);
	error = cgroup_limits_change(&machine->cgroups, container->name, &before, &after, &failed);
	if (error < 0) {
		cgroup_item(&words, &after, failed);
		text_string(&words, ": ");
		text_errno(&words, error);
	}
	if (error < 0)
		reply_end(client->fd, -error, bytes);
	sys_exit(error < 0);
}

/* Why not, as an errno value. */
static int refuse(const struct machine *machine, const struct client *client,
	const struct set_request *wish, const char **words)
{
	const struct unit *unit = &machine->units[client->first];
	int64_t memory = container_of(machine, unit)->limits->memory_bytes;

	if (!setting_fits(wish->setting, wish->value)) {
		*words = "no config could say so";
		return EINVAL;
	}
	if (wish->setting == SETTING_SWAP && memory <= 0 && unit->set[SETTING_MEMORY] == 0) {
		*words = "swap is beside a limit of memory, and there is none";
		return EINVAL;
	}
	if (machine->phase != PHASE_RUNNING ||
		machine->services[client->first].state != SERVICE_UP) {
		*words = "it is not up";
		return ESRCH;
	}
	if (unit->setter > 0) {
		*words = "another of its limits is being changed";
		return EBUSY;
	}
	*words = NULL;
	return 0;
}

int set_start(struct machine *machine, struct client *client, const struct set_request *wish,
	const char **words)
{
	struct unit *unit = &machine->units[client->first];
	int error = refuse(machine, client, wish, words);
	pid_t pid;

	if (error != 0)
		return error;
	pid = sys_fork_default();
	if (pid == 0)
		change(machine, client, unit, wish);
	if (pid < 0)
		return -pid;
	unit->setter = client->result = pid;
	unit->setting = wish->setting;
	unit->setting_value = wish->value;
	return 0;
}

static void record(const struct machine *machine, struct unit *unit)
{
	struct log_line line;

	unit->set[unit->setting] = unit->setting_value;
	log_start(&line, LOG_LEVEL_NOTICE);
	text_string(&line.text, container_of(machine, unit)->name);
	text_string(&line.text, ": ");
	text_string(&line.text, setting_word(unit->setting));
	text_string(&line.text, " set to ");
	text_number(&line.text, unit->setting_value);
	log_end(&line);
}

bool set_exited(struct machine *machine, pid_t pid, int status)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		struct unit *unit = &machine->units[i];

		if (unit->setter != pid)
			continue;
		unit->setter = 0;
		unit->set_result = status == 0 ? 0 : ECANCELED;
		if (status == 0)
			record(machine, unit);
		return true;
	}
	return false;
}

/* The answer comes from PID 1 when it knows what was set: the next wish may follow at once. */
bool set_is_over(
	const struct machine *machine, const struct client *client, int *result, const char **words)
{
	const struct unit *unit = &machine->units[client->first];

	*result = unit->set_result;
	*words = unit->set_result == 0 ? NULL : "the container ended";
	return unit->setter != client->result;
}

void set_forget(struct unit *unit)
{
	if (unit->setter > 0) {
		sys_kill(unit->setter, SIGKILL);
		unit->set_result = ECANCELED;
	}
	unit->setter = 0;
	memset(unit->set, 0, sizeof unit->set);
}
