/*
 * Notification sockets, pipes and probes of containers; see readiness.h. What a container sends is
 * anything: each datagram is of at most NOTIFY_BYTES_MAX, its sender must be one of the container,
 * and who sends more than a few hundred in a second is not heard until that is over.
 */
#include "pid1/readiness.h"

#include "base/ready.h"
#include "base/system.h"
#include "container/probe.h"
#include "kernel/namespace.h"
#include "pid1/errand.h"
#include "pid1/events.h"
#include "pid1/log.h"
#include "pid1/probe_command.h"
#include "pid1/supervise.h"
#include "service/notify.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

/* Datagrams of one container in one turn of the loop, and in one second. */
#define TURN_MOST   8
#define SECOND_MOST 200

static const struct container *container_of(unsigned index)
{
	return appliance.containers.items[index];
}

void readiness_prepare(struct unit *unit)
{
	unit->news = unit->notify = unit->pipe = unit->said = unit->command_said = -1;
}

static void drop(struct machine *machine, int *fd)
{
	if (*fd < 0)
		return;
	sys_epoll_control(machine->epoll, EPOLL_CTL_DEL, *fd, 0, 0);
	sys_close(*fd);
	*fd = -1;
}

int readiness_pair(const struct container *container, int news[2])
{
	news[0] = news[1] = -1;
	if (!(NSINIT_USES_NOTIFY && has_notify(container)) &&
		!(NSINIT_USES_READY_FD && is_ready_by(container, READY_FD)))
		return 0;
	return sys_socketpair(news, SOCK_SEQPACKET | SOCK_NONBLOCK);
}

/* -1 when nothing came: then the container is not ready in time, which says so. */
static int receive(struct machine *machine, unsigned index, enum source source)
{
	int fd = sys_receive_descriptor(machine->units[index].news);
	int error = fd < 0 ? fd
			   : sys_epoll_control(machine->epoll, EPOLL_CTL_ADD, fd, EPOLLIN,
				     EPOLL_TAG(source, index));

	if (error < 0)
		log_say(LOG_LEVEL_ERROR, container_of(index)->name, "readiness", error);
	if (error < 0 && fd >= 0)
		sys_close(fd);
	return error < 0 ? -1 : fd;
}

void readiness_open(struct machine *machine, unsigned index)
{
	struct unit *unit = &machine->units[index];

	if (unit->news < 0)
		return;
	if (NSINIT_USES_NOTIFY && has_notify(container_of(index))) {
		unit->notify = receive(machine, index, SOURCE_NOTIFY);
		unit->inside = pid_namespace_of(machine->pids[index]);
	}
	if (NSINIT_USES_READY_FD && is_ready_by(container_of(index), READY_FD)) {
		unit->pipe = receive(machine, index, SOURCE_PIPE);
		if (unit->pipe >= 0)
			sys_set_flags(unit->pipe, O_NONBLOCK);
	}
	if (NSINIT_USES_MAIN_PID && has_main_pid(container_of(index)) &&
		sys_epoll_control(machine->epoll, EPOLL_CTL_ADD, unit->news, EPOLLIN,
			EPOLL_TAG(SOURCE_NEWS, index)) == 0)
		return;
	sys_close(unit->news);
	unit->news = -1;
}

void readiness_close(struct machine *machine, unsigned index)
{
	struct unit *unit = &machine->units[index];

	drop(machine, &unit->news);
	drop(machine, &unit->notify);
	drop(machine, &unit->pipe);
	unit->notice = 0;
	unit->words[0] = '\0';
	unit->deaf_until_ms = 0;
}

/* musl's macro compares what has another sign than it should. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wsign-compare"
static struct cmsghdr *next_part(struct msghdr *message, struct cmsghdr *part)
{
	return CMSG_NXTHDR(message, part);
}
#pragma GCC diagnostic pop

/* Descriptors that came along are closed: who waits for that goes on (sd_notify_barrier(3)). */
static pid_t take_control(struct msghdr *message)
{
	pid_t sender = 0;

	for (struct cmsghdr *part = CMSG_FIRSTHDR(message); part; part = next_part(message, part)) {
		size_t bytes = part->cmsg_len - CMSG_LEN(0);
		struct ucred credentials;
		int fd;

		if (part->cmsg_level != SOL_SOCKET)
			continue;
		if (part->cmsg_type == SCM_CREDENTIALS && bytes == sizeof credentials) {
			memcpy(&credentials, CMSG_DATA(part), sizeof credentials);
			sender = credentials.pid;
		}
		for (size_t i = 0; part->cmsg_type == SCM_RIGHTS && i + sizeof fd <= bytes;
			i += sizeof fd) {
			memcpy(&fd, CMSG_DATA(part) + i, sizeof fd);
			sys_close(fd);
		}
	}
	return sender;
}

