/*
 * Containers of a host for `nsinit run NAME`: what the Debian package is built with, unless it is
 * given another header.
 */
#include <nsinit/container.h>

/* A program of the host's own files, read-only, without network: `nsinit run -t box -- /bin/sh`. */
static const struct container box = {
	.name = "box",
	.argv = ARGV("/bin/sh", "-c", "id; echo; ps -e 2>/dev/null; df -h /tmp"),
	.root = { ROOT_HOST },
	.identity = USER(64900, 64900),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = MiB(64) }),
	.limits = LIMITS(.memory_bytes = MiB(256), .cpu_percent = 100, .processes = 64),
};

static const struct container *const containers[] = { &box };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "box",
	.containers = CONTAINERS(containers),
	.foreground = true,
};
