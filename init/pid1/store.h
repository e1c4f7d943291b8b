/*
 * The data store at boot: found, checked, mounted, reset, and laid over directories of the root.
 * All of it may wait for a medium: in the boot helper and in the last process, forks of PID 1.
 */
#ifndef NSINIT_PID1_STORE_H
#define NSINIT_PID1_STORE_H

#include <nsinit/container.h>
#include <stdbool.h>

/* One word: the device that the store is on, or "memory". */
#define STORE_DEVICE_FILE "/run/nsinit/store-device"

/*
 * Finds it, has it checked, mounts it, or what stands in for it. False: not as it should be, which
 * is logged; *there: something is mounted all the same.
 */
bool store_mount(bool *there);

/* How long the boot helper may take for it, beside what it always may. */
static inline int64_t store_limit_ms(void)
{
	const struct store_mount *from = &appliance.store_mount;

	return from->check == NULL        ? 0
	       : from->check_limit_ms > 0 ? from->check_limit_ms
					  : STORE_CHECK_LIMIT_DEFAULT_MS;
}

/* Empties it when that is asked for. False: that failed, which is logged. */
bool store_reset(int directory);

/* Mounts the overlays, and unmounts them. */
bool store_overlays(int directory);
void store_overlays_end(void);

#endif
