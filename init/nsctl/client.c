/*
 * The client's end of the control protocol; see client.h. nsctl only.
 */
#include "nsctl/client.h"

#include "base/system.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

/* PID 1 answers at once; one that does not for this long hangs. */
#define LIMIT_S 10

int client_connect(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	size_t length = strlen(path);
	int fd;
	int error;

	if (length >= sizeof address.sun_path)
		return -ENAMETOOLONG;
	memcpy(address.sun_path, path, length);
	fd = sys_socket(AF_UNIX, SOCK_SEQPACKET, 0);
	if (fd < 0)
		return fd;
	sys_set_send_limit(fd, LIMIT_S);
	error = sys_connect(fd, &address, sizeof address);
	if (error == 0)
		return fd;
	sys_close(fd);
	return error;
}

/* Whether the answer comes when a container got somewhere, and not at once. */
static bool waits(enum control_verb verb)
{
	return verb == VERB_START || verb == VERB_STOP || verb == VERB_RESTART ||
	       verb == VERB_WAIT || verb == VERB_RELOAD || verb == VERB_ENABLE ||
	       verb == VERB_DISABLE;
}

int client_ask(int fd, enum control_verb verb, const char *name)
{
	struct control_request request = { .version = CONTROL_VERSION, .verb = verb };
	size_t length = strlen(name);
	ssize_t sent;

	if (length >= sizeof request.name)
		return -ENAMETOOLONG;
	if (!waits(verb))
		sys_set_receive_limit(fd, LIMIT_S);
	memcpy(request.name, name, length);
	do
		sent = sys_send(fd, &request, sizeof request, 0);
	while (sent == -EINTR);
	return sent < 0 ? (int)sent : 0;
}

#define END(array) (array)[sizeof(array) - 1] = '\0'

/* Since the kernel's start, less than 3 000 years: what is reckoned with it stays in 64 bits. */
static bool is_time(int64_t ms)
{
	return ms >= 0 && ms < INT64_C(100000000000000);
}

/* Whether the body is as long as its kind says, its numbers within bounds; ends its strings. */
static bool accept_body(struct packet *packet)
{
	switch (packet->head.kind) {
	case REPLY_END:
		END(packet->body.end.text);
		return packet->head.bytes == sizeof packet->body.end;
	case REPLY_MACHINE:
		END(packet->body.machine.hostname);
		END(packet->body.machine.release);
		return packet->head.bytes == sizeof packet->body.machine &&
		       is_time(packet->body.machine.up_ms);
	case REPLY_CONTAINER:
		END(packet->body.container.name);
		END(packet->body.container.step_name);
		END(packet->body.container.item_name);
		END(packet->body.container.reason);
		return packet->head.bytes == sizeof packet->body.container &&
		       packet->body.container.index < CONTAINERS_MAX &&
		       is_time(packet->body.container.wanted_ms) &&
		       is_time(packet->body.container.started_ms) &&
		       is_time(packet->body.container.ready_ms);
	case REPLY_LOGS:
	case REPLY_STARTED:
		return packet->head.bytes == 0;
	case REPLY_EXIT:
		END(packet->body.exit.text);
		return packet->head.bytes == sizeof packet->body.exit;
	case REPLY_SYSCALLS:
		return packet->head.bytes == sizeof packet->body.syscalls;
	}
	return false;
}

/* The true length of a packet that is longer than its buffer comes with MSG_TRUNC: recv(2). */
static int check(struct packet *packet, ssize_t count)
{
	if (count < 0)
		return count == -EAGAIN ? -ETIMEDOUT : (int)count;
	if (count == 0)
		return -ECONNRESET;
	if ((size_t)count < sizeof packet->head || (size_t)count > sizeof *packet ||
		packet->head.bytes != (size_t)count - sizeof packet->head)
		return -EPROTO;
	return accept_body(packet) ? 0 : -EPROTO;
}

int client_receive(int fd, struct packet *packet)
{
	ssize_t count;

	do
		count = sys_recv(fd, packet, sizeof *packet, MSG_TRUNC);
	while (count == -EINTR);
	return check(packet, count);
}

int client_receive_rights(int fd, struct packet *packet, int *fds, unsigned number)
{
	struct iovec bytes = { packet, sizeof *packet };
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(DESCRIPTORS_SENT_MAX * sizeof(int))];
	} control;
	struct msghdr message = { .msg_iov = &bytes,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof control };
	const struct cmsghdr *rights;
	ssize_t count;

	do
		count = sys_recvmsg(fd, &message, MSG_TRUNC);
	while (count == -EINTR);
	rights = count < 0 ? NULL : CMSG_FIRSTHDR(&message);
	fds[0] = -1;
	if (rights && rights->cmsg_type == SCM_RIGHTS &&
		rights->cmsg_len == CMSG_LEN(number * sizeof *fds))
		memcpy(fds, CMSG_DATA(rights), number * sizeof *fds);
	return check(packet, count);
}

int client_receive_end(int fd, struct reply_end *end)
{
	struct packet packet;
	int error = client_receive(fd, &packet);

	if (error < 0)
		return error;
	if (packet.head.kind != REPLY_END)
		return -EPROTO;
	*end = packet.body.end;
	return 0;
}

int client_carry_out(const void *request, size_t size, struct reply_end *end)
{
	int fd = client_connect(CONTROL_PATH);
	ssize_t sent = fd < 0 ? fd : sys_send(fd, request, size, 0);
	int error = sent < 0 ? (int)sent : client_receive_end(fd, end);

	if (fd >= 0)
		sys_close(fd);
	return error;
}

/* One packet into its place; 1 when it was the last one. */
static int take(struct status *status, const struct packet *packet, bool is_first)
{
	switch (packet->head.kind) {
	case REPLY_END: /* a refusal has nothing else */
		status->end = packet->body.end;
		return is_first && status->end.result == 0 ? -EPROTO : 1;
	case REPLY_MACHINE:
		status->machine = packet->body.machine;
		return is_first ? 0 : -EPROTO;
	case REPLY_CONTAINER:
		if (is_first || status->count == CONTAINERS_MAX)
			return -EPROTO;
		status->containers[status->count++] = packet->body.container;
		return 0;
	}
	return -EPROTO;
}

int client_receive_status(int fd, struct status *status)
{
	bool is_first = true;
	int step = 0;

	status->count = 0;
	status->groups[0] = -1;
	while (step == 0) {
		struct packet packet;

		step = is_first ? client_receive_rights(fd, &packet, status->groups, GROUP_COUNT)
				: client_receive(fd, &packet);
		if (step == 0)
			step = take(status, &packet, is_first);
		is_first = false;
	}
	return step < 0 ? step : 0;
}

void client_measure(struct status *status)
{
	for (unsigned i = 0; i < status->count; i++)
		usage_read(status->groups, status->containers[i].name, &status->usages[i]);
	for (unsigned i = 0; i < GROUP_COUNT && status->groups[0] >= 0; i++)
		sys_close(status->groups[i]);
	status->groups[0] = -1;
}

int client_status(const char *name, struct status *status)
{
	int fd = client_connect(CONTROL_PATH);
	int error = fd < 0 ? fd : client_ask(fd, VERB_STATUS, name);

	if (error >= 0)
		error = client_receive_status(fd, status);
	if (error >= 0)
		client_measure(status);
	if (fd >= 0)
		sys_close(fd);
	return error;
}
