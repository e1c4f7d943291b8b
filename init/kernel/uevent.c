/*
 * Uevents; see uevent.h.
 */
#include "kernel/uevent.h"

#include "base/system.h"

#include <errno.h>
#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>

/* The kernel's; udev has one of its own. */
#define GROUP_KERNEL 1u

/* A boot's worth of messages: what is lost costs a walk of sysfs. */
#define QUEUE_BYTES (1024 * 1024)

/* What stays below /dev, whoever said it. */
static bool is_good_name(const char *name)
{
	size_t start = 0;

	for (size_t i = 0; i <= UEVENT_NAME_MAX; i++) {
		size_t length = i - start;

		if (name[i] != '/' && name[i] != '\0')
			continue;
		if (length == 0 || (length <= 2 && memcmp(name + start, "..", length) == 0))
			return false;
		if (name[i] == '\0')
			return true;
		start = i + 1;
	}
	return false;
}

/* What stands behind the key, or NULL. */
static const char *value_of(const char *entry, const char *key)
{
	size_t length = strlen(key);

	return strncmp(entry, key, length) == 0 ? entry + length : NULL;
}

static void take(struct uevent *event, const char *entry)
{
	const char *value;

	if ((value = value_of(entry, "ACTION=")))
		event->added = strcmp(value, "add") == 0;
	else if ((value = value_of(entry, "DEVNAME=")))
		event->name = is_good_name(value) ? value : NULL;
	else if ((value = value_of(entry, "MODALIAS=")))
		event->modalias = value;
}

static void take_all(struct uevent *event, const char *bytes, size_t count)
{
	for (size_t at = 0; at < count; at += strlen(bytes + at) + 1)
		take(event, bytes + at);
}

bool uevent_parse(char *bytes, size_t count, struct uevent *event)
{
	size_t head;

	*event = (struct uevent){ .added = false };
	bytes[count] = '\0';
	head = strlen(bytes);
	/* What udev sends has "libudev" here. */
	if (!memchr(bytes, '@', head) || head == count)
		return false;
	take_all(event, bytes + head + 1, count - head - 1);
	return true;
}

void uevent_parse_file(char *bytes, size_t count, struct uevent *event)
{
	*event = (struct uevent){ .added = true };
	bytes[count] = '\0';
	for (size_t i = 0; i < count; i++)
		if (bytes[i] == '\n')
			bytes[i] = '\0';
	take_all(event, bytes, count);
}

int uevent_open(void)
{
	struct sockaddr_nl address = { .nl_family = AF_NETLINK, .nl_groups = GROUP_KERNEL };
	int fd = sys_socket(AF_NETLINK, SOCK_RAW, NETLINK_KOBJECT_UEVENT);
	int error;

	if (fd < 0)
		return fd;
	/* Without the right to it the queue is shorter, and more is lost in a burst. */
	sys_setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, QUEUE_BYTES);
	error = sys_bind(fd, &address, sizeof address);
	if (error < 0)
		sys_close(fd);
	return error < 0 ? error : fd;
}

ssize_t uevent_receive(int socket, char bytes[UEVENT_BYTES_MAX + 1], bool wait)
{
	struct sockaddr_nl sender = { .nl_pid = 1 };
	struct iovec part = { .iov_base = bytes, .iov_len = UEVENT_BYTES_MAX };
	struct msghdr message = {
		.msg_name = &sender,
		.msg_namelen = sizeof sender,
		.msg_iov = &part,
		.msg_iovlen = 1,
	};
	ssize_t count = sys_recvmsg(socket, &message, wait ? 0 : MSG_DONTWAIT);

	/* Whoever may send to it has a number; the kernel has none: netlink(7). */
	if (count > 0 && (sender.nl_pid != 0 || message.msg_flags & MSG_TRUNC))
		return 0;
	return count;
}
