/*
 * Containers with the values of this device; see slots.h. What the boot left is in memory: to read
 * it waits for nothing.
 */
#include "container/slots.h"

#include "uses.h"

#include <string.h>

static struct {
	struct slots_file file;
	struct container container;
	struct network networks[NETWORKS_MAX + 1];
	struct socket_listen sockets[SOCKETS_MAX + 1];
} copy;

static void copy_lists(const struct container *container)
{
	copy.container = *container;
	for (unsigned i = 0; container->networks && i <= NETWORKS_MAX; i++) {
		copy.networks[i] = container->networks[i];
		copy.container.networks = copy.networks;
		if (container->networks[i].kind == NETWORK_END)
			break;
	}
	for (unsigned i = 0; container->sockets && i <= SOCKETS_MAX; i++) {
		copy.sockets[i] = container->sockets[i];
		copy.container.sockets = copy.sockets;
		if (container->sockets[i].kind == SOCKET_END)
			break;
	}
}

/* An image of another version may have another config: what is no slot here, is none. */
static void put(const struct slot *slot, const struct slot_record *record)
{
	struct slot_value value;

	if (record->kind != (uint32_t)slot->kind || strcmp(record->name, slot->name) != 0 ||
		!slot_parse(record, record->text, &value))
		return;
	if (slot->kind == SLOT_ADDRESS)
		copy.networks[slot->entry].address.address = (uint32_t)value.number;
	else if (slot->kind == SLOT_MAC)
		copy.networks[slot->entry].mac = value.mac;
	else if (slot->kind == SLOT_PORT)
		copy.sockets[slot->entry].port = (int32_t)value.number;
}

const struct container *slots_apply(const struct container *container)
{
	bool any = false;

	for (const struct slot *slot = appliance.slots; slot->kind != SLOT_END; slot++)
		any = any || slot->container == container;
	if (!any || slots_read(&copy.file) < 0)
		return container;
	copy_lists(container);
	for (unsigned i = 0; i < copy.file.count && appliance.slots[i].kind != SLOT_END; i++)
		if (appliance.slots[i].container == container)
			put(&appliance.slots[i], &copy.file.records[i]);
	return &copy.container;
}
