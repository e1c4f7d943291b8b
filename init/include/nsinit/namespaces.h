/*
 * The part of the schema that says which namespaces a container has, joins and shares. Part of
 * container.h.
 */
#ifndef NSINIT_NAMESPACES_H
#define NSINIT_NAMESPACES_H

#include <stdint.h>

struct container;

/* Ids of a user namespace: `count` of them, from `inside` on, are those from `outside` on here. */
struct id_range {
	uint32_t inside, outside, count; /* a count of 0 ends the list */
};
#define ID_RANGES(...) ((const struct id_range[]){ __VA_ARGS__, { 0, 0, 0 } })

/*
 * The ids that a container sees, and whether its capabilities count outside of it. With ranges of
 * its own every id above, root too, is an id of nobody on the appliance, and a capability is good
 * for what the container owns. Files of the appliance that no range maps belong to nobody inside.
 */
enum user_kind {
	USER_HOST = 0, /* the appliance's ids */
	USER_RANGES,   /* a user namespace with `uids` and `gids`; no other can be made inside */
};
struct user_namespace {
	enum user_kind kind;
	const struct id_range *uids, *gids; /* ID_RANGES(); must map every id of `identity` */
};

/* A time namespace: what the clocks inside are ahead of the appliance's. */
struct time_offsets {
	int64_t monotonic_s, boottime_s;
};
#define TIME_OFFSETS(...) (&(const struct time_offsets){ __VA_ARGS__ })

/*
 * Namespaces of other containers that this one lives in; NULL for its own. Each implies needs: the
 * other is up before, and when it ends this one is started again. To join `mount` is to have the
 * other's files: root and mounts are then not given.
 */
struct join {
	const struct container *network, *ipc, *pid, *uts, *user, *cgroup, *time, *mount;
};
#define JOIN(...) (&(const struct join){ __VA_ARGS__ })

/* Namespaces of the appliance that a container lives in, instead of its own: SHARE_X | SHARE_Y. */
enum share {
	SHARE_IPC = 1,    /* System V IPC, POSIX message queues */
	SHARE_UTS = 2,    /* the host name */
	SHARE_PID = 4,    /* sees, and as far as its user may, signals processes of the appliance */
	SHARE_CGROUP = 8, /* sees where its control groups lie */
};

#endif
