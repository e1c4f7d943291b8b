/*
 * What follows when a container is short of something: numbers that the kernel takes, and what
 * would not follow. Host tool; called by check_life().
 */
#include "check/check.h"
#include "check/rules.h"

#include <stddef.h>

unsigned pressure_count(const struct pressure *pressure)
{
	unsigned count = 0;

	while (pressure != NULL && count <= PRESSURES_MAX && pressure[count].kind != PRESSURE_END)
		count++;
	return count;
}

static void check_one(struct report *report, const struct container *container,
	const struct place *at, const struct pressure *pressure)
{
	check_enum(report, at, "kind", (int)pressure->kind, PRESSURE_IO + 1, "enum pressure_kind");
	check_enum(report, at, "action", (int)pressure->action, PRESSURE_STOP + 1,
		"enum pressure_action");
	if (pressure->window_us < PRESSURE_WINDOW_LEAST ||
		pressure->window_us > PRESSURE_WINDOW_MOST)
		report_error(report, at, "window_us", rule_range, pressure->window_us,
			PRESSURE_WINDOW_LEAST, PRESSURE_WINDOW_MOST);
	else if (pressure->stall_us < 1 || pressure->stall_us > pressure->window_us)
		report_error(report, at, "stall_us", rule_range, pressure->stall_us, 1,
			pressure->window_us);
	if (pressure->action == PRESSURE_RESTART && container->restart.kind == RESTART_NEVER)
		report_error(report, at, "action", rule_shortage_never, "PRESSURE_STOP");
}

void check_shortage(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };
	unsigned count = pressure_count(container->pressure);

	check_enum(report, &at, "oom", (int)container->oom, OOM_STOP + 1, "enum oom");
	if (container->oom == OOM_RESTART && container->restart.kind == RESTART_NEVER)
		report_error(report, &at, "oom", rule_shortage_never, "OOM_STOP");
	if (!check_length(report, &at, "pressure", count, PRESSURES_MAX))
		return;
	for (unsigned i = 0; i < count; i++)
		check_one(report, container, &(struct place){ at.subject, "pressure", i },
			&container->pressure[i]);
}
