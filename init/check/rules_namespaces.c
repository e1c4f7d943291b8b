/*
 * The user and time namespace of one container, and what it shares with the appliance.
 * Host tool; check_namespaces() is called by check_container(). Joins are in rules_join.c.
 */
#include "check/check.h"
#include "check/rules.h"

#include "base/namespaces.h"
#include <stdio.h>

/* Overflow id: what the kernel shows for an owner without a number here (overflowuid, proc(5)). */
#define NOBODY     65534u
#define SHARES_ALL ((uint32_t)(SHARE_IPC | SHARE_UTS | SHARE_PID | SHARE_CGROUP))
/* A hundred years; what clocks may come to in the kernel is half as much again. */
#define OFFSET_MOST INT64_C(3153600000)

/* What the kernel asks for in its first user namespace alone, by capable() in its sources. */
static const struct {
	uint64_t cap;
	const char *name;
} outer_caps[] = {
#define OUTER(name)                                                                                \
	{                                                                                          \
		CAP(name), #name                                                                   \
	}
	OUTER(LINUX_IMMUTABLE),
	OUTER(SYS_MODULE),
	OUTER(SYS_RAWIO),
	OUTER(SYS_PACCT),
	OUTER(SYS_BOOT), /* of the pid namespace's owner, which is the appliance */
	OUTER(SYS_TIME),
	OUTER(SYS_TTY_CONFIG),
	OUTER(MKNOD),
	OUTER(LEASE),
	OUTER(AUDIT_WRITE),
	OUTER(AUDIT_CONTROL),
	OUTER(AUDIT_READ),
	OUTER(MAC_OVERRIDE),
	OUTER(MAC_ADMIN),
	OUTER(SYSLOG),
	OUTER(WAKE_ALARM),
	OUTER(BLOCK_SUSPEND),
#undef OUTER
};

enum ids { UIDS, GIDS };

static const char *const fields[] = { [UIDS] = "user.uids", [GIDS] = "user.gids" };

static const struct id_range *ranges_of(const struct container *container, enum ids ids)
{
	return ids == UIDS ? container->user.uids : container->user.gids;
}

/* One with a count of 0 alone is a mistake and no end. */
unsigned range_count(const struct id_range *list)
{
	unsigned count = 0;

	while (list != NULL && count <= ID_RANGES_MAX &&
		(list[count].count != 0 || list[count].inside != 0 || list[count].outside != 0))
		count++;
	return count;
}

static bool overlap(uint32_t a, uint32_t a_count, uint32_t b, uint32_t b_count)
{
	return (uint64_t)a < (uint64_t)b + b_count && (uint64_t)b < (uint64_t)a + a_count;
}

static bool is_earlier(
	const struct appliance *machine, const struct container *one, const struct container *other)
{
	unsigned i = 0;

	while (machine->containers.items[i] != one && machine->containers.items[i] != other)
		i++;
	return machine->containers.items[i] == one;
}

/* Whether another container is, or could become, somebody of the range. */
static bool has_ids(const struct container *other, const struct id_range *range, enum ids ids)
{
	const struct id_range *theirs = ranges_of(other, ids);
	uint32_t id = ids == UIDS ? other->identity.uid : other->identity.gid;

	if (user_of(other) == NULL)
		return other->identity.kind == IDENTITY_USER &&
		       overlap(range->outside, range->count, id, 1);
	for (unsigned i = 0; other->user.kind == USER_RANGES && i < range_count(theirs); i++) {
		if (overlap(range->outside, range->count, theirs[i].outside, theirs[i].count))
			return true;
	}
	return false;
}

/* Of two with ranges the later one is at fault. */
static void check_taken(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at, const struct id_range *range,
	enum ids ids)
{
	for (unsigned i = 0; i < machine->containers.count; i++) {
		const struct container *other = machine->containers.items[i];

		if (other != container && has_ids(other, range, ids) &&
			(user_of(other) == NULL || is_earlier(machine, other, container)))
			report_error(report, at, "outside", rule_range_taken,
				container_label(machine, other));
	}
}

bool check_id_range(
	struct report *report, const struct place *at, const struct id_range *list, unsigned index)
{
	const struct id_range *range = &list[index];
	const uint32_t first = range->inside > range->outside ? range->inside : range->outside;

