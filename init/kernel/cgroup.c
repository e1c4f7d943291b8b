/*
 * Control groups: the layout, and one container's groups from their making to their removal.
 *
 * Called by PID 1 (open), launcher (create, enter), cleaner (kill, remove). Limits are in
 * cgroup_limits.c, what version 2 alone needs in cgroup_v2.c, work inside one hierarchy in
 * cgroup_tree.c.
 */
#include "kernel/cgroup.h"
#include "base/system.h"
#include "base/text.h"
#include "kernel/cgroup_parts.h"
#include "kernel/devices.h"

#include <errno.h>
#include <fcntl.h>

#define KILL_LIMIT_MS   2000
#define RETRY_MAX_MS    32
#define DIRECTORIES_MAX (CGROUP_CONTROLLER_COUNT + 1)
#define CGROUP_EVERY    (~0U)

char *cgroup_own_group(struct cgroup_lines *lines, const struct cgroup_hierarchy *hierarchy)
{
	static char top[] = "";
	char *line, *group = NULL;

	if (cgroup_lines_open(lines, "/proc/self/cgroup") < 0)
		return top;
	while (group == NULL && (line = cgroup_lines_next(lines)) != NULL)
		group = cgroup_group_line(line, hierarchy);
	sys_close(lines->fd);
	if (group != NULL)
		group = cgroup_below(hierarchy->root, group);
	return group != NULL ? group : top;
}

/*
 * A new version 1 cpuset has neither processors nor memory, and lets nobody in. The parent gets
 * the caller's, and passes them on to each new group below it (cgroup-v1/cpusets.rst).
 */
static int fill_cpuset(int base, const char *parent)
{
	static const char *const files[] = { "cpuset.cpus", "cpuset.mems" };
	char list[1024];
	int error = 0;

	for (unsigned i = 0; i < 2 && error == 0; i++) {
		ssize_t length = sys_read_file(base, files[i], list, sizeof list);

		error = length < 0 ? (int)length : cgroup_write(base, parent, files[i], list);
	}
	return error < 0 ? error : cgroup_write(base, parent, "cgroup.clone_children", "1");
}

static int open_v1(struct cgroup_layout *layout, const struct cgroup_hierarchy *hierarchy, int top,
	const char *group, const char *parent)
{
	int base = sys_open(top, group[0] != '\0' ? group : ".", O_PATH | O_DIRECTORY);
	int error, fd;

	if (base < 0)
		return base;
	error = sys_mkdir(base, parent, 0755);
	if (error == -EEXIST)
		error = 0;
	if (error == 0 && (hierarchy->controllers & CGROUP_USED) >> CGROUP_CPUSET & 1)
		error = fill_cpuset(base, parent);
	fd = error < 0 ? error : sys_open(base, parent, O_PATH | O_DIRECTORY);
	sys_close(base);
	if (fd < 0)
		return fd;
	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++)
		if ((hierarchy->controllers >> i & 1) != 0)
			layout->v1[i] = fd;
	return 0;
}

/* False when the layout has this hierarchy already: bind mounts show one many times. */
static bool is_wanted(const struct cgroup_layout *layout, const struct cgroup_hierarchy *hierarchy,
	unsigned controllers)
{
	if (hierarchy->version == 2)
		return layout->v2 < 0;
	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++)
		if ((hierarchy->controllers & controllers) >> i & 1)
			return layout->v1[i] < 0;
	return false; /* a named hierarchy, or one that no container uses */
}

static int open_hierarchy(
	struct cgroup_layout *layout, const struct cgroup_hierarchy *hierarchy, const char *parent)
{
	struct cgroup_lines lines;
	char *group = cgroup_own_group(&lines, hierarchy);
	int top = sys_open(AT_FDCWD, hierarchy->mount_point, O_PATH | O_DIRECTORY);
	int error;

	if (top < 0)
		return top;
	if (hierarchy->version == 2)
		error = cgroup_v2_open(layout, top, group, parent);
	else
		error = open_v1(layout, hierarchy, top, group, parent);
	sys_close(top);
	return error;
}

