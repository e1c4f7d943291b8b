/*
 * Control groups: the layout, and one container's groups from their making to their removal.
 *
 * Called by PID 1 (open, usage), launcher (create, enter), cleaner (kill, remove). What differs
 * between the versions is in cgroup_v1.c and cgroup_v2.c, work inside one hierarchy in
 * cgroup_tree.c.
 */
#include "kernel/cgroup.h"
#include "base/system.h"
#include "base/text.h"
#include "kernel/cgroup_parts.h"

#include <errno.h>
#include <fcntl.h>

#define KILL_LIMIT_MS   2000
#define RETRY_MAX_MS    32
#define DIRECTORIES_MAX (CGROUP_CONTROLLER_COUNT + 1)

const char *cgroup_file_name(unsigned file)
{
	static const char *const words[] = {
#define CGROUP_FILE_WORD(name, word) word,
		CGROUP_FILES(CGROUP_FILE_WORD)
#undef CGROUP_FILE_WORD
	};

	return file < CGROUP_FILE_COUNT ? words[file] : "";
}

/* Finds the caller's group in a hierarchy; the text lives in `lines`. */
static char *own_group(struct cgroup_lines *lines, const struct cgroup_hierarchy *hierarchy)
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

static int open_v1(struct cgroup_layout *layout, const struct cgroup_hierarchy *hierarchy, int top,
	const char *group, const char *parent)
{
	int base = sys_open(top, group[0] != '\0' ? group : ".", O_PATH | O_DIRECTORY);
	int error, fd;

	if (base < 0)
		return base;
	error = sys_mkdir(base, parent, 0755);
	fd = sys_open(base, parent, O_PATH | O_DIRECTORY);
	sys_close(base);
	if (fd < 0)
		return error < 0 && error != -EEXIST ? error : fd;
	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++)
		if ((hierarchy->controllers >> i & 1) != 0)
			layout->v1[i] = fd;
	return 0;
}

/* True when the layout has this hierarchy already: bind mounts show one many times. */
static bool is_known(const struct cgroup_layout *layout, const struct cgroup_hierarchy *hierarchy)
{
	if (hierarchy->version == 2)
		return layout->v2 >= 0;
	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++)
		if ((hierarchy->controllers >> i & 1) != 0)
			return layout->v1[i] >= 0;
	return true; /* a named hierarchy: nothing to limit there */
}

static int open_hierarchy(
	struct cgroup_layout *layout, const struct cgroup_hierarchy *hierarchy, const char *parent)
{
	struct cgroup_lines lines;
	char *group = own_group(&lines, hierarchy);
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

int cgroup_open(struct cgroup_layout *layout, const char *parent)
{
	struct cgroup_lines lines;
	struct cgroup_hierarchy hierarchy;
	char *line;
	int error, first = 0;

	layout->v2 = -1;
	layout->left = -1;
	layout->v2_controllers = 0;
	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++)
		layout->v1[i] = -1;
	error = cgroup_lines_open(&lines, "/proc/self/mountinfo");
	if (error < 0)
		return error;
	while ((line = cgroup_lines_next(&lines)) != NULL) {
		if (!cgroup_mount_line(line, &hierarchy) || is_known(layout, &hierarchy))
			continue;
		error = open_hierarchy(layout, &hierarchy, parent);
		if (first == 0)
			first = error;
	}
	sys_close(lines.fd);
	return first;
}