/*
 * The container's init decides whether it follows that one. It looks when it is woken: one more
 * child that has not ended is nothing else to it.
 */
static void name_main(struct machine *machine, unsigned index, pid_t sender, int32_t number)
{
	const struct unit *unit = &machine->units[index];

	/* Its numbers are others in a namespace of its own. */
	if (unit->news < 0 || pid_namespace_of(sender) != unit->inside)
		return;
	if (sys_send(unit->news, &number, sizeof number, MSG_DONTWAIT | MSG_NOSIGNAL) > 0 &&
		machine->pids[index] > 0)
		sys_kill(machine->pids[index], SIGCHLD);
}

static void heed(struct machine *machine, unsigned index, pid_t sender, const struct notify *notify)
{
	struct unit *unit = &machine->units[index];
	uint32_t before = unit->notice;

	if (NSINIT_USES_MAIN_PID && notify->main_pid > 0)
		name_main(machine, index, sender, notify->main_pid);
	if (notify->has_words)
		memcpy(unit->words, notify->words, sizeof unit->words);
	if (notify->ready)
		unit->notice &= ~NOTICE_RELOADING;
	if (notify->reloading)
		unit->notice |= NOTICE_RELOADING;
	if (notify->stopping)
		unit->notice |= NOTICE_STOPPING;
	if (NSINIT_USES_EVENTS && unit->notice != before)
		events_note(machine, index, machine->services[index].state);
	if (notify->ready)
		supervise_take(machine, index, EVENT_READY, 0);
	if (NSINIT_USES_ALIVE && notify->alive)
		supervise_take(machine, index, EVENT_ALIVE, 0);
	if (NSINIT_USES_ALIVE && notify->not_alive)
		supervise_take(machine, index, EVENT_NOT_ALIVE, 0);
}

/* One datagram; false when there is no more. */
static bool read_one(struct machine *machine, unsigned index)
{
	struct unit *unit = &machine->units[index];
	char bytes[NOTIFY_BYTES_MAX];
	char control[CMSG_SPACE(sizeof(struct ucred)) + CMSG_SPACE(4 * sizeof(int))];
	struct iovec room = { bytes, sizeof bytes };
	struct msghdr message = { .msg_iov = &room,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof control };
	ssize_t count = sys_recvmsg(unit->notify, &message, MSG_DONTWAIT);
	struct notify notify;
	pid_t sender;

	if (count < 0)
		return false;
	unit->heard++;
	sender = take_control(&message);
	if (message.msg_flags & MSG_TRUNC)
		return true;
	if (sender <= 0 || !pid_namespace_holds(unit->inside, sender))
		return true;
	notify_parse(bytes, (size_t)count, &notify);
	heed(machine, index, sender, &notify);
	return unit->notify >= 0;
}

static void watch(struct machine *machine, unsigned index, uint32_t events)
{
	sys_epoll_control(machine->epoll, EPOLL_CTL_MOD, machine->units[index].notify, events,
		EPOLL_TAG(SOURCE_NOTIFY, index));
}

void readiness_notify(struct machine *machine, unsigned index)
{
	struct unit *unit = &machine->units[index];
	int64_t now_ms = sys_now_ms();

	if (now_ms - unit->heard_since_ms >= 1000) {
		unit->heard_since_ms = now_ms;
		unit->heard = 0;
	}
	for (unsigned i = 0; i < TURN_MOST; i++)
		if (unit->notify < 0 || !read_one(machine, index))
			return;
	if (unit->heard < SECOND_MOST)
		return;
	log_say(LOG_LEVEL_WARNING, container_of(index)->name, "notifies too often", 0);
	unit->deaf_until_ms = unit->heard_since_ms + 1000;
	watch(machine, index, 0);
}

static void say_refused(unsigned index, int32_t number)
{
	struct log_line line;

	log_start(&line, LOG_LEVEL_WARNING);
	text_string(&line.text, container_of(index)->name);
	text_string(&line.text, ": MAINPID=");
	text_number(&line.text, number);
	text_string(&line.text, " is none of its orphans, and not followed");
	log_end(&line);
}

