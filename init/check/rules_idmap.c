/*
 * Binds whose files have other owners inside.
 * Host tool; called by check_mounts().
 */
#include "check/check.h"
#include "check/rules.h"

#include "base/namespaces.h"
#include <stdio.h>

/* All of a range in one of the container's own: the kernel's map has one line for it. */
static bool is_in_one(const struct id_range *list, const struct id_range *range)
{
	for (; list != NULL && list->count > 0; list++)
		if (range->inside >= list->inside && range->inside - list->inside <= list->count &&
			range->count <= list->count - (range->inside - list->inside))
			return true;
	return false;
}

static void check_one(struct report *report, const struct container *container,
	const struct place *at, const struct mount *mount)
{
	const struct user_namespace *user = user_of(container);
	const struct id_range *range = &mount->idmap[at->index];
	const uint32_t last = range->inside + range->count - 1;

	if (range->outside == 0 && mount->writable)
		report_error(report, at, "outside", rule_idmap_root);
	if (user != NULL && !is_in_one(user->uids, range))
		report_error(
			report, at, "inside", rule_idmap_unmapped, range->inside, last, "uids");
	if (user != NULL && !is_in_one(user->gids, range))
		report_error(
			report, at, "inside", rule_idmap_unmapped, range->inside, last, "gids");
}

void check_idmap(struct report *report, const struct container *container, const struct place *at,
	const struct mount *mount)
{
	const unsigned count = range_count(mount->idmap);
	char list[32];

	if (mount->idmap == NULL)
		return;
	if (mount->propagation == PROPAGATION_SLAVE)
		report_error(report, at, "idmap", rule_idmap_slave);
	if (count == 0)
		report_error(report, at, "idmap", rule_ranges_missing);
	if (!check_length(report, at, "idmap", count, ID_RANGES_MAX))
		return;
	snprintf(list, sizeof list, "%s[%u].idmap", at->list, at->index);
	for (unsigned i = 0; i < count; i++) {
		const struct place entry = { at->subject, list, i };

		if (!check_id_range(report, &entry, mount->idmap, i))
			return;
		check_one(report, container, &entry, mount);
	}
}
