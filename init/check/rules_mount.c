/*
 * What is mounted over a container's root. The root itself is in rules_root.c.
 * Host tool; called by check_container().
 */
#include "check/check.h"
#include "check/forms.h"
#include "check/rules.h"

#include "base/namespaces.h"
#include "base/protocol.h"
#include <string.h>

#define PAGE_BYTES 4096
#define MODE_BITS  01777u
/* The container's user owns its tmpfs. Without these it could not use it; decimal 755 is 01363. */
#define OWNER_BITS 0700u

void check_path(
	struct report *report, const struct place *place, const char *field, const char *path)
{
	if (path_fault(path) != NULL)
		report_error(report, place, field, rule_path, path, path_fault(path));
}

/* Whether the directory of CONTROL_PATH can be reached there: who may write to it is obeyed. */
static bool holds_control(const char *path)
{
	char directory[] = CONTROL_PATH;

	*strrchr(directory, '/') = '\0';
	return path_inside(directory, path) || path_inside(path, directory);
}

void check_source(
	struct report *report, const struct place *place, const char *field, const char *path)
{
	const char *why = NULL;

	if (path_fault(path) != NULL) {
		check_path(report, place, field, path);
		return;
	}
	if (strcmp(path, "/") == 0)
		why = "is all of the appliance, which only ROOT_HOST gives";
	else if (path_inside(path, "/proc"))
		why = "shows the processes of the appliance";
	else if (path_inside(path, "/sys"))
		why = "shows and controls the kernel of the appliance";
	else if (path_inside(path, "/dev"))
		why = "has devices, and devices do not work in a mount that is nodev";
	else if (holds_control(path))
		why = "holds the socket that controls the machine";
	if (why != NULL)
		report_error(report, place, field, rule_source_refused, path, why);
}

/* X(field, kinds of mount that have it). All but `kind` and `target`, which all have. */
#define FIELDS(X)                                                                                  \
	X(source, KIND(BIND))                                                                      \
	X(size_bytes, KIND(TMPFS) | KIND(SHM))                                                     \
	X(mode, KIND(TMPFS))                                                                       \
	X(writable, KIND(BIND) | KIND(CGROUP))                                                     \
	X(executable, KIND(TMPFS) | KIND(BIND))                                                    \
	X(recursive, KIND(BIND))                                                                   \
	X(propagation, KIND(BIND))                                                                 \
	X(idmap, KIND(BIND))                                                                       \
	X(hidepid, KIND(PROC))                                                                     \
	X(pids_only, KIND(PROC))
#define KIND(name) (1U << MOUNT_##name)

/* All fields are 0. An entry without a kind, but with other fields, is a mistake and no end. */
static bool mount_ends(const struct mount *mount)
{
#define IS_ZERO(field, kinds) &&!mount->field
	return mount->kind == MOUNT_END && mount->target == NULL FIELDS(IS_ZERO);
#undef IS_ZERO
}

static const char *const kind_words[] = {
	[MOUNT_TMPFS] = "with MOUNT_TMPFS",
	[MOUNT_BIND] = "with MOUNT_BIND",
	[MOUNT_PROC] = "with MOUNT_PROC",
	[MOUNT_SYSFS] = "with MOUNT_SYSFS",
	[MOUNT_MQUEUE] = "with MOUNT_MQUEUE",
	[MOUNT_DEVPTS] = "with MOUNT_DEVPTS",
	[MOUNT_SHM] = "with MOUNT_SHM",
	[MOUNT_CGROUP] = "with MOUNT_CGROUP",
};

