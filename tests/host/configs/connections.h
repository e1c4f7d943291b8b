/* Containers that serve one connection each: three together, two with a limit, one by a path. */
#include <nsinit/container.h>

static const struct connections three = {
	.listen = { SOCKET_TCP, .on = SOCKET_HOST, .any = true, .port = 8000 },
};
static const struct connections limited = {
	.listen = { SOCKET_TCP, .on = SOCKET_HOST, .any = true, .port = 8001 },
	.per_address = 1,
};
static const struct connections path = {
	.listen = { SOCKET_UNIX, .path = "/run/each/socket", .mode = 0666 },
};
static const struct connections web = {
	.listen = { SOCKET_TCP, .on = SOCKET_HOST, .address = IP4(127, 0, 0, 1), .port = 8002 },
};

#define SERVES(id, whom)                                                                           \
	.kind = KIND_CONNECTION, .connections = &whom, .root = { ROOT_HOST },                      \
	.identity = USER(id, id), .limits = LIMITS(.memory_bytes = MiB(8), .processes = 4)
#define EACH .argv = ARGV("/test/each")

static const struct container a = { .name = "a", EACH, SERVES(201, three) };
static const struct container b = { .name = "b", EACH, SERVES(202, three) };
static const struct container c = { .name = "c", EACH, SERVES(203, three) };
static const struct container d = { .name = "d", EACH, SERVES(204, limited) };
static const struct container e = { .name = "e", EACH, SERVES(205, limited) };
static const struct container f = { .name = "f", EACH, SERVES(206, path) };
static const struct container httpd = {
	.name = "httpd",
	.argv = ARGV("/test/toybox", "httpd", "/srv"),
	SERVES(207, web),
};
static const struct container broken = {
	.name = "broken",
	.argv = ARGV("/test/nothing"),
	.kind = KIND_CONNECTION,
	.connections =
		&(const struct connections){
			.listen = { SOCKET_UNIX, .path = "/run/each/broken", .mode = 0666 } },
	.root = { ROOT_HOST },
	.identity = USER(208, 208),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
	.restart = { .delay_ms = 10, .delay_max_ms = 10 },
};

/* What it needs ends, and is not there again before somebody says so. */
static const struct container need = {
	.name = "need",
	.argv = ARGV("/test/serve"),
	.root = { ROOT_HOST },
	.identity = USER(209, 209),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
	.restart = { .delay_ms = SECONDS(60), .delay_max_ms = SECONDS(60) },
};
static const struct connections late_path = {
	.listen = { SOCKET_UNIX, .path = "/run/each/late", .mode = 0666 },
};
static const struct container late = {
	.name = "late",
	EACH,
	SERVES(210, late_path),
	.needs = NEEDS(&need),
};

static const struct container *const containers[] = { &a, &b, &c, &d, &e, &f, &httpd, &broken,
	&need, &late };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "connections",
	.containers = CONTAINERS(containers),
	.reexec = true,
};
