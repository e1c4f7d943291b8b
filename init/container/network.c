/*
 * Both sides of a container's links, each one batch of messages, and their end; see link.c for
 * what the messages say. Called by the launcher, by the child in its own network namespace, and by
 * the cleaner.
 */
#include "base/sockets.h"
#include "base/system.h"
#include "container/launch.h"
#include "container/link.h"
#include "container/process.h"
#include "kernel/ipv6.h"
#include "kernel/netlink.h"
#include "uses.h"

/* The appliance's end of a link between two has an IPv6 of its own, that of a bridge's port not. */
static int confine_host_ends(const struct container *container, int settings, uint16_t *item)
{
	for (unsigned i = 0; container->networks[i].kind != NETWORK_END; i++) {
		char name[LINK_NAME_BYTES];
		int error;

		if (container->networks[i].kind != NETWORK_POINT_TO_POINT)
			continue;
		*item = NETWORK_ITEM(i, NETWORK_ITSELF);
		link_name(name, container, i);
		error = ipv6_confine(settings, name, link_has_ipv6(&container->networks[i]));
		if (error < 0)
			return error;
	}
	return 0;
}

static bool has_point_to_point(const struct container *container)
{
	for (const struct network *network = container->networks; network->kind != NETWORK_END;
		network++)
		if (network->kind == NETWORK_POINT_TO_POINT)
			return NSINIT_USES_POINT_TO_POINT;
	return false;
}

int network_open(const struct container *container, struct network_host *host)
{
	if (!process_has_link(container))
		return 0;
	if (NSINIT_USES_POINT_TO_POINT && has_point_to_point(container))
		host->settings = ipv6_settings();
	host->netlink = netlink_open();
	return host->netlink < 0 ? host->netlink : 0;
}

int network_outside(const struct container *container, const struct network_host *host, pid_t pid,
	uint16_t *item)
{
	struct netlink_batch batch;
	unsigned failed = 0;
	int error;

	if (!process_has_link(container))
		return 0;
	netlink_batch_start(&batch);
	for (unsigned i = 0; container->networks[i].kind != NETWORK_END; i++) {
		const struct bridge *bridge = container->networks[i].bridge;
		int index = bridge ? netlink_index(host->netlink, bridge->name) : 0;

		*item = NETWORK_ITEM(i, NETWORK_ITSELF);
		if (index < 0)
			return index;
		link_outside(&batch, container, i, pid, index);
	}
	error = netlink_send(host->netlink, &batch, &failed);
	*item = batch.items[failed];
	if (error < 0 || !NSINIT_USES_POINT_TO_POINT)
		return error;
	return confine_host_ends(container, host->settings, item);
}

int child_network(struct child *child)
{
	const struct container *container = child->launch->container;
	const struct network *networks = process_has_link(container) ? container->networks : NULL;
	struct netlink_batch batch;
	unsigned failed = 0;
	int socket;
	int error;

	if (container->networks && container->networks[0].kind == NETWORK_HOST)
		return 0;
	/* It was made with its sockets. */
	if (NSINIT_USES_SOCKETS && child->launch->sockets && keeps_network(container))
		return 0;
	socket = netlink_open();
	if (socket < 0)
		return socket;
	netlink_batch_start(&batch);
	netlink_link_up(&batch, NETLINK_LOOPBACK);
	for (unsigned i = 0; networks && networks[i].kind != NETWORK_END; i++) {
		const struct network *network = &networks[i];
		char name[LINK_NAME_BYTES];

		child->item =
			NETWORK_ITEM(i, link_has_ipv6(network) ? NETWORK_ADDRESS6 : NETWORK_ITSELF);
		link_interface(name, network, i);
		error = ipv6_confine(IPV6_SETTINGS_HERE, name, link_has_ipv6(network));
		if (error < 0)
			return error;
		link_inside(&batch, container, i);
	}
	error = netlink_send(socket, &batch, &failed);
	child->item = batch.items[failed];
	return error;
}

/*
 * A link dies with the network namespace, but some time after the last process; deleting it by
 * name makes the moment certain.
 */
int network_remove(const struct container *container)
{
	struct netlink_batch batch;
	int socket;

	if (!process_has_link(container))
		return 0;
	socket = netlink_open();
	if (socket < 0)
		return socket;
	netlink_batch_start(&batch);
	for (unsigned i = 0; container->networks[i].kind != NETWORK_END; i++) {
		char name[LINK_NAME_BYTES];

		link_name(name, container, i);
		netlink_link_delete(&batch, name);
	}
	return netlink_send(socket, &batch, NULL);
}
