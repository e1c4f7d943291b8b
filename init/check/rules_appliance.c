/*
 * What is said once for the machine: the list of containers, host name, sysctls, console,
 * watchdog, and the sums over all containers.
 * Host tool; called by main().
 */
#include "check/check.h"
#include "check/forms.h"
#include "check/rules.h"

#include <string.h>

#define WATCHDOG_LEAST_S 2
#define WATCHDOG_MOST_S  3600

struct container_list take_containers(struct report *report, const struct appliance *machine)
{
	static const struct container *taken[CONTAINERS_MAX];
	const struct container_list *list = &machine->containers;
	unsigned count = 0;

	if (list->items == NULL || list->count == 0) {
		report_error(report, APPLIANCE_PLACE, "containers", rule_containers_missing);
		return (struct container_list){ taken, 0 };
	}

	if (!check_length(report, APPLIANCE_PLACE, "containers", list->count, CONTAINERS_MAX))
		return (struct container_list){ taken, 0 };
	for (unsigned i = 0; i < list->count; i++) {
		unsigned same = 0;

		while (same < i && list->items[same] != list->items[i])
			same++;
		if (list->items[i] == NULL)
			report_error(report, APPLIANCE_ENTRY("containers", i), NULL,
				rule_container_null);
		else if (same < i)
			report_error(report, APPLIANCE_ENTRY("containers", i), NULL,
				rule_container_twice, container_label(machine, list->items[i]),
				same);
		else
			taken[count++] = list->items[i];
	}
	return (struct container_list){ taken, count };
}

static void check_hostname(struct report *report, const char *hostname)
{
	if (hostname == NULL)
		report_error(report, APPLIANCE_PLACE, "hostname", rule_hostname_missing);
	else if (!hostname_good(hostname))
		report_error(report, APPLIANCE_PLACE, "hostname", rule_hostname_form, hostname);
}

static void check_sysctl(struct report *report, const struct sysctl *sysctls, unsigned index)
{
	const struct place *at = APPLIANCE_ENTRY("sysctls", index);
	const char *path = sysctls[index].path;
	unsigned same = 0;

	/* write(2) of nothing changes nothing, so an empty value is no value. */
	if (sysctls[index].value == NULL || sysctls[index].value[0] == '\0')
		report_error(report, at, "value", rule_sysctl_missing);
	if (path == NULL) {
		report_error(report, at, "path", rule_sysctl_missing);
		return;
	}
	if (sysctl_fault(path) != NULL)
		report_error(report, at, "path", rule_sysctl_path, path, sysctl_fault(path));
	while (same < index &&
		(sysctls[same].path == NULL || strcmp(sysctls[same].path, path) != 0))
		same++;
	if (same < index)
		report_error(report, at, "path", rule_sysctl_twice, path, same);
}

static void check_sysctls(struct report *report, const struct sysctl *sysctls)
{
	unsigned count = 0;

	/* An entry with half of its fields is a mistake and no end. */
	while (sysctls != NULL && count <= SYSCTLS_MAX &&
		(sysctls[count].path != NULL || sysctls[count].value != NULL))
		count++;
	if (!check_length(report, APPLIANCE_PLACE, "sysctls", count, SYSCTLS_MAX))
		return;
	for (unsigned i = 0; i < count; i++)
		check_sysctl(report, sysctls, i);
}

static void check_console(struct report *report, const struct console *console)
{
	check_enum(report, APPLIANCE_PLACE, "console.kind", (int)console->kind, CONSOLE_SHELL + 1,
		"enum console_kind");
	if (console->kind == CONSOLE_SHELL)
		check_program(report, "appliance", "console.argv", console->argv);
	if (console->kind == CONSOLE_NONE && console->argv != NULL)
		report_error(report, APPLIANCE_PLACE, "console.argv", rule_no_effect,
			"with CONSOLE_NONE");
}

static void check_watchdog(struct report *report, const struct watchdog *watchdog)
{
	const char *device = watchdog->device;

	if (device == NULL) {
		if (watchdog->timeout_s != 0)
			report_error(report, APPLIANCE_PLACE, "watchdog.timeout_s", rule_no_effect,
				"without a device");
		return;
	}
	if (path_fault(device) != NULL)
		check_path(report, APPLIANCE_PLACE, "watchdog.device", device);
	else if (!path_inside(device, "/dev") || strcmp(device, "/dev") == 0)
		report_error(
			report, APPLIANCE_PLACE, "watchdog.device", rule_watchdog_device, device);
	if (watchdog->timeout_s < WATCHDOG_LEAST_S || watchdog->timeout_s > WATCHDOG_MOST_S)
		report_error(report, APPLIANCE_PLACE, "watchdog.timeout_s", rule_watchdog_range,
			watchdog->timeout_s, WATCHDOG_LEAST_S, WATCHDOG_MOST_S);
}

static void check_shutdown(struct report *report, const struct appliance *machine)
{
	int64_t limit_ms = machine->shutdown_limit_ms;

	check_time(report, APPLIANCE_PLACE, "shutdown_limit_ms", limit_ms, LIMIT_LEAST_MS,
		LIMIT_MOST_MS);
	if (limit_ms == 0)
		limit_ms = SHUTDOWN_LIMIT_DEFAULT_MS;
	for (unsigned i = 0; i < machine->containers.count; i++) {
		const struct container *container = machine->containers.items[i];
		int64_t stop_ms = container->stop.limit_ms;

		if (stop_ms == 0)
			stop_ms = STOP_LIMIT_DEFAULT_MS;
		if (stop_ms > limit_ms && stop_ms <= LIMIT_MOST_MS)
			report_error(report, APPLIANCE_PLACE, "shutdown_limit_ms",
				rule_shutdown_short, (long long)limit_ms,
				container_label(machine, container), (long long)stop_ms);
	}
}

static void check_fault(struct report *report, const struct appliance *machine)
{
	check_enum(report, APPLIANCE_PLACE, "fault", (int)machine->fault, FAULT_REEXEC + 1,
		"enum fault");
	if (machine->fault == FAULT_REEXEC && !machine->reexec)
		report_error(report, APPLIANCE_PLACE, "fault", rule_fault_reexec);
}

static void check_ram(struct report *report, const struct appliance *machine)
{
	int64_t sum = memory_sum(machine);

	if (machine->ram_bytes < 0)
		report_error(report, APPLIANCE_PLACE, "ram_bytes", rule_ram_range,
			(long long)machine->ram_bytes);
	if (machine->ram_bytes > 0 && sum > machine->ram_bytes)
		report_error(report, APPLIANCE_PLACE, "ram_bytes", rule_ram_sum,
			size_text(sum).text, size_text(machine->ram_bytes).text);
}

void check_appliance(struct report *report, const struct appliance *machine)
{
	if (machine->schema != NSINIT_SCHEMA)
		report_error(report, APPLIANCE_PLACE, "schema", rule_schema, machine->schema,
			NSINIT_SCHEMA);
	check_hostname(report, machine->hostname);
	check_sysctls(report, machine->sysctls);
	check_console(report, &machine->console);
	check_watchdog(report, &machine->watchdog);
	check_store(report, machine);
	check_boot_proof(report, machine);
	check_device_rules(report, machine);
	check_shutdown(report, machine);
	check_fault(report, machine);
	check_ram(report, machine);
	check_logs(report, machine);
}
