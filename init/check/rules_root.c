/*
 * What a container's root is made of, and what lies over it.
 * Host tool; called by check_container().
 */
#include "check/check.h"
#include "check/forms.h"
#include "check/rules.h"

#include "base/namespaces.h"

const char *root_path(const struct container *container)
{
	enum root_kind kind = container->root.kind;
	const char *source = container->root.source;

	if (kind != ROOT_DIRECTORY && kind != ROOT_SQUASHFS && kind != ROOT_EROFS)
		return NULL;
	return source != NULL && path_fault(source) == NULL ? source : NULL;
}

const char *upper_path(const struct container *container)
{
	const char *upper = container->root.upper;

	if (container->root.overlay != OVERLAY_DIRECTORY || upper == NULL ||
		path_fault(upper) != NULL)
		return NULL;
	return upper;
}

/* What one container may write is the program of no other. */
static void check_root_shared(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at)
{
	const char *mine = root_path(container);

	for (unsigned i = 0; mine != NULL && i < machine->containers.count; i++) {
		const struct container *other = machine->containers.items[i];
		const char *theirs = root_path(other);

		if (other != container && theirs != NULL && other->root.writable &&
			path_inside(mine, theirs))
			report_error(report, at, "root.source", rule_root_shared, mine,
				container_label(machine, other), theirs);
	}
}

bool paths_overlap(const char *a, const char *b)
{
	return a != NULL && b != NULL && (path_inside(a, b) || path_inside(b, a));
}

/* Two writers of one layer, or a layer within what it lies over, are undefined to the kernel. */
static void check_upper_shared(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at)
{
	const char *mine = upper_path(container);

	for (unsigned i = 0; mine != NULL && i < machine->containers.count; i++) {
		const struct container *other = machine->containers.items[i];

		if (other != container && paths_overlap(mine, upper_path(other)))
			report_error(report, at, "root.upper", rule_upper_shared, mine,
				upper_path(other), container_label(machine, other));
		if (paths_overlap(mine, root_path(other)))
			report_error(report, at, "root.upper", rule_upper_shared, mine,
				root_path(other), container_label(machine, other));
	}
}

static void check_overlay(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at)
{
	const struct root *root = &container->root;

	check_enum(report, at, "root.overlay", (int)root->overlay, OVERLAY_DIRECTORY + 1,
		"enum overlay_kind");
	if (root->overlay == OVERLAY_TMPFS && root->kind != ROOT_TMPFS)
		check_tmpfs_size(report, at, "root.size_bytes", root->size_bytes);
	if (root->overlay != OVERLAY_NONE && root->kind == ROOT_TMPFS)
		report_error(report, at, "root.overlay", rule_no_effect, "with ROOT_TMPFS");
	if (root->overlay == OVERLAY_DIRECTORY && root->upper == NULL)
		report_error(report, at, "root.upper", rule_upper_missing);
	else if (root->overlay == OVERLAY_DIRECTORY)
		check_source(report, at, "root.upper", root->upper);
	else if (root->upper != NULL)
		report_error(report, at, "root.upper", rule_no_effect, "without OVERLAY_DIRECTORY");
	check_upper_shared(report, machine, container, at);
}

/* Fields that belong to some kinds only. */
static void check_fields(
	struct report *report, const struct root *root, const struct place *at, const char *kind)
{
	bool has_source = root->kind != ROOT_HOST && root->kind != ROOT_TMPFS;
	bool has_size = root->kind == ROOT_TMPFS || root->overlay == OVERLAY_TMPFS;

	if (!has_source && root->source != NULL)
		report_error(report, at, "root.source", rule_no_effect, kind);
	if (root->writable && root->kind != ROOT_DIRECTORY && root->kind != ROOT_TMPFS)
		report_error(report, at, "root.writable", rule_no_effect, kind);
	else if (root->writable && root->overlay != OVERLAY_NONE)
		report_error(report, at, "root.writable", rule_no_effect,
			"with an overlay, which is always writable");
	if (!has_size && root->size_bytes != 0)
		report_error(report, at, "root.size_bytes", rule_no_effect,
			"without ROOT_TMPFS or OVERLAY_TMPFS");
}

static void check_image(struct report *report, const struct root *root, const struct place *at)
{
	if (root->source == NULL)
		report_error(report, at, "root.source", rule_root_image_missing);
	else
		check_source(report, at, "root.source", root->source);
}

void check_root(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };
	const struct root *root = &container->root;
	const char *kind = "";

	check_enum(report, &at, "root.kind", (int)root->kind, ROOT_EROFS + 1, "enum root_kind");
	switch (root->kind) {
	case ROOT_UNSET:
		if (join_target(container, JOIN_MOUNT) == NULL)
			report_error(report, &at, "root", rule_root_missing);
		return;
	case ROOT_HOST:
		kind = "with ROOT_HOST";
		break;
	case ROOT_DIRECTORY:
		if (root->source == NULL)
			report_error(report, &at, "root.source", rule_root_source_missing);
		else
			check_source(report, &at, "root.source", root->source);
		check_root_shared(report, machine, container, &at);
		break;
	case ROOT_TMPFS:
		kind = "with ROOT_TMPFS";
		check_tmpfs_size(report, &at, "root.size_bytes", root->size_bytes);
		break;
	case ROOT_SQUASHFS:
		kind = "with ROOT_SQUASHFS";
		check_image(report, root, &at);
		break;
	case ROOT_EROFS:
		kind = "with ROOT_EROFS";
		check_image(report, root, &at);
		break;
	}
	check_fields(report, root, &at, kind);
	check_overlay(report, machine, container, &at);
}
