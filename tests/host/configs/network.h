/*
 * Containers on a bridge that is open, on one that is not, and on links of their own, with
 * addresses of both families. Each echoes what it hears at the addresses that it binds to at once.
 */
#include <nsinit/container.h>

#define ECHO(number, ...)                                                                          \
	.argv = ARGV("/test/echo", __VA_ARGS__), .root = { ROOT_HOST },                            \
	.identity = USER(number, number), .restart = { RESTART_NEVER },                            \
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4)

static const struct bridge lan = {
	.name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0x77, 0, 0, 0, 0, 0, 1, 64),
	.mtu = 1450,
	.open = true,
};
static const struct bridge dmz = {
	.name = "dmz0",
	.address = CIDR4(10, 78, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0x78, 0, 0, 0, 0, 0, 1, 64),
};
static const struct bridge old = { .name = "old0", .address = CIDR4(10, 79, 0, 1, 24) };

static const struct container both = {
	.name = "both",
	ECHO(201, "10.77.0.2", "fd00:77::2"),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24),
		.gateway = IP4(10, 77, 0, 1), .address6 = CIDR6(0xfd00, 0x77, 0, 0, 0, 0, 0, 2, 64),
		.gateway6 = IP6(0xfd00, 0x77, 0, 0, 0, 0, 0, 1) }),
};

static const struct container six = {
	.name = "six",
	ECHO(202, "fd00:77::3"),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan,
		.address6 = CIDR6(0xfd00, 0x77, 0, 0, 0, 0, 0, 3, 64) }),
};

static const struct container shut = {
	.name = "shut",
	ECHO(203, "10.78.0.2", "fd00:78::2"),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &dmz, .address = CIDR4(10, 78, 0, 2, 24),
		.address6 = CIDR6(0xfd00, 0x78, 0, 0, 0, 0, 0, 2, 64), .hairpin = true }),
};

static const struct container away = {
	.name = "away",
	ECHO(204, "10.78.0.3", "fd00:78::3"),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &dmz, .address = CIDR4(10, 78, 0, 3, 24),
		.address6 = CIDR6(0xfd00, 0x78, 0, 0, 0, 0, 0, 3, 64) }),
};

static const struct container four = {
	.name = "four",
	ECHO(205, "10.79.0.2"),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &old, .address = CIDR4(10, 79, 0, 2, 24) }),
};

/* The appliance has one address for both of these links. */
static const struct container pair = {
	.name = "pair",
	ECHO(206, "10.80.0.2", "fd00:80::2"),
	.networks = NETWORKS({ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 2, 32),
		.host_address = IP4(10, 80, 0, 1), .gateway = IP4(10, 80, 0, 1),
		.address6 = CIDR6(0xfd00, 0x80, 0, 0, 0, 0, 0, 2, 128),
		.host_address6 = IP6(0xfd00, 0x80, 0, 0, 0, 0, 0, 1),
		.gateway6 = IP6(0xfd00, 0x80, 0, 0, 0, 0, 0, 1) }),
};
static const struct container pair4 = {
	.name = "pair4",
	ECHO(207, "10.80.0.3"),
	.networks = NETWORKS({ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 3, 32),
		.host_address = IP4(10, 80, 0, 1) }),
};

/* Its launcher is in its network before the links are made. */
static const struct container user = {
	.name = "user",
	.argv = ARGV("/test/echo", "10.80.0.4", "fd00:80::4"),
	.root = { ROOT_HOST },
	.identity = USER(10, 10),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 200000, 100 }),
		.gids = ID_RANGES({ 0, 200000, 100 }) },
	.restart = { RESTART_NEVER },
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
	.networks = NETWORKS({ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 4, 32),
		.host_address = IP4(10, 80, 0, 1),
		.address6 = CIDR6(0xfd00, 0x80, 0, 0, 0, 0, 0, 4, 128),
		.host_address6 = IP6(0xfd00, 0x80, 0, 0, 0, 0, 0, 1) }),
};

/* As many networks as there can be, with all that an interface can have. */
static const struct container many = {
	.name = "many-of-them",
	ECHO(208, "10.77.0.9", "10.78.0.9", "10.80.0.9", "fd00:79::9"),
	.networks =
		NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 9, 24),
				 .interface = "wan", .mtu = 1400, .queue_length = 55,
				 .mac = MAC(0x02, 0, 0, 0, 0x77, 9),
				 .routes = ROUTES({ CIDR4(192, 168, 0, 0, 16), IP4(10, 77, 0, 2) },
					 { CIDR4(172, 16, 0, 0, 12), IP4(10, 77, 0, 1) }) },
			{ NETWORK_VETH, .bridge = &dmz, .address = CIDR4(10, 78, 0, 9, 24) },
			{ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 9, 32),
				.host_address = IP4(10, 80, 0, 1), .gateway = IP4(10, 80, 0, 1) },
			{ NETWORK_VETH, .bridge = &old,
				.address6 = CIDR6(0xfd00, 0x79, 0, 0, 0, 0, 0, 9, 64),
				.gateway6 = IP6(0xfe80, 0, 0, 0, 0, 0, 0, 1),
				.routes6 = ROUTES6({ CIDR6(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0, 32),
					IP6(0xfe80, 0, 0, 0, 0, 0, 0, 2) }) }),
};

static const struct container *const containers[] = { &both, &six, &shut, &away, &four, &pair,
	&pair4, &user, &many };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "network",
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&lan, &dmz, &old),
};
