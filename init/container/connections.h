/*
 * Whether somebody still has a connection that came by a container's sockets. A fork of PID 1,
 * since it goes through all descriptors of all processes.
 */
#ifndef NSINIT_CONTAINER_CONNECTIONS_H
#define NSINIT_CONTAINER_CONNECTIONS_H

#include <nsinit/container.h>
#include <sys/types.h>

/*
 * Looks at the processes of the pid namespace `inside`; `sockets` are those of the container, open.
 * Exits 0 when there is no connection, 1 when there is one or it cannot be told. What io_uring(7)
 * alone holds, or a thread with descriptors of its own, is not seen.
 */
_Noreturn void connections_look(
	const struct container *container, const int *sockets, ino_t inside);

#endif
