/*
 * rtnetlink requests, built byte by byte into a fixed buffer (rtnetlink(7), netlink(7)).
 *
 * Called by the launcher, by the child in its own network namespace, and by boot helpers.
 * Only the last message of a batch asks for an acknowledgement: errors are answered unasked, the
 * kernel answers in order, so one packet in the good case ends the reading.
 */
#include "kernel/netlink.h"
#include "base/system.h"

#include <errno.h>
#include <linux/if_link.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <string.h>
#include <sys/socket.h>

/* <net/if.h> and <linux/if.h> exclude each other in some C libraries: what is needed of them. */
#define INTERFACE_UP       0x1u
#define INTERFACE_NAME_MAX 16
#define IOCTL_INDEX        0x8933 /* SIOCGIFINDEX */

struct index_request { /* struct ifreq, whose union is 24 bytes at most */
	char name[INTERFACE_NAME_MAX];
	union {
		int index;
		char space[24];
	};
};

/* FNV-1a. */
void netlink_mac(
	unsigned char mac[6], const char *machine, const char *owner, const char *interface)
{
	const char *words[] = { machine, "/", owner, "/", interface };
	uint64_t hash = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		for (const char *c = words[i]; *c; c++)
			hash = (hash ^ (unsigned char)*c) * UINT64_C(1099511628211);
	for (unsigned i = 0; i < 6; i++)
		mac[i] = (unsigned char)(hash >> (8 * i));
	/* Not a group's address, and assigned by nobody's registry. */
	mac[0] = (unsigned char)((mac[0] & 0xfc) | 0x02);
}

void netlink_batch_start(struct netlink_batch *batch)
{
	batch->length = 0;
	batch->last = 0;
	batch->count = 0;
	batch->error = 0;
	batch->absent_fine = 0;
	batch->existing_fine = 0;
}

static void fail(struct netlink_batch *batch, int error)
{
	if (batch->error == 0)
		batch->error = error;
}

/* Appends zeroed, aligned space; NULL, and the error kept, when there is none. */
static void *reserve(struct netlink_batch *batch, size_t bytes)
{
	size_t aligned = NLMSG_ALIGN(bytes);
	void *space = batch->bytes + batch->length;

	if (aligned > sizeof batch->bytes - batch->length)
		fail(batch, -ENOBUFS);
	if (batch->error != 0)
		return NULL;
	memset(space, 0, aligned);
	batch->length += aligned;
	return space;
}

/* Appends what is a header, a message's fixed part or an attribute's value. */
static void append(struct netlink_batch *batch, const void *value, size_t bytes)
{
	void *space = reserve(batch, bytes);

	if (space != NULL)
		memcpy(space, value, bytes);
}

static void begin_message(struct netlink_batch *batch, unsigned type, unsigned flags,
	const void *fixed, size_t fixed_bytes)
{
	struct nlmsghdr header = {
		.nlmsg_type = (uint16_t)type,
		.nlmsg_flags = (uint16_t)(NLM_F_REQUEST | flags),
		.nlmsg_seq = batch->count,
	};

	if (batch->error == 0 && batch->count == NETLINK_BATCH_MAX)
		fail(batch, -ENOBUFS);
	if (batch->error != 0)
		return;
	batch->last = batch->length;
	batch->count++;
	append(batch, &header, sizeof header);
	append(batch, fixed, fixed_bytes);
}

static void end_message(struct netlink_batch *batch)
{
	uint32_t length = (uint32_t)(batch->length - batch->last);

	if (batch->error == 0)
		memcpy(batch->bytes + batch->last, &length, sizeof length);
}

static void attribute(struct netlink_batch *batch, unsigned type, const void *value, size_t bytes)
{
	struct rtattr header = {
		.rta_len = (uint16_t)(sizeof header + bytes),
		.rta_type = (uint16_t)type,
	};

	append(batch, &header, sizeof header);
	append(batch, value, bytes);
}

static void attribute_u32(struct netlink_batch *batch, unsigned type, uint32_t value)
{
	attribute(batch, type, &value, sizeof value);
}

/* An attribute of attributes: what is appended until end_nest(batch, at) is its value. */
static size_t begin_nest(struct netlink_batch *batch, unsigned type)
{
	const struct rtattr header = { .rta_type = (uint16_t)type };
	size_t at = batch->length;

	append(batch, &header, sizeof header);
	return at;
}

