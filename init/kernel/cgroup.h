/*
 * Control groups, version 1, 2 or both together, behind one interface.
 *
 * Each controller is used from version 2 where that has it, else from its version 1 hierarchy.
 * Where version 2 is mounted, each container has a group in it even without controllers, since
 * that kills a whole group at once. PID 1 opens the layout at boot; launcher and
 * cleaner create, fill, empty and remove the groups of one container each.
 */
#ifndef NSINIT_KERNEL_CGROUP_H
#define NSINIT_KERNEL_CGROUP_H

#include "base/protocol.h"
#include "base/text.h"

#include <nsinit/container.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define CGROUP_MOUNT_POINT "/sys/fs/cgroup"

/* X(enumerator, version 1's word, version 2's word, whether any container of the config uses it) */
#define CGROUP_CONTROLLERS(X)                                                                      \
	X(CGROUP_CPU, "cpu", "cpu", 1)                                                             \
	X(CGROUP_MEMORY, "memory", "memory", 1)                                                    \
	X(CGROUP_PIDS, "pids", "pids", 1)                                                          \
	X(CGROUP_CPUSET, "cpuset", "cpuset", NSINIT_USES_CPUSET || NSINIT_USES_RAW)                \
	X(CGROUP_IO, "blkio", "io", NSINIT_USES_IO || NSINIT_USES_RAW)                             \
	X(CGROUP_HUGETLB, "hugetlb", "hugetlb", NSINIT_USES_HUGETLB || NSINIT_USES_RAW)            \
	X(CGROUP_DEVICES, "devices", "", NSINIT_USES_DEVICES)                                      \
	X(CGROUP_FREEZER, "freezer", "", NSINIT_USES_PAUSE)

enum cgroup_controller {
#define CGROUP_CONTROLLER_ENUM(controller, v1, v2, used) controller,
	CGROUP_CONTROLLERS(CGROUP_CONTROLLER_ENUM)
#undef CGROUP_CONTROLLER_ENUM
		CGROUP_CONTROLLER_COUNT
};

/* What of a container's group failed: one of these, or a file of the table of limits. */
enum cgroup_item { CGROUP_ITEM_GROUP, CGROUP_ITEM_DELEGATE, CGROUP_ITEM_ROWS };
/* Adds its word: "group", "memory.max", "hugetlb.2MB.max". */
void cgroup_item(struct text *text, const struct limits *limits, unsigned item);

/* The groups below which the containers' groups are made: close-on-exec path descriptors. */
struct cgroup_layout {
	int v2;                          /* -1: version 2 is not mounted */
	int v1[CGROUP_CONTROLLER_COUNT]; /* -1: not there; mounted together: the same number */
	unsigned v2_controllers;         /* bit n: controller n is limited through version 2 */
	int device_program;              /* see devices_open() in devices.h; or -errno */
	int left;                        /* the version 2 group the caller moved out of, or -1 */
};

/* What cgroup_mount() makes. */
enum cgroup_choice {
	CGROUP_AUTO = 0, /* version 2 alone if it has all the kernel has, else both */
	CGROUP_ONLY_V1,
	CGROUP_ONLY_V2,
};

/*
 * Mounts the hierarchies at CGROUP_MOUNT_POINT, once: what is mounted there already stays.
 * Boot, in the true root, with /proc and /sys there. 0 or -errno: the kernel may have none.
 */
int cgroup_mount(enum cgroup_choice choice);

/*
 * Finds what is mounted and opens or creates the group `parent` in each hierarchy, below the
 * caller's own group; sets every field of the layout. In version 2 outside the true root a group
 * with a process inside can pass no controller on: a caller that is alone in its group moves
 * into the group "PARENT-self" beside the parent; one that is not uses the top of the
 * hierarchy. Returns 0 even if there is nothing at all; -errno when a group cannot be made.
 */
int cgroup_open(struct cgroup_layout *layout, const char *parent);

/*
 * On a host whose groups are systemd's: 0 when it gave the caller's away for good
 * (systemd.io/CGROUP_DELEGATION) and cgroup_open() will make all it makes there. -EPERM when it did
 * not; -EBUSY when another process in the group keeps controllers from those below.
 */
int cgroup_delegated(void);

/*
 * The opposite, for a caller that ends (`nsinit run`): removes the parent groups where they are
 * empty, moves back, closes. Containers' groups that are left keep their parents.
 */
void cgroup_close(struct cgroup_layout *layout, const char *parent);

/* 0 none, 1, 2, or 3 for both together, as reply_machine has it. */
unsigned cgroup_version(const struct cgroup_layout *layout);

/*
 * Makes the container's groups and writes its limits (NULL: none) before anyone is in. A group of
 * version 1 is made only for what the limits use. An empty group left from an earlier life is made
 * anew; one with a process inside is -EBUSY. A limit that no controller here can hold is
 * -EOPNOTSUPP. *failed is an item of cgroup_item(). After a failure the caller removes the groups.
 */
