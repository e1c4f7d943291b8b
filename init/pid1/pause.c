/*
 * `nsctl pause` and `resume`; see pause.h. PID 1 only.
 */
#include "pid1/pause.h"

#include "base/system.h"
#include "pid1/events.h"
#include "pid1/log.h"

#include <errno.h>

/*
 * How long processes may take to stand still. One in uninterruptible sleep cannot, and half a
 * container that stands while the other half waits for it is worse than none.
 */
#define PAUSE_LIMIT_MS 2000

/* Version 1 has nothing to wait on, and where there is an event it comes a moment later too. */
#define PAUSE_LOOK_MS 5

static const char *name_of(unsigned index)
{
	return appliance.containers.items[index]->name;
}

static void fail(struct machine *machine, unsigned index, int error)
{
	cgroup_freeze(&machine->cgroups, name_of(index), false);
	machine->units[index].pause = PAUSE_FAILED;
	log_say(LOG_LEVEL_WARNING, name_of(index), "cannot be paused", error);
}

static void look(struct machine *machine, unsigned index)
{
	struct unit *unit = &machine->units[index];
	int64_t now_ms = sys_now_ms();
	int held = cgroup_is_frozen(&machine->cgroups, name_of(index));

	if (held > 0) {
		unit->pause = PAUSE_HELD;
		log_say(LOG_LEVEL_INFO, name_of(index), "paused", 0);
		if (NSINIT_USES_EVENTS)
			events_note(machine, index, SERVICE_UP);
	} else if (held < 0 || now_ms >= unit->pause_end_ms) {
		fail(machine, index, held < 0 ? held : -ETIMEDOUT);
	}
	unit->pause_look_ms = now_ms + PAUSE_LOOK_MS;
}

bool pause_holds(const struct machine *machine, unsigned index)
{
	enum pause pause = machine->units[index].pause;

	return pause == PAUSE_HOLDING || pause == PAUSE_HELD;
}

static int hold(struct machine *machine, unsigned index)
{
	struct unit *unit = &machine->units[index];
	int error;

	if (pause_holds(machine, index))
		return 0;
	error = cgroup_freeze(&machine->cgroups, name_of(index), true);
	if (error < 0)
		return error;
	unit->pause = PAUSE_HOLDING;
	unit->pause_end_ms = sys_now_ms() + PAUSE_LIMIT_MS;
	look(machine, index);
	return 0;
}

/* The write takes locks that every fork takes too, and waits for none of the processes. */
static int let_go(struct machine *machine, unsigned index)
{
	struct unit *unit = &machine->units[index];
	bool was_held;
	int error = 0;

	if (pause_holds(machine, index))
		error = cgroup_freeze(&machine->cgroups, name_of(index), false);
	if (error < 0)
		return error;
	was_held = unit->pause == PAUSE_HELD;
	unit->pause = PAUSE_NONE;
	if (was_held) {
		log_say(LOG_LEVEL_INFO, name_of(index), "resumed", 0);
		if (NSINIT_USES_EVENTS)
			events_note(machine, index, machine->services[index].state);
	}
	return 0;
}

int pause_take(struct machine *machine, const struct client *client, const char **words)
{
	unsigned index = client->first;
	int error;

	*words = NULL;
	if (machine->services[index].state != SERVICE_UP) {
		*words = "it is not up";
		return ESRCH;
	}
	error = client->verb == VERB_PAUSE ? hold(machine, index) : let_go(machine, index);
	if (error == -EOPNOTSUPP)
		*words = "needs version 2 of control groups, or the freezer of version 1";
	return -error;
}

bool pause_is_over(const struct machine *machine, unsigned index, int *result, const char **words)
{
	switch (machine->units[index].pause) {
	case PAUSE_HOLDING:
		return false;
	case PAUSE_HELD:
		*result = 0;
		*words = NULL;
		break;
	case PAUSE_NONE:
		*result = ECANCELED;
		*words = "it was told to go on or to end";
		break;
	case PAUSE_FAILED:
		*result = ETIMEDOUT;
		*words = "some of its processes cannot be held now; all go on";
		break;
	}
	return true;
}

void pause_release(struct machine *machine, unsigned index)
{
	int error = let_go(machine, index);

	if (error < 0)
		log_say(LOG_LEVEL_ERROR, name_of(index), "cannot be resumed", error);
}

void pause_step(struct machine *machine)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		if (machine->units[i].pause == PAUSE_HOLDING &&
			sys_now_ms() >= machine->units[i].pause_look_ms)
			look(machine, i);
}

int64_t pause_deadline(const struct machine *machine)
{
	int64_t first_ms = 0;

	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		const struct unit *unit = &machine->units[i];

		if (unit->pause == PAUSE_HOLDING &&
			(first_ms == 0 || unit->pause_look_ms < first_ms))
			first_ms = unit->pause_look_ms;
	}
	return first_ms;
}
