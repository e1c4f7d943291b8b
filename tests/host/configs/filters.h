/*
 * A container for each set of system calls, and some that change theirs; all make the same calls.
 */
#include <nsinit/container.h>
#include <sys/mman.h>
#include <sys/socket.h>

#define COMMON(n)                                                                                  \
	.root = { ROOT_HOST }, .identity = USER(n, n),                                             \
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64) }),                \
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8), .restart = { RESTART_NEVER }
#define CALLS(n) COMMON(n), .argv = ARGV("/test/filters"), .kind = KIND_ONESHOT

static const struct container ordinary = { .name = "ordinary", CALLS(201) };
static const struct container server = {
	.name = "server", CALLS(202), .syscalls = SYSCALLS_NETWORK_SERVICE
};
static const struct container client = {
	.name = "client", CALLS(203), .syscalls = SYSCALLS_NETWORK_CLIENT
};
static const struct container compute = {
	.name = "compute", CALLS(204), .syscalls = SYSCALLS_COMPUTE
};
static const struct container minimal = {
	.name = "minimal", CALLS(205), .syscalls = SYSCALLS_MINIMAL
};
static const struct container changed = {
	.name = "changed",
	CALLS(206),
	.syscalls = SYSCALLS_NETWORK_SERVICE,
	.syscalls_add = SYSCALLS(shmget, userfaultfd),
	.syscalls_remove = SYSCALLS(mkdir, mkdirat, kill),
};
static const struct container ruled = {
	.name = "ruled",
	CALLS(207),
	.syscalls = SYSCALLS_NETWORK_SERVICE,
	.syscall_rules = SYSCALL_RULES(
		{ ARGUMENT_ONE_OF, CALL(socket), .argument = 0, .values = VALUES(AF_UNIX, AF_CAN) },
		{ ARGUMENT_NONE_OF, CALL(socket), .argument = 1,
			.values = VALUES(SOCK_SEQPACKET, SOCK_SEQPACKET | SOCK_CLOEXEC) },
		{ ARGUMENT_WITHOUT, CALL(mprotect), .argument = 2, .values = VALUES(PROT_EXEC) }),
};
static const struct container logged = {
	.name = "logged", CALLS(208), .syscalls = SYSCALLS_MINIMAL, .syscall_action = SYSCALL_LOG
};
static const struct container killed = {
	.name = "killed",
	COMMON(209),
	.argv = ARGV("/test/filters", "kill"),
	.syscalls = SYSCALLS_MINIMAL,
	.syscall_action = SYSCALL_KILL,
};
static const struct container setuid = {
	.name = "setuid",
	CALLS(210),
	.syscalls = SYSCALLS_COMPUTE,
	.allow_setuid = true,
};
/* Two to enter: into one, what enters needs more than the set has. */
static const struct container narrow = {
	.name = "narrow",
	COMMON(211),
	.argv = ARGV("/test/filters", "wait"),
	.syscalls = SYSCALLS_MINIMAL,
};
static const struct container wide = {
	.name = "wide",
	COMMON(212),
	.argv = ARGV("/test/filters", "wait"),
	.syscalls = SYSCALLS_COMPUTE,
	.allow_setuid = true,
};

static const struct container *const containers[] = { &ordinary, &server, &client, &compute,
	&minimal, &changed, &ruled, &logged, &killed, &setuid, &narrow, &wide };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "filters",
	.containers = CONTAINERS(containers),
	.exec = true,
};
