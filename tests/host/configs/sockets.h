/*
 * Containers that are started by their sockets: of every kind, in the appliance's network and in
 * their own; programs that end well, badly, or read nothing; and one that is stopped when idle.
 */
#include <nsinit/container.h>

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

#define COMMON(id)                                                                                 \
	.root = { ROOT_HOST }, .identity = USER(id, id),                                           \
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8)
#define LISTENER(...) .argv = ARGV("/test/listener", __VA_ARGS__)
#define TCP(number)                                                                                \
	{                                                                                          \
		SOCKET_TCP, .on = SOCKET_HOST, .any = true, .port = number                         \
	}
#define DELAY .restart = { .delay_ms = 100, .delay_max_ms = SECONDS(2) }

/* Without any network of its own, and as a user that may open none of these. */
static const struct container kinds = {
	.name = "kinds",
	LISTENER("serve"),
	COMMON(201),
	.sockets = SOCKETS(
		{ SOCKET_TCP, .on = SOCKET_HOST, .any = true, .port = 80, .name = "http" },
		{ SOCKET_UDP, .on = SOCKET_HOST, .any = true, .port = 53 },
		{ SOCKET_UNIX, .path = "/run/kinds/stream", .mode = 0666 },
		{ SOCKET_UNIX_DATAGRAM, .path = "/run/kinds/datagrams", .uid = 201, .gid = 20 },
		{ SOCKET_TCP, .on = SOCKET_HOST, .address = IP4(10, 77, 0, 1), .port = 81 },
		{ SOCKET_TCP, .on = SOCKET_HOST, .port = 82,
			.address6 = IP6(0, 0, 0, 0, 0, 0, 0, 1) }),
	.ready = READY(READY_FD, .fd = 9),
};

static const struct container needs = {
	.name = "needs",
	.argv = ARGV("/test/serve"),
	COMMON(202),
	.needs = NEEDS(&kinds),
};

static const struct container inside = {
	.name = "inside",
	LISTENER("one"),
	COMMON(203),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 3, 24) }),
	.sockets = SOCKETS({ SOCKET_TCP, .port = 8080 }, { SOCKET_UDP, .port = 53 },
		{ SOCKET_TCP, .on = SOCKET_HOST, .any = true, .port = 83 }),
};

/* Serves one connection, and ends well. */
static const struct container one = {
	.name = "one",
	LISTENER("one"),
	COMMON(204),
	.sockets = SOCKETS(TCP(84)),
};

static const struct container fails = {
	.name = "fails",
	LISTENER("fail"),
	COMMON(205),
	.sockets = SOCKETS(TCP(85)),
	DELAY,
};

static const struct container spare = {
	.name = "spare",
	.kind = KIND_TASK,
	.argv = ARGV("/test/serve"),
	COMMON(206),
};

static const struct container gives_up = {
	.name = "gives-up",
	LISTENER("fail"),
	COMMON(207),
	.sockets = SOCKETS(TCP(86), { SOCKET_UNIX, .path = "/run/gives-up/socket" }),
	.restart = { .delay_ms = 1,
		.delay_max_ms = 1,
		.failures = FAILURES(.limit = 3, .on_limit = FAILURE_START, .instead = &spare) },
};

/* Reads nothing, and ends well. */
static const struct container ignores = {
	.name = "ignores",
	LISTENER("ignore"),
	COMMON(208),
	.sockets = SOCKETS(TCP(87)),
	DELAY,
};

/* Shuts its listening socket, for all who have it. */
static const struct container shuts = {
	.name = "shuts",
	LISTENER("shut"),
	COMMON(209),
	.sockets = SOCKETS(TCP(88)),
	DELAY,
};

static const struct container taken = {
	.name = "taken",
	LISTENER("one"),
	COMMON(210),
	.sockets = SOCKETS({ SOCKET_UNIX, .path = "/run/taken/socket" }, TCP(89)),
	DELAY,
};

static const struct container idle = {
	.name = "idle",
	LISTENER("serve"),
	COMMON(211),
	.sockets = SOCKETS(TCP(90), { SOCKET_UDP, .on = SOCKET_HOST, .any = true, .port = 90 },
		{ SOCKET_UNIX, .path = "/run/idle/socket" }),
	.ready = READY(READY_FD, .fd = 9),
	.idle_ms = 300,
};

static const struct container *const containers[] = { &kinds, &needs, &inside, &one, &fails, &spare,
	&gives_up, &ignores, &shuts, &taken, &idle };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "sockets",
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&lan),
	.reexec = true,
};
