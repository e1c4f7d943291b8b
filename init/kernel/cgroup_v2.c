/*
 * Control groups, version 2: the way to a group whose children have controllers
 * (Documentation/admin-guide/cgroup-v2.rst). Called through cgroup.h by PID 1 at boot and by the
 * process of `nsinit run`.
 */
#include "base/system.h"
#include "base/text.h"
#include "kernel/cgroup_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

/* Of those that the config uses: for the others nothing has to be moved. */
static unsigned read_controllers(int group, const char *file)
{
	char words[256];

	if (sys_read_file(group, file, words, sizeof words) <= 0)
		return 0;
	return cgroup_controllers(words) & CGROUP_USED;
}

/* Passes controllers on to the groups below, each on its own: one may be refused (cpu with
 * real-time threads), and the others work. */
static void pass_on(int group, char sign)
{
	unsigned present = read_controllers(group, "cgroup.controllers");

	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++) {
		char word[16];
		struct text text = TEXT(word);

		if ((present >> i & 1) == 0)
			continue;
		text_char(&text, sign);
		text_string(&text, cgroup_controller_name((enum cgroup_controller)i, 2));
		sys_write_file(group, "cgroup.subtree_control", word);
	}
}

/* True when no other process is in the group. */
static bool is_alone(int group)
{
	char own[16], pids[64];
	struct text text = TEXT(own);

	text_number(&text, sys_getpid());
	text_char(&text, '\n');
	return sys_read_file(group, "cgroup.procs", pids, sizeof pids) > 0 &&
	       strcmp(pids, own) == 0;
}

static void self_name(struct text *text, const char *parent)
{
	text_string(text, parent);
	text_string(text, "-self");
}

static int move_to_leaf(int group, const char *leaf)
{
	int error = sys_mkdir(group, leaf, 0755);

	if (error == 0 || error == -EEXIST)
		error = cgroup_write(group, leaf, "cgroup.procs", "0");
	return error;
}

/* Cuts "PARENT-self" off the end of the group's path: the caller moved there in an earlier life. */
static bool cut_leaf(char *group, const char *leaf)
{
	size_t length = strlen(group);
	size_t leaf_length = strlen(leaf);

	if (length < leaf_length || strcmp(group + length - leaf_length, leaf) != 0)
		return false;
	if (length > leaf_length && group[length - leaf_length - 1] != '/')
		return false;
	group[length - leaf_length] = '\0';
	return true;
}

/* Only the true root, which has no type, passes controllers on with processes inside. */
static bool is_true_root(int group)
{
	struct stat status;

	return sys_stat(group, "cgroup.type", &status, 0) == -ENOENT;
}

/* The group to make the parent in; *left is whether the caller is or was moved out of it. */
static int find_base(int top, char *group, const char *leaf, bool *left)
{
	int base;

	*left = cut_leaf(group, leaf);
	base = sys_open(top, group[0] != '\0' ? group : ".", O_PATH | O_DIRECTORY);
	if (base < 0 || *left)
		return base;
	if (!is_true_root(base) && read_controllers(base, "cgroup.controllers") != 0) {
		*left = is_alone(base) && move_to_leaf(base, leaf) == 0;
		if (!*left) {
			sys_close(base);
			base = sys_open(top, ".", O_PATH | O_DIRECTORY);
		}
	}
	return base;
}

int cgroup_v2_open(struct cgroup_layout *layout, int top, char *group, const char *parent)
{
	char leaf[64];
	struct text leaf_text = TEXT(leaf);
	bool left;
	int base, error;

	self_name(&leaf_text, parent);
	base = find_base(top, group, leaf, &left);
	if (base < 0)
		return base;
	pass_on(base, '+');
	error = sys_mkdir(base, parent, 0755);
	if (error == 0 || error == -EEXIST) {
		layout->v2 = sys_open(base, parent, O_PATH | O_DIRECTORY);
		error = layout->v2 < 0 ? layout->v2 : 0;
	}
	if (error == 0) {
		pass_on(layout->v2, '+');
		layout->v2_controllers = read_controllers(layout->v2, "cgroup.subtree_control");
	}
	if (left)
		layout->left = base;
	else
		sys_close(base);
	return error;
}

void cgroup_v2_close(struct cgroup_layout *layout, const char *parent)
{
	char leaf[64];
	struct text leaf_text = TEXT(leaf);

	if (layout->left < 0)
		return;
	self_name(&leaf_text, parent);
	pass_on(layout->left, '-');
	if (sys_write_file(layout->left, "cgroup.procs", "0") == 0)
		sys_unlink(layout->left, leaf, AT_REMOVEDIR);
	sys_close(layout->left);
	layout->left = -1;
}

/* With the rights to read it; -ENOENT when version 2 is not mounted. */
static int open_own_group(void)
{
	struct cgroup_lines mounts, groups;
	struct cgroup_hierarchy hierarchy;
	char *line, *group;
	int error = cgroup_lines_open(&mounts, "/proc/self/mountinfo");
	int top, own;

	if (error < 0)
		return error;
	while ((line = cgroup_lines_next(&mounts)) != NULL)
		if (cgroup_mount_line(line, &hierarchy) && hierarchy.version == 2)
			break;
	sys_close(mounts.fd);
	if (line == NULL)
		return -ENOENT;
	group = cgroup_own_group(&groups, &hierarchy);
	top = sys_open(AT_FDCWD, hierarchy.mount_point, O_PATH | O_DIRECTORY);
	if (top < 0)
		return top;
	own = sys_open(top, group[0] != '\0' ? group : ".", O_RDONLY | O_DIRECTORY);
	sys_close(top);
	return own;
}

/* The first is for systemd of the whole machine, the second where it may not write that. */
static bool is_given_away(int group)
{
	static const char *const names[] = { "trusted.delegate", "user.delegate" };
	char value;

	for (unsigned i = 0; i < 2; i++)
		if (sys_get_attribute(group, names[i], &value, 1) == 1)
			return value == '1';
	return false;
}

int cgroup_delegated(void)
{
	int group = open_own_group();
	int error = 0;

	if (group < 0)
		return -EPERM;
	if (!is_given_away(group))
		error = -EPERM;
	else if (read_controllers(group, "cgroup.controllers") != 0 && !is_alone(group))
		error = -EBUSY;
	sys_close(group);
	return error;
}
