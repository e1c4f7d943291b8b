/*
 * Values that differ from device to device: each has a place in the config, whose own value is good
 * too, and none can take what is somebody else's.
 * Host tool; called by check_appliance().
 */
#include "check/address.h"
#include "check/check.h"
#include "check/forms.h"
#include "check/rules.h"

#include <string.h>

unsigned slot_count(const struct slot *slots)
{
	unsigned count = 0;

	while (slots != NULL && slots[count].kind != SLOT_END)
		count++;
	return count;
}

static bool is_listed(const struct appliance *machine, const struct container *container)
{
	for (unsigned i = 0; i < machine->containers.count; i++)
		if (machine->containers.items[i] == container)
			return true;
	return false;
}

static unsigned socket_count(const struct socket_listen *sockets)
{
	unsigned count = 0;

	while (sockets != NULL && sockets[count].kind != SOCKET_END)
		count++;
	return count;
}

/* What the slot is of, if it is there. */
static bool has_place(const struct appliance *machine, const struct slot *slot)
{
	const struct container *container = slot->container;
	const struct network *network;

	if (slot->kind == SLOT_HOSTNAME)
		return container == NULL;
	if (container == NULL || !is_listed(machine, container))
		return false;
	if (slot->kind == SLOT_SWITCH)
		return container->kind == KIND_SERVICE || container->kind == KIND_ONESHOT;
	if (slot->kind == SLOT_PORT)
		return slot->entry < socket_count(container->sockets) &&
		       (container->sockets[slot->entry].kind == SOCKET_TCP ||
			       container->sockets[slot->entry].kind == SOCKET_UDP);
	if (slot->entry >= network_count(container->networks))
		return false;
	network = &container->networks[slot->entry];
	if (slot->kind == SLOT_ADDRESS)
		return network->address.prefix > 0;
	for (unsigned i = 0; i < sizeof network->mac.bytes; i++)
		if (network->mac.bytes[i] != 0)
			return true;
	return false;
}

/* Both ends and the default are addresses of one machine in the network, without the gateway. */
static void check_range4(struct report *report, const struct place *at, const struct slot *slot)
{
	const struct network *network = &slot->container->networks[slot->entry];
	const struct ip subnet = ip_of4(network->address);
	const int64_t value = network->address.address;
	const struct ip least = ip_single4((uint32_t)slot->least);
	const struct ip most = ip_single4((uint32_t)slot->most);

	if (slot->least < 1 || slot->most > UINT32_MAX || value < slot->least ||
		value > slot->most || !ip_contains(subnet, least) || !ip_contains(subnet, most) ||
		ip_fault(least, subnet.prefix) != NULL || ip_fault(most, subnet.prefix) != NULL) {
		report_error(report, at, "least", rule_slot_range, ip_text(least).text,
			ip_text(most).text, ip_text(subnet).text);
		return;
	}
}

static bool takes(const struct slot *slot, const struct cidr4 *cidr)
{
	return cidr->prefix > 0 && cidr->address >= slot->least && cidr->address <= slot->most;
}

/* Addresses of others, which it could be in the place of. */
static void check_others(struct report *report, const struct place *at,
	const struct appliance *machine, const struct slot *slot)
{
	const struct network *own = &slot->container->networks[slot->entry];

	for (unsigned i = 0; i < machine->containers.count; i++) {
		const struct container *other = machine->containers.items[i];

		for (unsigned j = 0; j < network_count(other->networks); j++)
			if (&other->networks[j] != own && takes(slot, &other->networks[j].address))
				report_error(report, at, "least", rule_slot_taken, other->name);
	}
	for (unsigned i = 0; machine->bridges != NULL && machine->bridges[i] != NULL; i++)
		if (takes(slot, &machine->bridges[i]->address))
			report_error(
				report, at, "least", rule_slot_taken, machine->bridges[i]->name);
	if (own->gateway >= slot->least && own->gateway <= slot->most && own->gateway != 0)
		report_error(report, at, "least", rule_slot_taken, "the gateway");
	/* Another device's value may be any of the other slot's. */
	for (const struct slot *other = machine->slots; other != slot; other++)
		if (other->kind == SLOT_ADDRESS && other->least <= slot->most &&
			slot->least <= other->most)
			report_error(report, at, "least", rule_slot_taken, other->name);
}

