/*
 * rtnetlink requests, built byte by byte into a fixed buffer, and their answers (netlink(7)).
 *
 * Called by the launcher, by the child in its own network namespace, and by boot helpers; what the
 * messages say is in netlink_link.c and netlink_address.c.
 * Only the last message of a batch asks for an acknowledgement: errors are answered unasked, the
 * kernel answers in order, so one packet in the good case ends the reading.
 */
#include "base/system.h"
#include "kernel/netlink_parts.h"

#include <errno.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>

#define IOCTL_INDEX 0x8933 /* SIOCGIFINDEX */

struct index_request { /* struct ifreq, whose union is 24 bytes at most */
	char name[NETLINK_NAME_BYTES];
	union {
		int index;
		char space[24];
	};
};

void netlink_batch_start(struct netlink_batch *batch)
{
	batch->length = 0;
	batch->last = 0;
	batch->count = 0;
	batch->error = 0;
	batch->item = 0;
}

void netlink_fail(struct netlink_batch *batch, int error)
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
		netlink_fail(batch, -ENOBUFS);
	if (batch->error != 0)
		return NULL;
	memset(space, 0, aligned);
	batch->length += aligned;
	return space;
}

void netlink_append(struct netlink_batch *batch, const void *value, size_t bytes)
{
	void *space = reserve(batch, bytes);

	if (space != NULL)
		memcpy(space, value, bytes);
}

void netlink_begin(struct netlink_batch *batch, unsigned type, unsigned flags, const void *fixed,
	size_t fixed_bytes)
{
	struct nlmsghdr header = {
		.nlmsg_type = (uint16_t)type,
		.nlmsg_flags = (uint16_t)(NLM_F_REQUEST | flags),
		.nlmsg_seq = batch->count,
	};

	if (batch->error == 0 && batch->count == NETLINK_BATCH_MAX)
		netlink_fail(batch, -ENOBUFS);
	if (batch->error != 0)
		return;
	batch->items[batch->count] = batch->item;
	batch->fine[batch->count] = 0;
	batch->last = batch->length;
	batch->count++;
	netlink_append(batch, &header, sizeof header);
	netlink_append(batch, fixed, fixed_bytes);
}

void netlink_fine(struct netlink_batch *batch, int error)
{
	if (batch->error == 0)
		batch->fine[batch->count - 1] = (int16_t)error;
}

void netlink_end(struct netlink_batch *batch)
{
	uint32_t length = (uint32_t)(batch->length - batch->last);

	if (batch->error == 0)
		memcpy(batch->bytes + batch->last, &length, sizeof length);
}

void netlink_attribute(struct netlink_batch *batch, unsigned type, const void *value, size_t bytes)
{
	struct rtattr header = {
		.rta_len = (uint16_t)(sizeof header + bytes),
		.rta_type = (uint16_t)type,
	};

	netlink_append(batch, &header, sizeof header);
	netlink_append(batch, value, bytes);
}

void netlink_attribute_u32(struct netlink_batch *batch, unsigned type, uint32_t value)
{
	netlink_attribute(batch, type, &value, sizeof value);
}

size_t netlink_begin_nest(struct netlink_batch *batch, unsigned type)
{
	const struct rtattr header = { .rta_type = (uint16_t)type };
	size_t at = batch->length;

	netlink_append(batch, &header, sizeof header);
	return at;
}

void netlink_end_nest(struct netlink_batch *batch, size_t at)
{
	uint16_t length = (uint16_t)(batch->length - at);

	if (batch->error == 0)
		memcpy(batch->bytes + at, &length, sizeof length);
}

int netlink_open(void)
{
	return sys_socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
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
	int number, error = 0, first = 0;

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
		if (first == 0 && error != 0 && error != batch->fine[number]) {
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
	size_t length = strnlen(name, NETLINK_NAME_BYTES);
	int error;

	if (length == 0 || length == NETLINK_NAME_BYTES)
		return -EINVAL;
	memcpy(request.name, name, length);
	error = sys_ioctl(fd, IOCTL_INDEX, &request);
	return error < 0 ? error : request.index;
}
