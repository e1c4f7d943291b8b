/*
 * The namespaces of a start: what clone3(2) makes, what is joined before, what the child enters.
 *
 * A container with a user namespace is put together by a process without one, exactly as any
 * other: its mounts are made by full root in a mount namespace that the appliance owns. Only when
 * all of them are in place the child enters the user namespace and copies the mount namespace.
 * The copy is less privileged than its origin, so that the kernel locks every mount in it, those
 * of /proc and its masks too (mount_namespaces(7), "Restrictions on mount namespaces").
 * Network, IPC and UTS namespaces must belong to the user namespace from their birth, before
 * there is a child in it: a holder, a short-lived fork of the launcher, makes them.
 */
#ifndef NSINIT_CONTAINER_NAMESPACES_H
#define NSINIT_CONTAINER_NAMESPACES_H

#include "container/launch.h"

#include <stdint.h>
#include <sys/types.h>

/* What the launcher keeps from one of its steps to the next. */
struct namespaces {
	struct child_namespaces child;
	pid_t holder; /* 0: none */
	int hold;     /* its end tells the holder to go */
};
#define NAMESPACES_NONE                                                                            \
	{                                                                                          \
		.child = CHILD_NAMESPACES_NONE, .hold = -1                                         \
	}

/* CLONE_NEW* of what the clone of the child makes. */
uint64_t namespaces_of_clone(const struct container *container);

/* Whether processes of the container that are left would outlive its init. */
bool namespaces_share_pids(const struct container *container);

/*
 * Steps of the launcher, in this order; each 0 or -errno. Sockets of the host's side are opened
 * before: afterwards the launcher itself is in namespaces that the child is born into.
 */
int namespaces_make_user(const struct launch *launch, struct namespaces *namespaces);
/* *item: 0 uids, 1 gids. Lets the holder go. */
int namespaces_map_ids(const struct launch *launch, struct namespaces *namespaces, uint16_t *item);
/* The ranges into a file, as "/uid_map", of a process in a user namespace without a map. */
int namespaces_write_map(pid_t pid, const char *file, const struct id_range *ranges);
int namespaces_offset_time(const struct launch *launch);
/* *item: enum join_kind. */
int namespaces_join(const struct launch *launch, struct namespaces *namespaces, uint16_t *item);

#endif
