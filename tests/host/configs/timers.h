/*
 * Timers that run often, and one that the calendar starts once a year at most.
 */
#include <nsinit/container.h>

#define COMMON(id)                                                                                 \
	.root = { ROOT_HOST }, .identity = USER(id, id),                                           \
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4)
#define TIMED(id, ...) .kind = KIND_TIMER, COMMON(id), .timer = TIMER(__VA_ARGS__)

static const struct container need = {
	.name = "need",
	.argv = ARGV("/test/serve"),
	COMMON(201),
};

static const struct container often = {
	.name = "often",
	.argv = ARGV("/test/serve", "exit", "3"),
	TIMED(202, .every_ms = 700, .random_ms = 50),
	.needs = NEEDS(&need),
	.restart = { RESTART_NEVER },
};

/* Runs until somebody stops it. */
static const struct container stays = {
	.name = "stays",
	.argv = ARGV("/test/serve"),
	TIMED(203, .every_ms = 600),
};

static const struct container rare = {
	.name = "rare",
	.argv = ARGV("/test/serve", "exit", "0"),
	TIMED(204, .every_ms = MINUTES(60), .random_ms = MINUTES(30)),
};

/* Half a year away from the day of the test: see there. */
static const struct container leap = {
	.name = "leap",
	.argv = ARGV("/test/serve", "exit", "0"),
	TIMED(205, .calendar = CALENDAR(.minutes = AT_MINUTE(0), .hours = AT_HOUR(12),
			   .days = ON_DAY(29), .months = IN_FEBRUARY)),
};

static const struct container *const containers[] = { &need, &often, &stays, &rare, &leap };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "timers",
	.reexec = true,
	.containers = CONTAINERS(containers),
};
