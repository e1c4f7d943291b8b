/* Containers of `nsinit run` on this machine: test_run.py makes the directories. */
#include <nsinit/container.h>
#include <signal.h>

static const struct bridge missing = {
	.name = "nsinit-none",
	.address = CIDR4(10, 79, 0, 1, 24),
};
static const struct bridge lan = { .name = "nsinit-run0", .address = CIDR4(10, 80, 0, 1, 24) };

static const struct container plain = {
	.name = "plain",
	.argv = ARGV("/payload", "tell"),
	.root = { ROOT_DIRECTORY, .source = "/tmp/nsinit-run/plain" },
	.identity = USER(301, 301),
	.limits = LIMITS(.memory_bytes = MiB(64), .cpu_percent = 100, .processes = 16),
	.stop = { .signal = SIGUSR1, .limit_ms = 500 },
};

static const struct container typed = {
	.name = "typed",
	.terminal = true,
	.argv = ARGV("/payload", "tell"),
	.root = { ROOT_DIRECTORY, .source = "/tmp/nsinit-run/typed" },
	.identity = USER(302, 302),
	.limits = LIMITS(.memory_bytes = MiB(64), .processes = 16),
	.stop = { .limit_ms = 500 },
};

static const struct container linked = {
	.name = "linked",
	.argv = ARGV("/payload", "tell"),
	.root = { ROOT_DIRECTORY, .source = "/tmp/nsinit-run/linked" },
	.identity = USER(303, 303),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 80, 0, 2, 24) }),
	.limits = LIMITS(.memory_bytes = MiB(64), .processes = 16),
};

static const struct container nowhere = {
	.name = "nowhere",
	.argv = ARGV("/payload", "tell"),
	.root = { ROOT_DIRECTORY, .source = "/tmp/nsinit-run/nowhere" },
	.identity = USER(304, 304),
	.networks =
		NETWORKS({ NETWORK_VETH, .bridge = &missing, .address = CIDR4(10, 79, 0, 2, 24) }),
	.limits = LIMITS(.memory_bytes = MiB(64), .processes = 16),
};

static const struct container layered = {
	.name = "layered",
	.argv = ARGV("/payload", "tell"),
	.environment = ENVIRONMENT("TERM=own", "HOME=/home"),
	.root = { ROOT_DIRECTORY, .source = "/tmp/nsinit-run/layered", .overlay = OVERLAY_TMPFS,
		.size_bytes = MiB(1) },
	.identity = USER(305, 305),
	.limits = LIMITS(.memory_bytes = MiB(64), .processes = 16),
};

static const struct container joined = {
	.name = "joined",
	.argv = ARGV("/payload", "tell"),
	.root = { ROOT_DIRECTORY, .source = "/tmp/nsinit-run/joined" },
	.identity = USER(306, 306),
	.join = JOIN(.network = &plain),
	.limits = LIMITS(.memory_bytes = MiB(64), .processes = 16),
};

static const struct container admin = {
	.name = "admin",
	.argv = ARGV("/payload", "tell"),
	.root = { ROOT_DIRECTORY, .source = "/tmp/nsinit-run/admin" },
	.identity = ROOT_USER,
	.caps = CAP(SYS_PTRACE),
	.limits = LIMITS(.memory_bytes = MiB(64), .processes = 16),
};

static const struct container learns = {
	.name = "learns",
	.argv = ARGV("/payload", "tell"),
	.root = { ROOT_DIRECTORY, .source = "/tmp/nsinit-run/learns" },
	.identity = USER(307, 307),
	.syscalls = SYSCALLS_LEARN,
	.limits = LIMITS(.memory_bytes = MiB(64), .processes = 16),
};

static const struct container *const containers[] = { &plain, &typed, &linked, &nowhere, &layered,
	&joined, &admin, &learns };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "run",
	.foreground = true,
	.learns = true,
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&missing, &lan),
};
