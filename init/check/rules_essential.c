/*
 * Containers that the machine is nothing without, and the proof of a boot.
 * Host tool; called by check_life() and check_appliance().
 */
#include "check/check.h"
#include "check/rules.h"

#define GRACE_LEAST_MS  SECONDS(1)
#define GRACE_MOST_MS   MINUTES(24 * 60)
#define BOOT_LEAST_MS   SECONDS(1)
#define BOOT_MOST_MS    MINUTES(24 * 60)
#define FIELD_ON_FAILED "essentials.on_failed"

static enum essential_kind on_failed(const struct appliance *machine)
{
	return machine->essentials != NULL ? machine->essentials->on_failed : ESSENTIAL_REBOOT;
}

static bool any_essential(const struct appliance *machine)
{
	for (unsigned i = 0; i < machine->containers.count; i++) {
		if (machine->containers.items[i]->essential)
			return true;
	}
	return false;
}

/* The machine cannot do two things at once, nor go on with something else. */
static void check_limit(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at)
{
	const struct failures *failures = container->restart.failures;
	static const char field[] = "restart.failures.on_limit";

	if (failures == NULL)
		return;
	if (failures->on_limit == FAILURE_START)
		report_error(report, at, field, rule_essential_limit, "FAILURE_START");
	else if (failures->on_limit == FAILURE_REBOOT && on_failed(machine) != ESSENTIAL_REBOOT)
		report_error(report, at, field, rule_essential_limit, "FAILURE_REBOOT");
	else if (failures->on_limit == FAILURE_RESCUE && on_failed(machine) != ESSENTIAL_RESCUE)
		report_error(report, at, field, rule_essential_limit, "FAILURE_RESCUE");
}

void check_essential(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };

	if (!container->essential)
		return;
	if (container->kind != KIND_SERVICE && container->kind != KIND_ONESHOT)
		report_error(report, &at, "essential", rule_essential_kind);
	check_limit(report, machine, container, &at);
}

static void check_essentials(struct report *report, const struct appliance *machine)
{
	const struct essentials *essentials = machine->essentials;

	if (essentials == NULL)
		return;
	if (!any_essential(machine))
		report_error(report, APPLIANCE_PLACE, "essentials", rule_essential_none);
	check_enum(report, APPLIANCE_PLACE, FIELD_ON_FAILED, (int)essentials->on_failed,
		ESSENTIAL_STARVE + 1, "enum essential_kind");
	if (essentials->on_failed == ESSENTIAL_STARVE && machine->watchdog.device == NULL)
		report_error(report, APPLIANCE_PLACE, FIELD_ON_FAILED, rule_starve_watchdog);
	if (essentials->on_failed == ESSENTIAL_RESCUE && machine->console.kind != CONSOLE_SHELL)
		report_error(report, APPLIANCE_PLACE, FIELD_ON_FAILED, rule_rescue_console);
	check_time(report, APPLIANCE_PLACE, "essentials.grace_ms", essentials->grace_ms,
		GRACE_LEAST_MS, GRACE_MOST_MS);
}

static void check_task(struct report *report, const struct appliance *machine, const char *field,
	const struct container *task)
{
	unsigned i = 0;

	if (task == NULL)
		return;
	while (i < machine->containers.count && machine->containers.items[i] != task)
		i++;
	if (i == machine->containers.count)
		report_error(report, APPLIANCE_PLACE, field, rule_dependency_unlisted,
			container_label(machine, task));
	else if (task->kind != KIND_TASK)
		report_error(report, APPLIANCE_PLACE, field, rule_boot_task,
			container_label(machine, task));
}

static void check_boot_times(struct report *report, const struct appliance *machine)
{
	int64_t limit_ms = machine->boot_limit_ms;
	int64_t ok_ms = machine->boot_ok_after_ms;

	check_time(report, APPLIANCE_PLACE, "boot_ok_after_ms", ok_ms, 1, BOOT_MOST_MS);
	check_time(report, APPLIANCE_PLACE, "boot_limit_ms", limit_ms, BOOT_LEAST_MS, BOOT_MOST_MS);
	if (ok_ms == 0)
		ok_ms = BOOT_OK_AFTER_DEFAULT_MS;
	if (limit_ms == 0 && (machine->boot_failed != NULL || machine->boot_reboot))
		report_error(report, APPLIANCE_PLACE, "boot_limit_ms", rule_boot_limit_missing);
	else if (limit_ms > 0 && limit_ms <= ok_ms && ok_ms <= BOOT_MOST_MS)
		report_error(report, APPLIANCE_PLACE, "boot_limit_ms", rule_boot_limit_short,
			(long long)limit_ms, (long long)ok_ms);
}

void check_boot_proof(struct report *report, const struct appliance *machine)
{
	bool fails = machine->boot_failed != NULL || machine->boot_reboot;
	bool proves = machine->boot_ok != NULL || fails;

	check_essentials(report, machine);
	check_task(report, machine, "boot_ok", machine->boot_ok);
	check_task(report, machine, "boot_failed", machine->boot_failed);
	if (machine->boot_ok != NULL && machine->boot_ok == machine->boot_failed)
		report_error(report, APPLIANCE_PLACE, "boot_failed", rule_dependency_twice,
			container_label(machine, machine->boot_ok), "boot_ok");
	if (!proves && machine->boot_ok_after_ms != 0)
		report_error(report, APPLIANCE_PLACE, "boot_ok_after_ms", rule_no_effect,
			"without boot_ok, boot_failed or boot_reboot");
	if (!fails && machine->boot_limit_ms != 0)
		report_error(report, APPLIANCE_PLACE, "boot_limit_ms", rule_no_effect,
			"without boot_failed or boot_reboot");
	if (!proves)
		return;
	if (!any_essential(machine))
		report_error(report, APPLIANCE_PLACE,
			machine->boot_ok != NULL ? "boot_ok" : "boot_limit_ms",
			rule_essential_none);
	if (fails || machine->boot_limit_ms == 0)
		check_boot_times(report, machine);
}
