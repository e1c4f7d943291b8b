/*
 * The plan of a container's networks: names, numbers and messages of both ends of each link.
 * Pure: makes no system call. Used by launcher, child and cleaner through network.c, and by tests.
 */
#ifndef NSINIT_CONTAINER_LINK_H
#define NSINIT_CONTAINER_LINK_H

#include "kernel/netlink.h"

#include <nsinit/container.h>

/*
 * The index of a link's inner end. Small, and above what the kernel puts into every new network
 * namespace by itself: a loopback interface and those of tunnel modules.
 */
#define LINK_INNER_INDEX(number) (100 + (int)(number))

/*
 * The index of its host end. The kernel counts its own up from 1, and a pid is its process's alone,
 * so that nobody else has it; 2^22 is the largest pid, proc(5).
 */
#define LINK_HOST_INDEX(pid, number) ((1 << 30) + (int)(pid)*NETWORKS_MAX + (int)(number))

/* The name of the host end: "v0-web". Any process. */
#define LINK_NAME_BYTES 16
void link_name(char name[LINK_NAME_BYTES], const struct container *container, unsigned number);
/* The name of the inner end. */
void link_interface(char name[LINK_NAME_BYTES], const struct network *network, unsigned number);

/* Whether it has an IPv6 address. */
bool link_has_ipv6(const struct network *network);

/* Adds the messages of the host's side; `bridge_index` is 0 for a link without. */
void link_outside(struct netlink_batch *batch, const struct container *container, unsigned number,
	pid_t pid, int bridge_index);
/* Adds those of the container's side. */
void link_inside(struct netlink_batch *batch, const struct container *container, unsigned number);

#endif
