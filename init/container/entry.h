/*
 * Entering a running container: how a program that was asked for later becomes one more process of
 * it, with everything that the container's own program has and nothing more.
 *
 * A fork of PID 1, the entry's supervisor (pid1/exec.c), clones the entrant into the container's
 * cgroup. The entrant joins every namespace at once and then passes the last rows of the table in
 * child.c. All of this happens where no process of the container can name it: joining a pid
 * namespace counts for children only. Its last act is a fork into that pid namespace, and what then
 * becomes visible has already lost all that the container does not have (CVE-2016-9962), but for
 * exec.
 */
#ifndef NSINIT_CONTAINER_ENTRY_H
#define NSINIT_CONTAINER_ENTRY_H

#include "container/launch.h"

#define ENTRY_STREAMS 3

struct entry {
	/*
	 * container: a copy of the container's with the entered program's argv. status: as in a
	 * start. pid: the entered process's, in a page that is shared with the entrant. pids: that
	 * page.
	 */
	struct launch launch;
	const char *group; /* inside the container's: see cgroup_inner_make(); NULL: that itself */
	int init;          /* pidfd of the container's init, which may be dead by now */
	int streams[ENTRY_STREAMS]; /* what its 0, 1 and 2 shall be; unused with a terminal */
	/* Where the terminal's master goes that it makes in the container's devpts; -1: none. */
	int terminal;
	uint16_t rows, columns; /* of that terminal */
};

/*
 * Clones the entrant. Both it and the entered process are children of the caller, who may have
 * only one entry. The entrant exits when the entered process is made; failing steps are reported
 * on the status pipe, whose end without a failure means that the program was executed. The pid of
 * the entrant or -errno. An entry supervisor's.
 */
pid_t entry_start(const struct entry *entry);

/* Rows of child.c's table; the entrant's, the last one returns in the entered process. */
int entry_descriptors(struct child *child);
int entry_cgroup(struct child *child);
int entry_join(struct child *child);
int entry_terminal(struct child *child);
int entry_user(struct child *child);
int entry_process(struct child *child);

/* execve(2); a first word without '/' is looked for in the environment's PATH, which must be there.
 */
int entry_execute(const char *const *argv, const char *const *environment);

#endif