/* The different directories of a layout; returns how many. */
static unsigned directories(const struct cgroup_layout *layout, int fds[DIRECTORIES_MAX])
{
	unsigned count = 0;

	if (layout->v2 >= 0)
		fds[count++] = layout->v2;
	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++) {
		bool again = layout->v1[i] < 0;

		for (unsigned j = 0; j < i; j++)
			again = again || layout->v1[j] == layout->v1[i];
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
	unsigned count = directories(layout, fds);

	text_string(&text, "../");
	text_string(&text, parent);
	for (unsigned i = 0; i < count; i++) {
		sys_unlink(fds[i], path, AT_REMOVEDIR);
		sys_close(fds[i]);
	}
	cgroup_v2_close(layout, parent);
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

/* Where a controller's files are: its directory, or -1. */
static int controller_directory(
	const struct cgroup_layout *layout, enum cgroup_controller controller)
{
	return (layout->v2_controllers >> controller & 1) != 0 ? layout->v2
							       : layout->v1[controller];
}

static int limit(const struct cgroup_layout *layout, const char *name,
	enum cgroup_controller controller, const struct limits *limits, unsigned *failed)
{
	struct cgroup_setting settings[CGROUP_SETTINGS_MAX];
	int directory = controller_directory(layout, controller);
	bool v2 = layout->v2 >= 0 && (directory < 0 || directory == layout->v2);
	unsigned count = v2 ? cgroup_v2_settings(controller, limits, settings)
			    : cgroup_v1_settings(controller, limits, settings);

	for (unsigned i = 0; i < count; i++) {
		int error = directory < 0
				    ? -ENOENT
				    : cgroup_write(directory, name,
					      cgroup_file_name(settings[i].file), settings[i].text);

		if (error == -ENOENT)
			error = settings[i].required ? -EOPNOTSUPP : 0;
		if (error < 0) {
			*failed = settings[i].file;
			return error;
		}
	}
	return 0;
}

int cgroup_create(const struct cgroup_layout *layout, const char *name, const struct limits *limits,
	unsigned *failed)
{
	int fds[DIRECTORIES_MAX];
	unsigned count = directories(layout, fds);
	int error = 0;

	*failed = CGROUP_FILE_GROUP;
	for (unsigned i = 0; i < count && error == 0; i++) {
		error = sys_mkdir(fds[i], name, 0755);
		if (error == -EEXIST)
			error = cgroup_remove_tree(fds[i], name);
		else
			continue;
		if (error == 0)
			error = sys_mkdir(fds[i], name, 0755);
	}
	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT && limits != NULL && error == 0; i++)
		error = limit(layout, name, (enum cgroup_controller)i, limits, failed);
	return error;
}

int cgroup_group_fd(const struct cgroup_layout *layout, const char *name)
{
	return layout->v2 < 0 ? -ENOENT : sys_open(layout->v2, name, O_PATH | O_DIRECTORY);
}

int cgroup_enter(const struct cgroup_layout *layout, const char *name, pid_t pid)
{
	int fds[DIRECTORIES_MAX];
	unsigned count = directories(layout, fds);
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
	int pids = controller_directory(layout, CGROUP_PIDS);
	int64_t end_ms = sys_now_ms() + KILL_LIMIT_MS;
	int found;

	if (pids >= 0)
		cgroup_write(pids, name, "pids.max", "0");
	for (;;) {
		found = cgroup_kill_pass(directory, name);
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
	unsigned count = directories(layout, fds);
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
	unsigned count = directories(layout, fds);
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

static int64_t read_number(int directory, const char *name, const char *file)
{
	char text[32];
	int64_t number = 0;
	ssize_t length = directory < 0 ? -1 : cgroup_read(directory, name, file, text, sizeof text);

	if (length <= 0)
		return -1;
	for (const char *at = text; *at >= '0' && *at <= '9' && number < INT64_MAX / 16; at++)
		number = number * 10 + (*at - '0');
	return number;
}

void cgroup_usage(
	const struct cgroup_layout *layout, const char *name, int64_t *memory_bytes, int32_t *tasks)
{
	int memory = controller_directory(layout, CGROUP_MEMORY);
	int pids = controller_directory(layout, CGROUP_PIDS);
	bool v2 = memory >= 0 && memory == layout->v2;

	*memory_bytes = read_number(memory, name, v2 ? "memory.current" : "memory.usage_in_bytes");
	*tasks = (int32_t)read_number(pids, name, "pids.current");
}
