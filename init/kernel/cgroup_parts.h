/*
 * What the files of the cgroup module share; nothing outside init/kernel includes it but tests.
 *
 * The functions on text are pure. Those on lines change the line: they put NULs into it, and what
 * they return points into it.
 */
#ifndef NSINIT_KERNEL_CGROUP_PARTS_H
#define NSINIT_KERNEL_CGROUP_PARTS_H

#include "kernel/cgroup.h"

#include "uses.h"

#include <stdbool.h>

/* What the config uses, as bits: no other hierarchy is touched. */
#define CGROUP_USED_BIT(controller, v1, v2, used) | ((used) ? 1U << controller : 0)
#define CGROUP_USED                               (0U CGROUP_CONTROLLERS(CGROUP_USED_BIT))
/* What version 2 has in another way: these hierarchies are used only where that is missing. */
#define CGROUP_V1_BIT(controller, v1, v2, used) | (sizeof(v2) == 1 ? 1U << controller : 0)
#define CGROUP_V1_ONLY                          (0U CGROUP_CONTROLLERS(CGROUP_V1_BIT))
/* What each container is in, whatever its limits say: usage is read there, and it is killed. */
#define CGROUP_ALWAYS (1U << CGROUP_CPU | 1U << CGROUP_MEMORY | 1U << CGROUP_PIDS | CGROUP_V1_ONLY)

/* Whether the file of a limit must be there. */
enum cgroup_need {
	NEED_FILE = 0, /* without it the limit cannot be held */
	NEED_ONE,      /* one file of the rows with this word is enough */
	NEED_NOT,      /* without it there is nothing to limit */
};

/* One value for one file of a group. */
struct cgroup_setting {
	enum cgroup_controller
		controller; /* CGROUP_CONTROLLER_COUNT: none's, of version 2 itself */
	enum cgroup_need need;
	char file[CGROUP_TEXT_MAX + 1]; /* "": this version has no such limit */
	char value[160];
};

/* The table of limits has so many rows. */
unsigned cgroup_rows(void);
/* A row of a list has as many values at most, any other row one. */
unsigned cgroup_row_entries(unsigned row);
enum cgroup_controller cgroup_row_controller(
	const struct limits *limits, unsigned row, unsigned index);
/* What a row writes for version 1 or 2, of a list's entry `index`; false for nothing. Pure. */
bool cgroup_setting(const struct limits *limits, unsigned row, unsigned index, unsigned version,
	struct cgroup_setting *setting);
/* Row, version and index in one number, see cgroup_item(). */
#define CGROUP_ITEM(row, version, index)                                                           \
	(CGROUP_ITEM_ROWS + (((row)*2 + (version)-1) << 6 | (index)))
#define CGROUP_ITEM_ROW(item)     (((item)-CGROUP_ITEM_ROWS) >> 7)
#define CGROUP_ITEM_VERSION(item) ((((item)-CGROUP_ITEM_ROWS) >> 6 & 1) + 1)
#define CGROUP_ITEM_INDEX(item)   (((item)-CGROUP_ITEM_ROWS) & 63)
/* The controllers that must hold something for these limits, as bits. Pure. */
unsigned cgroup_limits_controllers(const struct limits *limits);
/* Writes them all; *failed is an item of cgroup_item(). */
int cgroup_limits_write(const struct cgroup_layout *layout, const char *name,
	const struct limits *limits, unsigned *failed);

/* Where a controller's files are: a directory of the layout, or -1. */
int cgroup_directory(const struct cgroup_layout *layout, enum cgroup_controller controller);

/* "blkio" for CGROUP_IO in version 1, "io" in 2; "" when that version does not have it. */
const char *cgroup_controller_name(enum cgroup_controller controller, unsigned version);
/* Controllers named, as either version does, between spaces, commas or line ends, as bits. */
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

/* The caller's group in a hierarchy, from where that is mounted; the text lives in `lines`. */
char *cgroup_own_group(struct cgroup_lines *lines, const struct cgroup_hierarchy *hierarchy);

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
