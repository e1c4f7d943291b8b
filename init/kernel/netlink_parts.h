/*
 * What the files of netlink share: the pieces that a message is made of.
 * Each function does nothing once the batch has an error.
 */
#ifndef NSINIT_KERNEL_NETLINK_PARTS_H
#define NSINIT_KERNEL_NETLINK_PARTS_H

#include "kernel/netlink.h"

/* IFNAMSIZ: <net/if.h> and <linux/if.h> exclude each other in some C libraries. */
#define NETLINK_NAME_BYTES 16

/* Keeps the first mistake. */
void netlink_fail(struct netlink_batch *batch, int error);
/* A message begins with its fixed part; everything until netlink_end() is its attributes. */
void netlink_begin(struct netlink_batch *batch, unsigned type, unsigned flags, const void *fixed,
	size_t fixed_bytes);
void netlink_end(struct netlink_batch *batch);
/* The newest message may answer this error. */
void netlink_fine(struct netlink_batch *batch, int error);

/* Appends what is a header, a message's fixed part or an attribute's value. */
void netlink_append(struct netlink_batch *batch, const void *value, size_t bytes);
void netlink_attribute(struct netlink_batch *batch, unsigned type, const void *value, size_t bytes);
void netlink_attribute_u32(struct netlink_batch *batch, unsigned type, uint32_t value);
/* An attribute of attributes: what is appended until netlink_end_nest(batch, at) is its value. */
size_t netlink_begin_nest(struct netlink_batch *batch, unsigned type);
void netlink_end_nest(struct netlink_batch *batch, size_t at);

#endif
