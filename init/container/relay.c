/*
 * The relay of a container's terminal: a fork of PID 1 that holds the master from the start to the
 * end of the container; see terminal.h. Everything that the terminal shows goes to the log, which
 * may slow it down as it does a pipe. Who is attached sees it too, but slows nobody down: what a
 * client does not read in time it has not seen. What a client types goes straight to the master,
 * of which it has a descriptor.
 */
#include "container/terminal.h"

#include "base/reply.h"
#include "base/system.h"
#include "container/process.h"
#include "container/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>

#define ATTACHED_MAX 4

struct attached {
	int client; /* its connection; 0: free */
	int screen; /* write end of the pipe that it reads */
};

static struct relay {
	struct stream log; /* from the master */
	int clients;       /* they come through it; -1: no more will */
	struct attached attached[ATTACHED_MAX];
} relay = { .log = { .from = -1 } };

enum watched { WATCH_LOG, WATCH_NEW, WATCH_ATTACHED, WATCH_COUNT = WATCH_ATTACHED + ATTACHED_MAX };

static void prepare_relay(int socket, int clients, int output)
{
	int keep[] = { socket, clients, output };

	sys_prctl(PR_SET_NAME, (unsigned long)"terminal", 0, 0, 0);
	process_close_others(keep, 3);
	/* The pipe is the one of earlier runs, and shared with nobody who minds. */
	sys_set_flags(output, 0);
}

static void detach(struct attached *attached)
{
	sys_close(attached->screen);
	sys_close(attached->client);
	*attached = (struct attached){ .client = 0 };
}

static struct attached *free_place(void)
{
	for (unsigned i = 0; i < ATTACHED_MAX; i++)
		if (relay.attached[i].client == 0)
			return &relay.attached[i];
	return NULL;
}

/* The master for keys and sizes, and a pipe for what it shows. */
static int attach(struct attached *attached, int client)
{
	int ends[2];
	int error = relay.log.from < 0 ? -ESRCH : sys_pipe(ends, O_NONBLOCK);

	if (error < 0)
		return error;
	error = reply_started(client, (int[]){ relay.log.from, ends[0], ends[0] });
	sys_close(ends[0]);
	*attached = (struct attached){ .client = client, .screen = ends[1] };
	if (error < 0)
		detach(attached);
	return 0;
}

static void take_client(void)
{
	struct attached *attached = free_place();
	int client = sys_receive_descriptor(relay.clients);
	int error = client < 0 ? client : attached ? attach(attached, client) : -EBUSY;

	if (client >= 0 && error < 0) {
		reply_end(client, -error, error == -EBUSY ? "too many are attached" : "");
		sys_close(client);
	}
	if (client < 0 && client != -EAGAIN && client != -EINTR) {
		sys_close(relay.clients);
		relay.clients = -1;
	}
}

/* Nothing but its end is expected of a client. */
static void read_client(struct attached *attached)
{
	char bytes[64];
	ssize_t count = sys_recv(attached->client, bytes, sizeof bytes, 0);

	if (count == 0 || (count < 0 && count != -EAGAIN && count != -EINTR))
		detach(attached);
}

static void show(const char *bytes, size_t count)
{
	for (unsigned i = 0; i < ATTACHED_MAX; i++)
		if (relay.attached[i].client > 0)
			sys_write(relay.attached[i].screen, bytes, count);
}

static void watch(struct pollfd watched[WATCH_COUNT])
{
	stream_watch(&relay.log, &watched[WATCH_LOG]);
	watched[WATCH_NEW] = (struct pollfd){ .fd = relay.clients, .events = POLLIN };
	for (unsigned i = 0; i < ATTACHED_MAX; i++) {
		int client = relay.attached[i].client;

		watched[WATCH_ATTACHED + i] =
			(struct pollfd){ .fd = client > 0 ? client : -1, .events = POLLIN };
	}
}

static void move_log(const struct pollfd *watched)
{
	bool reads = relay.log.start == relay.log.end;

	stream_move(&relay.log, watched);
	if (reads)
		show(relay.log.bytes, relay.log.end - relay.log.start);
}

_Noreturn void terminal_relay(int socket, int clients, int output)
{
	prepare_relay(socket, clients, output);
	relay.clients = clients;
	relay.log.to = output;
	relay.log.from = sys_receive_descriptor(socket);
	sys_close(socket);
	if (relay.log.from < 0)
		sys_exit(1);
	while (!stream_over(&relay.log)) {
		struct pollfd watched[WATCH_COUNT];

		watch(watched);
		sys_poll(watched, WATCH_COUNT, -1);
		move_log(&watched[WATCH_LOG]);
		for (unsigned i = 0; i < ATTACHED_MAX; i++)
			if (watched[WATCH_ATTACHED + i].revents)
				read_client(&relay.attached[i]);
		if (watched[WATCH_NEW].revents)
			take_client();
	}
	for (unsigned i = 0; i < ATTACHED_MAX; i++) {
		if (relay.attached[i].client == 0)
			continue;
		sys_close(relay.attached[i].screen);
		reply_exit(relay.attached[i].client, 0, "");
	}
	sys_exit(0);
}
