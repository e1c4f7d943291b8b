/*
 * Bridges of the appliance and the networks of its containers.
 * Host tool; check_bridges() is called by main(), check_networks() by check_container().
 */
#include "check/check.h"
#include "check/forms.h"
#include "check/rules.h"

#include "base/namespaces.h"

#include <stdio.h>
#include <string.h>

/* ETH_MIN_MTU and ETH_MAX_MTU of the kernel. */
#define MTU_LEAST 68
#define MTU_MOST  65535

static const char *bridge_label(const struct bridge *bridge)
{
	return bridge->name != NULL ? bridge->name : "without a name";
}

/* An address that is given and of a prefix length with which one can go on. */
static bool cidr_good(struct cidr4 cidr)
{
	return cidr_given(cidr) && cidr.prefix >= 1 && cidr.prefix <= 32;
}

static void check_cidr(struct report *report, const struct place *at, struct cidr4 cidr)
{
	if (!cidr_good(cidr))
		report_error(report, at, "address", rule_prefix_range, cidr.prefix);
	else if (address_fault(cidr.address, cidr.prefix) != NULL)
		report_error(report, at, "address", rule_address_unusable, cidr_text(cidr).text,
			address_fault(cidr.address, cidr.prefix));
}

static unsigned bridge_count(const struct appliance *machine)
{
	const struct bridge *const *list = machine->bridges;
	unsigned count = 0;

	while (list != NULL && count <= BRIDGES_MAX && list[count] != NULL)
		count++;
	return count;
}

static bool bridge_listed(const struct appliance *machine, const struct bridge *bridge)
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
	const struct bridge *const *list, unsigned index)
{
	struct cidr4 cidr = list[index]->address;

	if (!cidr_given(cidr))
		return;
	check_cidr(report, at, cidr);
	for (unsigned i = 0; cidr_good(cidr) && i < index; i++) {
		struct cidr4 other = list[i]->address;

		if (list[i] != list[index] && cidr_good(other) && cidr_overlap(cidr, other))
			report_error(report, at, "address", rule_bridges_overlap,
				network_text(cidr).text, network_text(other).text,
				bridge_label(list[i]));
	}
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
		check_bridge_network(report, at, list, i);
	}
}

/* All fields are 0. An entry without a kind, but with other fields, is a mistake and no end. */
static bool network_ends(const struct network *network)
{
	return network->kind == NETWORK_END && network->bridge == NULL &&
	       !cidr_given(network->address) && network->gateway == 0 && network->mtu == 0;
}

unsigned network_count(const struct network *networks)
{
	unsigned count = 0;

	while (networks != NULL && count <= NETWORKS_MAX && !network_ends(&networks[count]))
		count++;
	return count;
}

bool has_network(const struct container *container, enum network_kind kind)
{
	unsigned count = network_count(container->networks);

	for (unsigned i = 0; i < count && i < NETWORKS_MAX; i++) {
		if (container->networks[i].kind == kind)
			return true;
	}
	return false;
}

/* The first listed container with that address on a bridge; NULL for none. */
static const struct container *address_owner(
	const struct appliance *machine, const struct bridge *bridge, uint32_t address)
{
	for (unsigned c = 0; c < machine->containers.count; c++) {
		const struct container *container = machine->containers.items[c];
		const struct network *networks = container->networks;

		for (unsigned i = 0; i < network_count(networks) && i < NETWORKS_MAX; i++) {
			if (networks[i].kind == NETWORK_VETH && networks[i].bridge == bridge &&
				networks[i].address.address == address)
				return container;
		}
	}
	return NULL;
}

static void check_gateway(struct report *report, const struct appliance *machine,
	const struct place *at, const struct network *network)
{
	const struct bridge *bridge = network->bridge;
	uint32_t gateway = network->gateway;
	const char *fault;

	if (gateway == 0 || !cidr_good(network->address))
		return;
	fault = address_fault(gateway, network->address.prefix);
	if (!cidr_contains(network->address, gateway))
		report_error(report, at, "gateway", rule_gateway_outside, ip4_text(gateway).text,
			network_text(network->address).text);
	else if (gateway == network->address.address)
		report_error(report, at, "gateway", rule_gateway_self, ip4_text(gateway).text);
	else if (fault != NULL)
		report_error(report, at, "gateway", rule_address_unusable, ip4_text(gateway).text,
			fault);
	else if (bridge != NULL && bridge->ports == NULL && gateway != bridge->address.address &&
		 address_owner(machine, bridge, gateway) == NULL)
		report_error(report, at, "gateway", rule_gateway_nobody, ip4_text(gateway).text,
			bridge_label(bridge));
}

