/*
 * The messages that make a container's links, and what stands in them; see link.h.
 */
#include "container/link.h"

#include "base/text.h"
#include "container/steps.h"
#include "uses.h"

#include <sys/socket.h>

void link_name(char name[LINK_NAME_BYTES], const struct container *container, unsigned number)
{
	struct text text = { .bytes = name, .size = LINK_NAME_BYTES };

	text_char(&text, 'v');
	text_number(&text, number);
	text_char(&text, '-');
	text_string(&text, container->name);
}

void link_interface(char name[LINK_NAME_BYTES], const struct network *network, unsigned number)
{
	struct text text = { .bytes = name, .size = LINK_NAME_BYTES };

	text_string(&text, network->interface ? network->interface : "eth");
	if (!network->interface)
		text_number(&text, number);
}

bool link_has_ipv6(const struct network *network)
{
	return NSINIT_USES_IPV6 && network->address6.prefix > 0;
}

static bool is_given(const struct ip6 *address)
{
	unsigned bits = 0;

	for (unsigned i = 0; i < 8; i++)
		bits |= address->groups[i];
	return bits != 0;
}

/* A restart is the same machine to the network: else it is not found for minutes. */
static struct mac inner_mac(const struct container *container, unsigned number)
{
	const struct network *network = &container->networks[number];
	unsigned bits = 0;
	char name[LINK_NAME_BYTES];

	for (unsigned i = 0; i < sizeof network->mac.bytes; i++)
		bits |= network->mac.bytes[i];
	if (bits != 0)
		return network->mac;
	link_interface(name, network, number);
	return netlink_mac(appliance.hostname, container->name, name);
}

/*
 * An address, and of a link between two a route to the one at its other end. That of the kernel,
 * for an address with a peer, comes some time later in IPv6.
 */
static void add_address(struct netlink_batch *batch, int index, const struct netlink_prefix *own,
	const struct netlink_prefix *peer)
{
	netlink_address_add(batch, index, own);
	if (peer != NULL)
		netlink_route_add(batch, index, peer, NULL);
}

/* Neighbours are asked for from the link-local address, which is not left to the kernel. */
static void add_address6(struct netlink_batch *batch, int index, const struct mac *mac,
	const struct netlink_prefix *own, const struct netlink_prefix *peer)
{
	const struct netlink_prefix local = netlink_link_local(mac);

	netlink_address_add(batch, index, &local);
	add_address(batch, index, own, peer);
}

/* The appliance's end of a link between two. */
static void host_end(struct netlink_batch *batch, int index, const struct mac *mac,
	const struct network *network)
{
	netlink_link_up(batch, index);
	if (network->address.prefix > 0) {
		const struct netlink_prefix own = netlink_prefix4(network->host_address, 32);
		const struct netlink_prefix peer = netlink_prefix4(network->address.address, 32);

		add_address(batch, index, &own, &peer);
	}
	if (link_has_ipv6(network)) {
		const struct netlink_prefix own = netlink_prefix6(&network->host_address6, 128);
		const struct netlink_prefix peer = netlink_prefix6(&network->address6.address, 128);

		add_address6(batch, index, mac, &own, &peer);
	}
}

/*
 * A stale link of this name is deleted first, since a dead container's lives on for tens of
 * milliseconds; then the pair is made with its far end in the child's namespace.
 */
void link_outside(struct netlink_batch *batch, const struct container *container, unsigned number,
	pid_t pid, int bridge_index)
{
	const struct network *network = &container->networks[number];
	char name[LINK_NAME_BYTES];
	char peer[LINK_NAME_BYTES];
	struct netlink_veth veth = {
		.name = name,
		.peer_name = peer,
		.index = LINK_HOST_INDEX(pid, number),
		.peer_index = LINK_INNER_INDEX(number),
		.peer_pid = pid,
		.bridge_index = bridge_index,
		.mtu = network->mtu,
		.queue_length = network->queue_length,
		.peer_mac = inner_mac(container, number),
	};

	link_name(name, container, number);
	link_interface(peer, network, number);
	veth.mac = netlink_mac(appliance.hostname, container->name, name);
	batch->item = NETWORK_ITEM(number, NETWORK_ITSELF);
	netlink_link_delete(batch, name);
	netlink_veth_add(batch, &veth);
	netlink_link_quiet(batch, veth.index);
	if (network->kind == NETWORK_VETH) {
		const struct netlink_port port = { !network->bridge->open, network->hairpin };

		netlink_port_up(batch, veth.index, &port);
	} else if (NSINIT_USES_POINT_TO_POINT) {
		host_end(batch, veth.index, &veth.mac, network);
	}
}

