/*
 * Which devices a container may use: one list, as a program of version 2 of control groups or as
 * the lines of version 1's `devices` hierarchy.
 *
 * It is the second wall: a container has no CAP_MKNOD, and no mount but its own /dev has devices.
 * Therefore a kernel with neither way stops only containers that write `.devices`.
 */
#ifndef NSINIT_KERNEL_DEVICES_H
#define NSINIT_KERNEL_DEVICES_H

#include "kernel/cgroup.h"

#include <nsinit/container.h>
#include <stdbool.h>

/*
 * Loads the program that allows what every /dev has; each group without a list of its own gets
 * it. A descriptor, or -errno: this kernel filters no devices in version 2. cgroup_open() calls it.
 */
int devices_open(void);

/* Whether there is a way to filter devices. */
bool devices_filtered(const struct cgroup_layout *layout);

/*
 * Denies a container's groups every device but those of every /dev and of its list (NULL: none).
 * `group` is its version 2 group, or negative. Before anyone is in, and only with a way to filter.
 */
int devices_limit(
	const struct cgroup_layout *layout, const char *name, int group, const struct device *list);

/* The parts, for tests: what every /dev has, and a record as a line of version 1. */
extern const struct device devices_usual[];
void devices_line(struct text *text, const struct device *device);

#endif
