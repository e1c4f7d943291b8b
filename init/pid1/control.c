/*
 * The server of the control socket; see control.h. The answers themselves are made in status.c.
 */
#include "pid1/control.h"

#include "base/reply.h"
#include "base/system.h"
#include "pid1/enabled.h"
#include "pid1/errand.h"
#include "pid1/exec.h"
#include "pid1/log.h"
#include "pid1/loop.h"
#include "pid1/pause.h"
#include "pid1/reexec.h"
#include "pid1/reload.h"
#include "pid1/request.h"
#include "pid1/set.h"
#include "pid1/signals.h"
#include "pid1/status.h"
#include "pid1/supervise.h"
#include "service/order.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>

/* How long a client may take to ask, or to read what it asked for. */
#define CLIENT_LIMIT_MS 5000

/* Who waits has no time limit: room is left for those who ask for something else. */
#define WAITING_MAX (CLIENTS_MAX - 2)

int control_open(struct machine *machine)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = CONTROL_PATH };
	int fd = sys_socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0);
	int error;

	if (fd < 0)
		return fd;
	sys_unlink(-1, CONTROL_PATH, 0);
	error = sys_bind(fd, &address, sizeof address);
	if (error == 0)
		error = sys_chmod(-1, CONTROL_PATH, 0600);
	if (error == 0)
		error = sys_listen(fd, 16);
	if (error == 0)
		error = sys_epoll_control(
			machine->epoll, EPOLL_CTL_ADD, fd, EPOLLIN, EPOLL_TAG(SOURCE_CONTROL, 0));
	if (error < 0)
		sys_close(fd);
	else
		machine->control = fd;
	return error;
}

static struct client *free_client(struct machine *machine)
{
	for (unsigned i = 0; i < CLIENTS_MAX; i++)
		if (machine->clients[i].state == CLIENT_FREE)
			return &machine->clients[i];
	return NULL;
}

/* Whether who comes is noticed: the socket is readable as long as somebody stands in its queue. */
static void listen_for(struct machine *machine, uint32_t events)
{
	sys_epoll_control(machine->epoll, EPOLL_CTL_MOD, machine->control, events,
		EPOLL_TAG(SOURCE_CONTROL, 0));
}

/* PID 1's end is gone; who waits at the door, of a full house or of a poor one, is asked in. */
static void forget(struct machine *machine, struct client *client)
{
	bool was_deaf = client->fd < 0 || free_client(machine) == NULL;

	sys_epoll_control(machine->epoll, EPOLL_CTL_DEL, client->fd, 0, 0);
	sys_close(client->fd);
	*client = (struct client){ .state = CLIENT_FREE };
	if (was_deaf)
		listen_for(machine, EPOLLIN);
}

/* Shut down: a fork that still holds it must not keep it alive. */
static void drop(struct machine *machine, struct client *client)
{
	sys_shutdown(client->fd);
	forget(machine, client);
}

void control_accept(struct machine *machine)
{
	struct client *client = free_client(machine);
	uid_t uid = 1;
	int fd;

	if (!client) {
		listen_for(machine, 0);
		return;
	}
	fd = sys_accept(machine->control, SOCK_NONBLOCK);
	if (fd >= 0 && (sys_peer_uid(fd, &uid) < 0 || uid != 0)) {
		sys_close(fd);
		return;
	}
	*client = (struct client){
		.state = CLIENT_READING, .fd = fd, .deadline_ms = sys_now_ms() + CLIENT_LIMIT_MS
	};
	/* No descriptor, no memory: it waits until nobody, who has its place, is too late. */
	if (fd < 0)
		listen_for(machine, 0);
	else if (sys_epoll_control(machine->epoll, EPOLL_CTL_ADD, fd, EPOLLIN | EPOLLRDHUP,
			 EPOLL_TAG(SOURCE_CLIENT, client - machine->clients)) < 0)
		forget(machine, client);
}

/* Sends until the answer is over or the socket is full. */
static void send_answer(struct machine *machine, struct client *client)
{
	for (;;) {
		struct status_packet packet;
		size_t bytes = status_packet(machine, client, &packet);
		ssize_t sent = status_send(machine, client->fd, &packet, bytes);

		if (sent == -EAGAIN) {
			sys_epoll_control(machine->epoll, EPOLL_CTL_MOD, client->fd,
				EPOLLOUT | EPOLLRDHUP,
				EPOLL_TAG(SOURCE_CLIENT, client - machine->clients));
			return;
		}
		if (sent < 0 || packet.head.kind == REPLY_END) {
			drop(machine, client);
			return;
		}
		client->next++;
	}
}

