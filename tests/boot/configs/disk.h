/*
 * A machine that boots from a disk of its own, and keeps data there.
 */
#include <nsinit/container.h>

static const struct container first = {
	.name = "first",
	.kind = KIND_ONESHOT,
	.once = true,
	.argv = ARGV("/bin/sh", "-c", "echo runs"),
	.root = { ROOT_HOST },
	.identity = USER(200, 200),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8),
};

static const struct container stay = {
	.name = "stay",
	.argv = ARGV("/test/stay"),
	.root = { ROOT_HOST },
	.identity = USER(201, 201),
	.needs = NEEDS(&first),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8),
};

static const struct container *const containers[] = { &first, &stay };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "disk",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
	.store = "/data",
	.store_mount = { .device = "PARTLABEL=data", .type = "ext4",
		.check = ARGV("/sbin/e2fsck", "-p"), .fallback_bytes = MiB(1) },
	.overlays = PATHS("/etc", "/usr/share"),
	.factory_reset = FACTORY_RESET(.keep = NAMES("calibration")),
};
