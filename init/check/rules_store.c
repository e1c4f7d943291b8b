/*
 * What outlives a reboot: the data store and what is kept on it.
 * Host tool; called by check_appliance().
 */
#include "check/check.h"
#include "check/forms.h"
#include "check/rules.h"

#include <string.h>

#define SAVE_LEAST_MS      SECONDS(10)
#define STORE_WAIT_MOST_MS MINUTES(5)
#define SAVE_MOST_MS       MINUTES(7 * 24 * 60)
#define CRASHES_LEAST      KiB(256)
#define CRASHES_MOST       GiB(64)
#define CORE_LEAST         KiB(64)
#define CRASHES_FILES_MOST 1000
#define CLOCK_MOST_S       INT64_C(253402300799)

#define FALLBACK_LEAST KiB(64)
#define FALLBACK_MOST  GiB(16)
#define KEEP_MOST      16
#define CHECK_LEAST_MS SECONDS(1)
#define CHECK_MOST_MS  MINUTES(30)

/* Where the boot mounts something else, which is in memory or the kernel's. */
static bool is_taken(const char *path)
{
	static const char *const taken[] = { "/proc", "/sys", "/dev", "/run", "/tmp" };

	for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
		if (path_inside(path, taken[i]))
			return true;
	return false;
}

static void check_directory(struct report *report, const char *store)
{
	if (store == NULL)
		return;
	if (path_fault(store) != NULL || strcmp(store, "/") == 0) {
		check_path(report, APPLIANCE_PLACE, "store", store);
		if (strcmp(store, "/") == 0)
			report_error(report, APPLIANCE_PLACE, "store", rule_store_refused, store);
		return;
	}
	if (is_taken(store))
		report_error(report, APPLIANCE_PLACE, "store", rule_store_refused, store);
}

static bool names_device(const char *device)
{
	static const char *const keys[] = { "PARTLABEL=", "PARTUUID=", "LABEL=" };

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		size_t length = strlen(keys[i]);

		if (strncmp(device, keys[i], length) == 0)
			return device[length] != '\0';
	}
	return path_fault(device) == NULL;
}

/* What stands around the mount. */
static void check_around(struct report *report, const struct store_mount *mount)
{
	int64_t bytes = mount->fallback_bytes;

	if (mount->check != NULL)
		check_program(report, "appliance", "store_mount.check", mount->check);
	if (mount->format != NULL)
		check_program(report, "appliance", "store_mount.format", mount->format);
	if (mount->check == NULL && mount->format == NULL && mount->check_limit_ms != 0)
		report_error(report, APPLIANCE_PLACE, "store_mount.check_limit_ms", rule_no_effect,
			"without check or format");
	check_time(report, APPLIANCE_PLACE, "store_mount.check_limit_ms", mount->check_limit_ms,
		CHECK_LEAST_MS, CHECK_MOST_MS);
	if (bytes != 0 && (bytes < FALLBACK_LEAST || bytes > FALLBACK_MOST))
		report_error(report, APPLIANCE_PLACE, "store_mount.fallback_bytes", rule_store_size,
			size_text(bytes).text, size_text(FALLBACK_LEAST).text,
			size_text(FALLBACK_MOST).text);
}

static void check_mount(struct report *report, const struct appliance *machine)
{
	const struct store_mount *mount = &machine->store_mount;

	if (mount->device == NULL) {
		if (mount->type != NULL)
			report_error(report, APPLIANCE_PLACE, "store_mount.type", rule_no_effect,
				"without a device");
		if (mount->check != NULL || mount->fallback_bytes != 0)
			report_error(report, APPLIANCE_PLACE,
				mount->check ? "store_mount.check" : "store_mount.fallback_bytes",
				rule_no_effect, "without a device");
		if (mount->format != NULL)
			report_error(report, APPLIANCE_PLACE, "store_mount.format", rule_no_effect,
				"without a device");
		if (mount->wait_ms != 0)
			report_error(report, APPLIANCE_PLACE, "store_mount.wait_ms", rule_no_effect,
				"without a device");
		return;
	}
	if (!names_device(mount->device))
		report_error(report, APPLIANCE_PLACE, "store_mount.device", rule_store_device,
			mount->device);
	check_around(report, mount);
	check_time(report, APPLIANCE_PLACE, "store_mount.wait_ms", mount->wait_ms, LIMIT_LEAST_MS,
		STORE_WAIT_MOST_MS);
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

static void check_overlays(struct report *report, const struct appliance *machine)
{
	const char *const *list = machine->overlays;

	if (list == NULL || !check_length(report, APPLIANCE_PLACE, "overlays",
				    word_count(list, PATHS_MAX), PATHS_MAX))
		return;
	if (machine->store == NULL)
		report_error(report, APPLIANCE_PLACE, "overlays", rule_store_missing);
	for (unsigned i = 0; list[i] != NULL; i++) {
		const struct place place = { "appliance", "overlays", i };

		if (path_fault(list[i]) != NULL) {
			check_path(report, &place, NULL, list[i]);
			continue;
		}
		if (strcmp(list[i], "/") == 0 || is_taken(list[i]) ||
			paths_overlap(list[i], machine->store)) {
			report_error(report, &place, NULL, rule_overlay_refused, list[i]);
			continue;
		}
		for (unsigned j = 0; j < i; j++)
			if (paths_overlap(list[i], list[j]))
				report_error(report, &place, NULL, rule_overlays_overlap, list[i],
					j, list[j]);
	}
}

static void check_reset(struct report *report, const struct appliance *machine)
{
	const struct factory_reset *reset = machine->factory_reset;

	if (reset == NULL)
		return;
	if (machine->store == NULL)
		report_error(report, APPLIANCE_PLACE, "factory_reset", rule_store_missing);
	if (reset->keep == NULL || !check_length(report, APPLIANCE_PLACE, "factory_reset.keep",
					   word_count(reset->keep, KEEP_MOST), KEEP_MOST))
		return;
	for (unsigned i = 0; reset->keep[i] != NULL; i++) {
		const struct place place = { "appliance", "factory_reset.keep", i };

		if (reset->keep[i][0] == '\0' || reset->keep[i][0] == '.' ||
			strchr(reset->keep[i], '/') != NULL)
			report_error(report, &place, NULL, rule_keep_form, reset->keep[i]);
	}
}

void check_store(struct report *report, const struct appliance *machine)
{
	check_directory(report, machine->store);
	check_mount(report, machine);
	check_overlays(report, machine);
	check_reset(report, machine);
	check_slots(report, machine);
	check_enum(
		report, APPLIANCE_PLACE, "seed", (int)machine->seed, SEED_CREDIT + 1, "enum seed");
	if (machine->seed != SEED_NONE && machine->store == NULL)
		report_error(report, APPLIANCE_PLACE, "seed", rule_store_missing);
	if (machine->enable && machine->store == NULL)
		report_error(report, APPLIANCE_PLACE, "enable", rule_store_missing);
	check_clock(report, machine);
	check_crashes(report, machine);
}
