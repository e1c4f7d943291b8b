/*
 * Services that are short of memory or processor time when the tests say so, and what follows.
 */
#include <nsinit/container.h>

#define COMMON(id)                                                                                 \
	.root = { ROOT_HOST }, .identity = USER(id, id),                                           \
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8, .oom = OOM_PROCESS),             \
	.restart = { RESTART_ALWAYS, .delay_ms = 100, .delay_max_ms = 100 }
#define STEPS(...) .argv = ARGV("/test/ready", __VA_ARGS__)
/* Half of the time: no other load makes it. A window of 2 s is what a host without CAP_SYS_RESOURCE
 * allows. */
#define STALLS(what)                                                                               \
	.cpus = ON_CPU(0),                                                                         \
	.pressure = PRESSURE({ PRESSURE_CPU, what, .stall_us = 1000000, .window_us = 2000000 })

static const struct container tells = {
	.name = "tells",
	STEPS("child", "child"),
	COMMON(401),
	.oom = OOM_TELL,
};

static const struct container kills = {
	.name = "kills",
	STEPS("child"),
	COMMON(402),
	.oom = OOM_KILL,
};

static const struct container restarts = {
	.name = "restarts",
	STEPS("child"),
	COMMON(403),
	.oom = OOM_RESTART,
};

static const struct container stops = {
	.name = "stops",
	STEPS("child"),
	COMMON(404),
	.oom = OOM_STOP,
};

static const struct container itself = {
	.name = "itself",
	STEPS("memory"),
	COMMON(405),
	.oom = OOM_STOP,
};

static const struct container stalls = {
	.name = "stalls",
	STEPS("spin"),
	COMMON(406),
	STALLS(PRESSURE_TELL),
};

static const struct container stall_restarts = {
	.name = "stall-restarts",
	STEPS("spin"),
	COMMON(407),
	STALLS(PRESSURE_RESTART),
};

static const struct container stall_stops = {
	.name = "stall-stops",
	STEPS("spin"),
	COMMON(408),
	STALLS(PRESSURE_STOP),
};

static const struct container *const containers[] = { &tells, &kills, &restarts, &stops, &itself,
	&stalls, &stall_restarts, &stall_stops };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "shortage",
	.containers = CONTAINERS(containers),
};
