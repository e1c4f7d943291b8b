/*
 * The steps of a start and of a stop, numbered across launcher, child and cleaner.
 *
 * A step that fails is told to PID 1 as three integers through the status pipe; PID 1, which has
 * the same tables and the config, turns them into words with step_describe(). The order here is
 * the order of the run: the child's part is the order of its table in child.c.
 */
#ifndef NSINIT_CONTAINER_STEPS_H
#define NSINIT_CONTAINER_STEPS_H

#include "base/text.h"

#include <nsinit/container.h>

/* What the item of a report is. */
enum step_item {
	ITEM_NONE,
	ITEM_NETWORK,    /* see NETWORK_ITEM() */
	ITEM_TARGET,     /* of mounts[], by its target */
	ITEM_FILE,       /* see cgroup_item() */
	ITEM_MASK,       /* see mount_mask_name() */
	ITEM_SYSTEM,     /* enum system_mount */
	ITEM_CAPABILITY, /* enum nsinit_capability */
	ITEM_SIGNAL,     /* that killed the process, or 0 */
	ITEM_ROOT,       /* the root's source */
	ITEM_UPPER,      /* the root's upper directory */
	ITEM_PATH,       /* of masked[], then of read_only[] */
	ITEM_DIRECTORY,  /* the working directory */
	ITEM_PROGRAM,    /* argv[0] */
	ITEM_MAP,        /* 0: uids, 1: gids */
	ITEM_JOIN,       /* enum join_kind */
	ITEM_SCHEDULING, /* enum scheduling */
	ITEM_RESOURCE,   /* enum resource */
	ITEM_LABEL,      /* the label's name */
	ITEM_LANDLOCK,   /* see landlock_item() */
	ITEM_WATCH,      /* 0: memory that is short; 1 and more: of pressure[] */
	ITEM_TTY,        /* the console's name below /dev */
	ITEM_NUMBER,     /* of what the word says */
};