static void check_fields(struct report *report, const struct place *at, const struct mount *mount)
{
	const char *word = kind_words[mount->kind];

#define CHECK_FIELD(field, kinds)                                                                  \
	if (mount->field && ((kinds) >> mount->kind & 1) == 0)                                     \
		report_error(report, at, #field, rule_no_effect, word);
	FIELDS(CHECK_FIELD)
#undef CHECK_FIELD
}

unsigned mount_count(const struct mount *mounts)
{
	unsigned count = 0;

	while (mounts != NULL && count <= MOUNTS_MAX && !mount_ends(&mounts[count]))
		count++;
	return count;
}

/* Where nsinit has the place for it: see enum mount_kind. */
static bool is_at_home(const struct mount *mount)
{
	static const char *const homes[] = {
		[MOUNT_PROC] = "/proc",
		[MOUNT_SHM] = "/dev/shm",
		[MOUNT_MQUEUE] = "/dev/mqueue",
		[MOUNT_CGROUP] = "/sys/fs/cgroup",
	};
	const unsigned kind = (unsigned)mount->kind;

	return kind < sizeof homes / sizeof homes[0] && homes[kind] != NULL &&
	       strcmp(mount->target, homes[kind]) == 0;
}

static void check_target(
	struct report *report, const struct place *at, const struct mount *mounts, unsigned index)
{
	static const char *const own[] = { "/proc", "/sys", "/dev" };
	const char *target = mounts[index].target;

	if (target == NULL) {
		report_error(report, at, "target", rule_mount_target_missing);
		return;
	}
	if (path_fault(target) != NULL) {
		check_path(report, at, "target", target);
		return;
	}
	if (strcmp(target, "/") == 0) {
		report_error(report, at, "target", rule_mount_target_refused, target);
		return;
	}
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
		if (path_inside(target, own[i]) && !is_at_home(&mounts[index]))
			report_error(report, at, "target", rule_mount_target_refused, target);
	}
	for (unsigned i = 0; i < index; i++) {
		const char *earlier = mounts[i].target;

		if (earlier == NULL || path_fault(earlier) != NULL)
			continue;
		if (strcmp(earlier, target) == 0)
			report_error(report, at, "target", rule_mount_target_twice, target, i);
		else if (path_inside(earlier, target))
			report_error(report, at, "target", rule_mount_hides, target, i, earlier);
	}
}

void check_tmpfs_size(
	struct report *report, const struct place *place, const char *field, int64_t bytes)
{
	if (bytes == 0)
		report_error(report, place, field, rule_tmpfs_size_missing);
	else if (bytes < PAGE_BYTES)
		report_error(report, place, field, rule_tmpfs_size_small, (long long)bytes);
}

static void check_tmpfs(struct report *report, const struct place *at, const struct mount *mount)
{
	check_tmpfs_size(report, at, "size_bytes", mount->size_bytes);
	if ((mount->mode & ~MODE_BITS) != 0)
		report_error(report, at, "mode", rule_mount_mode, mount->mode);
	else if (mount->mode != 0 && (mount->mode & OWNER_BITS) != OWNER_BITS)
		report_error(report, at, "mode", rule_mount_mode_owner, mount->mode);
}

/* A writable bind that contains a root directory would make a read-only root writable. */
static void check_bind(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at, const struct mount *mount)
{
	check_enum(report, at, "propagation", (int)mount->propagation, PROPAGATION_SLAVE + 1,
		"enum propagation");
	if (mount->propagation == PROPAGATION_SLAVE && (!mount->writable || !mount->executable))
		report_error(report, at, "propagation", rule_slave_flags);
	if (mount->source == NULL) {
		report_error(report, at, "source", rule_mount_source_missing);
		return;
	}
	check_source(report, at, "source", mount->source);
	for (unsigned i = 0; mount->writable && i < machine->containers.count; i++) {
		const struct container *other = machine->containers.items[i];
		const char *root = root_path(other);

		if (root != NULL && path_inside(root, mount->source))
			report_error(report, at, "source", rule_mount_covers_root, mount->source,
				container_label(machine, other));
		else if (root != NULL && other != container && path_inside(mount->source, root))
			report_error(report, at, "source", rule_mount_in_root, mount->source,
				container_label(machine, other));
		if (paths_overlap(mount->source, upper_path(other)))
			report_error(report, at, "source", rule_upper_shared, mount->source,
				upper_path(other), container_label(machine, other));
	}
}

static void check_tmpfs_sum(
	struct report *report, const struct container *container, const struct place *at)
{
	const struct mount *mounts = container->mounts;
	int64_t limit = container->limits != NULL ? container->limits->memory_bytes : 0;
	int64_t sum = container->root.size_bytes > 0 ? container->root.size_bytes : 0;

