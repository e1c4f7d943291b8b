/*
 * The part of the schema about what outlives a reboot. Included by container.h; a config includes
 * that. Nothing here is done in a pid namespace, where the machine is somebody else's.
 */
#ifndef NSINIT_STORE_H
#define NSINIT_STORE_H

#include <stdint.h>

/*
 * What the boot mounts at the appliance's `store`, without programs, devices and set-user-ID bits;
 * it is waited for, and unmounted at the end. Without it the directory is there by other means.
 */
struct store_mount {
	const char *device; /* "/dev/mmcblk0p3"; NULL for none */
	const char *type;   /* "ext4" */
};

/*
 * The file "seed" of the store, which carries randomness from one run of the machine into the next.
 * It is used once: the boot removes it before the kernel has it, and keeps another.
 */
enum seed {
	SEED_NONE = 0,
	SEED_STIR,   /* it is stirred in, and the kernel waits for randomness all the same */
	SEED_CREDIT, /* it counts as randomness: only where no image or copy brings a store along */
};

/*
 * The machine's clock. The boot sets it ahead to the latest of the real-time clock, the file
 * "clock" of the store, which has the time of the last save, and `floor_s`; never back.
 */
struct clock_keeping {
	int64_t floor_s; /* seconds since 1970, as of the build; 0: none */
	int64_t save_ms; /* how often it is saved besides at the end; 0: not */
};
#define CLOCK(...) (&(const struct clock_keeping){ __VA_ARGS__ })

#endif