int cgroup_create(const struct cgroup_layout *layout, const char *name, const struct limits *limits,
	unsigned *failed);

/*
 * Changes single limits of a group with processes inside from what `before` says to what `after`
 * does; lists must be the same. After a failure those of before are written again; *failed as
 * above. Less memory than is in use is waited for, or takes a process's life: a fork of PID 1.
 */
int cgroup_limits_change(const struct cgroup_layout *layout, const char *name,
	const struct limits *before, const struct limits *after, unsigned *failed);

/*
 * Gives the version 2 group to a user, who may then make others inside, but not change its limits
 * (Documentation/admin-guide/cgroup-v2.rst, "Delegation"). -EOPNOTSUPP without version 2: a part
 * of version 1's hierarchies cannot be given away safely.
 */
int cgroup_delegate(const struct cgroup_layout *layout, const char *name, uid_t uid, gid_t gid);

/* The version 2 group for CLONE_INTO_CGROUP, close-on-exec; -ENOENT without version 2. */
int cgroup_group_fd(const struct cgroup_layout *layout, const char *name);

/* Puts a process (0: the caller) into each version 1 group of these limits; none at all is 0. */
int cgroup_enter(const struct cgroup_layout *layout, const char *name, const struct limits *limits,
	pid_t pid);

/*
 * Mounts each hierarchy that the container has a group in below the working directory, which is
 * an empty file system: version 1 by its controllers' names and read-only, version 2 as "unified".
 * The caller is in the groups and in a cgroup namespace of its own. 0 or -errno.
 */
int cgroup_mount_own(
	const struct cgroup_layout *layout, const struct limits *limits, bool writable);

/*
 * Sends SIGKILL to all inside, sub-groups too, and lets nobody fork away: by cgroup.kill, else
 * with pids.max at 0 and again until nobody is left. Blocks two seconds at most (cleaner only);
 * -EBUSY when somebody survived until then. A group that is not there is 0.
 */
int cgroup_kill(const struct cgroup_layout *layout, const char *name);

/*
 * A group inside a container's, by its path "web/probe", for who must be killed apart: makes it, or
 * takes the one that is there; puts the caller in, where version 1 alone is mounted (for the other
 * there is cgroup_group_fd()); kills all inside and removes it, which blocks three seconds at most.
 * 0 or -errno; -EOPNOTSUPP without control groups.
 */
int cgroup_inner_make(const struct cgroup_layout *layout, const char *path);
int cgroup_inner_enter(const struct cgroup_layout *layout, const char *path);
int cgroup_inner_end(const struct cgroup_layout *layout, const char *path);

/*
 * Removes the groups, and those the service made inside, deepest first; tries again while they
 * are busy, until sys_now_ms() reaches deadline_ms (0: once). 0 means that all are gone.
 */
int cgroup_remove(const struct cgroup_layout *layout, const char *name, int64_t deadline_ms);

/*
 * Holds every process of the group and of those below it where it is, or lets them all go on. It
 * does not wait for them: PID 1 may ask. -EOPNOTSUPP: neither version 2 nor the freezer of 1 is
 * there. New processes of a group that is held are held too.
 */
int cgroup_freeze(const struct cgroup_layout *layout, const char *name, bool hold);

/* 1 when all of them are held, 0 when not (yet), or -errno. Does not block: PID 1 may ask. */
int cgroup_is_frozen(const struct cgroup_layout *layout, const char *name);

/* Whether a process of the group was killed because the group, or the machine, had no memory. */
bool cgroup_oom_killed(const struct cgroup_layout *layout, const char *name);

/*
 * Tells of each process of the group, or below, that is killed for want of memory: a descriptor for
 * epoll's *events, or -errno. cgroup_oom_happened() takes what it tells and says whether that was
 * so; *seen is between the two. Version 1 tells of the want, a moment before the kernel kills.
 */
int cgroup_watch_oom(
	const struct cgroup_layout *layout, const char *name, uint32_t *events, uint64_t *seen);
bool cgroup_oom_happened(const struct cgroup_layout *layout, int fd, uint64_t *seen);

/*
 * The same of pressure, once in its window, by EPOLLPRI. -EOPNOTSUPP without version 2, or when the
 * kernel measures no pressure. "memory.pressure"
 */
int cgroup_watch_pressure(
	const struct cgroup_layout *layout, const char *name, const struct pressure *pressure);
const char *cgroup_pressure_file(enum pressure_kind kind);

/* The directories of enum group, for who reads what a group uses; false: there is none at all. */
bool cgroup_directories(const struct cgroup_layout *layout, int fds[GROUP_COUNT]);

#endif
