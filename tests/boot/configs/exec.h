/*
 * Containers to be entered on a machine: one with the appliance's root, one with its own root, its
 * own user namespace and a capability, one that a program inside can fill, and one with a terminal.
 */
#include <nsinit/container.h>

static const struct container plain = {
	.name = "plain",
	.argv = ARGV("/bin/sleep", "100000"),
	.root = { ROOT_HOST },
	.identity = USER(201, 301),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 16),
};

static const struct container apart = {
	.name = "apart",
	.argv = ARGV("/bin/sleep", "100000"),
	.directory = "/tmp",
	.root = { ROOT_HOST },
	.identity = ROOT_USER,
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 65536 }),
		.gids = ID_RANGES({ 0, 100000, 65536 }) },
	.caps = CAP(CHOWN),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = MiB(1) }),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 16),
};

static const struct container small = {
	.name = "small",
	.argv = ARGV("/bin/sleep", "100000"),
	.root = { ROOT_HOST },
	.identity = USER(203, 203),
	.limits = LIMITS(.memory_bytes = MiB(4), .processes = 6),
};

static const struct container screen = {
	.name = "screen",
	.argv = ARGV("/bin/sh"),
	.root = { ROOT_HOST },
	.terminal = true,
	.identity = USER(204, 204),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 16),
};

static const struct container *const containers[] = { &plain, &apart, &small, &screen };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "exec",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
	.exec = true,
};
