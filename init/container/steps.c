/*
 * Three integers of the status pipe into words, with the config's own names.
 * Called by PID 1 for the log and the status, and by tests.
 */
#include "container/steps.h"

#include "base/namespaces.h"
#include "base/resources.h"
#include "container/scheduling.h"
#include "kernel/cgroup.h"
#include "kernel/landlock.h"
#include "kernel/mount.h"
#include "uses.h"

static const char *const words[STEP_COUNT] = { [STEP_NONE] = "none",
#define STEP_WORD(step, word, item) [step] = word,
	STEPS(STEP_WORD)
#undef STEP_WORD
};

static const unsigned char items[STEP_COUNT] = {
#define STEP_ITEM(step, word, item) [step] = item,
	STEPS(STEP_ITEM)
#undef STEP_ITEM
};

static const char *const system_targets[] = {
	[SYSTEM_PROC] = "/proc",
	[SYSTEM_SYS] = "/sys",
	[SYSTEM_DEV] = "/dev",
	[SYSTEM_PTS] = "/dev/pts",
	[SYSTEM_SHM] = "/dev/shm",
	[SYSTEM_LOG] = "/dev/log",
};

static const char *const network_parts[] = {
	[NETWORK_ITSELF] = "",
	[NETWORK_ADDRESS] = "address",
	[NETWORK_ADDRESS6] = "address6",
	[NETWORK_GATEWAY] = "gateway",
	[NETWORK_GATEWAY6] = "gateway6",
#if NSINIT_USES_ROUTES
#define ROUTE_NAMES(first, name)                                                                   \
	[first] = name "[0]", name "[1]", name "[2]", name "[3]", name "[4]", name "[5]",          \
	name "[6]", name "[7]"
	ROUTE_NAMES(NETWORK_ROUTES, "routes"),
	ROUTE_NAMES(NETWORK_ROUTES6, "routes6"),
#undef ROUTE_NAMES
#endif
};
_Static_assert(!NSINIT_USES_ROUTES || sizeof network_parts / sizeof network_parts[0] ==
					      NETWORK_ROUTES6 + ROUTES_MAX,
	"a name for each route");

static const char *const capability_names[] = {
#define CAPABILITY_NAME(name, number) [number] = #name,
	NSINIT_CAPS(CAPABILITY_NAME)
#undef CAPABILITY_NAME
};

static const char *const scheduling_names[] = {
	[SCHEDULING_OOM_SCORE] = "oom_score",
	[SCHEDULING_POLICY] = "scheduler",
	[SCHEDULING_NICE] = "nice",
	[SCHEDULING_IO_PRIORITY] = "io_priority",
};

static const char *const resource_names[] = {
#define RESOURCE_WORD(name) [RESOURCE_##name] = #name,
	RESOURCES(RESOURCE_WORD)
#undef RESOURCE_WORD
};

#define COUNT(array)         (sizeof(array) / sizeof(array)[0])
#define NAME_OF(names, item) ((item) < COUNT(names) ? (names)[item] : NULL)

const char *step_word(enum step step)
{
	return (unsigned)step < STEP_COUNT ? words[step] : "unknown step";
}

static enum step_item item_kind(const struct step_report *report)
{
	return report->step < STEP_COUNT ? (enum step_item)items[report->step] : ITEM_NONE;
}

/* The end of a list stands before an item that does not exist: nothing is read past it. */
static const struct mount *mount_at(const struct container *container, unsigned item)
{
	const struct mount *mount = container->mounts;

	for (; mount && mount->kind != MOUNT_END && item > 0; item--)
		mount++;
	return mount && mount->kind != MOUNT_END ? mount : NULL;
}

/* The same for the lists of masked and of read-only paths, one behind the other. */
static const char *path_at(const struct container *container, unsigned item)
{
	const char *const *lists[] = { container->masked, container->read_only };

	for (unsigned i = 0; i < COUNT(lists); i++)
		for (const char *const *path = lists[i]; path && *path; path++)
			if (item-- == 0)
				return *path;
	return NULL;
}

/* The name of a report's item, or NULL. */
static const char *item_name(const struct container *container, const struct step_report *report)
{
	const struct mount *mount = mount_at(container, report->item);

	switch (item_kind(report)) {
	case ITEM_NONE:
	case ITEM_SIGNAL:
	case ITEM_NUMBER:
	case ITEM_FILE:
		return NULL;
	case ITEM_NETWORK:
		return report->item / NETWORKS_MAX < COUNT(network_parts)
			       ? network_parts[report->item / NETWORKS_MAX]
			       : NULL;
	case ITEM_WATCH:
		return report->item == 0 || !NSINIT_USES_PRESSURE
			       ? "memory"
			       : cgroup_pressure_file(container->pressure[report->item - 1].kind);
	case ITEM_TARGET:
		return mount ? mount->target : NULL;
	case ITEM_MASK:
		return mount_mask_name(report->item);
	case ITEM_SYSTEM:
		return NAME_OF(system_targets, report->item);
	case ITEM_CAPABILITY:
		return NAME_OF(capability_names, report->item);
	case ITEM_ROOT:
		return container->root.source ? container->root.source : "/";
	case ITEM_PATH:
		return NSINIT_USES_PATHS ? path_at(container, report->item) : NULL;
	case ITEM_UPPER:
		return container->root.upper;
	case ITEM_TTY:
		return !NSINIT_USES_CONSOLE ? NULL : container->tty ? container->tty : "console";
	case ITEM_DIRECTORY:
		return container->directory ? container->directory : "/";
	case ITEM_PROGRAM:
		return container->argv[0];
	case ITEM_MAP:
		return report->item == 0 ? "uids" : report->item == 1 ? "gids" : NULL;
	case ITEM_JOIN:
		return join_word(report->item);
	case ITEM_SCHEDULING:
		return NAME_OF(scheduling_names, report->item);
	case ITEM_RESOURCE:
		return NAME_OF(resource_names, report->item);
	case ITEM_LABEL:
		return container->label.name;
	case ITEM_LANDLOCK:
		return NSINIT_USES_LANDLOCK ? landlock_item(container->landlock, report->item)
					    : NULL;
	}
	return NULL;
}

/* That of a network also says what of it. */
unsigned step_index(const struct step_report *report)
{
	return item_kind(report) == ITEM_NETWORK ? report->item % NETWORKS_MAX : report->item;
}

void step_item(
	struct text *text, const struct container *container, const struct step_report *report)
{
	const char *name = item_name(container, report);

	if (name && name[0])
		text_string(text, name);
	if (item_kind(report) == ITEM_FILE)
		cgroup_item(text, container->limits, report->item);
}

void step_describe(
	struct text *text, const struct container *container, const struct step_report *report)
{
	enum step_item item = item_kind(report);
	char bytes[128];
	struct text name = TEXT(bytes);

	text_string(text, step_word((enum step)report->step));
	if (item == ITEM_NETWORK || item == ITEM_TARGET || item == ITEM_NUMBER) {
		text_char(text, '[');
		text_number(text, step_index(report));
		text_char(text, ']');
	}
	if (item == ITEM_SIGNAL && report->item > 0) {
		text_string(text, " killed by signal ");
		text_number(text, report->item);
		return;
	}
	step_item(&name, container, report);
	if (name.length > 0) {
		text_char(text, ' ');
		text_string(text, bytes);
	}
	text_string(text, ": ");
	text_errno(text, report->error);
}
