/*
 * User namespaces on a machine, where boot limits how many there can be: root of one with
 * capabilities and without a filter, and root of the appliance beside it, who gets none.
 */
#include <nsinit/container.h>

#define SMALL .limits = LIMITS(.memory_bytes = MiB(8), .cpu_percent = 50, .processes = 8)
#define LIFTS                                                                                      \
	.argv = ARGV("/test/attack", "lift"), .root = { ROOT_HOST }, .identity = ROOT_USER,        \
	.syscalls = SYSCALLS_UNRESTRICTED, .restart = { RESTART_NEVER },                           \
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64) })

static const struct container inside = {
	.name = "inside",
	LIFTS,
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 65536 }),
		.gids = ID_RANGES({ 0, 100000, 65536 }) },
	.time = TIME_OFFSETS(.boottime_s = 1000000),
	.caps = CAP(SYS_ADMIN) | CAP(DAC_OVERRIDE) | CAP(SYS_RESOURCE),
	SMALL,
};

static const struct container beside = {
	.name = "beside",
	LIFTS,
	SMALL,
};

/* With the files and processes of the first. */
static const struct container guest = {
	.name = "guest",
	.argv = ARGV("/test/stay"),
	.identity = USER(1000, 1000),
	.join = JOIN(.network = &inside, .ipc = &inside, .pid = &inside, .uts = &inside,
		.user = &inside, .cgroup = &inside, .time = &inside, .mount = &inside),
	SMALL,
};

static const struct container *const containers[] = { &inside, &beside, &guest };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "user",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
};
