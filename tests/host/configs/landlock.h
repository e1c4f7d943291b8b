/*
 * Containers under Landlock. Users, modes and mounts allow all that their program tries: what is
 * refused is refused by a rule. `files` is about paths and ports, `free` says that nothing of
 * that is denied but files, `outer` lives among processes and sockets of others, `open` may reach
 * them. The last ones cannot be started.
 */
#include <nsinit/container.h>

#define LIMITED                                                                                    \
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8), .restart = { RESTART_NEVER }
#define ORDINARY(n) .identity = USER(n, n), LIMITED
#define PROGRAM                                                                                    \
	{                                                                                          \
		"/test", LANDLOCK_READ | LANDLOCK_EXECUTE                                          \
	}
#define SRV                                                                                        \
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/srv", .target = "/srv", .writable = true,       \
		.executable = true })
#define CHANGE LANDLOCK_READ | LANDLOCK_WRITE | LANDLOCK_MAKE | LANDLOCK_REMOVE

static const struct container files = {
	.name = "files",
	ORDINARY(201),
	.root = { ROOT_HOST },
	SRV,
	.argv = ARGV("/test/serve"),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS(PROGRAM, { "/srv/read", LANDLOCK_READ },
				     { "/srv/write", LANDLOCK_READ | LANDLOCK_WRITE_FILE },
				     { "/srv/link", CHANGE | LANDLOCK_REFER },
				     { "/srv/also", CHANGE | LANDLOCK_REFER },
				     { "/srv/still", CHANGE }, { "/srv/one/file", CHANGE },
				     { "/dev/zero", LANDLOCK_READ | LANDLOCK_WRITE },
				     { "/dev/full",
					     LANDLOCK_READ | LANDLOCK_WRITE | LANDLOCK_IOCTL_DEV }),
		.bind = TCP_PORTS(8080, TCP_EPHEMERAL), .connect = TCP_PORTS(8081)),
};

static const struct container without = {
	.name = "without",
	ORDINARY(202),
	.root = { ROOT_HOST },
	SRV,
	.argv = ARGV("/test/serve"),
};

static const struct container ports = {
	.name = "ports",
	ORDINARY(203),
	.root = { ROOT_HOST },
	.argv = ARGV("/test/serve"),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS(PROGRAM), .bind = TCP_PORTS(TCP_ANY),
		.connect = TCP_PORTS(TCP_ANY)),
};

/* Set-user-ID programs work under it: no_new_privs is not what it stands on. */
static const struct container setuid = {
	.name = "setuid",
	ORDINARY(204),
	.root = { ROOT_HOST },
	.argv = ARGV("/test/serve"),
	.allow_setuid = true,
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS(PROGRAM, { "/proc", LANDLOCK_READ })),
};

/* Whatever capabilities say: uid 0 of the appliance. */
static const struct container owner = {
	.name = "owner",
	LIMITED,
	.identity = ROOT_USER,
	.root = { ROOT_HOST },
	SRV,
	.caps = CAP(DAC_OVERRIDE),
	.argv = ARGV("/test/serve"),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS(PROGRAM, { "/srv/read", LANDLOCK_READ })),
};

#define AMONG_OTHERS                                                                               \
	.root = { ROOT_HOST }, .argv = ARGV("/test/serve"), .shares = SHARE_PID,                   \
	.caps = CAP(KILL), .networks = NETWORKS({ NETWORK_HOST })

static const struct container listens = {
	.name = "listens",
	ORDINARY(206),
	.root = { ROOT_HOST },
	.argv = ARGV("/test/landlock", "listen:outside"),
	.networks = NETWORKS({ NETWORK_HOST }),
};
static const struct container outer = {
	.name = "outer",
	ORDINARY(207),
	AMONG_OTHERS,
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS(PROGRAM)),
};
static const struct container open = {
	.name = "open",
	ORDINARY(208),
	AMONG_OTHERS,
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS(PROGRAM), .signals = true,
		.abstract_sockets = true),
};
static const struct container apart = {
	.name = "apart",
	ORDINARY(3),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 1000 }),
		.gids = ID_RANGES({ 0, 100000, 1000 }) },
	.root = { ROOT_HOST },
	SRV,
	.argv = ARGV("/test/serve"),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS(PROGRAM, { "/srv/read", LANDLOCK_READ })),
};

/* Not what enters, but the program itself. */
static const struct container itself = {
	.name = "itself",
	.kind = KIND_ONESHOT,
	ORDINARY(210),
	.root = { ROOT_HOST },
	SRV,
	.argv = ARGV("/test/landlock", "read:/srv/read/file", "read:/srv/none/file"),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS(PROGRAM, { "/srv/read", LANDLOCK_READ })),
};

/* Takes what there is. */
static const struct container available = {
	.name = "available",
	ORDINARY(209),
	.root = { ROOT_HOST },
	SRV,
	.argv = ARGV("/test/serve"),
	.landlock = LANDLOCK(.abi = LANDLOCK_AVAILABLE, .paths = LANDLOCK_PATHS(PROGRAM)),
};

static const struct container missing = {
	.name = "missing",
	ORDINARY(211),
	.root = { ROOT_HOST },
	.argv = ARGV("/test/serve"),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS(PROGRAM, { "/srv/nowhere", LANDLOCK_READ })),
};
static const struct container file_right = {
	.name = "file-right",
	ORDINARY(212),
	.root = { ROOT_HOST },
	.argv = ARGV("/test/serve"),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS(PROGRAM, { "/test/serve", LANDLOCK_MAKE })),
};
static const struct container no_program = {
	.name = "no-program",
	ORDINARY(213),
	.root = { ROOT_HOST },
	.argv = ARGV("/test/serve"),
	.landlock =
		LANDLOCK(.paths = LANDLOCK_PATHS({ "/sbin", LANDLOCK_READ | LANDLOCK_EXECUTE })),
};

static const struct container *const containers[] = { &files, &without, &ports, &setuid, &owner,
	&listens, &outer, &open, &apart, &itself, &available, &missing, &file_right, &no_program };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "landlock",
	.containers = CONTAINERS(containers),
	.exec = true,
};
