/*
 * Containers with the values of this device. The launcher, and other forks of PID 1.
 */
#ifndef NSINIT_CONTAINER_SLOTS_H
#define NSINIT_CONTAINER_SLOTS_H

#include "base/slots.h"

/* The container itself, or a copy that lives as long as the process. */
const struct container *slots_apply(const struct container *container);

#endif