/* Version 2, and version 1 where it has one of these controllers. */
static int open_mounted(struct cgroup_layout *layout, const char *parent, unsigned controllers)
{
	struct cgroup_lines lines;
	struct cgroup_hierarchy hierarchy;
	char *line;
	int first = 0;
	int error = cgroup_lines_open(&lines, "/proc/self/mountinfo");

	if (error < 0)
		return error;
	while ((line = cgroup_lines_next(&lines)) != NULL) {
		if (!cgroup_mount_line(line, &hierarchy) ||
			!is_wanted(layout, &hierarchy, controllers))
			continue;
		error = open_hierarchy(layout, &hierarchy, parent);
		if (first == 0)
			first = error;
	}
	sys_close(lines.fd);
	return first;
}

int cgroup_open(struct cgroup_layout *layout, const char *parent)
{
	unsigned more = 0;
	int error;

	layout->v2 = -1;
	layout->left = -1;
	layout->v2_controllers = 0;
	layout->device_program = -EOPNOTSUPP;
	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++)
		layout->v1[i] = -1;
	error = open_mounted(layout, parent, CGROUP_USED & ~CGROUP_V1_ONLY);
	if (NSINIT_USES_DEVICES && layout->v2 >= 0)
		layout->device_program = devices_open();
	if (NSINIT_USES_DEVICES && layout->device_program < 0)
		more |= 1U << CGROUP_DEVICES;
	if (NSINIT_USES_PAUSE && layout->v2 < 0)
		more |= 1U << CGROUP_FREEZER;
	if (error == 0 && more != 0)
		error = open_mounted(layout, parent, more);
	return error;
}

/* The different directories of a layout that have one of these controllers; returns how many. */
static unsigned directories(
	const struct cgroup_layout *layout, unsigned controllers, int fds[DIRECTORIES_MAX])
{
	unsigned count = 0;

	if (layout->v2 >= 0)
		fds[count++] = layout->v2;
	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++) {
		bool again = layout->v1[i] < 0 || (controllers >> i & 1) == 0;

		for (unsigned j = 0; j < count; j++)
			again = again || fds[j] == layout->v1[i];
		if (!again)
			fds[count++] = layout->v1[i];
	}
	return count;
}

void cgroup_close(struct cgroup_layout *layout, const char *parent)
{
	char path[64];
	struct text text = TEXT(path);
	int fds[DIRECTORIES_MAX];
	unsigned count = directories(layout, CGROUP_EVERY, fds);

	text_string(&text, "../");
	text_string(&text, parent);
	for (unsigned i = 0; i < count; i++) {
		sys_unlink(fds[i], path, AT_REMOVEDIR);
		sys_close(fds[i]);
	}
	cgroup_v2_close(layout, parent);
	if (layout->device_program >= 0)
		sys_close(layout->device_program);
	layout->device_program = -1;
	layout->v2 = -1;
	layout->v2_controllers = 0;
	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++)
		layout->v1[i] = -1;
}

unsigned cgroup_version(const struct cgroup_layout *layout)
{
	unsigned version = layout->v2 >= 0 ? 2 : 0;

	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++)
		if (layout->v1[i] >= 0)
			version |= 1;
	return version;
}

int cgroup_directory(const struct cgroup_layout *layout, enum cgroup_controller controller)
{
	return (layout->v2_controllers >> controller & 1) != 0 ? layout->v2
							       : layout->v1[controller];
}

int cgroup_create(const struct cgroup_layout *layout, const char *name, const struct limits *limits,
	unsigned *failed)
{
	int fds[DIRECTORIES_MAX];
	unsigned count =
		directories(layout, CGROUP_ALWAYS | cgroup_limits_controllers(limits), fds);
	int error = 0;

	*failed = CGROUP_ITEM_GROUP;
	for (unsigned i = 0; i < count && error == 0; i++) {
		error = sys_mkdir(fds[i], name, 0755);
		if (error == -EEXIST)
			error = cgroup_remove_tree(fds[i], name);
		else
			continue;
		if (error == 0)
			error = sys_mkdir(fds[i], name, 0755);
	}
	if (error < 0 || limits == NULL)
		return error;
	return cgroup_limits_write(layout, name, limits, failed);
}