/* X(enumerator, word in messages, what its item is) */
#define STEPS(X)                                                                                   \
	/* launcher */                                                                             \
	X(STEP_DESCRIPTORS, "descriptors", ITEM_NONE) /* its own descriptors and pipes */          \
	X(STEP_CGROUP, "cgroup", ITEM_FILE)                                                        \
	X(STEP_TTY, "tty", ITEM_TTY) /* EBUSY: it is another console's; the child too */           \
	X(STEP_DEVICES, "devices", ITEM_NONE)                                                      \
	X(STEP_USER_NAMESPACE, "user namespace", ITEM_NONE)                                        \
	X(STEP_ID_MAP, "id map", ITEM_MAP)                                                         \
	X(STEP_OWNERS, "mount owners", ITEM_TARGET)                                                \
	X(STEP_TIME_NAMESPACE, "time namespace", ITEM_NONE)                                        \
	X(STEP_JOIN, "join", ITEM_JOIN) /* ESRCH: the other container ended meanwhile */           \
	X(STEP_CLONE, "clone", ITEM_NONE)                                                          \
	X(STEP_CGROUP_ENTER, "cgroup.procs", ITEM_NONE)                                            \
	X(STEP_SCHEDULING, "scheduling", ITEM_SCHEDULING)                                          \
	X(STEP_CPUS, "cpu", ITEM_NUMBER)                                                           \
	X(STEP_LINK, "link", ITEM_NETWORK)                                                         \
	/* child */                                                                                \
	X(STEP_RELEASE, "release", ITEM_NONE) /* ECANCELED: the launcher died */                   \
	X(STEP_NAMESPACE, "namespace", ITEM_NONE)                                                  \
	X(STEP_KEYRING, "keyring", ITEM_NONE)                                                      \
	X(STEP_NETWORK, "network", ITEM_NETWORK)                                                   \
	X(STEP_NOTIFY, "notification", ITEM_NONE) /* the program's socket or pipe to PID 1 */      \
	X(STEP_JOIN_MOUNTS, "join mounts", ITEM_NONE)                                              \
	X(STEP_PROPAGATION, "propagation", ITEM_NONE)                                              \
	X(STEP_ROOT, "root", ITEM_ROOT)                                                            \
	X(STEP_OVERLAY, "overlay", ITEM_UPPER)                                                     \
	X(STEP_SYSTEM, "system", ITEM_SYSTEM)                                                      \
	X(STEP_MOUNT, "mount", ITEM_TARGET)                                                        \
	X(STEP_PATHS, "paths", ITEM_PATH)                                                          \
	X(STEP_PIVOT, "pivot_root", ITEM_NONE)                                                     \
	X(STEP_MASKS, "masks", ITEM_MASK)                                                          \
	X(STEP_TERMINAL, "terminal", ITEM_NONE)                                                    \
	X(STEP_HOSTNAME, "hostname", ITEM_NONE)                                                    \
	X(STEP_LABEL, "label", ITEM_LABEL)                                                         \
	X(STEP_RLIMITS, "rlimits", ITEM_RESOURCE)                                                  \
	X(STEP_ENTER_USER, "enter user namespace", ITEM_NONE)                                      \
	X(STEP_BOUNDING, "bounding set", ITEM_CAPABILITY)                                          \
	X(STEP_SECUREBITS, "securebits", ITEM_NONE)                                                \
	X(STEP_GROUPS, "groups", ITEM_NONE)                                                        \
	X(STEP_USER, "user", ITEM_NONE)                                                            \
	X(STEP_CAPABILITIES, "capabilities", ITEM_NONE)                                            \
	X(STEP_AMBIENT, "ambient set", ITEM_CAPABILITY)                                            \
	X(STEP_PARENT, "parent", ITEM_NONE) /* ECANCELED: who waits for it died */                 \
	X(STEP_NO_NEW_PRIVS, "no_new_privs", ITEM_NONE)                                            \
	X(STEP_DIRECTORY, "directory", ITEM_DIRECTORY)                                             \
	X(STEP_LANDLOCK, "landlock", ITEM_LANDLOCK)                                                \
	X(STEP_INIT, "init", ITEM_NONE) /* the container's pid 1 forks the service */              \
	X(STEP_SESSION, "session", ITEM_NONE)                                                      \
	X(STEP_SOCKETS, "sockets", ITEM_NUMBER) /* that start it: to open them, or to pass them */ \
	X(STEP_READY_FD, "ready descriptor", ITEM_NONE)                                            \
	X(STEP_SECCOMP, "seccomp", ITEM_NONE)                                                      \
	X(STEP_LAST_CAPABILITY, "last capability", ITEM_NONE)                                      \
	X(STEP_EXEC, "exec", ITEM_PROGRAM)                                                         \
	/* cleaner */                                                                              \
	X(STEP_UNLINK, "remove link", ITEM_NETWORK)                                                \
	X(STEP_CGROUP_REMOVE, "remove cgroup", ITEM_NONE)                                          \
	/* PID 1 itself */                                                                         \
	X(STEP_FORK, "fork", ITEM_NONE)                                                            \
	X(STEP_TIME, "time limit", ITEM_NONE)     /* ETIMEDOUT: the start took too long */         \
	X(STEP_WATCH, "watch", ITEM_WATCH)        /* of a container that runs */                   \
	X(STEP_LAUNCHER, "launcher", ITEM_SIGNAL) /* it died without a word */                     \
	X(STEP_CHILD, "child", ITEM_SIGNAL)       /* the container died before exec */             \
	X(STEP_LEARNER, "learner", ITEM_SIGNAL)   /* every call of the container is ENOSYS */

enum step {
	STEP_NONE = 0,
#define STEP_ENUM(step, word, item) step,
	STEPS(STEP_ENUM)
#undef STEP_ENUM
		STEP_COUNT
};

/* What every root gets. */
enum system_mount {
	SYSTEM_PROC,
	SYSTEM_SYS,
	SYSTEM_DEV,
	SYSTEM_PTS,
	SYSTEM_SHM,
	SYSTEM_LOG,
};

/* What of a container's networks[] an item is about. */
enum network_part {
	NETWORK_ITSELF, /* the interface */
	NETWORK_ADDRESS,
	NETWORK_ADDRESS6,
	NETWORK_GATEWAY,
	NETWORK_GATEWAY6,
	NETWORK_ROUTES, /* and the number of the route */
	NETWORK_ROUTES6 = NETWORK_ROUTES + ROUTES_MAX,
};
#define NETWORK_ITEM(number, part) ((uint16_t)((unsigned)(part)*NETWORKS_MAX + (unsigned)(number)))

/* One record of the status pipe; smaller than PIPE_BUF, so that it is written whole. */
struct step_report {
	uint16_t step; /* enum step */
	uint16_t item;
	int32_t error; /* -errno */
};

const char *step_word(enum step step);

/* The item's number in its list. */
unsigned step_index(const struct step_report *);

/* Adds what the item is: a path, an interface, a file; nothing for a step without items. */
void step_item(struct text *text, const struct container *, const struct step_report *);

/* Adds "mount[1] /tmp: No space left on device". Any process; makes no system call. */
void step_describe(struct text *text, const struct container *, const struct step_report *);

#endif
