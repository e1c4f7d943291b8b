/*
 * The addresses of a container's networks, its gateways and routes, of both families by the same
 * rules.
 * Host tool; called by check_networks() of each link.
 */
#include "check/check.h"
#include "check/network.h"
#include "check/rules.h"

#include <stdio.h>

static struct ip bridge4(const struct bridge *bridge)
{
	return ip_of4(bridge->address);
}
static struct ip bridge6(const struct bridge *bridge)
{
	return ip_of6(bridge->address6);
}
static struct ip network4(const struct network *network)
{
	return ip_of4(network->address);
}
static struct ip network6(const struct network *network)
{
	return ip_of6(network->address6);
}
static struct ip host4(const struct network *network)
{
	return ip_single4(network->host_address);
}
static struct ip host6(const struct network *network)
{
	return ip_single6(network->host_address6);
}
static struct ip gateway4(const struct network *network)
{
	return ip_single4(network->gateway);
}
static struct ip gateway6(const struct network *network)
{
	return ip_single6(network->gateway6);
}
static unsigned count4(const struct network *network)
{
	return route_count(network->routes);
}
static unsigned count6(const struct network *network)
{
	return route6_count(network->routes6);
}
static struct path route4(const struct network *network, unsigned index)
{
	const struct route *route = &network->routes[index];

	return (struct path){ ip_of4(route->destination), ip_single4(route->via) };
}
static struct path route6(const struct network *network, unsigned index)
{
	const struct route6 *route = &network->routes6[index];

	return (struct path){ ip_of6(route->destination), ip_single6(route->via) };
}

const struct family families[FAMILIES] = {
	{ "address", "host_address", "gateway", "routes", bridge4, network4, host4, gateway4,
		count4, route4 },
	{ "address6", "host_address6", "gateway6", "routes6", bridge6, network6, host6, gateway6,
		count6, route6 },
};

/* What the functions below are about: one family of one network. */
struct subject {
	struct report *report;
	const struct appliance *machine;
	const struct container *container;
	const struct network *network;
	unsigned index;
	const struct family *family;
	struct place at;
};

void check_ip(struct report *report, const struct place *at, const char *field, struct ip ip)
{
	if (!ip_good(ip))
		report_error(report, at, field, rule_prefix_range, ip.prefix, ip.bits);
	else if (ip_fault(ip, ip.prefix) != NULL)
		report_error(report, at, field, rule_address_unusable, ip_cidr_text(ip).text,
			ip_fault(ip, ip.prefix));
	else if (ip_link_local(ip))
		report_error(report, at, field, rule_address_unusable, ip_cidr_text(ip).text,
			"a link-local address, which follows from the MAC");
}

/* The first listed container with that address in a bridge, or on links between two with NULL. */
static const struct container *address_owner(const struct appliance *machine,
	const struct family *family, const struct bridge *bridge, struct ip ip)
{
	enum network_kind kind = bridge != NULL ? NETWORK_VETH : NETWORK_POINT_TO_POINT;

	for (unsigned c = 0; c < machine->containers.count; c++) {
		const struct container *container = machine->containers.items[c];
		const struct network *networks = container->networks;

		for (unsigned i = 0; i < network_count(networks) && i < NETWORKS_MAX; i++) {
			if (networks[i].kind == kind &&
				(bridge == NULL || networks[i].bridge == bridge) &&
				ip_same(family->of_network(&networks[i]), ip))
				return container;
		}
	}
	return NULL;
}

/* What the network reaches without a router: its prefix, or the other end of a link between two. */
static struct ip reach_of(const struct network *network, const struct family *family)
{
	return network->kind == NETWORK_POINT_TO_POINT ? family->of_host(network)
						       : family->of_network(network);
}

