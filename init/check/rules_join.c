/*
 * Namespaces of other containers that one joins: who can be joined, and what cannot be had beside.
 * Host tool; check_joins() is called by check_namespaces().
 */
#include "check/check.h"
#include "check/rules.h"

#include "base/namespaces.h"
#include <stdio.h>

/* The bit of enum share that says the same of the appliance; 0: there is none. */
static uint32_t share_of(enum join_kind kind)
{
	switch (kind) {
	case JOIN_IPC:
		return SHARE_IPC;
	case JOIN_PID:
		return SHARE_PID;
	case JOIN_UTS:
		return SHARE_UTS;
	case JOIN_CGROUP:
		return SHARE_CGROUP;
	case JOIN_NETWORK:
	case JOIN_USER:
	case JOIN_TIME:
	case JOIN_MOUNT:
	case JOIN_COUNT:
		break;
	}
	return 0;
}

/* Why `target` has no namespace of that kind of its own, or NULL. */
static const char *why_none(const struct container *target, enum join_kind kind)
{
	if (target->shares & share_of(kind))
		return "shares the appliance's";
	if (join_target(target, kind) != NULL)
		return "joins another container's";
	if (kind == JOIN_NETWORK && has_network(target, NETWORK_HOST))
		return "has NETWORK_HOST";
	if (kind == JOIN_USER && target->user.kind != USER_RANGES)
		return "has no .user";
	if (kind == JOIN_TIME && target->time == NULL)
		return "has no .time";
	return NULL;
}

/* What of the container itself says the same otherwise, or NULL. */
static const char *why_own(const struct container *container, enum join_kind kind)
{
	if (container->shares & share_of(kind))
		return ".shares";
	switch (kind) {
	case JOIN_NETWORK:
		return network_count(container->networks) > 0 ? ".networks" : NULL;
	case JOIN_UTS:
		return container->hostname != NULL ? ".hostname" : NULL;
	case JOIN_USER:
		return container->user.kind != USER_HOST ? ".user" : NULL;
	case JOIN_TIME:
		return container->time != NULL ? ".time" : NULL;
	case JOIN_MOUNT:
		if (container->root.kind != ROOT_UNSET)
			return ".root";
		if (container->masked != NULL)
			return ".masked";
		if (container->read_only != NULL)
			return ".read_only";
		if (container->nodes != NULL)
			return ".nodes";
		if (container->links != NULL)
			return ".links";
		return mount_count(container->mounts) > 0 ? ".mounts" : NULL;
	case JOIN_IPC:
	case JOIN_PID:
	case JOIN_CGROUP:
	case JOIN_COUNT:
		break;
	}
	return NULL;
}

/* Its files are in the hands of who is root there: outside, their owners are other people. */
static bool leaves_user(const struct container *container, const struct container *target)
{
	return user_of(target) != NULL && user_of(target) != user_of(container);
}

static void check_join(struct report *report, const struct appliance *machine,
	const struct container *container, enum join_kind kind)
{
	const struct container *target = join_target(container, kind);
	const struct place at = { .subject = container_label(machine, container) };
	char field[32];

	snprintf(field, sizeof field, "join.%s", join_word(kind));
	if (!check_dependency(report, machine, container, field, target))
		return;
	if (target->kind != KIND_SERVICE)
		report_error(report, &at, field, rule_join_oneshot, target->name);
	if (target->sockets != NULL)
		report_error(report, &at, field, rule_socket_needed, target->name);
	if (why_none(target, kind) != NULL)
		report_error(report, &at, field, rule_join_nothing, target->name,
			why_none(target, kind));
	if (why_own(container, kind) != NULL)
		report_error(report, &at, field, rule_join_own, why_own(container, kind));
	if (kind == JOIN_MOUNT && (container->terminal || container->kind == KIND_CONSOLE))
		report_error(report, &at, field, rule_join_terminal, target->name);
	if (kind == JOIN_MOUNT && leaves_user(container, target))
		report_error(report, &at, field, rule_join_mount_user, target->name);
}

void check_joins(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };
	bool any = false;

	for (unsigned i = 0; container->join != NULL && i < JOIN_COUNT; i++) {
		if (join_target(container, (enum join_kind)i) == NULL)
			continue;
		any = true;
		check_join(report, machine, container, (enum join_kind)i);
	}
	if (container->join != NULL && !any)
		report_error(report, &at, "join", rule_no_effect, "without a container");
}
