/*
 * Services that read their settings again: at a signal, at one that they tell of, by a command; and
 * one that does not.
 */
#include <nsinit/container.h>

#include <signal.h>

#define COMMON(id)                                                                                 \
	.root = { ROOT_HOST }, .identity = USER(id, id),                                           \
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 16), .restart = { RESTART_NEVER }
#define TMP .mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64) })

static const struct container plain = {
	.name = "plain",
	.argv = ARGV("/test/obey"),
	COMMON(301),
};

static const struct container hup = {
	.name = "hup",
	.argv = ARGV("/test/obey"),
	COMMON(302),
	.reload = RELOAD(RELOAD_SIGNAL),
};

static const struct container tells = {
	.name = "tells",
	.argv = ARGV("/test/ready", "now", "send:READY=1", "send:RELOADING=1", "send:READY=1"),
	COMMON(303),
	.ready = READY(READY_NOTIFY),
	.reload = RELOAD(RELOAD_SIGNAL, .signal = SIGUSR1),
};

static const struct container asks = {
	.name = "asks",
	.argv = ARGV("/test/ready", ""),
	COMMON(304),
	TMP,
	.reload = RELOAD(
		RELOAD_COMMAND, .argv = ARGV("/test/check", "/tmp/state"), .limit_ms = SECONDS(1)),
};

static const struct container quits = {
	.name = "quits",
	.argv = ARGV("/test/ready", ""),
	COMMON(305),
	TMP,
	.stop = { .signal = SIGTERM,
		.argv = ARGV("/test/check", "/tmp/state"),
		.argv_limit_ms = SECONDS(1),
		.limit_ms = SECONDS(20) },
};

static const struct container *const containers[] = { &plain, &hup, &tells, &asks, &quits };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "reload",
	.containers = CONTAINERS(containers),
	.pause = true,
	.reexec = true,
};
