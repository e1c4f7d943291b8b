/* Logins on terminals that come and go, with and without a user namespace. */
#include <nsinit/container.h>

#define LOGIN                                                                                      \
	.kind = KIND_CONSOLE, .argv = ARGV("/test/login"), .root = { ROOT_HOST },                  \
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),                                  \
	.restart = { .delay_ms = 10, .delay_max_ms = 100 }, .stop = { .limit_ms = SECONDS(30) }

static const struct container first = {
	.name = "first",
	LOGIN,
	.tty = "ttyT0",
	.identity = USER(201, 201),
};

static const struct container second = {
	.name = "second",
	LOGIN,
	.tty = "ttyT1",
	.identity = ROOT_USER,
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 10 }),
		.gids = ID_RANGES({ 0, 100000, 10 }) },
};

/* Where there is no machine: /dev/console. */
static const struct container third = { .name = "third", LOGIN, .identity = USER(203, 203) };

static const struct container *const containers[] = { &first, &second, &third };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "console",
	.containers = CONTAINERS(containers),
};
