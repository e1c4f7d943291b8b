/*
 * The part of the schema about what outlives a reboot. Included by container.h; a config includes
 * that. Nothing here is done in a pid namespace, where the machine is somebody else's, but what
 * `nsctl disable` keeps is there too.
 */
#ifndef NSINIT_STORE_H
#define NSINIT_STORE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * What the boot mounts at the appliance's `store`, without programs, devices and set-user-ID bits;
 * it is waited for, and unmounted at the end. Without it the directory is there by other means.
 */
struct store_mount {
	const char *device; /* "/dev/mmcblk0p3", "PARTLABEL=data", "PARTUUID=...", "LABEL=data" */
	const char *type;   /* "ext4" */
	/*
	 * Run before with the device behind its words: ARGV("/sbin/e2fsck", "-p"). A status of 4
	 * or more, as of fsck(8), or none in time, and it is not mounted. It leads a process group
	 * of its own, which is killed when it takes too long.
	 */
	const char *const *check;
	int64_t check_limit_ms; /* of `check` and of `format`, each; 0 means 60 000 */
	/*
	 * Makes a file system: ARGV("/sbin/mke2fs", "-q", "-t", "ext4"), run with the device behind
	 * its words. When the device is blank: its first and its last MiB and a piece of each one
	 * between hold nothing but zeros, or nothing but ones; or when a factory reset is asked for
	 * on the kernel's command line, and what is there fails its check or cannot be mounted.
	 * Nothing else is ever overwritten, nor what a format leaves that was cut short.
	 */
	const char *const *format;
	/* What there is, of this size and in memory, where it cannot be mounted; 0: nothing. */
	int64_t fallback_bytes;
	/* For a device whose driver comes by `coldplug`, say; the containers wait too. 0: 5 s. */
	int64_t wait_ms;
};
#define STORE_CHECK_LIMIT_DEFAULT_MS 60000
#define STORE_WAIT_DEFAULT_MS        5000

/*
 * A factory reset empties the store before it is used: when a file "factory-reset" is in it, which
 * goes last, or when the kernel's command line says nsinit.factory-reset, each time.
 */
struct factory_reset {
	const char *const *keep; /* NAMES("calibration"): in the store, and stay; NULL: none */
};
#define FACTORY_RESET(...) (&(const struct factory_reset){ __VA_ARGS__ })
#define NAMES(...)         ((const char *const[]){ __VA_ARGS__, NULL })

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

/*
 * What is kept of crashes, in the directory "crashes" of the store, for root alone. Where there is
 * no room for one more, the oldest go. Cores have what the program knew: passwords, keys.
 */
struct crashes {
	bool kernel;        /* last words of a kernel: /sys/fs/pstore, which is emptied by that */
	int64_t core_bytes; /* the memory of a program that crashed, cut to this; 0: none is kept */
	int64_t total_bytes; /* of all together */
	int32_t files;       /* the most; 0 means 16 */
};
#define CRASHES(...)          (&(const struct crashes){ __VA_ARGS__ })
#define CRASHES_FILES_DEFAULT 16

#endif