int cgroup_delegate(const struct cgroup_layout *layout, const char *name, uid_t uid, gid_t gid)
{
	static const char *const files[] = { "", "cgroup.procs", "cgroup.threads",
		"cgroup.subtree_control" };
	int error = layout->v2 < 0 ? -EOPNOTSUPP : 0;

	for (unsigned i = 0; i < sizeof files / sizeof files[0] && error == 0; i++) {
		char path[NAME_LENGTH_MAX + 32];
		struct text text = TEXT(path);

		text_string(&text, name);
		text_char(&text, '/');
		text_string(&text, files[i]);
		error = sys_chown(layout->v2, path, uid, gid);
	}
	return error;
}

int cgroup_group_fd(const struct cgroup_layout *layout, const char *name)
{
	return layout->v2 < 0 ? -ENOENT : sys_open(layout->v2, name, O_PATH | O_DIRECTORY);
}

int cgroup_enter(const struct cgroup_layout *layout, const char *name, const struct limits *limits,
	pid_t pid)
{
	int fds[DIRECTORIES_MAX];
	unsigned count =
		directories(layout, CGROUP_ALWAYS | cgroup_limits_controllers(limits), fds);
	char number[16];
	struct text text = TEXT(number);
	int error = 0;

	text_number(&text, pid);
	for (unsigned i = 0; i < count && error == 0; i++)
		if (fds[i] != layout->v2)
			error = cgroup_write(fds[i], name, "cgroup.procs", number);
	return error;
}

/* Every hierarchy has every process of the container: one is enough. */
static int kill_in(const struct cgroup_layout *layout, int directory, const char *name)
{
	int pids = cgroup_directory(layout, CGROUP_PIDS);
	int64_t end_ms = sys_now_ms() + KILL_LIMIT_MS;
	int found;

	if (pids >= 0)
		cgroup_write(pids, name, "pids.max", "0");
	for (;;) {
		found = cgroup_kill_pass(directory, name);
		/* What the freezer of version 1 holds dies when it is let go. */
		if (NSINIT_USES_PAUSE && layout->v1[CGROUP_FREEZER] >= 0)
			cgroup_freeze(layout, name, false);
		if (found <= 0 || sys_now_ms() >= end_ms)
			break;
		/* Without a hold on forks, speed is what ends them. */
		if (pids >= 0)
			sys_sleep_ms(1);
	}
	return found > 0 ? -EBUSY : found;
}

int cgroup_kill(const struct cgroup_layout *layout, const char *name)
{
	int fds[DIRECTORIES_MAX];
	unsigned count = directories(layout, CGROUP_EVERY, fds);
	int error;

	if (count == 0)
		return 0;
	if (layout->v2 >= 0) {
		error = cgroup_write(layout->v2, name, "cgroup.kill", "1");
		if (error != -ENOENT) /* before Linux 5.14 there is no such file */
			return error;
	}
	return kill_in(layout, fds[0], name);
}

int cgroup_remove(const struct cgroup_layout *layout, const char *name, int64_t deadline_ms)
{
	int fds[DIRECTORIES_MAX];
	unsigned count = directories(layout, CGROUP_EVERY, fds);
	int first = 0;

	for (unsigned i = 0; i < count; i++) {
		int64_t pause_ms = 1;
		int error = cgroup_remove_tree(fds[i], name);

		while (error == -EBUSY && sys_now_ms() < deadline_ms) {
			sys_sleep_ms(pause_ms);
			pause_ms = pause_ms < RETRY_MAX_MS ? pause_ms * 2 : pause_ms;
			error = cgroup_remove_tree(fds[i], name);
		}
		if (first == 0)
			first = error;
	}
	return first;
}

bool cgroup_directories(const struct cgroup_layout *layout, int fds[GROUP_COUNT])
{
	int any = layout->v2;

	fds[GROUP_UNIFIED] = layout->v2;
	fds[GROUP_CPU] = cgroup_directory(layout, CGROUP_CPU);
	fds[GROUP_MEMORY] = cgroup_directory(layout, CGROUP_MEMORY);
	fds[GROUP_PIDS] = cgroup_directory(layout, CGROUP_PIDS);
	fds[GROUP_IO] = cgroup_directory(layout, CGROUP_IO);
	for (unsigned i = 0; i < GROUP_COUNT; i++)
		any = fds[i] >= 0 ? fds[i] : any;
	for (unsigned i = 0; i < GROUP_COUNT; i++)
		fds[i] = fds[i] >= 0 ? fds[i] : any;
	return any >= 0;
}
