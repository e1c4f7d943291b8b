/*
 * Limits of each process of a container.
 */
#ifndef NSINIT_CONTAINER_RLIMITS_H
#define NSINIT_CONTAINER_RLIMITS_H

#include <nsinit/container.h>

/*
 * Sets the defaults and what the list says for the caller and what it executes. Child, as late as
 * possible before the drops: a limit on descriptors counts for the steps that follow. *item is an
 * enum resource.
 */
int rlimits_set(const struct resource_limit *list, uint16_t *item);

/* The number of setrlimit(2), which differs between architectures; -1 for no resource. */
int rlimits_number(enum resource resource);

#endif
