/*
 * Which namespaces a container has: its own, another container's, the appliance's.
 * Pure, and small enough to stand in a header; read by PID 1, launcher, child and checker.
 */
#ifndef NSINIT_BASE_NAMESPACES_H
#define NSINIT_BASE_NAMESPACES_H

#include <nsinit/container.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What can be joined: X(enumerator, field of struct join), in the order of joining. */
#define JOINS(X)                                                                                   \
	X(JOIN_NETWORK, network)                                                                   \
	X(JOIN_IPC, ipc)                                                                           \
	X(JOIN_PID, pid)                                                                           \
	X(JOIN_UTS, uts)                                                                           \
	X(JOIN_USER, user)                                                                         \
	X(JOIN_CGROUP, cgroup)                                                                     \
	X(JOIN_TIME, time)                                                                         \
	X(JOIN_MOUNT, mount)

enum join_kind {
#define JOIN_ENUM(kind, field) kind,
	JOINS(JOIN_ENUM)
#undef JOIN_ENUM
		JOIN_COUNT
};

/* The container whose namespace is joined, or NULL. */
static inline const struct container *join_target(
	const struct container *container, enum join_kind kind)
{
	if (!container->join)
		return NULL;
	switch (kind) {
#define JOIN_CASE(kind, field)                                                                     \
	case kind:                                                                                 \
		return container->join->field;
		JOINS(JOIN_CASE)
#undef JOIN_CASE
	case JOIN_COUNT:
		break;
	}
	return NULL;
}

/* "network", ...; "" when out of range. */
static inline const char *join_word(unsigned kind)
{
	static const char *const words[] = {
#define JOIN_WORD(kind, field) #field,
		JOINS(JOIN_WORD)
#undef JOIN_WORD
	};

	return kind < JOIN_COUNT ? words[kind] : "";
}

/* Whether it joins at least one namespace of `other`. */
static inline bool joins(const struct container *container, const struct container *other)
{
	for (unsigned i = 0; i < JOIN_COUNT; i++)
		if (join_target(container, (enum join_kind)i) == other)
			return true;
	return false;
}

/* The user namespace that it lives in, its own or a joined one; NULL: the appliance's. */
static inline const struct user_namespace *user_of(const struct container *container)
{
	const struct container *owner = join_target(container, JOIN_USER);

	if (!owner)
		owner = container;
	return owner->user.kind == USER_RANGES ? &owner->user : NULL;
}

/* No id: what an id is outside that no range maps. */
#define ID_UNMAPPED UINT32_MAX

static inline uint32_t id_outside(const struct id_range *ranges, uint32_t inside)
{
	for (; ranges && ranges->count > 0; ranges++)
		if (inside >= ranges->inside && inside - ranges->inside < ranges->count)
			return ranges->outside + (inside - ranges->inside);
	return ID_UNMAPPED;
}

/* A uid or gid inside the container as one of the appliance, for chown and options of mounts. */
static inline uint32_t uid_outside(const struct container *container, uint32_t uid)
{
	const struct user_namespace *user = user_of(container);

	return user ? id_outside(user->uids, uid) : uid;
}

static inline uint32_t gid_outside(const struct container *container, uint32_t gid)
{
	const struct user_namespace *user = user_of(container);

	return user ? id_outside(user->gids, gid) : gid;
}

#endif
