/*
 * One start and one stop of a container: what PID 1 gives to the processes it forks for them.
 *
 * PID 1 forks and calls launcher_run() or cleaner_run() in the child; neither returns. What can
 * block happens there, so that it costs one service and not the machine.
 */
#ifndef NSINIT_CONTAINER_LAUNCH_H
#define NSINIT_CONTAINER_LAUNCH_H

#include "base/namespaces.h"
#include "container/steps.h"
#include "kernel/cgroup.h"

#include <nsinit/container.h>
#include <sys/types.h>

/* Where roots are put together, in the child's own mount namespace; see ground.c. */
#define RUN_DIRECTORY "/run/nsinit"
#define ROOT_MOUNT    RUN_DIRECTORY "/root"
/* Where the layers of an overlay are, there too. */
#define LOWER_MOUNT RUN_DIRECTORY "/lower"
#define UPPER_MOUNT RUN_DIRECTORY "/upper"
/* The read-only /dev that every container gets a bind of: see device_template_mount(). */
#define DEVICE_TEMPLATE RUN_DIRECTORY "/dev"
/* One for each container that has more than that, by its name: see device_nodes.c. */
#define DEVICE_NODES RUN_DIRECTORY "/nodes"

/* The sockets behind every /dev/log, by the containers' names; PID 1 makes them at boot. */
#define LOG_SOCKETS RUN_DIRECTORY "/log"

/* A container that is joined: the pid of its init at the fork, and where PID 1 writes it. */
struct launch_target {
	pid_t pid;
	const pid_t *now;
};

struct launch {
	const struct container *container;
	const struct cgroup_layout *cgroups; /* PID 1's; inherited by the fork */
	int status;                          /* write end of the status pipe */
	int output;                          /* write end of the container's output pipe */
	int input;                           /* what its 0 shall be; 0: the null device */
	int errors;                          /* what its 2 shall be; 0: the output pipe */
	int news;        /* socket to PID 1, see notify.h; 0: nobody listens to it */
	int terminal;    /* socket to who shall hold its terminal, see terminal.h; 0: it has none */
	int learner;     /* socket to who answers its filter, with SYSCALLS_LEARN; 0: nobody does */
	const char *tty; /* path of the console that it shall have; NULL: none */
	const int
		*sockets; /* that start it, in the config's order; NULL: it has none, or not yet */
	uint16_t rows, columns; /* of that terminal; 0: not known */
	const char *term;       /* "TERM=...", if the config does not say it; NULL: nothing */
	int parent;             /* pidfd of who must not die before it; 0: PID 1, which does not */
	uint64_t bounding;      /* the bounding set that PID 1's forks inherit */
	pid_t *pid; /* in a page shared with PID 1: the kernel stores the container's pid here */
	void *pids; /* that page, which the child lets go of; NULL: it is not shared */
	size_t pids_bytes;
	const struct launch_target *targets; /* JOIN_COUNT of them; NULL: nobody can be joined */
};

/*
 * The launcher, a fork of PID 1: cgroup with its limits, clone with CLONE_PARENT, placement,
 * links, release. Reports a failing step on launch->status. Exits 0 when the child was released,
 * 1 otherwise. The container is PID 1's child and reaped there.
 */
_Noreturn void launcher_run(const struct launch *launch);

/*
 * The cleaner, a fork of PID 1, when launcher and container are gone: deletes the links, empties
 * and removes the cgroup. Reports on launch->status. Exits 0 when nothing is left behind.
 */
_Noreturn void cleaner_run(const struct launch *launch);

/* What the child enters itself: descriptors of namespaces or of processes in them; -1: none. */
struct child_namespaces {
	int user, cgroup, mount;
};
#define CHILD_NAMESPACES_NONE                                                                      \
	{                                                                                          \
		-1, -1, -1                                                                         \
	}

struct entry;

