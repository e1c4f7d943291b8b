/*
 * Network interfaces through rtnetlink: a batch of requests, one send, one reading of the answers.
 *
 * The launcher builds the host side (stale link away, veth pair, bridge port), the child its own
 * side (lo and eth0 up, address, route), the boot helper the bridges. Never PID 1: the kernel
 * holds the network lock of the whole machine meanwhile. A batch lies on the caller's stack.
 */
#ifndef NSINIT_KERNEL_NETLINK_H
#define NSINIT_KERNEL_NETLINK_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define NETLINK_BATCH_BYTES 1536
#define NETLINK_BATCH_MAX   32 /* messages */
#define NETLINK_LOOPBACK    1  /* index of lo in every network namespace */

struct netlink_batch {
	_Alignas(4) unsigned char bytes[NETLINK_BATCH_BYTES];
	size_t length;
	size_t last;            /* offset of the newest message */
	unsigned count;         /* messages, numbered from 0 in the order of the calls below */
	int error;              /* the first mistake while building: -ENOBUFS or -EINVAL; else 0 */
	uint32_t absent_fine;   /* bit n: message n may answer ENODEV */
	uint32_t existing_fine; /* bit n: message n may answer EEXIST */
};

/* A pair of interfaces: the host end here, the peer in the namespace of a process. */
struct netlink_veth {
	const char *name;      /* of the host end; 1 to 15 characters */
	const char *peer_name; /* of the other end, there */
	pid_t peer_pid;        /* a process of the peer's network namespace */
	int bridge_index;      /* the host end becomes its port; 0 for none */
	uint32_t mtu;          /* of both ends; 0 leaves the kernel's */
	unsigned char mac[6];  /* of the host end; all zero: random */
	unsigned char
		peer_mac[6]; /* all zero: random, and neighbours forget late after a restart */
};

/*
 * A locally administered address that is the same at every boot and start, since neighbours
 * remember it: a hash of the machine's name, the owner's and the interface's.
 */
void netlink_mac(
	unsigned char mac[6], const char *machine, const char *owner, const char *interface);

void netlink_batch_start(struct netlink_batch *batch);

/* Each adds one message. What does not fit, or a bad name, is kept in batch->error. */
void netlink_link_delete(struct netlink_batch *batch, const char *name); /* absent is fine */
/* The host end is up and in its bridge; the peer is down: only its own side can raise it. */
void netlink_veth_add(struct netlink_batch *batch, const struct netlink_veth *veth);
/* Up at once; one that exists is fine. Without its own MAC it would take that of a port. */
void netlink_bridge_add(struct netlink_batch *batch, const char *name, const unsigned char mac[6]);
void netlink_link_up(struct netlink_batch *batch, int index);
void netlink_link_master(struct netlink_batch *batch, int index, int bridge_index);
/* Host byte order. The same address again is fine. */
void netlink_address_add(struct netlink_batch *batch, int index, uint32_t address, uint8_t prefix);
/* The default route of the caller's namespace; a second one is EEXIST. */
void netlink_route_default(struct netlink_batch *batch, uint32_t gateway);

/* A socket of the caller's network namespace, or -errno. */
int netlink_open(void);

/*
 * Sends the batch and reads the answers; the kernel works within the call, so nothing is waited
 * for. It goes on after a failed message: the later ones have been tried too. Returns 0, or the
 * first error and in *failed (unless NULL) the number of its message. An empty batch is 0.
 */
int netlink_send(int fd, struct netlink_batch *batch, unsigned *failed);

/* The index of an interface by name, from any socket of its namespace, or -errno. */
int netlink_index(int fd, const char *name);

#endif
