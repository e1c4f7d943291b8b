/*
 * The client's end of the control protocol: one connection, one request, its answer by packets.
 * nsctl only. What comes from the socket is checked for its size and kind, and every string in it
 * is NUL-terminated here, so that nobody after has to.
 */
#ifndef NSINIT_NSCTL_CLIENT_H
#define NSINIT_NSCTL_CLIENT_H

#include "base/protocol.h"
#include "nsctl/usage.h"

#include <nsinit/container.h>

/* One packet of an answer, as it is on the socket. */
struct packet {
	struct reply_head head;
	union {
		struct reply_end end;
		struct reply_machine machine;
		struct reply_container container;
		struct reply_exit exit;
		struct reply_syscalls syscalls;
	} body;
};

/* A whole answer to VERB_STATUS. */
struct status {
	struct reply_machine machine;
	int groups[GROUP_COUNT]; /* see enum group; the first is -1: there are none */
	unsigned count;
	struct reply_container containers[CONTAINERS_MAX];
	struct usage usages[CONTAINERS_MAX]; /* of each; see client_measure() */
	struct reply_end end;
};

/* Connects to the socket at `path`. The caller closes the descriptor; or -errno. */
int client_connect(const char *path);

/*
 * Sends the request; `name` is shorter than CONTROL_NAME_MAX, empty for all. 0 or -errno. From
 * here on what PID 1 answers at once is waited for no longer than ten seconds.
 */
int client_ask(int fd, enum control_verb verb, const char *name);

/*
 * Waits for the next packet. 0 or -errno: -ECONNRESET too when the other end closed, -ETIMEDOUT
 * when it is silent, -EPROTO when the packet is not one of this protocol.
 */
int client_receive(int fd, struct packet *packet);

/* The same, with the descriptors that came along; fds[0] is -1 unless they were `count`. */
int client_receive_rights(int fd, struct packet *packet, int *fds, unsigned count);

/* Receives packets up to the end, which alone is allowed. Errors as of client_receive(). */
int client_receive_end(int fd, struct reply_end *end);

/* Connects, sends a request of `size` bytes and receives the end. 0, or -errno as above. */
int client_carry_out(const void *request, size_t size, struct reply_end *end);

/* Receives a whole status; -EPROTO too when its packets do not make one. Nothing is measured. */
int client_receive_status(int fd, struct status *status);

/* What each container uses now; closes the groups' directories. */
void client_measure(struct status *status);

/* Connects, asks, receives and measures: one container, or all with "". */
int client_status(const char *name, struct status *status);

#endif
