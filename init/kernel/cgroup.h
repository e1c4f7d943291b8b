/*
 * Control groups, version 1, 2 or both together, behind one interface.
 *
 * Each controller is used from version 2 where that has it, else from its version 1 hierarchy.
 * Where version 2 is mounted, each container has a group in it even without controllers, since
 * that kills a whole group at once. PID 1 opens the layout at boot and asks for usage; launcher
 * and cleaner create, fill, empty and remove the groups of one container each.
 */
#ifndef NSINIT_KERNEL_CGROUP_H
#define NSINIT_KERNEL_CGROUP_H

#include <nsinit/container.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define CGROUP_MOUNT_POINT "/sys/fs/cgroup"

/* X(enumerator, the kernel's word) */
#define CGROUP_CONTROLLERS(X)                                                                      \
	X(CGROUP_CPU, "cpu")                                                                       \
	X(CGROUP_MEMORY, "memory")                                                                 \
	X(CGROUP_PIDS, "pids")

enum cgroup_controller {
#define CGROUP_CONTROLLER_ENUM(controller, word) controller,
	CGROUP_CONTROLLERS(CGROUP_CONTROLLER_ENUM)
#undef CGROUP_CONTROLLER_ENUM
		CGROUP_CONTROLLER_COUNT
};

/* What failed: X(enumerator, word for a person). */
#define CGROUP_FILES(X)                                                                            \
	X(CGROUP_FILE_GROUP, "group")                                                              \
	X(CGROUP_FILE_PROCS, "cgroup.procs")                                                       \
	X(CGROUP_FILE_MEMORY, "memory.max")                                                        \
	X(CGROUP_FILE_SWAP, "memory.swap.max")                                                     \
	X(CGROUP_FILE_OOM_GROUP, "memory.oom.group")                                               \
	X(CGROUP_FILE_CPU, "cpu.max")                                                              \
	X(CGROUP_FILE_PIDS, "pids.max")                                                            \
	X(CGROUP_FILE_V1_MEMORY, "memory.limit_in_bytes")                                          \
	X(CGROUP_FILE_V1_SWAP, "memory.memsw.limit_in_bytes")                                      \
	X(CGROUP_FILE_V1_CPU_QUOTA, "cpu.cfs_quota_us")

enum cgroup_file {
#define CGROUP_FILE_ENUM(file, word) file,
	CGROUP_FILES(CGROUP_FILE_ENUM)
#undef CGROUP_FILE_ENUM
		CGROUP_FILE_COUNT
};
/* The word of an enum cgroup_file; "" when out of range. */
const char *cgroup_file_name(unsigned file);

/* The groups below which the containers' groups are made: close-on-exec path descriptors. */
struct cgroup_layout {
	int v2;                          /* -1: version 2 is not mounted */
	int v1[CGROUP_CONTROLLER_COUNT]; /* -1: not there; mounted together: the same number */
	unsigned v2_controllers;         /* bit n: controller n is limited through version 2 */
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
 * The opposite, for a caller that ends (`nsinit run`): removes the parent groups where they are
 * empty, moves back, closes. Containers' groups that are left keep their parents.
 */
void cgroup_close(struct cgroup_layout *layout, const char *parent);

/* 0 none, 1, 2, or 3 for both together, as reply_machine has it. */
unsigned cgroup_version(const struct cgroup_layout *layout);

/*
 * Makes the container's groups and writes its limits (NULL: none) before anyone is in. A memory
 * limit is one of memory and swap together; over it, version 2 ends the whole container, version
 * 1 one process. An empty group left from an earlier life is made anew; one with a process inside
 * is -EBUSY. A limit that no controller here can hold is -EOPNOTSUPP. *failed is an enum
 * cgroup_file. After a failure the caller removes the groups.
 */
int cgroup_create(const struct cgroup_layout *layout, const char *name, const struct limits *limits,
	unsigned *failed);

/* The version 2 group for CLONE_INTO_CGROUP, close-on-exec; -ENOENT without version 2. */
int cgroup_group_fd(const struct cgroup_layout *layout, const char *name);

/* Puts a process (0: the caller) into each version 1 group; nothing to do is 0. */
int cgroup_enter(const struct cgroup_layout *layout, const char *name, pid_t pid);

/*
 * Sends SIGKILL to all inside, sub-groups too, and lets nobody fork away: by cgroup.kill, else
 * with pids.max at 0 and again until nobody is left. Blocks two seconds at most (cleaner only);
 * -EBUSY when somebody survived until then. A group that is not there is 0.
 */
int cgroup_kill(const struct cgroup_layout *layout, const char *name);

/*
 * Removes the groups, and those the service made inside, deepest first; tries again while they
 * are busy, until sys_now_ms() reaches deadline_ms (0: once). 0 means that all are gone.
 */
int cgroup_remove(const struct cgroup_layout *layout, const char *name, int64_t deadline_ms);

/* What is in use; -1 each where it is not measured. Does not block: PID 1 may ask. */
void cgroup_usage(const struct cgroup_layout *layout, const char *name, int64_t *memory_bytes,
	int32_t *tasks);

#endif