/* The child of the launcher, or an entrant: the step table, then exec. Never returns. */
struct child {
	const struct launch *launch;
	const struct entry *entry;   /* see entry.h; NULL: it is the container's start */
	int status;                  /* launch->status */
	int release;                 /* read end of the launcher's sync pipe */
	int ready;                   /* write end of the program's pipe to PID 1; 0: none */
	int tty;                     /* its console, as the launcher opened it; 0: none */
	int root;                    /* the root's mount */
	int systems[SYSTEM_DEV + 1]; /* the mounts of enum system_mount, for the masks */
	int slaves[MOUNTS_MAX];      /* mounts that were taken early, or -errno; by index */
	const int *owners; /* user namespaces of binds with an idmap, by index; see idmap.h */
	uint16_t item;     /* which item of its step is at work */
	bool filtered;     /* its filter is loaded already */
	struct child_namespaces namespaces;
};
_Noreturn void child_run(struct child *child);

/* The tables of child.c stand on these; each returns 0 or -errno and sets child->item. */
int child_cgroup_namespace(struct child *child);
int child_network(struct child *child);
int child_join_mounts(struct child *child);
int child_propagation(struct child *child);
int child_root(struct child *child);
int child_overlay(struct child *child);
int child_system_mounts(struct child *child);
int child_mounts(struct child *child);
int child_paths(struct child *child);
int child_pivot(struct child *child);
int child_masks(struct child *child);
int child_terminal(struct child *child);
int child_console(struct child *child);
int child_console_input(struct child *child);
int child_enter_user(struct child *child);
int child_label(struct child *child);
int child_bounding_set(struct child *child);
int child_securebits(struct child *child);
int child_groups(struct child *child);
int child_user(struct child *child);
int child_capabilities(struct child *child);
int child_ambient_set(struct child *child);
int child_no_new_privs(struct child *child);
int child_last_capability(struct child *child);

/* An empty root or layer of root.size_bytes, owned by root inside. The child. 0 or -errno. */
struct mount_detached;
int root_tmpfs(struct mount_detached *made, const struct container *container);
/* Puts a mount on a directory of nsinit's own. The child, before it leaves the appliance's root. */
int root_attach(const struct mount_detached *mount, const char *path);
/* Puts it at `path` inside the root; its descriptor then means what is mounted there. */
int child_attach(const struct child *child, const struct mount_detached *mount, const char *path);
/* Takes the mounts with PROPAGATION_SLAVE, while there is something they can follow. */
void mounts_take_slaves(struct child *child);
/* MOUNT_ATTR_* of a root that may be written. */
unsigned root_attributes(const struct container *container);

/* Whether programs may gain privilege by files: see credentials.c. */
bool allows_setuid(const struct container *container);

/* The container's init: forks, returns 0 in the service, stays pid 1 and never returns else. */
int child_init(struct child *child);

/* Mounts a tmpfs with the device nodes of every container at DEVICE_TEMPLATE. ground_make()'s. */
int device_template_mount(void);
/* The same at DEVICE_NODES, for each container of the config that has nodes or links. */
int device_nodes_mount(void);
/* What every /dev has, in an open and empty directory. */
int device_fill(int directory);
/* Adds the path of the container's /dev: one of these two. */
void device_path(struct text *text, const struct container *container);

/* RUN_DIRECTORY with what all starts need there. PID 1 at boot, or `nsinit run`. 0 or -errno. */
int ground_make(void);
/* After ground_make() of another config: what this one needs beside. PID 1. 0 or -errno. */
int ground_renew(void);
/* The directories; what is mounted on them must be unmounted. `nsinit run`. */
void ground_remove(void);

/* Descriptors of the host's network, opened while the launcher is in it. */
struct network_host {
	int netlink;  /* -1: nothing is to be linked */
	int settings; /* of IPv6, for a link between two; -errno: it has none */
};
#define NETWORK_HOST_NONE                                                                          \
	{                                                                                          \
		-1, -1                                                                             \
	}
int network_open(const struct container *container, struct network_host *host);
/*
 * The host's side of its links, with the child's pid; *item is what a failure is about. Launcher.
 * One round trip, but a look-up for each bridge: only its index makes a port of it.
 */
int network_outside(const struct container *container, const struct network_host *host, pid_t pid,
	uint16_t *item);
/* Deletes the links; none is fine. Cleaner. */
int network_remove(const struct container *container);

#endif
