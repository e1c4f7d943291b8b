/*
 * The part of the schema about containers that the machine is nothing without, and about a boot
 * that has to prove itself. Included by container.h; a config includes that.
 */
#ifndef NSINIT_ENDS_H
#define NSINIT_ENDS_H

#include <stdint.h>

struct container;

/*
 * What follows when an essential container has failed for good: it is not started again, it is
 * stuck, or it was not well for `grace_ms`. One that people stopped is as they want it.
 */
enum essential_kind {
	ESSENTIAL_REBOOT = 0, /* the machine starts again, in order */
	ESSENTIAL_RESCUE,     /* all other containers are stopped: the console's shell is left */
	ESSENTIAL_STARVE,     /* the watchdog is not fed until it is well again */
};
struct essentials {
	enum essential_kind on_failed;
	/* How long it may be starting, waiting or between two starts; a run that follows a restart
	 * counts when it lasted restart.reset_ms. 0 means 120 000. */
	int64_t grace_ms;
};
#define ESSENTIALS(...)            (&(const struct essentials){ __VA_ARGS__ })
#define ESSENTIAL_GRACE_DEFAULT_MS 120000

/*
 * A boot is confirmed when all essential containers were up for `boot_ok_after_ms` without a break
 * and `boot_ok`, if there is one, has ended well. It has failed when that is not so
 * `boot_limit_ms` after the containers were first started, or when an essential one or `boot_ok`
 * fails for good before: then `boot_failed` runs, and what follows else comes after it. Both are
 * tasks that get at most BOOT_TASK_LIMIT_MS.
 */
#define BOOT_OK_AFTER_DEFAULT_MS 30000
#define BOOT_TASK_LIMIT_MS       60000

/*
 * The hardware watchdog: fed while the loop of PID 1 turns, through a shutdown too, and as
 * essentials says; stopped for a power-off. Why the machine was reset, if the device knows, is in
 * /run/nsinit/reset-reason.
 */
struct watchdog {
	const char *device; /* NULL for none */
	int32_t timeout_s;
};

#endif
