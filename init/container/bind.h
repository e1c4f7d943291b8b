/*
 * The sockets that start a container: opened before it is, and passed to it.
 *
 * A socket inside is one of the container's own network, which is made with it: it lives as long
 * as the sockets do, and each start of the container enters it by one of them (SIOCGSKNS).
 */
#ifndef NSINIT_CONTAINER_BIND_H
#define NSINIT_CONTAINER_BIND_H

#include "container/launch.h"
#include "uses.h"

/*
 * A fork of PID 1 that opens all sockets of a container and sends them to PID 1 through
 * launch->news, in the config's order. Reports a failing step as the launcher does; exits 0 when
 * all were sent. After a failure no network is left, and no file but that of a socket.
 */
_Noreturn void bind_run(const struct launch *launch);

/* The launcher moves into the network of its sockets, if that is theirs. 0 or -errno. */
int bind_enter_network(const struct launch *launch);

/* Row of child.c's table: gives them the numbers 3, 4, ... */
int child_sockets(struct child *child);

/* LISTEN_PID, LISTEN_FDS, LISTEN_FDNAMES. */
#define SOCKET_VARIABLES 3
#if NSINIT_USES_SOCKETS
struct socket_variables {
	char pid[32], count[16];
	char names[16 + SOCKETS_MAX * (SOCKET_NAME_LENGTH_MAX + 1)];
};
unsigned sockets_environment(const struct container *container, struct socket_variables *variables,
	const char **environment);
#endif

#endif
