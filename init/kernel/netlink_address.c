/*
 * rtnetlink's messages about addresses and routes of both families (rtnetlink(7)).
 * Called by the launcher, by the child in its own network namespace, and by boot helpers.
 */
#include "kernel/netlink_parts.h"

#include "base/address.h"
#include <errno.h>
#include <linux/if_addr.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>

struct netlink_prefix netlink_prefix4(uint32_t address, uint8_t length)
{
	return (struct netlink_prefix){
		.bytes = { (unsigned char)(address >> 24), (unsigned char)(address >> 16),
			(unsigned char)(address >> 8), (unsigned char)address },
		.family = AF_INET,
		.length = length,
	};
}

struct netlink_prefix netlink_prefix6(const struct ip6 *address, uint8_t length)
{
	struct netlink_prefix prefix = { .family = AF_INET6, .length = length };

	address6_bytes(address, prefix.bytes);
	return prefix;
}

struct netlink_prefix netlink_link_local(const struct mac *mac)
{
	const uint8_t *m = mac->bytes;

	return (struct netlink_prefix){
		.bytes = { 0xfe, 0x80, 0, 0, 0, 0, 0, 0, m[0] ^ 2, m[1], m[2], 0xff, 0xfe, m[3],
			m[4], m[5] },
		.family = AF_INET6,
		.length = 64,
	};
}

static size_t address_bytes(const struct netlink_prefix *prefix)
{
	return prefix->family == AF_INET ? 4 : 16;
}

static void attribute_address(
	struct netlink_batch *batch, unsigned type, const struct netlink_prefix *address)
{
	netlink_attribute(batch, type, address->bytes, address_bytes(address));
}

/* The last address of a network; one of two addresses or of one has none (RFC 3021). */
static void attribute_broadcast(struct netlink_batch *batch, const struct netlink_prefix *address)
{
	unsigned char last[4];

	if (address->family != AF_INET || address->length >= 31)
		return;
	for (unsigned i = 0; i < 4; i++) {
		unsigned bits = address->length > 8 * i ? address->length - 8 * i : 0;

		last[i] = (unsigned char)(address->bytes[i] | (bits < 8 ? 0xff >> bits : 0));
	}
	netlink_attribute(batch, IFA_BROADCAST, last, sizeof last);
}

void netlink_address_add(
	struct netlink_batch *batch, int index, const struct netlink_prefix *address)
{
	const struct ifaddrmsg fixed = {
		.ifa_family = address->family,
		.ifa_prefixlen = address->length,
		.ifa_flags = address->family == AF_INET6 ? IFA_F_NODAD : 0,
		.ifa_scope = RT_SCOPE_UNIVERSE,
		.ifa_index = (uint32_t)index,
	};

	netlink_begin(batch, RTM_NEWADDR, NLM_F_CREATE | NLM_F_REPLACE, &fixed, sizeof fixed);
	if (address->length > 8 * address_bytes(address))
		netlink_fail(batch, -EINVAL);
	attribute_address(batch, IFA_LOCAL, address);
	attribute_address(batch, IFA_ADDRESS, address);
	attribute_broadcast(batch, address);
	netlink_end(batch);
}

void netlink_route_add(struct netlink_batch *batch, int index,
	const struct netlink_prefix *destination, const struct netlink_prefix *via)
{
	const struct rtmsg fixed = {
		.rtm_family = destination->family,
		.rtm_dst_len = destination->length,
		.rtm_table = RT_TABLE_MAIN,
		.rtm_protocol = RTPROT_STATIC,
		.rtm_scope = via != NULL ? RT_SCOPE_UNIVERSE : RT_SCOPE_LINK,
		.rtm_type = RTN_UNICAST,
	};

	netlink_begin(batch, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, &fixed, sizeof fixed);
	if (destination->length > 0)
		attribute_address(batch, RTA_DST, destination);
	if (via != NULL)
		attribute_address(batch, RTA_GATEWAY, via);
	netlink_attribute_u32(batch, RTA_OIF, (uint32_t)index);
	netlink_end(batch);
}
