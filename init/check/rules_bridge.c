/*
 * Bridges of the appliance.
 * Host tool; check_bridges() is called by main().
 */
#include "check/check.h"
#include "check/network.h"
#include "check/rules.h"

#include <stdio.h>
#include <string.h>

const char *bridge_label(const struct bridge *bridge)
{
	return bridge->name != NULL ? bridge->name : "without a name";
}

static unsigned bridge_count(const struct appliance *machine)
{
	const struct bridge *const *list = machine->bridges;
	unsigned count = 0;

	while (list != NULL && count <= BRIDGES_MAX && list[count] != NULL)
		count++;
	return count;
}

bool bridge_listed(const struct appliance *machine, const struct bridge *bridge)
{
	for (unsigned i = 0; i < bridge_count(machine); i++) {
		if (machine->bridges[i] == bridge)
			return true;
	}
	return false;
}

/* The names of bridges and ports are of one kind; `seen` holds the earlier ones. */
struct names {
	const char *seen[BRIDGES_MAX * (1 + PORTS_MAX)];
	unsigned count;
};

static void check_interface(struct report *report, const struct place *at, const char *field,
	struct names *names, const char *name)
{
	unsigned same = 0;

	if (interface_fault(name) != NULL)
		report_error(report, at, field, rule_interface_form, name, interface_fault(name));
	while (same < names->count && strcmp(names->seen[same], name) != 0)
		same++;
	if (same < names->count)
		report_error(report, at, field, rule_interface_twice, name);
	else
		names->seen[names->count++] = name;
}

static void check_ports(struct report *report, const struct place *at, struct names *names,
	const char *const *ports)
{
	unsigned count = word_count(ports, PORTS_MAX);

	if (!check_length(report, at, "ports", count, PORTS_MAX))
		return;
	for (unsigned i = 0; i < count; i++) {
		char field[sizeof "ports[4294967295]"];

		snprintf(field, sizeof field, "ports[%u]", i);
		check_interface(report, at, field, names, ports[i]);
	}
}

static void check_bridge_network(struct report *report, const struct place *at,
	const struct bridge *const *list, unsigned index, const struct family *family)
{
	struct ip ip = family->of_bridge(list[index]);

	if (!ip_given(ip))
		return;
	check_ip(report, at, family->address, ip);
	for (unsigned i = 0; ip_good(ip) && i < index; i++) {
		struct ip other = family->of_bridge(list[i]);

		if (list[i] != list[index] && ip_good(other) && ip_overlap(ip, other))
			report_error(report, at, family->address, rule_bridges_overlap,
				ip_network_text(ip).text, ip_network_text(other).text,
				bridge_label(list[i]));
	}
}

static void check_bridge(
	struct report *report, const struct place *at, const struct appliance *machine, unsigned i)
{
	const struct bridge *bridge = machine->bridges[i];

	check_mtu(report, at, bridge->mtu, ip_given(ip_of6(bridge->address6)));
	for (unsigned f = 0; f < FAMILIES; f++)
		check_bridge_network(report, at, machine->bridges, i, &families[f]);
}

void check_bridges(struct report *report, const struct appliance *machine)
{
	const struct bridge *const *list = machine->bridges;
	struct names names = { .count = 0 };

	unsigned count = bridge_count(machine);

	if (!check_length(report, APPLIANCE_PLACE, "bridges", count, BRIDGES_MAX))
		return;
	for (unsigned i = 0; i < count; i++) {
		const struct place *at = APPLIANCE_ENTRY("bridges", i);
		unsigned same = 0;

		while (list[same] != list[i])
			same++;
		if (same < i) {
			report_error(
				report, at, NULL, rule_bridge_twice, bridge_label(list[i]), same);
			continue;
		}
		if (list[i]->name == NULL)
			report_error(report, at, "name", rule_bridge_name_missing);
		else
			check_interface(report, at, "name", &names, list[i]->name);
		check_ports(report, at, &names, list[i]->ports);
		check_bridge(report, at, machine, i);
	}
}
