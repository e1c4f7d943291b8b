/*
 * Containers that serve one connection each; see connections.h.
 */
#include "pid1/connections.h"

#include "base/system.h"
#include "pid1/log.h"
#include "pid1/supervise.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

static const struct container *container_of(unsigned index)
{
	return appliance.containers.items[index];
}

/* Other containers that serve the same. */
static bool is_other(unsigned index, unsigned other)
{
	const struct connections *connections = container_of(index)->connections;

	return other != index && connections && container_of(other)->connections == connections;
}

int connections_shared(const struct machine *machine, unsigned index)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		if (is_other(index, i) && machine->units[i].sockets[0] >= 0)
			return machine->units[i].sockets[0];
	return -1;
}

bool connections_must_wait(const struct machine *machine, unsigned index)
{
	for (unsigned i = 0; NSINIT_USES_CONNECTIONS && i < NSINIT_CONTAINERS; i++)
		if (is_other(index, i) && machine->units[i].binds)
			return true;
	return false;
}

bool connections_take(struct machine *machine, unsigned index)
{
	int socket = NSINIT_USES_CONNECTIONS ? connections_shared(machine, index) : -1;
	int fd = socket < 0 ? socket : sys_dup_above(socket, 0);

	if (fd < 0)
		return false;
	machine->units[index].sockets[0] = fd;
	supervise_take(machine, index, EVENT_BOUND, 0);
	return true;
}

/* Of all that have it: nobody waits for who was accepted by another. */
void connections_opened(struct machine *machine, unsigned index)
{
	if (container_of(index)->connections)
		sys_set_flags(machine->units[index].sockets[0], O_NONBLOCK);
}

/* 0 and 0 of who comes by a path. */
static void find_peer(int fd, uint64_t peer[2])
{
	struct sockaddr_in6 address = { .sin6_family = AF_UNSPEC };
	struct sockaddr_in four;

	peer[0] = peer[1] = 0;
	if (sys_peer_name(fd, &address, sizeof address) < 0)
		return;
	memcpy(&four, &address, sizeof four);
	if (address.sin6_family == AF_INET6)
		memcpy(peer, &address.sin6_addr, sizeof address.sin6_addr);
	else if (address.sin6_family == AF_INET)
		memcpy(&peer[1], &four.sin_addr, sizeof four.sin_addr);
}

/* As many as the config lets one address have. */
static bool is_too_many(const struct machine *machine, unsigned index, const uint64_t peer[2])
{
	int32_t left = container_of(index)->connections->per_address;

	if (left == 0 || (peer[0] == 0 && peer[1] == 0))
		return false;
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		if (is_other(index, i) &&
			memcmp(machine->units[i].peer, peer, sizeof machine->units[i].peer) == 0)
			left--;
	return left <= 0;
}

void connections_accept(struct machine *machine, unsigned index)
{
	struct unit *unit = &machine->units[index];
	uint64_t peer[2];
	int fd;

	if (machine->services[index].state != SERVICE_LISTENING)
		return;
	fd = sys_accept(unit->sockets[0], 0);
	/* Another one was faster, or who came is gone: accept(2). */
	if (fd == -EAGAIN || fd == -EINTR || fd == -ECONNABORTED)
		return;
	/* Whoever it was waits; without a descriptor for it the start fails, and its delay is one.
	 */
	if (fd < 0) {
		log_say(LOG_LEVEL_ERROR, container_of(index)->name, "accept", fd);
		supervise_take(machine, index, EVENT_TRIGGERED, 0);
		return;
	}
	find_peer(fd, peer);
	if (is_too_many(machine, index, peer)) {
		sys_close(fd);
		if (!unit->refused)
			log_say(LOG_LEVEL_WARNING, container_of(index)->name,
				"too many connections of one address", 0);
		unit->refused = true;
		return;
	}
	memcpy(unit->peer, peer, sizeof unit->peer);
	unit->refused = false;
	unit->connection = fd;
	supervise_take(machine, index, EVENT_TRIGGERED, 0);
}

void connections_follow(struct machine *machine, unsigned index)
{
	const struct service *service = &machine->services[index];
	struct unit *unit = &machine->units[index];
	/* On the way from its acceptance to the launcher. */
	bool is_served = service->state == SERVICE_STARTING ||
			 (service->state == SERVICE_WAITING && service->triggered);

	if (!is_served)
		connections_close(unit);
	if (service_is_at_rest(service) && !is_served)
		memset(unit->peer, 0, sizeof unit->peer);
}

void connections_close(struct unit *unit)
{
	if (unit->connection >= 0)
		sys_close(unit->connection);
	unit->connection = -1;
}
