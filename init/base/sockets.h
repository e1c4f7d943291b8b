/*
 * Which sockets a container has. Pure, and small enough to stand in a header; read by PID 1,
 * launcher and child.
 */
#ifndef NSINIT_BASE_SOCKETS_H
#define NSINIT_BASE_SOCKETS_H

#include <nsinit/container.h>
#include <stdbool.h>

/* Its own, or the one that it has together with others; by index, below the count. */
static inline const struct socket_listen *socket_at(
	const struct container *container, unsigned index)
{
	return container->connections ? &container->connections->listen
				      : &container->sockets[index];
}

static inline unsigned socket_count(const struct container *container)
{
	const struct socket_listen *sockets = container->sockets;
	unsigned count = container->connections ? 1 : 0;

	while (!container->connections && sockets && sockets[count].kind != SOCKET_END)
		count++;
	return count;
}

static inline bool socket_is_unix(const struct socket_listen *socket)
{
	return socket->kind == SOCKET_UNIX || socket->kind == SOCKET_UNIX_DATAGRAM;
}

/* In the container's network, which is there before and after it then. */
static inline bool socket_is_inside(const struct socket_listen *socket)
{
	return socket->on == SOCKET_INSIDE && !socket_is_unix(socket);
}

/* One that is inside, or the count. */
static inline unsigned socket_inside(const struct container *container)
{
	unsigned count = socket_count(container);
	unsigned i = 0;

	while (i < count && !socket_is_inside(socket_at(container, i)))
		i++;
	return i;
}

static inline bool keeps_network(const struct container *container)
{
	return socket_inside(container) < socket_count(container);
}

#endif
