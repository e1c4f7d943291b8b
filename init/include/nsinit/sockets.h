/*
 * The part of the schema that says which sockets are there before a container is, and start it.
 * Part of container.h.
 */
#ifndef NSINIT_SOCKETS_H
#define NSINIT_SOCKETS_H

#include <nsinit/values.h>
#include <stdbool.h>
#include <stdint.h>

#define SOCKETS_MAX             8
#define SOCKET_NAME_LENGTH_MAX  31
#define SOCKET_FIRST_DESCRIPTOR 3 /* SD_LISTEN_FDS_START of sd_listen_fds(3) */

/*
 * Sockets that nsinit opens and keeps. The container is started by the first connection or datagram
 * that waits in one, and finds them as its descriptors 3, 4, ..., with LISTEN_FDS, LISTEN_PID and
 * LISTEN_FDNAMES: sd_listen_fds(3). Nobody accepts or reads in its place. They stay open when it
 * ends, so that no connection is refused between two runs; `nsctl stop` closes them.
 */
enum socket_kind {
	SOCKET_END = 0,
	SOCKET_TCP,
	SOCKET_UDP,
	SOCKET_UNIX,          /* a stream at `path` */
	SOCKET_UNIX_DATAGRAM, /* datagrams at `path` */
};

/* Whose network an address is of. */
enum socket_place {
	/* The container's own: every address of it. That network stays when the container ends. */
	SOCKET_INSIDE = 0,
	SOCKET_HOST, /* the appliance's: the container itself needs no network */
};
struct socket_listen {
	enum socket_kind kind;
	enum socket_place on; /* SOCKET_TCP, SOCKET_UDP; a path is always the appliance's */
	int32_t port;         /* the same */
	uint32_t address;     /* SOCKET_HOST: IP4(); this or the next or `any` */
	struct ip6 address6;  /* SOCKET_HOST: IP6() */
	bool any;             /* SOCKET_HOST: every address of it, those of the outside too */
	const char *path;  /* SOCKET_UNIX...: below /run; its last directory is made if missing */
	uint32_t mode;     /* SOCKET_UNIX...: who may connect; 0 means 0600 */
	uint32_t uid, gid; /* SOCKET_UNIX...: the owner; 0: root */
	const char *name;  /* of LISTEN_FDNAMES; NULL: the container's name */
};
/*
 * A run for each connection, as inetd has it: nsinit accepts, the program finds the connection as
 * its 0 and 1, and its 2 is its log. As many are served at once as containers of KIND_CONNECTION
 * have the same object; who comes then waits in the kernel's queue.
 */
struct connections {
	struct socket_listen listen; /* SOCKET_TCP with SOCKET_HOST, or SOCKET_UNIX; no name */
	/* SOCKET_TCP only: more at once of one address are closed; 0: as many as there can be. */
	int32_t per_address;
};

#define SOCKETS(...) ((const struct socket_listen[]){ __VA_ARGS__, { .kind = SOCKET_END } })

#endif
