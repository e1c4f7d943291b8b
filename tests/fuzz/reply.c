/*
 * Answers at the control socket, as nsctl takes them, and all that it makes of a status.
 *
 * An input is a byte, which says how the answer is read (the lists of system calls take long, and
 * are made for one value alone), and packets: a byte for the kind, one that
 * is added to its length, and the body, of which what is missing is 0. Lengths are those of this
 * build, so that seeds outlive a change of them.
 */
#include "fuzz.h"

#include "nsctl/chart.h"
#include "nsctl/client.h"
#include "nsctl/render.h"
#include "nsctl/syscalls.h"

#include <errno.h>
#include <sys/socket.h>

static char bytes[CHART_BYTES_MAX > RENDER_BYTES_MAX ? CHART_BYTES_MAX : RENDER_BYTES_MAX];
static struct status status;

#define FD 12345

static uint32_t body_bytes(uint32_t kind)
{
	switch (kind) {
	case REPLY_END:
		return sizeof(struct reply_end);
	case REPLY_MACHINE:
		return sizeof(struct reply_machine);
	case REPLY_CONTAINER:
		return sizeof(struct reply_container);
	case REPLY_EXIT:
		return sizeof(struct reply_exit);
	case REPLY_SYSCALLS:
		return sizeof(struct reply_syscalls);
	}
	return 0;
}

/* What the other end still has to say; linked in place of system calls. */
static struct input peer;
ssize_t __wrap_sys_recv(int fd, void *buffer, size_t size, int flags);
ssize_t __wrap_sys_recvmsg(int fd, struct msghdr *message, int flags);

/* The next packet, as recv(2) has it with MSG_TRUNC; 0: the end. */
ssize_t __wrap_sys_recv(int fd, void *buffer, size_t size, int flags)
{
	static struct {
		struct reply_head head;
		char body[sizeof(struct packet) + 128];
	} packet;
	uint32_t right, length;
	int8_t more;

	MUST(fd == FD && flags == MSG_TRUNC);
	if (peer.left == 0)
		return 0;
	packet.head.kind = input_byte(&peer);
	more = (int8_t)input_byte(&peer);
	right = body_bytes(packet.head.kind);
	length = (int64_t)right + more < 0 ? 0 : (uint32_t)((int64_t)right + more);
	/* Whether the head knows of it. */
	packet.head.bytes = more % 2 == 0 ? length : right;
	input_fill(&peer, packet.body, length);
	length += sizeof packet.head;
	memcpy(buffer, &packet, length < size ? length : size);
	return length;
}

/* Without descriptors. */
ssize_t __wrap_sys_recvmsg(int fd, struct msghdr *message, int flags)
{
	message->msg_controllen = 0;
	return __wrap_sys_recv(
		fd, message->msg_iov[0].iov_base, message->msg_iov[0].iov_len, flags);
}

typedef void renderer(struct text *text, const struct status *status);

/* Whatever the answer was, there is room for what is made of it. */
static void render(renderer *make, size_t size)
{
	struct text text = { .bytes = bytes, .size = size };

	make(&text, &status);
	MUST(!text.cut && text.length < size);
}

#define IS_STRING(array) (memchr(array, '\0', sizeof(array)) != NULL)

static void look_at_container(const struct reply_container *container)
{
	MUST(IS_STRING(container->name) && IS_STRING(container->reason));
	MUST(IS_STRING(container->step_name) && IS_STRING(container->item_name));
}

static void render_all(void)
{
	static renderer *const tables[] = { render_table, render_tree, render_reasons,
		render_json };
	static renderer *const charts[] = { chart_deps, chart_dot, chart_blame, chart_plot };

	MUST(status.count <= CONTAINERS_MAX);
	for (unsigned i = 0; i < status.count; i++)
		look_at_container(&status.containers[i]);
	for (unsigned i = 0; i < 4; i++) {
		render(tables[i], RENDER_BYTES_MAX);
		render(charts[i], CHART_BYTES_MAX);
	}
}

static void look(const struct packet *packet, bool with_calls)
{
	struct text text = TEXT(bytes);

	switch (packet->head.kind) {
	case REPLY_END:
		render_plain(&text, packet->body.end.text);
		break;
	case REPLY_MACHINE:
		render_plain(&text, packet->body.machine.hostname);
		render_plain(&text, packet->body.machine.release);
		break;
	case REPLY_CONTAINER:
		look_at_container(&packet->body.container);
		render_state(&text, &packet->body.container);
		break;
	case REPLY_EXIT:
		render_plain(&text, packet->body.exit.text);
		break;
	case REPLY_SYSCALLS:
		if (with_calls)
			syscalls_render(&text, "web", &packet->body.syscalls);
		break;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fds[GROUP_COUNT];
	uint8_t how;
	struct packet packet;

	peer = (struct input){ data, size };
	status.count = 0;
	how = input_byte(&peer);
	if (how % 2 == 0) {
		if (client_receive_status(FD, &status) == 0)
			render_all();
		return 0;
	}
	if (client_receive_rights(FD, &packet, fds, GROUP_COUNT) == 0)
		look(&packet, how == UINT8_MAX);
	while (client_receive(FD, &packet) == 0)
		look(&packet, how == UINT8_MAX);
	return 0;
}
