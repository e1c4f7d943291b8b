/*
 * Containers that become ready in every way, when the tests tell them to; one that needs the first;
 * and some that never do.
 */
#include <nsinit/container.h>

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

#define COMMON(id)                                                                                 \
	.root = { ROOT_HOST }, .identity = USER(id, id),                                           \
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8)
#define STEPS(...) .argv = ARGV("/test/ready", __VA_ARGS__)
#define TMP        .mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64) })
#define ONCE       .restart = { RESTART_NEVER }

static const struct container notify = {
	.name = "notify",
	STEPS("send:STATUS=warming up", "send:READY=1;STATUS=2 clients", "send:RELOADING=1",
		"send:READY=1", "send:STOPPING=1;STATUS=bye"),
	COMMON(201),
	.ready = READY(READY_NOTIFY),
	.user = { USER_RANGES, .uids = ID_RANGES({ 201, 100201, 1 }),
		.gids = ID_RANGES({ 201, 100201, 1 }) },
};

static const struct container needs = {
	.name = "needs",
	.argv = ARGV("/test/serve"),
	COMMON(202),
	.needs = NEEDS(&notify),
};

static const struct container fd = {
	.name = "fd",
	STEPS("fd:3", "half a line", "fd:3", "\n"),
	COMMON(203),
	.ready = READY(READY_FD, .fd = 3),
};

static const struct container high = {
	.name = "high",
	STEPS("now", "fd:40", "ready\n"),
	COMMON(204),
	.ready = READY(READY_FD, .fd = 40),
};

static const struct container tcp = {
	.name = "tcp",
	STEPS("tcp:8080"),
	COMMON(205),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24) }),
	.ready = READY(READY_TCP, .port = 8080),
};

static const struct container loopback = {
	.name = "loopback",
	STEPS("now", "tcp:8081"),
	COMMON(206),
	.ready = READY(READY_TCP, .port = 8081),
};

static const struct container socket_ = {
	.name = "socket",
	STEPS("unix:/tmp/socket"),
	COMMON(207),
	TMP,
	.ready = READY(READY_UNIX, .path = "/tmp/socket"),
};

static const struct container file = {
	.name = "file",
	STEPS("file:/tmp/ready"),
	COMMON(208),
	TMP,
	.ready = READY(READY_FILE, .path = "/tmp/ready"),
};

static const struct container late = {
	.name = "late",
	STEPS("send:READY=1"),
	COMMON(209),
	.ready = READY(READY_NOTIFY, .timeout_ms = 300),
	ONCE,
};

/* Its port never accepts: the probe is killed with it. */
static const struct container shut = {
	.name = "shut",
	STEPS("tcp:1"),
	COMMON(210),
	.ready = READY(READY_TCP, .port = 8082, .timeout_ms = 300),
	ONCE,
};

static const struct container slow = {
	.name = "slow",
	.kind = KIND_TASK,
	.argv = ARGV("/test/serve"),
	COMMON(211),
	.ready = READY(READY_EXIT, .timeout_ms = 300),
	ONCE,
};

/* In one network with the next one, which speaks for it. */
static const struct container victim = {
	.name = "victim",
	STEPS("long", "fds"),
	COMMON(212),
	.networks = NETWORKS({ NETWORK_HOST }),
	.ready = READY(READY_NOTIFY),
};

static const struct container forger = {
	.name = "forger",
	STEPS("to:victim", "send:READY=1;STATUS=forged"),
	COMMON(213),
	.networks = NETWORKS({ NETWORK_HOST }),
};

static const struct container flood = {
	.name = "flood",
	STEPS("now", "send:READY=1", "flood"),
	COMMON(214),
	.ready = READY(READY_NOTIFY),
};

/* The program of another system, with its libraries, which the test puts there. */
static const struct container foreign = {
	.name = "foreign",
	.argv = ARGV("/test/ld.so", "--library-path", "/test", "/test/systemd-notify", "--ready",
		"--status=by systemd-notify"),
	COMMON(215),
	.ready = READY(READY_NOTIFY),
	ONCE,
};

/* Daemons that leave their first process in every way. */
#define HEIR(id, how)                                                                              \
	static const struct container how = {                                                      \
		.name = #how,                                                                      \
		.argv = ARGV("/test/heir", #how),                                                  \
		COMMON(id),                                                                        \
		.ready = READY(READY_NOTIFY, .main_pid = true),                                    \
		ONCE,                                                                              \
	}
HEIR(216, leaves);
HEIR(217, dies);
HEIR(218, stays);
HEIR(219, relays);
HEIR(220, forges);

static const struct container *const containers[] = { &notify, &needs, &fd, &high, &tcp, &loopback,
	&socket_, &file, &late, &shut, &slow, &victim, &forger, &flood, &foreign, &leaves, &dies,
	&stays, &relays, &forges };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "ready",
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&lan),
};
