/*
 * The server of the control socket: a few clients, one request each, answered without waiting.
 * PID 1 only. A slow or silent client costs its own connection.
 */
#ifndef NSINIT_PID1_CONTROL_H
#define NSINIT_PID1_CONTROL_H

#include "pid1/machine.h"

/* Makes the socket; 0 or -errno. */
int control_open(struct machine *machine);

/* A client knocks; a client can be read or written. */
void control_accept(struct machine *machine);
void control_client(struct machine *machine, unsigned index);

/* After every change: answers who waited for it; drops who took too long. */
void control_step(struct machine *machine);

/* The next deadline of a client, 0: none. */
int64_t control_deadline(const struct machine *machine);

#endif