/* The address of a router: of a default route or of another one. */
static void check_router(const struct subject *s, const char *field, struct ip via)
{
	const struct bridge *bridge = s->network->bridge;
	const struct container *owner = address_owner(s->machine, s->family, bridge, via);
	struct ip own = s->family->of_network(s->network);
	struct ip reach = reach_of(s->network, s->family);
	const char *fault = ip_fault(via, reach.prefix);
	struct value_text shown = ip_text(via);
	const char *text = shown.text;

	if (ip_link_local(via) && bridge != NULL)
		return;
	if (ip_same(via, own))
		report_error(s->report, &s->at, field, rule_gateway_self, text);
	else if (!ip_contains(reach, via))
		report_error(s->report, &s->at, field, rule_gateway_outside, text,
			ip_network_text(reach).text);
	else if (fault != NULL)
		report_error(s->report, &s->at, field, rule_address_unusable, text, fault);
	else if (bridge == NULL || ip_same(via, s->family->of_bridge(bridge)))
		return;
	else if (owner != NULL && !bridge->open)
		report_error(s->report, &s->at, field, rule_gateway_shut, text,
			container_label(s->machine, owner), bridge_label(bridge));
	else if (owner == NULL && bridge->ports == NULL)
		report_error(
			s->report, &s->at, field, rule_gateway_nobody, text, bridge_label(bridge));
}

/* Against the bridge and against the other containers on it. */
static void check_in_bridge(const struct subject *s, struct ip ip)
{
	const struct bridge *bridge = s->network->bridge;
	const struct container *owner = address_owner(s->machine, s->family, bridge, ip);
	const char *field = s->family->address;
	struct ip around;

	if (bridge == NULL)
		return;
	around = s->family->of_bridge(bridge);
	if (owner != s->container && owner != NULL)
		report_error(s->report, &s->at, field, rule_address_twice, ip_text(ip).text,
			container_label(s->machine, owner));
	if (!ip_good(around))
		return;
	if (ip_same(ip, around))
		report_error(s->report, &s->at, field, rule_address_twice, ip_text(ip).text,
			bridge_label(bridge));
	if (!ip_contains(around, ip))
		report_error(s->report, &s->at, field, rule_address_outside, ip_cidr_text(ip).text,
			ip_network_text(around).text, bridge_label(bridge));
	else if (ip.prefix != around.prefix)
		report_error(s->report, &s->at, field, rule_prefix_differs, ip_cidr_text(ip).text,
			ip_cidr_text(around).text, bridge_label(bridge));
}

/* The two ends, against all other links of this kind, and against the bridges. */
static void check_pair(const struct subject *s, struct ip ip)
{
	const struct family *family = s->family;
	const struct container *owner = address_owner(s->machine, family, NULL, ip);
	struct ip host = family->of_host(s->network);
	const struct container *host_owner = address_owner(s->machine, family, NULL, host);
	const struct bridge *const *bridges = s->machine->bridges;

	if (ip.prefix != ip.bits)
		report_error(s->report, &s->at, family->address, rule_point_prefix,
			ip_cidr_text(ip).text, ip.bits);
	if (owner != s->container)
		report_error(s->report, &s->at, family->address, rule_address_twice,
			ip_text(ip).text, container_label(s->machine, owner));
	for (unsigned i = 0; bridges != NULL && i < BRIDGES_MAX && bridges[i] != NULL; i++) {
		struct ip around = family->of_bridge(bridges[i]);

		if (ip_good(around) && ip_contains(around, ip))
			report_error(s->report, &s->at, family->address, rule_point_in_bridge,
				ip_text(ip).text, ip_network_text(around).text,
				bridge_label(bridges[i]));
	}
	if (!ip_single_given(host))
		report_error(s->report, &s->at, family->host_address, rule_host_address_missing);
	else if (ip_fault(host, host.bits) != NULL)
		report_error(s->report, &s->at, family->host_address, rule_address_unusable,
			ip_text(host).text, ip_fault(host, host.bits));
	else if (host_owner != NULL)
		report_error(s->report, &s->at, family->host_address, rule_address_twice,
			ip_text(host).text, container_label(s->machine, host_owner));
}

/* Against the container's earlier networks. */
static void check_earlier(const struct subject *s, struct ip ip)
{
	struct ip reach = reach_of(s->network, s->family);

	for (unsigned i = 0; i < s->index; i++) {
		const struct network *earlier = &s->container->networks[i];
		struct ip other = s->family->of_network(earlier);

		if (ip_good(other) &&
			(ip_same(ip, other) || ip_overlap(reach, reach_of(earlier, s->family))))
			report_error(s->report, &s->at, s->family->address, rule_networks_overlap,
				ip_cidr_text(ip).text, i, ip_cidr_text(other).text);
		if (ip_single_given(s->family->of_gateway(s->network)) &&
			ip_single_given(s->family->of_gateway(earlier)))
			report_error(s->report, &s->at, s->family->gateway, rule_gateway_twice, i);
	}
}