static void end_nest(struct netlink_batch *batch, size_t at)
{
	uint16_t length = (uint16_t)(batch->length - at);

	if (batch->error == 0)
		memcpy(batch->bytes + at, &length, sizeof length);
}

static void attribute_name(struct netlink_batch *batch, const char *name)
{
	size_t length = strnlen(name, INTERFACE_NAME_MAX);

	if (length == 0 || length == INTERFACE_NAME_MAX)
		fail(batch, -EINVAL);
	else
		attribute(batch, IFLA_IFNAME, name, length + 1);
}

static void attribute_mac(struct netlink_batch *batch, const unsigned char mac[6])
{
	static const unsigned char none[6];

	if (memcmp(mac, none, sizeof none) != 0)
		attribute(batch, IFLA_ADDRESS, mac, sizeof none);
}

/* The kind with its NUL, as iproute2 sends it. */
static void attribute_kind(struct netlink_batch *batch, const char *kind)
{
	attribute(batch, IFLA_INFO_KIND, kind, strlen(kind) + 1);
}

static void begin_link(
	struct netlink_batch *batch, unsigned type, unsigned flags, int index, unsigned up)
{
	struct ifinfomsg link = { .ifi_index = index, .ifi_flags = up, .ifi_change = up };

	begin_message(batch, type, flags, &link, sizeof link);
}

void netlink_link_delete(struct netlink_batch *batch, const char *name)
{
	begin_link(batch, RTM_DELLINK, 0, 0, 0);
	if (batch->error == 0)
		batch->absent_fine |= 1U << (batch->count - 1);
	attribute_name(batch, name);
	end_message(batch);
}

void netlink_veth_add(struct netlink_batch *batch, const struct netlink_veth *veth)
{
	static const struct ifinfomsg peer_link;
	size_t info, data, peer;

	begin_link(batch, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, 0, INTERFACE_UP);
	attribute_name(batch, veth->name);
	attribute_mac(batch, veth->mac);
	if (veth->mtu != 0)
		attribute_u32(batch, IFLA_MTU, veth->mtu);
	if (veth->bridge_index != 0)
		attribute_u32(batch, IFLA_MASTER, (uint32_t)veth->bridge_index);
	info = begin_nest(batch, IFLA_LINKINFO);
	attribute_kind(batch, "veth");
	data = begin_nest(batch, IFLA_INFO_DATA);
	peer = begin_nest(batch, VETH_INFO_PEER);
	append(batch, &peer_link, sizeof peer_link);
	attribute_name(batch, veth->peer_name);
	attribute_mac(batch, veth->peer_mac);
	if (veth->mtu != 0)
		attribute_u32(batch, IFLA_MTU, veth->mtu);
	attribute_u32(batch, IFLA_NET_NS_PID, (uint32_t)veth->peer_pid);
	end_nest(batch, peer);
	end_nest(batch, data);
	end_nest(batch, info);
	end_message(batch);
}

void netlink_bridge_add(struct netlink_batch *batch, const char *name, const unsigned char mac[6])
{
	size_t info;

	begin_link(batch, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, 0, INTERFACE_UP);
	if (batch->error == 0)
		batch->existing_fine |= 1U << (batch->count - 1);
	attribute_name(batch, name);
	attribute_mac(batch, mac);
	info = begin_nest(batch, IFLA_LINKINFO);
	attribute_kind(batch, "bridge");
	end_nest(batch, info);
	end_message(batch);
}

void netlink_link_up(struct netlink_batch *batch, int index)
{
	begin_link(batch, RTM_NEWLINK, 0, index, INTERFACE_UP);
	end_message(batch);
}

void netlink_link_master(struct netlink_batch *batch, int index, int bridge_index)
{
	begin_link(batch, RTM_NEWLINK, 0, index, 0);
	attribute_u32(batch, IFLA_MASTER, (uint32_t)bridge_index);
	end_message(batch);
}

static uint32_t network_order(uint32_t address)
{
	const unsigned char bytes[4] = { (unsigned char)(address >> 24),
		(unsigned char)(address >> 16), (unsigned char)(address >> 8),
		(unsigned char)address };
	uint32_t value;

	memcpy(&value, bytes, sizeof value);
	return value;
}