	if (range->count == 0) {
		report_error(report, at, "count", rule_range_empty);
		return false;
	}
	if (range->count > UINT32_MAX - first) {
		report_error(report, at, "count", rule_range_end, range->count, first);
		return false;
	}
	if (overlap(range->outside, range->count, NOBODY, 1))
		report_error(report, at, "outside", rule_range_nobody, NOBODY);
	for (unsigned i = 0; i < index; i++) {
		if (overlap(range->inside, range->count, list[i].inside, list[i].count))
			report_error(report, at, "inside", rule_range_twice, i);
		if (overlap(range->outside, range->count, list[i].outside, list[i].count))
			report_error(report, at, "outside", rule_range_twice, i);
	}
	return true;
}

static void check_ranges(struct report *report, const struct appliance *machine,
	const struct container *container, enum ids ids)
{
	const struct place place = { .subject = container_label(machine, container) };
	const struct id_range *list = ranges_of(container, ids);
	unsigned count = range_count(list);

	if (count == 0)
		report_error(report, &place, fields[ids], rule_ranges_missing);
	if (!check_length(report, &place, fields[ids], count, ID_RANGES_MAX))
		return;
	for (unsigned i = 0; i < count; i++) {
		const struct place at = { place.subject, fields[ids], i };

		if (!check_id_range(report, &at, list, i))
			return;
		if (list[i].outside == 0)
			report_error(report, &at, "outside", rule_range_root);
		check_taken(report, machine, container, &at, &list[i], ids);
	}
}

/* Every id that the program is started with must exist inside. */
static void check_mapped(
	struct report *report, const struct place *at, const struct container *container)
{
	const struct user_namespace *user = user_of(container);
	const struct identity *identity = &container->identity;
	const uint32_t *groups = identity->groups;

	if (identity->kind == IDENTITY_UNSET)
		return;
	if (id_outside(user->uids, identity->uid) == ID_UNMAPPED)
		report_error(report, at, "identity.uid", rule_id_unmapped, identity->uid, "uids");
	if (id_outside(user->gids, identity->gid) == ID_UNMAPPED)
		report_error(report, at, "identity.gid", rule_id_unmapped, identity->gid, "gids");
	for (unsigned i = 0; groups != NULL && i < GROUPS_MAX && groups[i] != NO_GROUP; i++) {
		const struct place entry = { at->subject, "identity.groups", i };

		if (id_outside(user->gids, groups[i]) == ID_UNMAPPED)
			report_error(report, &entry, NULL, rule_id_unmapped, groups[i], "gids");
	}
}

static void check_user(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at)
{
	check_enum(report, at, "user.kind", (int)container->user.kind, USER_RANGES + 1,
		"enum user_kind");
	if (container->user.kind == USER_RANGES) {
		check_ranges(report, machine, container, UIDS);
		check_ranges(report, machine, container, GIDS);
	} else {
		if (container->user.uids != NULL)
			report_error(report, at, "user.uids", rule_no_effect, "with USER_HOST");
		if (container->user.gids != NULL)
			report_error(report, at, "user.gids", rule_no_effect, "with USER_HOST");
	}
	if (user_of(container) == NULL)
		return;
	check_mapped(report, at, container);
	for (size_t i = 0; i < sizeof outer_caps / sizeof outer_caps[0]; i++) {
		if (container->caps & outer_caps[i].cap)
			report_error(report, at, "caps", rule_caps_in_user, outer_caps[i].name);
	}
}

static void check_offset(
	struct report *report, const struct place *at, const char *field, int64_t offset_s)
{
	if (offset_s < 0 || offset_s > OFFSET_MOST)
		report_error(report, at, field, rule_offset_range, (long long)offset_s,
			(long long)OFFSET_MOST);
}

static void check_shares(
	struct report *report, const struct place *at, const struct container *container)
{
	if (container->shares & ~SHARES_ALL)
		report_error(report, at, "shares", rule_shares_unknown, container->shares);
	if ((container->shares & SHARE_UTS) && container->hostname != NULL)
		report_error(report, at, "hostname", rule_no_effect, "with SHARE_UTS");
	if ((container->shares & SHARE_PID) && container->identity.kind == IDENTITY_ROOT &&
		user_of(container) == NULL)
		report_error(report, at, "shares", rule_share_pid_root);
}

void check_namespaces(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };

	check_user(report, machine, container, &at);
	if (container->time != NULL) {
		if (container->time->monotonic_s == 0 && container->time->boottime_s == 0)
			report_error(report, &at, "time", rule_no_effect, "without an offset");
		check_offset(report, &at, "time.monotonic_s", container->time->monotonic_s);
		check_offset(report, &at, "time.boottime_s", container->time->boottime_s);
	}
	check_shares(report, &at, container);
	check_joins(report, machine, container);
}