/* Whether the destination is that of an earlier route, or what a network reaches by itself. */
static bool reached_already(const struct subject *s, struct ip to, unsigned number, char where[40])
{
	for (unsigned n = 0; n < network_count(s->container->networks); n++) {
		const struct network *network = &s->container->networks[n];
		struct ip reach = reach_of(network, s->family);
		unsigned count = n < s->index    ? s->family->route_count(network)
				 : n == s->index ? number
						 : 0;

		snprintf(where, 40, "networks[%u]", n);
		if (ip_good(reach) && reach.prefix == to.prefix && ip_contains(reach, to))
			return true;
		for (unsigned i = 0; i < count && i < ROUTES_MAX; i++) {
			struct ip other = s->family->route(network, i).destination;

			snprintf(where, 40, "networks[%u].%s[%u]", n, s->family->routes, i);
			if (other.prefix == to.prefix && ip_same(other, to))
				return true;
		}
	}
	return false;
}

static void check_route(const struct subject *s, unsigned number)
{
	struct path route = s->family->route(s->network, number);
	struct ip to = route.destination;
	char field[40], via[48], where[40];

	snprintf(field, sizeof field, "%s[%u]", s->family->routes, number);
	snprintf(via, sizeof via, "%s.via", field);
	if (!ip_good(to))
		report_error(s->report, &s->at, field, rule_prefix_range, to.prefix, to.bits);
	else if (!ip_is_network(to))
		report_error(s->report, &s->at, field, rule_route_bits, ip_cidr_text(to).text,
			ip_network_text(to).text);
	else if (reached_already(s, to, number, where))
		report_error(
			s->report, &s->at, field, rule_route_twice, ip_cidr_text(to).text, where);
	if (!ip_single_given(route.via))
		report_error(s->report, &s->at, via, rule_route_via_missing);
	else
		check_router(s, via, route.via);
}

/* What asks for an address that is not there. */
static void check_without_address(const struct subject *s)
{
	const struct family *family = s->family;
	char why[32];

	snprintf(why, sizeof why, "without .%s", family->address);
	if (s->network->kind == NETWORK_POINT_TO_POINT &&
		ip_single_given(family->of_host(s->network)))
		report_error(s->report, &s->at, family->host_address, rule_no_effect, why);
	if (ip_single_given(family->of_gateway(s->network)))
		report_error(s->report, &s->at, family->gateway, rule_no_effect, why);
	if (family->route_count(s->network) > 0)
		report_error(s->report, &s->at, family->routes, rule_no_effect, why);
}

static void check_family(const struct subject *s)
{
	const struct family *family = s->family;
	struct ip ip = family->of_network(s->network);
	unsigned count = family->route_count(s->network);

	if (!ip_given(ip)) {
		check_without_address(s);
		return;
	}
	check_ip(s->report, &s->at, family->address, ip);
	if (!ip_good(ip))
		return;
	if (s->network->kind == NETWORK_POINT_TO_POINT)
		check_pair(s, ip);
	else
		check_in_bridge(s, ip);
	check_earlier(s, ip);
	if (ip_single_given(family->of_gateway(s->network)))
		check_router(s, family->gateway, family->of_gateway(s->network));
	if (!check_length(s->report, &s->at, family->routes, count, ROUTES_MAX))
		return;
	for (unsigned i = 0; i < count; i++)
		check_route(s, i);
}

void check_addresses(struct report *report, const struct appliance *machine,
	const struct container *container, unsigned index)
{
	const struct network *network = &container->networks[index];
	struct subject s = { report, machine, container, network, index, NULL,
		{ container_label(machine, container), "networks", index } };

	if (!ip_given(ip_of4(network->address)) && !ip_given(ip_of6(network->address6)))
		report_error(report, &s.at, "address", rule_address_missing);
	for (unsigned f = 0; f < FAMILIES; f++) {
		s.family = &families[f];
		check_family(&s);
	}
}
