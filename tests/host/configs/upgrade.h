/*
 * Containers that live through another nsinit: one that writes, one that notifies, one with a
 * terminal and an interface, one that fails all the time. The next config, with NEXT, lists them in
 * another order, lacks one and has one more.
 */
#include <nsinit/container.h>

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };
#ifdef NEXT
static const struct bridge more = { .name = "lan1", .address = CIDR4(10, 78, 0, 1, 24) };
#endif

#define COMMON(id)                                                                                 \
	.root = { ROOT_HOST }, .identity = USER(id, id),                                           \
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8)

static const struct container counts = {
	.name = "counts",
	.argv = ARGV("/test/scribe", "count"),
	COMMON(211),
};

static const struct container speaks = {
	.name = "speaks",
	.argv = ARGV("/test/ready", "send:READY=1;STATUS=warm", "send:STATUS=still warm"),
	COMMON(212),
	.ready = READY(READY_NOTIFY),
};

#ifndef NEXT
static const struct container gone = {
	.name = "gone",
	.argv = ARGV("/test/serve"),
	COMMON(213),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 3, 24) }),
};
#endif

static const struct container shows = {
	.name = "shows",
	.argv = ARGV("/test/serve"),
#ifdef NEXT
	.environment = ENVIRONMENT("VERSION=2"),
#else
	.environment = ENVIRONMENT("VERSION=1"),
#endif
	.terminal = true,
	COMMON(214),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24) }),
};

static const struct container fails = {
	.name = "fails",
	.argv = ARGV("/test/serve", "exit", "1"),
	COMMON(215),
	.restart = { RESTART_ALWAYS, .delay_ms = 20, .delay_max_ms = 50 },
};

#ifdef NEXT
static const struct container fresh = {
	.name = "fresh",
	.argv = ARGV("/test/serve"),
	COMMON(216),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &more, .address = CIDR4(10, 78, 0, 2, 24) }),
};
static const struct container *const containers[] = { &fresh, &shows, &counts, &speaks, &fails };
#else
static const struct container *const containers[] = { &counts, &speaks, &gone, &shows, &fails };
#endif

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "upgrade",
	.containers = CONTAINERS(containers),
#ifdef NEXT
	.bridges = BRIDGES(&lan, &more),
#else
	.bridges = BRIDGES(&lan),
#endif
	.logs = LOGS(.syslog = true),
	.exec = true,
	.pause = true,
	.reexec = true,
	.fault = FAULT_REEXEC,
};
