/*
 * The networks of a container: their kinds, names, hardware addresses and sizes.
 * Host tool; called by check_container().
 */
#include "check/check.h"
#include "check/network.h"
#include "check/rules.h"

#include "base/namespaces.h"

#include <stdio.h>
#include <string.h>

/* ETH_MIN_MTU and ETH_MAX_MTU of the kernel, and RFC 8200, 5. */
#define MTU_LEAST      68
#define MTU_MOST       65535
#define MTU_LEAST_IPV6 1280

/* More packets than any memory of an appliance holds are a mistake. */
#define QUEUE_MOST 1000000

static bool mac_given(const struct mac *mac)
{
	static const struct mac none;

	return memcmp(mac, &none, sizeof none) != 0;
}

/* All fields are 0. An entry without a kind, but with other fields, is a mistake and no end. */
static bool network_ends(const struct network *network)
{
	static const struct network end;

	/* Padding is zero in an object of static storage, which every list is. */
	return network->kind == NETWORK_END && memcmp(network, &end, sizeof end) == 0;
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

unsigned route_count(const struct route *routes)
{
	unsigned count = 0;

	while (routes != NULL && count <= ROUTES_MAX &&
		(routes[count].destination.prefix != 0 || routes[count].destination.address != 0 ||
			routes[count].via != 0))
		count++;
	return count;
}

unsigned route6_count(const struct route6 *routes)
{
	unsigned count = 0;

	while (routes != NULL && count <= ROUTES_MAX &&
		(ip_given(ip_of6(routes[count].destination)) ||
			ip_single_given(ip_single6(routes[count].via))))
		count++;
	return count;
}

void check_mtu(struct report *report, const struct place *at, uint32_t mtu, bool with_ipv6)
{
	if (mtu == 0)
		return;
	if (mtu < MTU_LEAST || mtu > MTU_MOST)
		report_error(report, at, "mtu", rule_mtu_range, mtu);
	else if (with_ipv6 && mtu < MTU_LEAST_IPV6)
		report_error(report, at, "mtu", rule_mtu_ipv6, mtu);
}

/* The name of the interface inside; `space` holds it when it is the default. */
static const char *interface_name(
	const struct network *network, unsigned index, char space[sizeof "eth4294967295"])
{
	snprintf(space, sizeof "eth4294967295", "eth%u", index);
	return network->interface != NULL ? network->interface : space;
}

static void check_interface_name(struct report *report, const struct place *at,
	const struct network *networks, unsigned index)
{
	char space[sizeof "eth4294967295"];
	char other[sizeof "eth4294967295"];
	const char *name = interface_name(&networks[index], index, space);

	if (interface_fault(name) != NULL)
		report_error(
			report, at, "interface", rule_interface_form, name, interface_fault(name));
	for (unsigned i = 0; i < index; i++) {
		if (strcmp(interface_name(&networks[i], i, other), name) == 0)
			report_error(report, at, "interface", rule_inner_twice, name, i);
	}
}

static struct value_text mac_text(const struct mac *mac)
{
	const uint8_t *b = mac->bytes;
	struct value_text value;

	snprintf(value.text, sizeof value.text, "%02x:%02x:%02x:%02x:%02x:%02x", b[0], b[1], b[2],
		b[3], b[4], b[5]);
	return value;
}

/* The first listed network with that address. */
static const struct network *mac_owner(
	const struct appliance *machine, const struct mac *mac, const struct container **owner)
{
	for (unsigned c = 0; c < machine->containers.count; c++) {
		const struct network *networks = machine->containers.items[c]->networks;

		*owner = machine->containers.items[c];
		for (unsigned i = 0; i < network_count(networks) && i < NETWORKS_MAX; i++) {
			if (memcmp(&networks[i].mac, mac, sizeof *mac) == 0)
				return &networks[i];
		}
	}
	return NULL;
}

static void check_mac(struct report *report, const struct appliance *machine,
	const struct place *at, const struct network *network)
{
	const struct mac *mac = &network->mac;
	const struct container *owner = NULL;

	if (!mac_given(mac))
		return;
	if (mac->bytes[0] & 1)
		report_error(report, at, "mac", rule_mac_group, mac_text(mac).text);
	if (mac_owner(machine, mac, &owner) != network)
		report_error(report, at, "mac", rule_mac_twice, mac_text(mac).text,
			container_label(machine, owner));
}

/* What both kinds of link have. */
static void check_link(struct report *report, const struct appliance *machine,
	const struct container *container, unsigned index)
{
	const struct place at = { container_label(machine, container), "networks", index };
	const struct network *network = &container->networks[index];

	/* Both ends' namespaces belong to the same user namespace: IFLA_TARGET_NETNSID,
	 * rtnetlink(7). */
	if ((container->caps & CAP(NET_ADMIN)) && user_of(container) == NULL)
		report_error(report, &at, "kind", rule_net_admin_veth,
			network->kind == NETWORK_VETH ? "NETWORK_VETH" : "NETWORK_POINT_TO_POINT");
	check_interface_name(report, &at, container->networks, index);
	check_mac(report, machine, &at, network);
	check_mtu(report, &at, network->mtu, ip_given(ip_of6(network->address6)));
	if (network->queue_length > QUEUE_MOST)
		report_error(report, &at, "queue_length", rule_queue_range, network->queue_length,
			QUEUE_MOST);
	check_addresses(report, machine, container, index);
}

static void check_veth(struct report *report, const struct appliance *machine,
	const struct container *container, unsigned index)
{
	const struct place at = { container_label(machine, container), "networks", index };
	const struct network *network = &container->networks[index];
	const struct bridge *bridge = network->bridge;
	const char *why = "with NETWORK_VETH";

	if (bridge == NULL)
		report_error(report, &at, "bridge", rule_bridge_missing);
	else if (!bridge_listed(machine, bridge))
		report_error(report, &at, "bridge", rule_bridge_unlisted, bridge_label(bridge));
	if (network->host_address != 0)
		report_error(report, &at, "host_address", rule_no_effect, why);
	if (ip_single_given(ip_single6(network->host_address6)))
		report_error(report, &at, "host_address6", rule_no_effect, why);
	if (bridge != NULL && bridge->mtu != 0 && network->mtu > bridge->mtu)
		report_error(report, &at, "mtu", rule_mtu_bridge, network->mtu, bridge->mtu,
			bridge_label(bridge));
	check_link(report, machine, container, index);
}

static void check_point_to_point(struct report *report, const struct appliance *machine,
	const struct container *container, unsigned index)
{
	const struct place at = { container_label(machine, container), "networks", index };
	const struct network *network = &container->networks[index];
	const char *why = "with NETWORK_POINT_TO_POINT";

	if (network->bridge != NULL)
		report_error(report, &at, "bridge", rule_no_effect, why);
	if (network->hairpin)
		report_error(report, &at, "hairpin", rule_no_effect, why);
	check_link(report, machine, container, index);
}

static void check_host_network(struct report *report, const struct place *at,
	const struct network *network, unsigned count)
{
	const struct {
		const char *field;
		bool given;
	} fields[] = {
		{ "bridge", network->bridge != NULL },
		{ "interface", network->interface != NULL },
		{ "address", ip_given(ip_of4(network->address)) },
		{ "address6", ip_given(ip_of6(network->address6)) },
		{ "host_address", network->host_address != 0 },
		{ "host_address6", ip_single_given(ip_single6(network->host_address6)) },
		{ "gateway", network->gateway != 0 },
		{ "gateway6", ip_single_given(ip_single6(network->gateway6)) },
		{ "routes", network->routes != NULL },
		{ "routes6", network->routes6 != NULL },
		{ "mtu", network->mtu != 0 },
		{ "queue_length", network->queue_length != 0 },
		{ "mac", mac_given(&network->mac) },
		{ "hairpin", network->hairpin },
	};

	if (count > 1)
		report_error(report, at, "kind", rule_network_host_alone);
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		if (fields[i].given)
			report_error(
				report, at, fields[i].field, rule_no_effect, "with NETWORK_HOST");
	}
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
			report_error(report, &entry, "kind", rule_kind_missing, "a NETWORK_ kind");
			continue;
		case NETWORK_VETH:
			check_veth(report, machine, container, i);
			continue;
		case NETWORK_POINT_TO_POINT:
			check_point_to_point(report, machine, container, i);
			continue;
		case NETWORK_HOST:
			check_host_network(report, &entry, &networks[i], count);
			continue;
		}
		check_enum(report, &entry, "kind", (int)networks[i].kind, NETWORK_HOST + 1,
			"enum network_kind");
	}
}
