/*
 * The sockets that start containers; see sockets.h.
 */
#include "pid1/sockets.h"

#include "base/sockets.h"
#include "base/system.h"
#include "pid1/idle.h"
#include "pid1/log.h"
#include "pid1/supervise.h"

#include <fcntl.h>

static const struct container *container_of(unsigned index)
{
	return appliance.containers.items[index];
}

void sockets_prepare(struct unit *unit)
{
	for (unsigned i = 0; i < UNIT_SOCKETS; i++)
		unit->sockets[i] = -1;
	unit->connection = -1;
}

static bool receive_all(struct unit *unit, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		unit->sockets[i] = sys_receive_descriptor(unit->news);
		if (unit->sockets[i] < 0)
			return false;
	}
	return true;
}

static void close_all(struct machine *machine, unsigned index)
{
	const struct container *container = container_of(index);
	struct unit *unit = &machine->units[index];

	for (unsigned i = 0; i < UNIT_SOCKETS; i++) {
		if (unit->sockets[i] < 0)
			continue;
		sys_close(unit->sockets[i]);
		unit->sockets[i] = -1;
		if (NSINIT_USES_CONNECTIONS && connections_shared(machine, index) >= 0)
			continue;
		/* Below /run, which is memory: nothing that waits. */
		if (i < socket_count(container) && socket_is_unix(socket_at(container, i)))
			sys_unlink(AT_FDCWD, socket_at(container, i)->path, 0);
	}
}

enum service_event_kind sockets_launcher_gone(struct machine *machine, unsigned index, int status)
{
	struct unit *unit = &machine->units[index];
	bool is_bound;

	if (!unit->binds)
		return EVENT_LAUNCHER_GONE;
	unit->binds = false;
	is_bound = status == 0 && receive_all(unit, socket_count(container_of(index)));
	sys_close(unit->news);
	unit->news = -1;
	if (NSINIT_USES_CONNECTIONS && is_bound)
		connections_opened(machine, index);
	/* Closed by sockets_follow(), since its service is not bound. */
	return is_bound ? EVENT_BOUND : EVENT_LAUNCHER_GONE;
}

void sockets_watch(struct machine *machine, unsigned index, uint32_t events)
{
	struct unit *unit = &machine->units[index];
	int operation = unit->watched == 0 ? EPOLL_CTL_ADD
			: events == 0      ? EPOLL_CTL_DEL
					   : EPOLL_CTL_MOD;

	for (unsigned i = 0; i < socket_count(container_of(index)); i++) {
		int error = sys_epoll_control(machine->epoll, operation, unit->sockets[i], events,
			EPOLL_TAG(SOURCE_SOCKET, index));

		if (error < 0)
			log_say(LOG_LEVEL_ERROR, container_of(index)->name, "sockets", error);
	}
	unit->watched = events;
}

void sockets_follow(struct machine *machine, unsigned index)
{
	const struct service *service = &machine->services[index];
	const struct container *container = container_of(index);
	uint32_t events = service->state == SERVICE_LISTENING ? SOCKETS_WAIT : 0;

	if (socket_count(container) == 0)
		return;
	if (NSINIT_USES_CONNECTIONS)
		connections_follow(machine, index);
	if (NSINIT_USES_IDLE)
		idle_follow(machine, index);
	if (NSINIT_USES_IDLE && service->state == SERVICE_UP && !container->connections)
		events = machine->units[index].watched;
	if (events != machine->units[index].watched)
		sockets_watch(machine, index, events);
	if (!service->bound)
		close_all(machine, index);
}

void sockets_resume(struct machine *machine, unsigned index)
{
	struct service *service = &machine->services[index];
	const struct unit *unit = &machine->units[index];
	unsigned count = 0;

	while (count < UNIT_SOCKETS && unit->sockets[count] >= 0)
		count++;
	if (service->bound && count == socket_count(container_of(index))) {
		sockets_follow(machine, index);
		return;
	}
	service->bound = false;
	close_all(machine, index);
	if (service->state == SERVICE_LISTENING)
		supervise_take(machine, index, EVENT_WANT_RESTART, 0);
}

void sockets_ready(struct machine *machine, unsigned index)
{
	if (NSINIT_USES_CONNECTIONS && container_of(index)->connections)
		connections_accept(machine, index);
	else if (NSINIT_USES_IDLE && machine->services[index].state == SERVICE_UP)
		machine->units[index].used = true;
	else
		supervise_take(machine, index, EVENT_TRIGGERED, 0);
}
