/*
 * Network interfaces through rtnetlink: a batch of requests, one send, one reading of the answers.
 *
 * The launcher builds the host side (stale link away, veth pair, bridge port or addresses), the
 * child its own side (lo and links up, addresses, routes), the boot helper the bridges. Never
 * PID 1: the kernel holds the network lock of the whole machine meanwhile. A batch lies on the
 * caller's stack.
 */
#ifndef NSINIT_KERNEL_NETLINK_H
#define NSINIT_KERNEL_NETLINK_H

#include <nsinit/values.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Four interfaces, each with both families and 16 routes: tests/unit/test_link.c holds it. */
#define NETLINK_BATCH_BYTES 6144
#define NETLINK_BATCH_MAX   104 /* messages */
#define NETLINK_LOOPBACK    1   /* index of lo in every network namespace */

struct netlink_batch {
	_Alignas(4) unsigned char bytes[NETLINK_BATCH_BYTES];
	size_t length;
	size_t last;    /* offset of the newest message */
	unsigned count; /* messages, numbered from 0 in the order of the calls below */
	int error;      /* the first mistake while building: -ENOBUFS or -EINVAL; else 0 */
	uint16_t item;  /* the caller's word for the messages that follow */
	uint16_t items[NETLINK_BATCH_MAX]; /* the word of each message */
	int16_t fine[NETLINK_BATCH_MAX];   /* an error that message may answer, or 0 */
};

/*
 * A pair of interfaces: the host end here, the peer in the namespace of a process. The indices are
 * the caller's, so that later messages of a batch, here and there, need not look them up. They must
 * be free; the kernel takes that of the peer only when the host end has one too (veth_newlink()).
 */
struct netlink_veth {
	const char *name;      /* of the host end; 1 to 15 characters */
	const char *peer_name; /* of the other end, there */
	int index, peer_index;
	pid_t peer_pid;        /* a process of the peer's network namespace */
	int bridge_index;      /* the host end becomes its port; 0 for none */
	uint32_t mtu;          /* of both ends; 0 leaves the kernel's */
	uint32_t queue_length; /* the same */
	struct mac mac, peer_mac;
};

/* How a bridge treats a port. */
struct netlink_port {
	bool isolated; /* frames of an isolated port do not reach another one; Linux 4.18 */
	bool hairpin;  /* frames may leave by the port through which they came */
};

/* An address or a network, in network byte order. */
struct netlink_prefix {
	unsigned char bytes[16];
	uint8_t family; /* AF_INET or AF_INET6 */
	uint8_t length; /* of the prefix; 0: everything */
};
struct netlink_prefix netlink_prefix4(uint32_t address, uint8_t length);
struct netlink_prefix netlink_prefix6(const struct ip6 *address, uint8_t length);
/* The link-local address that follows from a MAC: RFC 4291, appendix A. */
struct netlink_prefix netlink_link_local(const struct mac *mac);

/*
 * A locally administered address that is the same at every boot and start, since neighbours
 * remember it: a hash of the machine's name, the owner's and the interface's.
 */
struct mac netlink_mac(const char *machine, const char *owner, const char *interface);

void netlink_batch_start(struct netlink_batch *batch);

/* Each adds one message. What does not fit, or a bad name, is kept in batch->error. */
void netlink_link_delete(struct netlink_batch *batch, const char *name); /* absent is fine */
/* Both ends are down: only its own side can raise the peer. */
void netlink_veth_add(struct netlink_batch *batch, const struct netlink_veth *veth);
/* Down; one that exists is fine. Without its own MAC it would take that of a port. */
void netlink_bridge_add(struct netlink_batch *batch, const char *name, const struct mac *mac);
void netlink_link_up(struct netlink_batch *batch, int index);
void netlink_link_mtu(struct netlink_batch *batch, int index, uint32_t mtu);
void netlink_link_master(struct netlink_batch *batch, int index, int bridge_index);
/* Raises a port of a bridge, with its options set before. */
void netlink_port_up(struct netlink_batch *batch, int index, const struct netlink_port *port);
/*
 * While it is down: the kernel is not to make IPv6 addresses of its own for it, and with them
 * neither timers nor packets. A kernel or an interface without IPv6 is fine.
 */
void netlink_link_quiet(struct netlink_batch *batch, int index);
/*
 * The same address again is fine. An IPv6 address is usable at once: nobody is asked whether he has
 * it (RFC 4862, 5.4).
 */
void netlink_address_add(
	struct netlink_batch *batch, int index, const struct netlink_prefix *address);
/* Through the router `via`, or NULL: at that interface. The same destination again is EEXIST. */
void netlink_route_add(struct netlink_batch *batch, int index,
	const struct netlink_prefix *destination, const struct netlink_prefix *via);

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
