/*
 * Who is essential, what follows, and the proof of a boot: lines below the table of a good config.
 * Host tool; called by print_summary(); writes to standard output.
 */
#include "check/check.h"

#include <inttypes.h>
#include <stdio.h>

static void print_consequence(const struct essentials *essentials)
{
	static const char *const words[] = {
		[ESSENTIAL_REBOOT] = "reboot",
		[ESSENTIAL_RESCUE] = "rescue",
		[ESSENTIAL_STARVE] = "the watchdog starves",
	};
	int64_t grace_ms = essentials != NULL ? essentials->grace_ms : 0;

	printf(": %s, after %" PRId64 " ms at the latest\n",
		words[essentials != NULL ? essentials->on_failed : ESSENTIAL_REBOOT],
		grace_ms > 0 ? grace_ms : ESSENTIAL_GRACE_DEFAULT_MS);
}

static void print_boot(const struct appliance *machine)
{
	int64_t ok_ms = machine->boot_ok_after_ms;

	if (machine->boot_ok == NULL && machine->boot_failed == NULL && !machine->boot_reboot)
		return;
	printf("boot: confirmed after %" PRId64 " ms",
		ok_ms > 0 ? ok_ms : BOOT_OK_AFTER_DEFAULT_MS);
	if (machine->boot_ok != NULL)
		printf(" by %s", machine->boot_ok->name);
	if (machine->boot_limit_ms > 0)
		printf(", failed after %" PRId64 " ms", machine->boot_limit_ms);
	if (machine->boot_failed != NULL)
		printf(", then %s", machine->boot_failed->name);
	puts(machine->boot_reboot ? ", then reboot" : "");
}

void print_essential(const struct appliance *machine)
{
	const char *before = "essential: ";

	for (unsigned i = 0; i < machine->containers.count; i++) {
		if (!machine->containers.items[i]->essential)
			continue;
		printf("%s%s", before, machine->containers.items[i]->name);
		before = ", ";
	}
	if (before[0] != ',')
		return;
	print_consequence(machine->essentials);
	print_boot(machine);
}