static void inner_addresses(
	struct netlink_batch *batch, const struct container *container, unsigned number)
{
	const struct network *network = &container->networks[number];
	const bool pair = NSINIT_USES_POINT_TO_POINT && network->kind == NETWORK_POINT_TO_POINT;
	const int index = LINK_INNER_INDEX(number);

	batch->item = NETWORK_ITEM(number, NETWORK_ADDRESS);
	if (network->address.prefix > 0) {
		const struct netlink_prefix own =
			netlink_prefix4(network->address.address, network->address.prefix);
		const struct netlink_prefix peer = netlink_prefix4(network->host_address, 32);

		add_address(batch, index, &own, pair ? &peer : NULL);
	}
	batch->item = NETWORK_ITEM(number, NETWORK_ADDRESS6);
	if (link_has_ipv6(network)) {
		const struct mac mac = inner_mac(container, number);
		const struct netlink_prefix own =
			netlink_prefix6(&network->address6.address, network->address6.prefix);
		const struct netlink_prefix peer = netlink_prefix6(&network->host_address6, 128);

		add_address6(batch, index, &mac, &own, pair ? &peer : NULL);
	}
}

static void inner_gateways(
	struct netlink_batch *batch, const struct network *network, unsigned number)
{
	const int index = LINK_INNER_INDEX(number);

	batch->item = NETWORK_ITEM(number, NETWORK_GATEWAY);
	if (network->gateway != 0) {
		const struct netlink_prefix all = { .family = AF_INET };
		const struct netlink_prefix via = netlink_prefix4(network->gateway, 32);

		netlink_route_add(batch, index, &all, &via);
	}
	batch->item = NETWORK_ITEM(number, NETWORK_GATEWAY6);
	if (link_has_ipv6(network) && is_given(&network->gateway6)) {
		const struct netlink_prefix all = { .family = AF_INET6 };
		const struct netlink_prefix via = netlink_prefix6(&network->gateway6, 128);

		netlink_route_add(batch, index, &all, &via);
	}
}

static void inner_routes(
	struct netlink_batch *batch, const struct network *network, unsigned number)
{
	const struct route *route = network->routes;
	const struct route6 *route6 = network->routes6;
	const int index = LINK_INNER_INDEX(number);

	for (unsigned i = 0; route && route[i].destination.prefix > 0; i++) {
		const struct cidr4 *to = &route[i].destination;
		const struct netlink_prefix where = netlink_prefix4(to->address, to->prefix);
		const struct netlink_prefix via = netlink_prefix4(route[i].via, 32);

		batch->item = NETWORK_ITEM(number, NETWORK_ROUTES + i);
		netlink_route_add(batch, index, &where, &via);
	}
	for (unsigned i = 0; link_has_ipv6(network) && route6 && route6[i].destination.prefix > 0;
		i++) {
		const struct cidr6 *to = &route6[i].destination;
		const struct netlink_prefix where = netlink_prefix6(&to->address, to->prefix);
		const struct netlink_prefix via = netlink_prefix6(&route6[i].via, 128);

		batch->item = NETWORK_ITEM(number, NETWORK_ROUTES6 + i);
		netlink_route_add(batch, index, &where, &via);
	}
}

void link_inside(struct netlink_batch *batch, const struct container *container, unsigned number)
{
	const struct network *network = &container->networks[number];
	const int index = LINK_INNER_INDEX(number);

	batch->item = NETWORK_ITEM(number, NETWORK_ITSELF);
	if (link_has_ipv6(network))
		netlink_link_quiet(batch, index);
	netlink_link_up(batch, index);
	inner_addresses(batch, container, number);
	inner_gateways(batch, network, number);
	if (NSINIT_USES_ROUTES)
		inner_routes(batch, network, number);
}
