/*
 * Scheduling of a container's processes, set before the first of them runs its program: who gets
 * processors and disks, and who is killed when memory is short.
 *
 * Called by the launcher for the child, which waits and which all others of the container descend
 * from, and by what enters the container for itself. After it was put into its control groups,
 * which decide what it may be given, and before it is in a user namespace, which has no say here.
 */
#ifndef NSINIT_CONTAINER_SCHEDULING_H
#define NSINIT_CONTAINER_SCHEDULING_H

#include <nsinit/container.h>
#include <sys/types.h>

/* What of it failed. */
enum scheduling {
	SCHEDULING_OOM_SCORE,
	SCHEDULING_POLICY,
	SCHEDULING_NICE,
	SCHEDULING_IO_PRIORITY,
};

/* Sets what the container says for `pid`, 0 for the caller; *item is an enum scheduling. */
int scheduling_set(const struct container *container, pid_t pid, uint16_t *item);

/*
 * Ties it to the container's processors. -ENODEV when one of them, *item, is not there, off, or
 * outside the control group's.
 */
int scheduling_set_cpus(const struct container *container, pid_t pid, uint16_t *item);

#endif