void readiness_news(struct machine *machine, unsigned index)
{
	struct unit *unit = &machine->units[index];
	int32_t number;
	ssize_t count = sys_read(unit->news, &number, sizeof number);

	if (count == -EAGAIN)
		return;
	if (count != sizeof number) {
		drop(machine, &unit->news);
		return;
	}
	if (number != MAIN_PID_NONE) {
		say_refused(index, number);
		return;
	}
	/* What was sent before the end that it tells of. */
	for (unsigned i = 0; i < SECOND_MOST && unit->notify >= 0; i++)
		if (!read_one(machine, index))
			break;
	if (unit->news >= 0)
		sys_send(unit->news, &number, sizeof number, MSG_DONTWAIT | MSG_NOSIGNAL);
}

/* A line is the word, whatever stands in it; an end without one is none. */
void readiness_pipe(struct machine *machine, unsigned index)
{
	struct unit *unit = &machine->units[index];
	char bytes[64];
	ssize_t count = sys_read(unit->pipe, bytes, sizeof bytes);
	bool is_line = count > 0 && memchr(bytes, '\n', (size_t)count);

	if (count == -EAGAIN || (count > 0 && !is_line))
		return;
	drop(machine, &unit->pipe);
	if (is_line)
		supervise_take(machine, index, EVENT_READY, 0);
}

/* Without a pipe it says nothing. */
static void listen_to_command(struct unit *unit, int said[2])
{
	readiness_words(unit, true);
	unit->reason[0] = '\0';
	if (sys_pipe(said, O_NONBLOCK) < 0)
		said[0] = said[1] = -1;
	unit->said = said[0];
}

void readiness_words(struct unit *unit, bool is_last)
{
	ssize_t count =
		unit->said < 0 ? 0 : sys_read(unit->said, unit->reason, NOTICE_TEXT_MAX - 1);

	if (count > 0)
		unit->reason[count] = '\0';
	if (is_last && unit->said >= 0) {
		sys_close(unit->said);
		unit->said = -1;
	}
}

static _Noreturn void run_command(
	const struct machine *machine, unsigned index, int init, const int said[2])
{
	bool is_up = machine->services[index].state == SERVICE_UP;
	struct probe_command command = {
		.container = container_of(index),
		.argv = probe_command_of(container_of(index), is_up),
		.group = PROBE_GROUP,
		.again = !is_up,
		.init = init,
		.said = { said[0], said[1] },
		.cgroups = &machine->cgroups,
		.bounding = machine->bounding,
	};

	probe_command_run(&command);
}

bool readiness_probe(struct machine *machine, unsigned index)
{
	bool is_up = machine->services[index].state == SERVICE_UP;
	/* Made here: nobody but PID 1 knows that the number still means the container. */
	int init = sys_pidfd_open(machine->pids[index]);
	int said[2] = { -1, -1 };
	pid_t pid;

	if (NSINIT_USES_PROBE_COMMAND && probe_command_of(container_of(index), is_up))
		listen_to_command(&machine->units[index], said);
	pid = init < 0 ? init : sys_fork_default();
	if (pid == 0) {
		logger_forget(&machine->logger);
		errand_forget(machine);
		if (NSINIT_USES_PROBE_COMMAND && probe_command_of(container_of(index), is_up))
			run_command(machine, index, init, said);
		if (NSINIT_USES_ALIVE && is_up)
			probe_alive(container_of(index), init);
		probe_ready(container_of(index), init);
	}
	if (init >= 0)
		sys_close(init);
	if (NSINIT_USES_PROBE_COMMAND && said[1] >= 0)
		sys_close(said[1]);
	if (pid < 0)
		log_say(LOG_LEVEL_ERROR, container_of(index)->name, "probe", pid);
	machine->units[index].probe = pid > 0 ? pid : 0;
	return pid > 0;
}

void readiness_step(struct machine *machine, int64_t now_ms)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		struct unit *unit = &machine->units[i];

		if (unit->deaf_until_ms == 0 || now_ms < unit->deaf_until_ms)
			continue;
		unit->deaf_until_ms = 0;
		watch(machine, i, EPOLLIN);
	}
}

int64_t readiness_deadline(const struct machine *machine)
{
	int64_t first_ms = 0;

	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		int64_t at_ms = machine->units[i].deaf_until_ms;

		if (at_ms > 0 && (first_ms == 0 || at_ms < first_ms))
			first_ms = at_ms;
	}
	return first_ms;
}
