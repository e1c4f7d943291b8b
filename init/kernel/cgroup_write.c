/*
 * Writes the limits of one container, as the table in cgroup_limits.c has them, into its groups.
 * Called through cgroup_create() by the launcher.
 */
#include "kernel/cgroup_parts.h"

#include <errno.h>
#include <string.h>

/* Which version a limit is written for; without a controller the one that there could be. */
static unsigned version_of(const struct cgroup_layout *layout, enum cgroup_controller controller)
{
	if (controller == CGROUP_CONTROLLER_COUNT || (layout->v2_controllers >> controller & 1))
		return 2;
	return layout->v1[controller] < 0 && layout->v2 >= 0 ? 2 : 1;
}

/* 1 written, 0 nothing to write, or -errno. */
static int write_entry(const struct cgroup_layout *layout, const char *name,
	const struct limits *limits, unsigned row, unsigned index, struct cgroup_setting *setting,
	unsigned *item)
{
	enum cgroup_controller controller = cgroup_row_controller(limits, row, index);
	unsigned version = version_of(layout, controller);
	int directory, error = -ENOENT;

	*item = CGROUP_ITEM(row, version, index);
	if (!cgroup_setting(limits, row, index, version, setting))
		return 0;
	/* "cgroup.max.depth" and the like are version 2's own. */
	directory = controller == CGROUP_CONTROLLER_COUNT ? layout->v2
							  : cgroup_directory(layout, controller);
	if (directory >= 0 && setting->file[0] != '\0')
		error = cgroup_write(directory, name, setting->file, setting->value);
	if (error == -ENOENT)
		return setting->need == NEED_NOT ? 0 : -EOPNOTSUPP;
	return error < 0 ? error : 1;
}

int cgroup_limits_write(const struct cgroup_layout *layout, const char *name,
	const struct limits *limits, unsigned *failed)
{
	unsigned missing = 0, item;
	bool one = false;

	for (unsigned row = 0; row < cgroup_rows(); row++) {
		for (unsigned i = 0; i < cgroup_row_entries(row); i++) {
			struct cgroup_setting setting = { .need = NEED_FILE };
			int done = write_entry(layout, name, limits, row, i, &setting, &item);
			bool either = NSINIT_USES_IO && setting.need == NEED_ONE;

			one = one || (either && done > 0);
			if (either && done == -EOPNOTSUPP) {
				missing = item;
			} else if (done < 0) {
				*failed = item;
				return done;
			}
		}
	}
	*failed = missing;
	return missing != 0 && !one ? -EOPNOTSUPP : 0;
}

static bool is_same(const struct cgroup_setting *one, bool one_there,
	const struct cgroup_setting *other, bool other_there)
{
	return one_there == other_there && (!one_there || strcmp(one->value, other->value) == 0);
}

/* Writes what differs, and goes on after a failure; the first one is returned. */
static int write_differences(const struct cgroup_layout *layout, const char *name,
	const struct limits *before, const struct limits *after, unsigned *failed)
{
	int first = 0;

	for (unsigned row = 0; row < cgroup_rows(); row++) {
		unsigned version = version_of(layout, cgroup_row_controller(after, row, 0));
		struct cgroup_setting was = { .need = NEED_FILE }, is = { .need = NEED_FILE };
		bool was_there = cgroup_setting(before, row, 0, version, &was);
		bool is_there = cgroup_setting(after, row, 0, version, &is);
		unsigned item;
		int done;

		if (is_same(&was, was_there, &is, is_there))
			continue;
		done = write_entry(layout, name, after, row, 0, &is, &item);
		if (done < 0 && first == 0) {
			first = done;
			*failed = item;
		}
	}
	return first;
}

/*
 * The order of the table is that of a new group. In one with limits some may grow only after
 * others, as memory after memory and swap together: what fails at first is tried again after the
 * rest.
 */
int cgroup_limits_change(const struct cgroup_layout *layout, const char *name,
	const struct limits *before, const struct limits *after, unsigned *failed)
{
	unsigned ignored;
	int error = write_differences(layout, name, before, after, failed);

	if (error < 0)
		error = write_differences(layout, name, before, after, failed);
	if (error < 0)
		write_differences(layout, name, after, before, &ignored);
	return error;
}

unsigned cgroup_limits_controllers(const struct limits *limits)
{
	unsigned used = 0;

	if ((CGROUP_USED & ~CGROUP_ALWAYS) == 0)
		return 0;
	for (unsigned row = 0; row < cgroup_rows() && limits != NULL; row++) {
		for (unsigned i = 0; i < cgroup_row_entries(row); i++) {
			struct cgroup_setting setting = { .need = NEED_FILE };

			if (cgroup_setting(limits, row, i, 1, &setting) &&
				setting.controller < CGROUP_CONTROLLER_COUNT)
				used |= 1U << setting.controller;
		}
	}
	return used;
}