static void check_port(struct report *report, const struct place *at,
	const struct appliance *machine, const struct slot *slot)
{
	const struct socket_listen *own = &slot->container->sockets[slot->entry];

	if (slot->least < 1 || slot->most > 65535 || own->port < slot->least ||
		own->port > slot->most) {
		char least[24];
		char most[24];
		char value[24];

		snprintf(least, sizeof least, "%lld", (long long)slot->least);
		snprintf(most, sizeof most, "%lld", (long long)slot->most);
		snprintf(value, sizeof value, "%d", own->port);
		report_error(report, at, "least", rule_slot_range, least, most, value);
		return;
	}
	for (unsigned i = 0; i < machine->containers.count; i++) {
		const struct container *other = machine->containers.items[i];

		for (unsigned j = 0; j < socket_count(other->sockets); j++) {
			const struct socket_listen *socket = &other->sockets[j];

			if (socket != own && socket->kind == own->kind && socket->on == own->on &&
				socket->port >= slot->least && socket->port <= slot->most)
				report_error(report, at, "least", rule_slot_taken, other->name);
		}
	}
}

static void check_slot(struct report *report, const struct place *at,
	const struct appliance *machine, const struct slot *slot)
{
	bool has_range = slot->kind == SLOT_ADDRESS || slot->kind == SLOT_PORT;

	if (slot->name == NULL || container_name_fault(slot->name) != NULL ||
		strlen(slot->name) > NAME_LENGTH_MAX)
		report_error(report, at, "name", rule_slot_name, slot->name ? slot->name : "");
	if (!has_place(machine, slot)) {
		report_error(report, at, NULL, rule_slot_place);
		return;
	}
	if (slot->kind == SLOT_ADDRESS) {
		check_range4(report, at, slot);
		check_others(report, at, machine, slot);
	} else if (slot->kind == SLOT_PORT) {
		check_port(report, at, machine, slot);
	}
	if (!has_range && (slot->least != 0 || slot->most != 0))
		report_error(
			report, at, "least", rule_no_effect, "without SLOT_ADDRESS or SLOT_PORT");
	if (slot->off && slot->kind != SLOT_SWITCH)
		report_error(report, at, "off", rule_no_effect, "without SLOT_SWITCH");
}

static bool same_place(const struct slot *a, const struct slot *b)
{
	return a->kind == b->kind && a->container == b->container && a->entry == b->entry;
}

void check_slots(struct report *report, const struct appliance *machine)
{
	const struct slot *slots = machine->slots;
	unsigned count = slot_count(slots);

	if (count == 0 || !check_length(report, APPLIANCE_PLACE, "slots", count, SLOTS_MAX))
		return;
	if (machine->store == NULL)
		report_error(report, APPLIANCE_PLACE, "slots", rule_store_missing);
	for (unsigned i = 0; i < count; i++) {
		const struct place *at = APPLIANCE_ENTRY("slots", i);

		check_enum(
			report, at, "kind", (int)slots[i].kind, SLOT_SWITCH + 1, "enum slot_kind");
		if (slots[i].kind <= SLOT_SWITCH)
			check_slot(report, at, machine, &slots[i]);
		for (unsigned j = 0; j < i; j++)
			if (same_place(&slots[i], &slots[j]) ||
				(slots[i].name != NULL && slots[j].name != NULL &&
					strcmp(slots[i].name, slots[j].name) == 0))
				report_error(report, at, NULL, rule_slot_twice, j);
	}
}

static void print_slot(const struct slot *slot)
{
	static const char *const kinds[] = {
		[SLOT_END] = "",
		[SLOT_HOSTNAME] = "the host name",
		[SLOT_ADDRESS] = "an address",
		[SLOT_MAC] = "a mac",
		[SLOT_PORT] = "a port",
		[SLOT_SWITCH] = "whether it starts",
	};

	printf("%s is %s", slot->name, kinds[slot->kind]);
	if (slot->container != NULL)
		printf(" of %s", slot->container->name);
	if (slot->kind == SLOT_ADDRESS)
		printf(", %s to %s", ip_text(ip_single4((uint32_t)slot->least)).text,
			ip_text(ip_single4((uint32_t)slot->most)).text);
	else if (slot->kind == SLOT_PORT)
		printf(", %lld to %lld", (long long)slot->least, (long long)slot->most);
	else if (slot->kind == SLOT_SWITCH)
		printf(", %s", slot->off ? "off" : "on");
}

void print_slots(const struct appliance *machine)
{
	for (unsigned i = 0; i < slot_count(machine->slots); i++) {
		fputs(i == 0 ? "slots: " : "; ", stdout);
		print_slot(&machine->slots[i]);
	}
	if (slot_count(machine->slots) > 0)
		putchar('\n');
}
