/*
 * What PID 1 answers to a client, packet by packet.
 */
#ifndef NSINIT_PID1_STATUS_H
#define NSINIT_PID1_STATUS_H

#include "pid1/machine.h"

struct status_packet {
	struct reply_head head;
	union {
		struct reply_machine machine;
		struct reply_container container;
		struct reply_syscalls syscalls;
		struct reply_end end;
	} body;
};

/*
 * Fills the packet number client->next of its answer and returns its bytes: the machine and the
 * containers it asked for when it asked for the status, then the end. PID 1.
 */
size_t status_packet(
	const struct machine *machine, const struct client *client, struct status_packet *packet);

/* Sends it, with the descriptors that belong to it; the bytes or 0, or -errno. Does not block. */
ssize_t status_send(const struct machine *machine, int client, const struct status_packet *packet,
	size_t bytes);

#endif
