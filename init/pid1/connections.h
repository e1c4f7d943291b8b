/*
 * Containers that serve one connection each. All of one kind listen together: each has the socket,
 * a descriptor of its own of it, and who is free waits in it as others do for what starts them; the
 * first one accepts. So who is stopped or fails is one less, and the last one closes it. PID 1
 * only; nothing here waits.
 */
#ifndef NSINIT_PID1_CONNECTIONS_H
#define NSINIT_PID1_CONNECTIONS_H

#include "pid1/machine.h"

/* The socket, if another one has it open; -1: nobody. */
int connections_shared(const struct machine *machine, unsigned index);

/* Another one opens it just now. */
bool connections_must_wait(const struct machine *machine, unsigned index);

/* Instead of a launcher that opens it: takes what another one has. False: nobody. */
bool connections_take(struct machine *machine, unsigned index);

/* Its launcher has opened it. */
void connections_opened(struct machine *machine, unsigned index);

/* Somebody waits in it: the container serves who comes first, if nobody else was faster. */
void connections_accept(struct machine *machine, unsigned index);

/* After each event: who will not be served is let go, and who was served is forgotten. */
void connections_follow(struct machine *machine, unsigned index);

/* Its launcher has the connection, or there is none. */
void connections_close(struct unit *unit);

#endif
