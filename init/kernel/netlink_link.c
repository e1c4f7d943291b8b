/*
 * rtnetlink's messages about interfaces: veth pairs, bridges and their ports (rtnetlink(7)).
 * Called by the launcher, by the child in its own network namespace, and by boot helpers.
 */
#include "kernel/netlink_parts.h"

#include <errno.h>
#include <linux/if_link.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <string.h>
#include <sys/socket.h>

#define INTERFACE_UP 0x1u /* IFF_UP */

/* FNV-1a. */
struct mac netlink_mac(const char *machine, const char *owner, const char *interface)
{
	const char *words[] = { machine, "/", owner, "/", interface };
	uint64_t hash = UINT64_C(14695981039346656037);
	struct mac mac;

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		for (const char *c = words[i]; *c; c++)
			hash = (hash ^ (unsigned char)*c) * UINT64_C(1099511628211);
	for (unsigned i = 0; i < 6; i++)
		mac.bytes[i] = (uint8_t)(hash >> (8 * i));
	/* Not a group's address, and assigned by nobody's registry. */
	mac.bytes[0] = (uint8_t)((mac.bytes[0] & 0xfc) | 0x02);
	return mac;
}

static void attribute_name(struct netlink_batch *batch, const char *name)
{
	size_t length = strnlen(name, NETLINK_NAME_BYTES);

	if (length == 0 || length == NETLINK_NAME_BYTES)
		netlink_fail(batch, -EINVAL);
	else
		netlink_attribute(batch, IFLA_IFNAME, name, length + 1);
}

/* The kind with its NUL, as iproute2 sends it. */
static void attribute_kind(struct netlink_batch *batch, const char *kind)
{
	netlink_attribute(batch, IFLA_INFO_KIND, kind, strlen(kind) + 1);
}

static void begin_link(
	struct netlink_batch *batch, unsigned type, unsigned flags, int index, unsigned up)
{
	struct ifinfomsg link = { .ifi_index = index, .ifi_flags = up, .ifi_change = up };

	netlink_begin(batch, type, flags, &link, sizeof link);
}

void netlink_link_delete(struct netlink_batch *batch, const char *name)
{
	begin_link(batch, RTM_DELLINK, 0, 0, 0);
	netlink_fine(batch, -ENODEV);
	attribute_name(batch, name);
	netlink_end(batch);
}

/* What both ends of a pair have. */
static void attributes_of_end(struct netlink_batch *batch, const char *name, const struct mac *mac,
	const struct netlink_veth *veth)
{
	attribute_name(batch, name);
	netlink_attribute(batch, IFLA_ADDRESS, mac->bytes, sizeof mac->bytes);
	if (veth->mtu != 0)
		netlink_attribute_u32(batch, IFLA_MTU, veth->mtu);
	if (veth->queue_length != 0)
		netlink_attribute_u32(batch, IFLA_TXQLEN, veth->queue_length);
}

void netlink_veth_add(struct netlink_batch *batch, const struct netlink_veth *veth)
{
	const struct ifinfomsg peer_link = { .ifi_index = veth->peer_index };
	size_t info, data, peer;

	begin_link(batch, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, veth->index, 0);
	attributes_of_end(batch, veth->name, &veth->mac, veth);
	if (veth->bridge_index != 0)
		netlink_attribute_u32(batch, IFLA_MASTER, (uint32_t)veth->bridge_index);
	info = netlink_begin_nest(batch, IFLA_LINKINFO);
	attribute_kind(batch, "veth");
	data = netlink_begin_nest(batch, IFLA_INFO_DATA);
	peer = netlink_begin_nest(batch, VETH_INFO_PEER);
	netlink_append(batch, &peer_link, sizeof peer_link);
	attributes_of_end(batch, veth->peer_name, &veth->peer_mac, veth);
	netlink_attribute_u32(batch, IFLA_NET_NS_PID, (uint32_t)veth->peer_pid);
	netlink_end_nest(batch, peer);
	netlink_end_nest(batch, data);
	netlink_end_nest(batch, info);
	netlink_end(batch);
}

void netlink_bridge_add(struct netlink_batch *batch, const char *name, const struct mac *mac)
{
	size_t info;

	begin_link(batch, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, 0, 0);
	netlink_fine(batch, -EEXIST);
	attribute_name(batch, name);
	netlink_attribute(batch, IFLA_ADDRESS, mac->bytes, sizeof mac->bytes);
	info = netlink_begin_nest(batch, IFLA_LINKINFO);
	attribute_kind(batch, "bridge");
	netlink_end_nest(batch, info);
	netlink_end(batch);
}

void netlink_link_up(struct netlink_batch *batch, int index)
{
	begin_link(batch, RTM_NEWLINK, 0, index, INTERFACE_UP);
	netlink_end(batch);
}

void netlink_link_mtu(struct netlink_batch *batch, int index, uint32_t mtu)
{
	begin_link(batch, RTM_NEWLINK, 0, index, 0);
	netlink_attribute_u32(batch, IFLA_MTU, mtu);
	netlink_end(batch);
}

void netlink_link_master(struct netlink_batch *batch, int index, int bridge_index)
{
	begin_link(batch, RTM_NEWLINK, 0, index, 0);
	netlink_attribute_u32(batch, IFLA_MASTER, (uint32_t)bridge_index);
	netlink_end(batch);
}

/* An attribute of one byte, with what aligns it, as the last of its nest. */
struct byte_attribute {
	struct rtattr head;
	uint8_t value, padding[3];
};
#define BYTE_ATTRIBUTE(type, byte)                                                                 \
	{                                                                                          \
		.head = { RTA_LENGTH(1), (type) }, .value = (byte)                                 \
	}

/* The kernel sets a port's options before it raises the link (__rtnl_newlink()). */
void netlink_port_up(struct netlink_batch *batch, int index, const struct netlink_port *port)
{
	const struct {
		struct rtattr info, data;
		struct byte_attribute hairpin, isolated;
	} options = {
		.info = { sizeof options, IFLA_LINKINFO },
		.data = { sizeof options - sizeof options.info, IFLA_INFO_SLAVE_DATA },
		.hairpin = BYTE_ATTRIBUTE(IFLA_BRPORT_MODE, port->hairpin),
		.isolated = BYTE_ATTRIBUTE(IFLA_BRPORT_ISOLATED, port->isolated),
	};

	begin_link(batch, RTM_NEWLINK, 0, index, INTERFACE_UP);
	netlink_append(batch, &options, sizeof options);
	netlink_end(batch);
}

void netlink_link_quiet(struct netlink_batch *batch, int index)
{
	static const struct {
		struct rtattr families, family;
		struct byte_attribute mode;
	} none = {
		.families = { sizeof none, IFLA_AF_SPEC },
		.family = { sizeof none - sizeof none.families, AF_INET6 },
		.mode = BYTE_ATTRIBUTE(IFLA_INET6_ADDR_GEN_MODE, IN6_ADDR_GEN_MODE_NONE),
	};

	begin_link(batch, RTM_NEWLINK, 0, index, 0);
	netlink_fine(batch, -EAFNOSUPPORT);
	netlink_append(batch, &none, sizeof none);
	netlink_end(batch);
}
