/* A login on the second serial line, one that wants the line of the console's shell, and a filter. */
#include <nsinit/container.h>

#define COMMON                                                                                     \
	.root = { ROOT_HOST }, .limits = LIMITS(.memory_bytes = MiB(8), .processes = 8)

static const struct container filtered = {
	.name = "filtered",
	.argv = ARGV("/test/stay"),
	.identity = USER(201, 201),
	.devices = DEVICES({ DEVICE_CHARACTER, 10, 200, DEVICE_READ }),
	COMMON,
};

static const struct container login = {
	.name = "login",
	.kind = KIND_CONSOLE,
	.argv = ARGV("/bin/sh"),
	.environment = ENVIRONMENT("PS1=login> "),
	.tty = "ttyS1",
	.identity = ROOT_USER,
	COMMON,
};

static const struct container busy = {
	.name = "busy",
	.kind = KIND_CONSOLE,
	.argv = ARGV("/bin/sh"),
	.tty = "ttyS0",
	.identity = USER(202, 202),
	COMMON,
};

static const struct container *const containers[] = { &filtered, &login, &busy };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "login",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
};