/* Against the bridge and against earlier containers and networks. */
static void check_address(struct report *report, const struct appliance *machine,
	const struct place *at, const struct container *container, const struct network *network)
{
	const struct bridge *bridge = network->bridge;
	struct cidr4 cidr = network->address;
	struct cidr4 around = bridge != NULL ? bridge->address : (struct cidr4){ 0, 0 };
	const struct container *owner = address_owner(machine, bridge, cidr.address);

	if (!cidr_given(cidr)) {
		report_error(report, at, "address", rule_address_missing);
		return;
	}
	check_cidr(report, at, cidr);
	if (!cidr_good(cidr) || bridge == NULL)
		return;
	if (owner != container && owner != NULL)
		report_error(report, at, "address", rule_address_twice, ip4_text(cidr.address).text,
			container_label(machine, owner));
	if (!cidr_good(around))
		return;
	if (cidr.address == around.address)
		report_error(report, at, "address", rule_address_twice, ip4_text(cidr.address).text,
			bridge_label(bridge));
	if (!cidr_contains(around, cidr.address))
		report_error(report, at, "address", rule_address_outside, cidr_text(cidr).text,
			network_text(around).text, bridge_label(bridge));
	else if (cidr.prefix != around.prefix)
		report_error(report, at, "address", rule_prefix_differs, cidr_text(cidr).text,
			cidr_text(around).text, bridge_label(bridge));
}

static void check_veth(struct report *report, const struct appliance *machine,
	const struct container *container, unsigned index)
{
	const struct place at = { container_label(machine, container), "networks", index };
	const struct network *network = &container->networks[index];

	/* Both ends' namespaces belong to the same user namespace: IFLA_TARGET_NETNSID,
	 * rtnetlink(7). */
	if ((container->caps & CAP(NET_ADMIN)) && user_of(container) == NULL)
		report_error(report, &at, "kind", rule_net_admin_veth);
	if (network->bridge == NULL)
		report_error(report, &at, "bridge", rule_bridge_missing);
	else if (!bridge_listed(machine, network->bridge))
		report_error(
			report, &at, "bridge", rule_bridge_unlisted, bridge_label(network->bridge));
	check_address(report, machine, &at, container, network);
	check_gateway(report, machine, &at, network);
	if (network->mtu != 0 && (network->mtu < MTU_LEAST || network->mtu > MTU_MOST))
		report_error(report, &at, "mtu", rule_mtu_range, network->mtu);
	for (unsigned i = 0; i < index; i++) {
		const struct network *earlier = &container->networks[i];

		if (cidr_good(network->address) && cidr_good(earlier->address) &&
			cidr_overlap(network->address, earlier->address))
			report_error(report, &at, "address", rule_networks_overlap,
				cidr_text(network->address).text, i,
				cidr_text(earlier->address).text);
		if (network->gateway != 0 && earlier->gateway != 0)
			report_error(report, &at, "gateway", rule_gateway_twice, i);
	}
}

static void check_host_network(struct report *report, const struct place *at,
	const struct network *network, unsigned count)
{
	const char *why = "with NETWORK_HOST";

	if (count > 1)
		report_error(report, at, "kind", rule_network_host_alone);
	if (network->bridge != NULL)
		report_error(report, at, "bridge", rule_no_effect, why);
	if (cidr_given(network->address))
		report_error(report, at, "address", rule_no_effect, why);
	if (network->gateway != 0)
		report_error(report, at, "gateway", rule_no_effect, why);
	if (network->mtu != 0)
		report_error(report, at, "mtu", rule_no_effect, why);
}

void check_networks(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };
	const struct network *networks = container->networks;
	unsigned count = network_count(networks);

	if (!check_length(report, &at, "networks", count, NETWORKS_MAX))
		return;
	for (unsigned i = 0; i < count; i++) {
		const struct place entry = { at.subject, "networks", i };

		switch (networks[i].kind) {
		case NETWORK_END:
			report_error(report, &entry, "kind", rule_kind_missing,
				"NETWORK_VETH or NETWORK_HOST");
			continue;
		case NETWORK_VETH:
			check_veth(report, machine, container, i);
			continue;
		case NETWORK_HOST:
			check_host_network(report, &entry, &networks[i], count);
			continue;
		}
		check_enum(report, &entry, "kind", (int)networks[i].kind, NETWORK_HOST + 1,
			"enum network_kind");
	}
}
