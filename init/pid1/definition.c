/*
 * The definitions that containers were started by; see definition.h. The build has one number for
 * each, made by nsinit-check.
 */
#include "pid1/definition.h"

#include "definitions.h"
#include "pid1/log.h"

static const uint32_t definitions[] = { NSINIT_DEFINITIONS };
_Static_assert(sizeof definitions / sizeof definitions[0] == NSINIT_CONTAINERS,
	"a definition for each container");

void definition_note(struct unit *unit, unsigned index)
{
	unit->definition = definitions[index];
}

bool definition_changed(const struct machine *machine, unsigned index)
{
	uint32_t old = machine->units[index].definition;

	/* 0: of an image that did not note it. */
	return machine->pids[index] > 0 && old != 0 && old != definitions[index];
}

void definition_tell(const struct machine *machine)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		if (definition_changed(machine, i))
			log_say(LOG_LEVEL_NOTICE, appliance.containers.items[i]->name,
				"is defined in another way now: a restart applies that", 0);
}
