/*
 * What outlives a reboot, as a line below the table of a good config.
 * Host tool; called by print_summary(); writes to standard output.
 */
#include "check/check.h"

#include <inttypes.h>
#include <stdio.h>

void print_store(const struct appliance *machine)
{
	static const char *const seeds[] = {
		[SEED_NONE] = "",
		[SEED_STIR] = ", random seed stirred in",
		[SEED_CREDIT] = ", random seed credited",
	};

	if (machine->store == NULL)
		return;
	printf("store: %s", machine->store);
	if (machine->store_mount.device != NULL)
		printf(" from %s, %s", machine->store_mount.device, machine->store_mount.type);
	fputs(seeds[machine->seed], stdout);
	if (machine->clock != NULL)
		fputs(", clock", stdout);
	if (machine->clock != NULL && machine->clock->floor_s > 0)
		printf(" from %" PRId64 " s on", machine->clock->floor_s);
	if (machine->clock != NULL && machine->clock->save_ms > 0)
		printf(" every %" PRId64 " ms", machine->clock->save_ms);
	putchar('\n');
}
