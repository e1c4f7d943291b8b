/*
 * Services whose lines go to another machine, for the tests of that. The network of the run is made
 * by the test: at first there is none.
 */
#include <nsinit/container.h>

static const struct container counts = {
	.name = "counts",
	.argv = ARGV("/test/scribe", "count"),
	.root = { ROOT_HOST },
	.identity = USER(221, 221),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
};

static const struct container floods = {
	.name = "floods",
	.argv = ARGV("/test/scribe", "flood"),
	.root = { ROOT_HOST },
	.identity = USER(222, 222),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
};

static const struct container *const containers[] = { &counts, &floods };

#ifndef TO
#define TO .address = IP4(10, 99, 0, 1)
#endif

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "teller",
	.containers = CONTAINERS(containers),
	.logs = LOGS(.syslog = true, .remote = { TO, .rate = 2000 }),
};
