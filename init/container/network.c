/*
 * The inner side of a container's networks, in one batch: loopback and links up, addresses, routes.
 * Called by the child in its own network namespace, after the launcher moved the links in.
 */
#include "container/launch.h"
#include "container/process.h"
#include "kernel/netlink.h"
#include "uses.h"

#include "base/system.h"

static int add_network(
	struct netlink_batch *batch, int socket, unsigned number, const struct network *network)
{
	char name[] = { 'e', 't', 'h', (char)('0' + number), '\0' };
	int index = netlink_index(socket, name);

	if (index < 0)
		return index;
	netlink_link_up(batch, index);
	if (network->address.prefix > 0)
		netlink_address_add(
			batch, index, network->address.address, network->address.prefix);
	if (network->gateway)
		netlink_route_default(batch, network->gateway);
	return 0;
}

int child_network(struct child *child)
{
	const struct network *networks = child->launch->container->networks;
	unsigned first[NETWORKS_MAX + 1]; /* message of each network */
	struct netlink_batch batch;
	unsigned count = 0;
	unsigned failed = 0;
	int socket;
	int error;

	if (networks && networks[0].kind == NETWORK_HOST)
		return 0;
	socket = netlink_open();
	if (socket < 0)
		return socket;
	netlink_batch_start(&batch);
	netlink_link_up(&batch, NETLINK_LOOPBACK);
	for (; NSINIT_USES_VETH && networks && networks[count].kind != NETWORK_END; count++) {
		child->item = (uint16_t)count;
		first[count] = batch.count;
		error = add_network(&batch, socket, count, &networks[count]);
		if (error < 0)
			return error;
	}
	error = netlink_send(socket, &batch, &failed);
	child->item = 0;
	for (unsigned i = 0; i < count; i++)
		if (failed >= first[i])
			child->item = (uint16_t)i;
	return error;
}
