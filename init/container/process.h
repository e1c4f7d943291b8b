/*
 * What launcher, cleaner and child share: descriptors, reports, names.
 */
#ifndef NSINIT_CONTAINER_PROCESS_H
#define NSINIT_CONTAINER_PROCESS_H

#include "container/launch.h"
#include "container/steps.h"

#include <stdbool.h>
#include <stdint.h>

/* Written by the launcher when the child may go on; an end of file is a dead launcher. */
#define RELEASE_TOKEN 'r'

/*
 * Who no container may be: the checker refuses it as identity and in ranges. The kernel shows ids
 * that are not mapped as this one, so no process of a user namespace has it either.
 */
#define PROCESS_NOBODY 65534u

/* Closes all above 2 that is not in the list, which it sorts: one close_range(2) for each gap. */
void process_close_others(int *keep, unsigned count);

/*
 * The first act of a fork of PID 1: drops every descriptor but 0 to 2, the cgroup directories, the
 * status pipe and, when asked for, those that the child goes on with. Its fault handlers went with
 * the fork.
 */
void process_leave_supervisor(const struct launch *launch, bool keep_output);

/* For who reads what others wrote: nobody's ids, no groups, no new privileges. 0 or -errno. */
int process_become_nobody(void);

/*
 * One record to PID 1; error 0 means that exec comes next. 0 or -errno. A full or broken pipe is no
 * reason to block: PID 1 sees the exit.
 */
int process_report(int status, enum step step, uint16_t item, int error);

/* Whether the container has a network of its own with a link to the outside. */
bool process_has_link(const struct container *container);

#endif
