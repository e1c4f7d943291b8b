/*
 * Containers that serve one connection each, some of them together.
 * Host tool; called by check_life().
 */
#include "check/check.h"
#include "check/rules.h"

#include "base/sockets.h"

static void check_life_of(
	struct report *report, const struct place *at, const struct container *container)
{
	static const char why[] = "with KIND_CONNECTION";

	if (container->terminal)
		report_error(report, at, "terminal", rule_no_effect, why);
	if (container->ready != NULL)
		report_error(report, at, "ready", rule_no_effect, why);
	if (container->success != NULL)
		report_error(report, at, "success", rule_no_effect, why);
	if (container->restart.kind == RESTART_ALWAYS)
		report_error(report, at, "restart.kind", rule_no_effect, why);
	if (container->oom == OOM_STOP)
		report_error(report, at, "oom", rule_connection_stop, "OOM_RESTART");
	if (stops_short(container->pressure))
		report_error(report, at, "pressure", rule_connection_stop, "PRESSURE_RESTART");
}

/* What they have together is told once. */
static bool is_first(const struct appliance *machine, const struct container *container)
{
	unsigned i = 0;

	while (machine->containers.items[i]->connections != container->connections)
		i++;
	return machine->containers.items[i] == container;
}

static void check_listen(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { container_label(machine, container), "connections.listen",
		PLACE_SINGLE };
	const struct place outer = { at.subject, "connections", PLACE_SINGLE };
	const struct connections *connections = container->connections;
	const struct socket_listen *listen = &connections->listen;

	if (listen->kind == SOCKET_END)
		report_error(report, &at, "kind", rule_kind_missing, "a SOCKET_ kind");
	else if (listen->kind == SOCKET_UDP || listen->kind == SOCKET_UNIX_DATAGRAM)
		report_error(report, &at, "kind", rule_connections_kind);
	else
		check_socket_listen(report, machine, container, 0, &at);
	if (listen->name != NULL)
		report_error(report, &at, "name", rule_no_effect, "with KIND_CONNECTION");
	if (connections->per_address < 0 || connections->per_address > CONTAINERS_MAX)
		report_error(report, &outer, "per_address", rule_range, connections->per_address, 0,
			CONTAINERS_MAX);
	else if (connections->per_address != 0 && socket_is_unix(listen))
		report_error(report, &outer, "per_address", rule_no_effect, "with a path");
}

void check_connections(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };

	if (container->kind != KIND_CONNECTION) {
		if (container->connections != NULL)
			report_error(report, &at, "connections", rule_no_effect,
				"without KIND_CONNECTION");
		return;
	}
	check_life_of(report, &at, container);
	if (container->connections == NULL)
		report_error(report, &at, "connections", rule_connections_missing);
	else if (is_first(machine, container))
		check_listen(report, machine, container);
}
