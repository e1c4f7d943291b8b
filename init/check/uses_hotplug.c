/*
 * Whether somebody follows devices, and for what; see uses.h. Host tool.
 */
#include "check/check.h"
#include "check/uses.h"

void print_hotplug_uses(FILE *out, const struct appliance *machine)
{
	bool rules = device_rule_count(machine->device_rules) > 0;
	bool nodes = false;

	for (unsigned i = 0; i < machine->containers.count; i++)
		nodes = nodes || machine->containers.items[i]->device_node != NULL;
	fprintf(out, "#define NSINIT_USES_COLDPLUG %d\n", machine->coldplug);
	fprintf(out, "#define NSINIT_USES_DEVICE_RULES %d\n", rules);
	fprintf(out, "#define NSINIT_USES_DEVICE_NODE %d\n", nodes);
	fprintf(out, "#define NSINIT_USES_HOTPLUG %d\n", machine->coldplug || rules || nodes);
}