static void answer(struct machine *machine, struct client *client, int result, const char *words)
{
	client->state = CLIENT_SENDING;
	client->deadline_ms = sys_now_ms() + CLIENT_LIMIT_MS;
	client->result = result;
	client->words = words;
	send_answer(machine, client);
}

/* Whether its containers got where it wants them; then `result` and `words` say how. */
static bool is_over(
	const struct machine *machine, const struct client *client, int *result, const char **words)
{
	bool down = client->verb == VERB_STOP;
	bool started = false;

	if (NSINIT_USES_PAUSE && client->verb == VERB_PAUSE)
		return pause_is_over(machine, client->first, result, words);
	if (NSINIT_USES_SET && client->verb == VERB_SET)
		return set_is_over(machine, client, result, words);
	if (NSINIT_USES_RELOAD && client->verb == VERB_RELOAD)
		return reload_is_over(machine, client, result, words);
	if (NSINIT_USES_ENABLE && (client->verb == VERB_ENABLE || client->verb == VERB_DISABLE))
		return enabled_is_over(machine, client, result, words);
	if (NSINIT_USES_REEXEC && client->verb == VERB_REEXEC)
		return reexec_is_over(machine, result, words);
	*result = 0;
	*words = NULL;
	for (unsigned i = client->first; i <= client->last; i++) {
		enum order_outcome outcome =
			down ? order_stopped(machine->services, i)
			     : order_settled(&appliance.containers, machine->services, i);

		started = down && machine->services[i].wanted && !machine->leaving[i];
		if (started)
			outcome = ORDER_BAD;
		if (NSINIT_USES_ENABLE && client->verb == VERB_WAIT && enabled_rests(machine, i))
			outcome = ORDER_GOOD;
		switch (outcome) {
		case ORDER_MOVING:
			return false;
		case ORDER_GOOD:
			break;
		case ORDER_BAD:
			*result = EIO;
			*words = started ? "somebody started it again"
				 : down  ? "it survives SIGKILL"
					 : "not every container is up";
			break;
		}
	}
	return true;
}

static unsigned count_waiting(const struct machine *machine)
{
	unsigned count = 0;

	for (unsigned i = 0; i < CLIENTS_MAX; i++)
		count += machine->clients[i].state == CLIENT_WAITING;
	return count;
}

static void wait_or_answer(struct machine *machine, struct client *client)
{
	const char *words;
	int result;

	if (machine->phase != PHASE_BOOTING && is_over(machine, client, &result, &words)) {
		answer(machine, client, result, words);
		return;
	}
	if (client->state != CLIENT_WAITING && count_waiting(machine) >= WAITING_MAX) {
		answer(machine, client, EBUSY, "too many wait already");
		return;
	}
	client->state = CLIENT_WAITING;
	client->deadline_ms = 0;
}

/* The book itself: the client maps it, and PID 1 has no more to do with it. */
static void send_logs(struct machine *machine, struct client *client)
{
	int error = reply_logs(client->fd, machine->logger.memory);

	if (error < 0)
		answer(machine, client, -error, NULL);
	else
		drop(machine, client);
}

/* VERB_START, VERB_STOP, VERB_RESTART. */
static void change(struct machine *machine, const struct client *client)
{
	if (client->verb == VERB_START)
		supervise_start(machine, client->first);
	else if (client->verb == VERB_STOP)
		supervise_stop(machine, client->first);
	else
		supervise_restart(machine, client->first);
}

/* Requests whose answer comes from another process from then on, unless they are refused. */
static void hand_over(struct machine *machine, struct client *client, const struct request *request)
{
	const char *words = NULL;
	int result = ENOSYS;

	if (NSINIT_USES_EXEC && client->verb == VERB_EXEC)
		result = exec_start(machine, client, request, &words);
	if (NSINIT_USES_RELAY && client->verb == VERB_ATTACH)
		result = errand_attach(machine, client, &words);
	if (result == 0)
		forget(machine, client);
	else
		answer(machine, client, result, words);
}

