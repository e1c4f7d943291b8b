/*
 * What the files of the cgroup module share; nothing outside init/kernel includes it but tests.
 *
 * The functions on text are pure. Those on lines change the line: they put NULs into it, and what
 * they return points into it.
 */
#ifndef NSINIT_KERNEL_CGROUP_PARTS_H
#define NSINIT_KERNEL_CGROUP_PARTS_H

#include "kernel/cgroup.h"

#include <stdbool.h>

/* One value for one file of a group. */
struct cgroup_setting {
	enum cgroup_file file;
	bool required; /* when the kernel has no such file, the limit cannot be held */
	char text[40];
};
#define CGROUP_SETTINGS_MAX 3

/* What a controller has to be told for these limits; returns how many, 0 for no limit. */
unsigned cgroup_v1_settings(enum cgroup_controller controller, const struct limits *limits,
	struct cgroup_setting settings[CGROUP_SETTINGS_MAX]);
unsigned cgroup_v2_settings(enum cgroup_controller controller, const struct limits *limits,
	struct cgroup_setting settings[CGROUP_SETTINGS_MAX]);
struct cgroup_setting cgroup_setting(
	enum cgroup_file file, bool required, int64_t first, int64_t second);

/* "cpu" for CGROUP_CPU. */
const char *cgroup_controller_name(enum cgroup_controller controller);
/* Controllers named in words between spaces, commas or line ends, as bits. */
unsigned cgroup_controllers(const char *words);

/* A cgroup hierarchy's line of /proc/PID/mountinfo. */
struct cgroup_hierarchy {
	int version;          /* 1 or 2 */
	unsigned controllers; /* of version 1, as bits; 0 for a named hierarchy */
	char *root;           /* the group that the mount shows as its root */
	char *mount_point;
};
/* True when the line is a cgroup mount's. Octal escapes in both paths are undone. */
bool cgroup_mount_line(char *line, struct cgroup_hierarchy *hierarchy);
/* The group in a line of /proc/PID/cgroup, or NULL when that is another hierarchy's. */
char *cgroup_group_line(char *line, const struct cgroup_hierarchy *hierarchy);
/* `group` seen from `root`: "" for root itself, "a/b" below it, NULL when it is outside. */
char *cgroup_below(const char *root, char *group);
/* The controller, as bit, that a line of /proc/cgroups shows enabled; else 0. */
unsigned cgroup_enabled_line(char *line);

/* Reads a file line by line; lines that do not fit are skipped. */
struct cgroup_lines {
	int fd;
	size_t start, end;
	bool skipping; /* within a line that did not fit */
	char bytes[1024];
};
int cgroup_lines_open(struct cgroup_lines *lines, const char *path);
/* The next line without its end, NULL when there is none. */
char *cgroup_lines_next(struct cgroup_lines *lines);

/* One place in the hierarchies: paths below a directory, "NAME/FILE". */
int cgroup_write(int directory, const char *name, const char *file, const char *text);
ssize_t cgroup_read(int directory, const char *name, const char *file, char *text, size_t size);
/* rmdir of a group and of all below it; *once*, -EBUSY when a process is inside. */
int cgroup_remove_tree(int directory, const char *name);
/* One pass of SIGKILL over a group and all below it; how many were found, or -errno. */
int cgroup_kill_pass(int directory, const char *name);

/* The first and last steps of version 2, see cgroup_open() and cgroup_close(). */
int cgroup_v2_open(struct cgroup_layout *layout, int top, char *group, const char *parent);
void cgroup_v2_close(struct cgroup_layout *layout, const char *parent);

#endif
