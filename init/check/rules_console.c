/*
 * Logins on terminals of the machine: each has one of its own, and none is ever over.
 * Host tool; called by check_life().
 */
#include "check/check.h"
#include "check/forms.h"
#include "check/rules.h"

#include <string.h>

/* Other names of whatever terminal there is: Documentation/admin-guide/devices.txt. */
static bool is_alias(const char *tty)
{
	static const char *const names[] = { "console", "tty", "tty0", "ptmx" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (strcmp(tty, names[i]) == 0)
			return true;
	}
	return false;
}

static bool is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static void check_name(struct report *report, const struct place *at, const char *tty)
{
	if (tty == NULL)
		return;
	if (device_name_fault(tty) != NULL)
		report_error(report, at, "tty", rule_node_name, tty, device_name_fault(tty));
	else if (is_alias(tty))
		report_error(report, at, "tty", rule_tty_alias, tty);
}

static void check_twice(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at)
{
	if (container->tty == NULL && machine->console.kind == CONSOLE_SHELL)
		report_error(report, at, "tty", rule_tty_shell);
	for (unsigned i = 0; machine->containers.items[i] != container; i++) {
		const struct container *other = machine->containers.items[i];

		if (other->kind != KIND_CONSOLE || !is_same(other->tty, container->tty))
			continue;
		report_error(report, at, "tty", rule_tty_twice, container_label(machine, other));
		return;
	}
}

bool stops_short(const struct pressure *pressure)
{
	while (pressure != NULL && pressure->kind != PRESSURE_END &&
		pressure->action != PRESSURE_STOP)
		pressure++;
	return pressure != NULL && pressure->kind != PRESSURE_END;
}

void check_tty(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	static const char why[] = "with KIND_CONSOLE";
	const struct place at = { .subject = container_label(machine, container) };

	if (container->kind != KIND_CONSOLE) {
		if (container->tty != NULL)
			report_error(report, &at, "tty", rule_no_effect, "without KIND_CONSOLE");
		return;
	}
	check_name(report, &at, container->tty);
	check_twice(report, machine, container, &at);
	if (container->terminal)
		report_error(report, &at, "terminal", rule_no_effect, why);
	if (container->restart.kind == RESTART_NEVER)
		report_error(report, &at, "restart.kind", rule_tty_never);
	if (container->restart.failures != NULL)
		report_error(report, &at, "restart.failures", rule_no_effect, why);
	if (container->success != NULL)
		report_error(report, &at, "success", rule_no_effect, why);
	if (container->ready != NULL)
		report_error(report, &at, "ready", rule_no_effect, why);
	if (container->oom == OOM_STOP)
		report_error(report, &at, "oom", rule_tty_stop, "OOM_RESTART");
	if (stops_short(container->pressure))
		report_error(report, &at, "pressure", rule_tty_stop, "PRESSURE_RESTART");
}
