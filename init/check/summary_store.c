/*
 * What outlives a reboot, as a line below the table of a good config.
 * Host tool; called by print_summary(); writes to standard output.
 */
#include "check/check.h"
#include "check/forms.h"

#include <inttypes.h>
#include <stdio.h>

static void print_crashes(const struct crashes *crashes)
{
	fputs(", crashes", stdout);
	if (crashes->kernel)
		fputs(" of the kernel", stdout);
	if (crashes->core_bytes > 0)
		printf("%s of programs to %s", crashes->kernel ? " and" : "",
			size_text(crashes->core_bytes).text);
	printf(", %s in %" PRId32 " files", size_text(crashes->total_bytes).text,
		crashes->files > 0 ? crashes->files : CRASHES_FILES_DEFAULT);
}

static void print_list(const char *before, const char *const *list)
{
	for (unsigned i = 0; list != NULL && list[i] != NULL; i++)
		printf("%s%s", i == 0 ? before : ",", list[i]);
}

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
	if (machine->store_mount.check != NULL)
		printf(", checked by %s", machine->store_mount.check[0]);
	if (machine->store_mount.format != NULL)
		printf(", formatted by %s", machine->store_mount.format[0]);
	if (machine->store_mount.fallback_bytes > 0)
		printf(", else %s of memory", size_text(machine->store_mount.fallback_bytes).text);
	if (machine->store_mount.wait_ms > 0)
		printf(", waited for up to %" PRId64 " ms", machine->store_mount.wait_ms);
	fputs(seeds[machine->seed], stdout);
	if (machine->clock != NULL)
		fputs(", clock", stdout);
	if (machine->clock != NULL && machine->clock->floor_s > 0)
		printf(" from %" PRId64 " s on", machine->clock->floor_s);
	if (machine->clock != NULL && machine->clock->save_ms > 0)
		printf(" every %" PRId64 " ms", machine->clock->save_ms);
	if (machine->crashes != NULL)
		print_crashes(machine->crashes);
	print_list(", layers over ", machine->overlays);
	if (machine->factory_reset != NULL)
		fputs(", factory reset", stdout);
	if (machine->factory_reset != NULL)
		print_list(" but for ", machine->factory_reset->keep);
	if (machine->enable)
		fputs(", containers that are disabled", stdout);
	putchar('\n');
}