void netlink_address_add(struct netlink_batch *batch, int index, uint32_t address, uint8_t prefix)
{
	const struct ifaddrmsg fixed = {
		.ifa_family = AF_INET,
		.ifa_prefixlen = prefix,
		.ifa_scope = RT_SCOPE_UNIVERSE,
		.ifa_index = (uint32_t)index,
	};

	begin_message(batch, RTM_NEWADDR, NLM_F_CREATE | NLM_F_REPLACE, &fixed, sizeof fixed);
	if (prefix > 32)
		fail(batch, -EINVAL);
	attribute_u32(batch, IFA_LOCAL, network_order(address));
	attribute_u32(batch, IFA_ADDRESS, network_order(address));
	/* Networks of two addresses or one have no broadcast address (RFC 3021). */
	if (prefix < 31)
		attribute_u32(batch, IFA_BROADCAST, network_order(address | UINT32_MAX >> prefix));
	end_message(batch);
}

void netlink_route_default(struct netlink_batch *batch, uint32_t gateway)
{
	static const struct rtmsg fixed = {
		.rtm_family = AF_INET,
		.rtm_table = RT_TABLE_MAIN,
		.rtm_protocol = RTPROT_STATIC,
		.rtm_scope = RT_SCOPE_UNIVERSE,
		.rtm_type = RTN_UNICAST,
	};

	begin_message(batch, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, &fixed, sizeof fixed);
	attribute_u32(batch, RTA_GATEWAY, network_order(gateway));
	end_message(batch);
}

int netlink_open(void)
{
	return sys_socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
}

static int is_fine(const struct netlink_batch *batch, unsigned number, int error)
{
	return error == 0 || (error == -ENODEV && (batch->absent_fine >> number & 1) != 0) ||
	       (error == -EEXIST && (batch->existing_fine >> number & 1) != 0);
}

/* One answer: its message's number, its error in *error; or -errno. */
static int receive(int fd, const struct netlink_batch *batch, int *error)
{
	/* An error repeats the whole request behind this; a short read drops that. */
	struct {
		struct nlmsghdr header;
		struct nlmsgerr answer;
	} packet;
	ssize_t got = sys_recv(fd, &packet, sizeof packet, MSG_DONTWAIT);

	*error = 0;
	if (got < 0)
		return (int)got;
	if ((size_t)got < sizeof packet || packet.header.nlmsg_type != NLMSG_ERROR ||
		packet.header.nlmsg_seq >= batch->count)
		return -EPROTO;
	*error = packet.answer.error;
	return (int)packet.header.nlmsg_seq;
}

int netlink_send(int fd, struct netlink_batch *batch, unsigned *failed)
{
	const struct nlmsghdr *header = (const struct nlmsghdr *)(batch->bytes + batch->last);
	uint16_t flags;
	ssize_t sent;
	int number, error, first = 0;

	if (failed != NULL)
		*failed = batch->count > 0 ? batch->count - 1 : 0;
	if (batch->error != 0 || batch->count == 0)
		return batch->error;
	flags = (uint16_t)(header->nlmsg_flags | NLM_F_ACK);
	memcpy(batch->bytes + batch->last + offsetof(struct nlmsghdr, nlmsg_flags), &flags,
		sizeof flags);
	sent = sys_send(fd, batch->bytes, batch->length, 0);
	if (sent < 0)
		return (int)sent;
	do {
		number = receive(fd, batch, &error);
		if (number < 0)
			return first != 0 ? first : number;
		if (first == 0 && !is_fine(batch, (unsigned)number, error)) {
			first = error;
			if (failed != NULL)
				*failed = (unsigned)number;
		}
	} while ((unsigned)number != batch->count - 1);
	return first;
}

int netlink_index(int fd, const char *name)
{
	struct index_request request = { .index = 0 };
	size_t length = strnlen(name, INTERFACE_NAME_MAX);
	int error;

	if (length == 0 || length == INTERFACE_NAME_MAX)
		return -EINVAL;
	memcpy(request.name, name, length);
	error = sys_ioctl(fd, IOCTL_INDEX, &request);
	return error < 0 ? error : request.index;
}
