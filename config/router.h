/*
 * A small router: a name server and a web page, each behind its own interface on the bridge lan0,
 * and a service that needs no network at all.
 */
#include <nsinit/container.h>

/* The machine's first interface joins the bridge; the appliance is 10.77.0.1 on it. */
static const struct bridge lan = {
	.name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.ports = PORTS("eth0"),
};

/* Runs to its end before what needs it. Its root is read-only; it may write to its own tmpfs. */
static const struct container prepare = {
	.name = "prepare",
	.kind = KIND_ONESHOT,
	.argv = ARGV("/bin/sh", "-c", "date >/tmp/booted && cat /tmp/booted"),
	.root = { ROOT_HOST },
	.identity = USER(101, 101),
	.syscalls = SYSCALLS_COMPUTE,
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64) }),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
};

/* A root of its own, and the one capability that port 53 asks of a user that is not root. */
static const struct container dns = {
	.name = "dns",
	.argv = ARGV("/usr/sbin/dnsmasq", "--keep-in-foreground"),
	.needs = NEEDS(&prepare),
	.root = { ROOT_DIRECTORY, .source = "/containers/dns" },
	.identity = USER(102, 102),
	.caps = CAP(NET_BIND_SERVICE),
	.syscalls = SYSCALLS_NETWORK_SERVICE,
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/run", .size_bytes = KiB(256) }),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24),
		.gateway = IP4(10, 77, 0, 1) }),
	.limits = LIMITS(.memory_bytes = MiB(16), .cpu_percent = 20, .processes = 8),
};

/* Two processes for each connection: the limit of processes is also the limit of visitors. */
static const struct container web = {
	.name = "web",
	.argv = ARGV("/bin/netcat", "-p", "8080", "-L", "timeout", "10", "httpd", "/srv/www"),
	.after = AFTER(&dns),
	.root = { ROOT_HOST },
	.identity = USER(103, 103),
	.syscalls = SYSCALLS_NETWORK_SERVICE,
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 3, 24),
		.gateway = IP4(10, 77, 0, 1) }),
	.limits = LIMITS(.memory_bytes = MiB(16), .cpu_percent = 50, .processes = 32),
};

/* No network, so it has a loopback interface and nothing else. It reports changes of the pages. */
static const struct container monitor = {
	.name = "monitor",
	.argv = ARGV("/usr/bin/inotifyd", "-", "/srv/www"),
	.root = { ROOT_HOST },
	.identity = USER(104, 104),
	.syscalls = SYSCALLS_COMPUTE,
	.limits = LIMITS(.memory_bytes = MiB(8), .cpu_percent = 5, .processes = 4),
	.restart = { RESTART_ALWAYS, .delay_ms = 500, .delay_max_ms = MINUTES(1) },
};

/* The order of the list is the order of the start; a container that is not in it is an error. */
static const struct container *const containers[] = { &prepare, &dns, &web, &monitor };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "router",
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&lan),
	.sysctls = SYSCTLS({ "net/ipv4/ip_forward", "1" }),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
	.ram_bytes = MiB(128),
};
