/*
 * What outlives a reboot: the data store and what is kept on it.
 * Host tool; called by check_appliance().
 */
#include "check/check.h"
#include "check/forms.h"
#include "check/rules.h"

#include <string.h>

#define SAVE_LEAST_MS      MINUTES(1)
#define SAVE_MOST_MS       MINUTES(7 * 24 * 60)
#define CRASHES_LEAST      KiB(256)
#define CRASHES_MOST       GiB(64)
#define CORE_LEAST         KiB(64)
#define CRASHES_FILES_MOST 1000
#define CLOCK_MOST_S       INT64_C(253402300799)

/* Where the boot mounts something else, which is in memory or the kernel's. */
static void check_directory(struct report *report, const char *store)
{
	static const char *const taken[] = { "/proc", "/sys", "/dev", "/run", "/tmp" };

	if (store == NULL)
		return;
	if (path_fault(store) != NULL || strcmp(store, "/") == 0) {
		check_path(report, APPLIANCE_PLACE, "store", store);
		if (strcmp(store, "/") == 0)
			report_error(report, APPLIANCE_PLACE, "store", rule_store_refused, store);
		return;
	}
	for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
		if (path_inside(store, taken[i]))
			report_error(report, APPLIANCE_PLACE, "store", rule_store_refused, store);
	}
}

static void check_mount(struct report *report, const struct appliance *machine)
{
	const struct store_mount *mount = &machine->store_mount;

	if (mount->device == NULL) {
		if (mount->type != NULL)
			report_error(report, APPLIANCE_PLACE, "store_mount.type", rule_no_effect,
				"without a device");
		return;
	}
	check_path(report, APPLIANCE_PLACE, "store_mount.device", mount->device);
	if (mount->type == NULL || mount->type[0] == '\0')
		report_error(report, APPLIANCE_PLACE, "store_mount.type", rule_store_type_missing);
	if (machine->store == NULL)
		report_error(report, APPLIANCE_PLACE, "store_mount.device", rule_store_missing);
}

static void check_clock(struct report *report, const struct appliance *machine)
{
	const struct clock_keeping *clock = machine->clock;

	if (clock == NULL)
		return;
	if (machine->store == NULL)
		report_error(report, APPLIANCE_PLACE, "clock", rule_store_missing);
	if (clock->floor_s < 0 || clock->floor_s > CLOCK_MOST_S)
		report_error(report, APPLIANCE_PLACE, "clock.floor_s", rule_clock_floor,
			(long long)clock->floor_s);
	check_time(report, APPLIANCE_PLACE, "clock.save_ms", clock->save_ms, SAVE_LEAST_MS,
		SAVE_MOST_MS);
}

static void check_crashes(struct report *report, const struct appliance *machine)
{
	const struct crashes *crashes = machine->crashes;
	int64_t total;

	if (crashes == NULL)
		return;
	total = crashes->total_bytes;
	if (machine->store == NULL)
		report_error(report, APPLIANCE_PLACE, "crashes", rule_store_missing);
	if (!crashes->kernel && crashes->core_bytes == 0)
		report_error(report, APPLIANCE_PLACE, "crashes", rule_no_effect,
			"without kernel or core_bytes");
	if (total < CRASHES_LEAST || total > CRASHES_MOST)
		report_error(report, APPLIANCE_PLACE, "crashes.total_bytes", rule_crashes_range,
			size_text(total).text, size_text(CRASHES_LEAST).text,
			size_text(CRASHES_MOST).text);
	else if (crashes->core_bytes != 0 &&
		 (crashes->core_bytes < CORE_LEAST || crashes->core_bytes > total))
		report_error(report, APPLIANCE_PLACE, "crashes.core_bytes", rule_crashes_range,
			size_text(crashes->core_bytes).text, size_text(CORE_LEAST).text,
			size_text(total).text);
	if (crashes->files < 0 || crashes->files > CRASHES_FILES_MOST)
		report_error(report, APPLIANCE_PLACE, "crashes.files", rule_range, crashes->files,
			0, CRASHES_FILES_MOST);
}

void check_store(struct report *report, const struct appliance *machine)
{
	check_directory(report, machine->store);
	check_mount(report, machine);
	check_enum(
		report, APPLIANCE_PLACE, "seed", (int)machine->seed, SEED_CREDIT + 1, "enum seed");
	if (machine->seed != SEED_NONE && machine->store == NULL)
		report_error(report, APPLIANCE_PLACE, "seed", rule_store_missing);
	check_clock(report, machine);
	check_crashes(report, machine);
}
