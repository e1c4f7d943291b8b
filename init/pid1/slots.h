/*
 * The values of this device: read from the store by the boot helper, which leaves what counts in
 * memory, where PID 1, its launchers and nsctl find it.
 */
#ifndef NSINIT_PID1_SLOTS_H
#define NSINIT_PID1_SLOTS_H

#include <nsinit/container.h>
#include <stdbool.h>

/*
 * In the boot helper, with the store, or -1 where there is none: then the defaults count. False: a
 * value was refused, which is logged.
 */
bool slots_restore(int store);

/* PID 1: whether a switch says that it is not started at boot. */
bool slots_is_off(const struct container *container);

#endif
