/*
 * What is done about devices that come and go, as a line below the table of a good config.
 * Host tool; called by print_summary(); writes to standard output.
 */
#include "check/check.h"

#include <inttypes.h>
#include <stdio.h>

#define MODE_DEFAULT 0600u

void print_hotplug(const struct appliance *machine)
{
	const unsigned count = device_rule_count(machine->device_rules);
	const char *between = machine->coldplug ? ", " : "";

	if (!machine->coldplug && count == 0)
		return;
	printf("devices: %s", machine->coldplug ? "modules for what is there" : "");
	for (unsigned i = 0; i < count; i++) {
		const struct device_rule *rule = &machine->device_rules[i];

		printf("%s%s %04" PRIo32 " %" PRIu32 ":%" PRIu32, between, rule->name,
			rule->mode != 0 ? rule->mode : MODE_DEFAULT, rule->uid, rule->gid);
		between = ", ";
	}
	putchar('\n');
}