	for (unsigned i = 0; i < mount_count(mounts) && i < MOUNTS_MAX; i++) {
		if ((mounts[i].kind == MOUNT_TMPFS || mounts[i].kind == MOUNT_SHM) &&
			mounts[i].size_bytes > 0)
			sum = add_bytes(sum, mounts[i].size_bytes);
	}
	if (limit > 0 && sum > limit)
		report_error(report, at, "mounts", rule_tmpfs_over_memory, size_text(sum).text,
			size_text(limit).text);
}

/* Read-only it is a view of limits and counts; with a group that was given away it is a tool. */
static void check_cgroup(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at, const struct mount *mount)
{
	const struct container *other = join_target(container, JOIN_CGROUP);

	if (mount->writable && (container->limits == NULL || !container->limits->delegate))
		report_error(report, at, "writable", rule_cgroup_writable);
	if ((container->shares & SHARE_CGROUP) != 0)
		report_error(report, at, NULL, rule_cgroup_view, "the appliance");
	if (other != NULL)
		report_error(report, at, NULL, rule_cgroup_view, container_label(machine, other));
}

static void check_mount(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at, const struct mount *mount)
{
	if (mount->kind == MOUNT_END) {
		report_error(report, at, "kind", rule_kind_missing, "a MOUNT_ kind");
		return;
	}
	check_enum(report, at, "kind", (int)mount->kind, MOUNT_CGROUP + 1, "enum mount_kind");
	if ((unsigned)mount->kind > MOUNT_CGROUP)
		return;
	check_fields(report, at, mount);
	switch (mount->kind) {
	case MOUNT_TMPFS:
		check_tmpfs(report, at, mount);
		break;
	case MOUNT_BIND:
		check_bind(report, machine, container, at, mount);
		check_idmap(report, container, at, mount);
		break;
	case MOUNT_PROC:
		check_enum(report, at, "hidepid", (int)mount->hidepid, HIDEPID_PTRACEABLE + 1,
			"enum hidepid");
		break;
	case MOUNT_SHM:
		check_tmpfs_size(report, at, "size_bytes", mount->size_bytes);
		break;
	case MOUNT_CGROUP:
		check_cgroup(report, machine, container, at, mount);
		break;
	case MOUNT_SYSFS:
	case MOUNT_MQUEUE:
	case MOUNT_DEVPTS:
	case MOUNT_END:
		break;
	}
}

void check_mounts(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };
	const struct mount *mounts = container->mounts;
	unsigned count = mount_count(mounts);

	if (!check_length(report, &at, "mounts", count, MOUNTS_MAX))
		return;
	for (unsigned i = 0; i < count; i++) {
		const struct place entry = { at.subject, "mounts", i };

		check_target(report, &entry, mounts, i);
		check_mount(report, machine, container, &entry, &mounts[i]);
	}
	check_tmpfs_sum(report, container, &at);
}

/* Whether the container's own program lies there. */
static bool is_needed(const struct container *container, const char *path)
{
	return container->argv != NULL && container->argv[0] != NULL &&
	       path_inside(container->argv[0], path);
}

static void check_path_list(struct report *report, const struct container *container,
	const char *subject, const char *list, const char *const *paths)
{
	const struct place at = { .subject = subject };
	unsigned count = word_count(paths, PATHS_MAX);
	bool masked = paths == container->masked;

	if (!check_length(report, &at, list, count, PATHS_MAX))
		return;
	for (unsigned i = 0; i < count; i++) {
		const struct place entry = { subject, list, i };
		unsigned same = 0;

		check_path(report, &entry, NULL, paths[i]);
		if (strcmp(paths[i], "/") == 0)
			report_error(report, &entry, NULL, rule_path_all);
		else if (masked && is_needed(container, paths[i]))
			report_error(report, &entry, NULL, rule_masked_program, paths[i],
				container->argv[0]);
		while (strcmp(paths[same], paths[i]) != 0)
			same++;
		if (same < i)
			report_error(report, &entry, NULL, rule_path_twice, paths[i], list, same);
	}
}

void check_paths(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const char *subject = container_label(machine, container);

	check_path_list(report, container, subject, "masked", container->masked);
	check_path_list(report, container, subject, "read_only", container->read_only);
}