/* Requests that PID 1 carries out itself, and answers later if they take their time. */
static void begin(struct machine *machine, struct client *client, const struct request *request)
{
	const char *words = NULL;
	int result = ENOSYS;

	if (NSINIT_USES_PAUSE && (client->verb == VERB_PAUSE || client->verb == VERB_RESUME))
		result = pause_take(machine, client, &words);
	if (NSINIT_USES_SET && client->verb == VERB_SET)
		result = set_start(machine, client, &request->set, &words);
	if (NSINIT_USES_REEXEC && client->verb == VERB_REEXEC)
		result = reexec_ask(machine, &words);
	if (NSINIT_USES_SIGNAL && client->verb == VERB_SIGNAL)
		result = signals_send(machine, client->first, request->signal.number, &words);
	if (NSINIT_USES_RELOAD && client->verb == VERB_RELOAD)
		result = reload_start(machine, client, &words);
	if (NSINIT_USES_ENABLE && (client->verb == VERB_ENABLE || client->verb == VERB_DISABLE))
		result = enabled_change(machine, client, &words);
	if (result == 0 && client->verb != VERB_RESUME && client->verb != VERB_SIGNAL)
		wait_or_answer(machine, client);
	else
		answer(machine, client, result, words);
}

static void carry_out(struct machine *machine, struct client *client, const struct request *request)
{
	switch (client->verb) {
	case VERB_STATUS:
	case VERB_SYSCALLS:
		answer(machine, client, 0, NULL);
		break;
	case VERB_START:
	case VERB_STOP:
	case VERB_RESTART:
		if (machine->phase != PHASE_RUNNING) {
			answer(machine, client, EBUSY,
				machine->phase == PHASE_BOOTING ? "still booting"
								: "shutting down");
			break;
		}
		change(machine, client);
		wait_or_answer(machine, client);
		break;
	case VERB_WAIT:
		wait_or_answer(machine, client);
		break;
	case VERB_LOGS:
		send_logs(machine, client);
		break;
	case VERB_REBOOT:
	case VERB_POWEROFF:
	case VERB_HALT:
		loop_finish(machine, client->verb == VERB_REBOOT     ? FINISH_REBOOT
				     : client->verb == VERB_POWEROFF ? FINISH_POWEROFF
								     : FINISH_HALT);
		answer(machine, client, 0, NULL);
		break;
	case VERB_EXEC:
	case VERB_ATTACH:
		hand_over(machine, client, request);
		break;
	case VERB_PAUSE:
	case VERB_RESUME:
	case VERB_SET:
	case VERB_REEXEC:
	case VERB_SIGNAL:
	case VERB_RELOAD:
	case VERB_ENABLE:
	case VERB_DISABLE:
		begin(machine, client, request);
		break;
	case VERB_COUNT:
		break;
	}
}

static void read_request(struct machine *machine, struct client *client)
{
	struct request request;
	const char *words = NULL;
	ssize_t count = sys_recv(
		client->fd, &request.packet, sizeof request.packet, MSG_DONTWAIT | MSG_TRUNC);
	int result;

	if (count == -EAGAIN)
		return;
	if (count <= 0) {
		drop(machine, client);
		return;
	}
	result = request_take(&request, (size_t)count, client, &words);
	if (result == 0)
		carry_out(machine, client, &request);
	else
		answer(machine, client, result, words);
}

void control_client(struct machine *machine, unsigned index)
{
	struct client *client = &machine->clients[index];

	switch (client->state) {
	case CLIENT_FREE:
		break;
	case CLIENT_READING:
		read_request(machine, client);
		break;
	case CLIENT_WAITING: /* nothing more is to come: it hung up */
		drop(machine, client);
		break;
	case CLIENT_SENDING:
		send_answer(machine, client);
		break;
	}
}

void control_step(struct machine *machine)
{
	int64_t now_ms = sys_now_ms();

	for (unsigned i = 0; i < CLIENTS_MAX; i++) {
		struct client *client = &machine->clients[i];

		if (client->state == CLIENT_WAITING)
			wait_or_answer(machine, client);
		else if (client->state != CLIENT_FREE && now_ms >= client->deadline_ms)
			drop(machine, client);
	}
}

int64_t control_deadline(const struct machine *machine)
{
	int64_t first_ms = 0;

	for (unsigned i = 0; i < CLIENTS_MAX; i++) {
		int64_t deadline_ms = machine->clients[i].deadline_ms;

		if (deadline_ms > 0 && (first_ms == 0 || deadline_ms < first_ms))
			first_ms = deadline_ms;
	}
	return first_ms;
}
