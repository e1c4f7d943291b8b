/*
 * The data store at boot: found, checked, mounted, reset, and laid over directories of the root.
 * All of it may wait for a medium: in the boot helper and in the last process, forks of PID 1.
 */
#ifndef NSINIT_PID1_STORE_H
#define NSINIT_PID1_STORE_H

#include "uses.h"

#include <nsinit/container.h>
#include <stdbool.h>

/* One word: the device that the store is on, or "memory". */
#define STORE_DEVICE_FILE "/run/nsinit/store-device"

/* There when this boot made a file system; one word says why: "blank", "factory-reset". */
#define STORE_FORMATTED_FILE "/run/nsinit/store-formatted"

/* Asks for a factory reset on the kernel's command line. */
#define STORE_RESET_WORD "nsinit.factory-reset"

/*
 * Finds it, has it checked, mounts it, or what stands in for it. False: not as it should be, which
 * is logged; *there: something is mounted all the same.
 */
bool store_mount(bool *there);

/* How long a command of the store's may take. */
static inline int64_t store_command_limit_ms(void)
{
	int64_t limit_ms = appliance.store_mount.check_limit_ms;

	return limit_ms > 0 ? limit_ms : STORE_CHECK_LIMIT_DEFAULT_MS;
}

/* How long the boot helper may take beside what it always may: for a look, a check and a format. */
static inline int64_t store_limit_ms(void)
{
	return store_command_limit_ms() * (NSINIT_USES_STORE_FORMAT ? 3 : 1);
}

/*
 * Runs a command with the device behind its words: its status, STORE_NOT_RUN, or -errno, -ETIMEDOUT
 * with it and all that it started killed. A status from `bad` on is an error in the log.
 */
int store_command(const char *const *words, const char *path, int bad);
#define STORE_NOT_RUN 127

/* Empties it when that is asked for. False: that failed, which is logged. */
bool store_reset(int directory);

/* Mounts the overlays, and unmounts them. */
bool store_overlays(int directory);
void store_overlays_end(void);

#endif
