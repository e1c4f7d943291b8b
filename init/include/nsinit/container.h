/*
 * The schema: all that a config header may say about an appliance and its containers.
 *
 * A config header is compiled as it stands and linked into nsinit; the object `appliance` is what
 * PID 1 runs. What is not written is denied: no capability, no network, no writable path, no shell.
 * Strings and lists must live as long as the program, which file-scope literals do.
 *
 * In a list the kind stands first and all else is designated. Zero in every enum is the end of
 * its list, "not said", or the safest value.
 */
#ifndef NSINIT_CONTAINER_H
#define NSINIT_CONTAINER_H

#include <nsinit/ends.h>
#include <nsinit/filters.h>
#include <nsinit/hotplug.h>
#include <nsinit/landlock.h>
#include <nsinit/life.h>
#include <nsinit/limits.h>
#include <nsinit/logs.h>
#include <nsinit/namespaces.h>
#include <nsinit/process.h>
#include <nsinit/shortage.h>
#include <nsinit/slots.h>
#include <nsinit/sockets.h>
#include <nsinit/store.h>
#include <nsinit/timer.h>
#include <nsinit/upgrade.h>
#include <nsinit/values.h>
#include <stdbool.h>

/* Raised when a header written for an older schema would mean something else. */
#define NSINIT_SCHEMA 1

/* The longest lists and names, without the end of the list and without the NUL. */
#define CONTAINERS_MAX       128
#define ARGUMENTS_MAX        64
#define ENVIRONMENT_MAX      64
#define GROUPS_MAX           16
#define MOUNTS_MAX           32
#define PATHS_MAX            16
#define NETWORKS_MAX         4
#define ROUTES_MAX           8 /* of each family of one network */
#define BRIDGES_MAX          16
#define PORTS_MAX            16
#define SYSCTLS_MAX          64
#define ID_RANGES_MAX        8
#define CGROUP_TEXT_MAX      127 /* of a list of processors, of a raw file's name or value */
#define NAME_LENGTH_MAX      31
#define VETH_NAME_LENGTH_MAX 12 /* of a container whose name goes into interface names */
#define INTERFACE_LENGTH_MAX 15 /* IFNAMSIZ of the kernel, without the NUL */
#define HOSTNAME_LENGTH_MAX  63
#define PATH_LENGTH_MAX      255

struct container;

/* The program and its arguments; the first word is an absolute path inside the container. */
#define ARGV(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* "NAME=value" strings. PATH and HOME have defaults; nothing else is inherited. */
#define ENVIRONMENT(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* The root file system. It is read-only unless `writable` is said. */
enum root_kind {
	ROOT_UNSET = 0,
	ROOT_DIRECTORY, /* the directory `source` of the appliance */
	ROOT_HOST,      /* the appliance's own root, without what is mounted below it; read-only */
	ROOT_TMPFS,     /* empty, in memory: what `mounts` brings; `size_bytes` is required */
	ROOT_SQUASHFS,  /* the image file `source` of the appliance, through a loop device */
	ROOT_EROFS,     /* the same */
};

/* What is written to the root goes to a layer over it; the root below stays as it is. */
enum overlay_kind {
	OVERLAY_NONE = 0,
	OVERLAY_TMPFS,     /* in memory, gone with the container; `size_bytes` is required */
	OVERLAY_DIRECTORY, /* in the directory `upper` of the appliance, which keeps it */
};
struct root {
	enum root_kind kind;
	const char *source; /* absolute; ROOT_DIRECTORY, ROOT_SQUASHFS, ROOT_EROFS */
	bool writable;      /* ROOT_DIRECTORY and ROOT_TMPFS only; an overlay always is */
	enum overlay_kind overlay;
	const char *upper;  /* absolute; OVERLAY_DIRECTORY only */
	int64_t size_bytes; /* ROOT_TMPFS or OVERLAY_TMPFS only; counts for the memory limit */
};

/* The user that the program runs as, by number. */
enum identity_kind {
	IDENTITY_UNSET = 0,
	IDENTITY_USER,
	IDENTITY_ROOT, /* uid 0: without capabilities still the owner of most files */
};
struct identity {
	enum identity_kind kind;
	uint32_t uid, gid;
	const uint32_t *groups; /* supplementary; ends with NO_GROUP; NULL for none */
};
#define NO_GROUP UINT32_MAX
/* USER(uid, gid) is in values.h. */
#define ROOT_USER                                                                                  \
	{                                                                                          \
		IDENTITY_ROOT, 0, 0                                                                \
	}
/* USER(102, 102) with groups: .identity = { IDENTITY_USER, 102, 102, GROUPS(20, 29) } */
#define GROUPS(...) ((const uint32_t[]){ __VA_ARGS__, NO_GROUP })

/*
 * File systems inside the container, mounted in this order. Always nosuid, and nodev but for
 * MOUNT_DEVPTS. What lies below /proc, /sys and /dev is nsinit's but for the places named here.
 */
enum mount_kind {
	MOUNT_END = 0,
	MOUNT_TMPFS, /* empty, in memory; `size_bytes` is required */
	MOUNT_BIND,  /* `source` of the appliance, read-only; without what is mounted below it */
	/* As every container has it at /proc, with what is masked there; at "/proc": instead. */
	MOUNT_PROC,
	MOUNT_SYSFS,  /* as every container has it at /sys: read-only, and masked */
	MOUNT_MQUEUE, /* the POSIX message queues of its IPC namespace; at "/dev/mqueue" too */
	MOUNT_DEVPTS, /* terminals of its own, beside those of /dev/pts */
	MOUNT_SHM,    /* a tmpfs for all its users; `size_bytes`; at "/dev/shm": instead of that */
	/*
	 * Its own control group, read-only; at "/sys/fs/cgroup" too. Where hierarchies of version
	 * 1 are in use: a directory for each that it has a group in, and "unified" for version 2.
	 */
	MOUNT_CGROUP,
};

/* What a procfs shows of processes that the reader could not trace. */
enum hidepid {
	HIDEPID_INVISIBLE = 0, /* nothing, unless it is in group 0 */
	HIDEPID_CLOSED,        /* that they are there; no more, unless it is in group 0 */
	HIDEPID_OPEN,          /* what the files' own modes allow */
	HIDEPID_PTRACEABLE,    /* nothing, whatever group it is in */
};

/* What of the appliance's later mounts below a bind's source is seen inside. Never the reverse. */
enum propagation {
	PROPAGATION_PRIVATE = 0, /* none */
	/* All, each as mounted there: needs `writable`, `executable`, Linux 5.12. */
	PROPAGATION_SLAVE,
};
struct mount {
	enum mount_kind kind;
	enum propagation propagation; /* MOUNT_BIND only */
	const char *source;           /* absolute, on the appliance; MOUNT_BIND only */
	const char *target; /* absolute, inside; made when it is missing, where the root can be
			       written */
	int64_t size_bytes; /* MOUNT_TMPFS and MOUNT_SHM only */
	uint32_t mode;      /* MOUNT_TMPFS only; 0 means 01777; the container's user owns it */
	bool writable;      /* MOUNT_BIND; MOUNT_CGROUP with limits.delegate, of version 2 */
	bool executable;    /* MOUNT_TMPFS and MOUNT_BIND: programs on it may be executed */
	bool recursive;     /* MOUNT_BIND only: with what is mounted below it; needs Linux 5.12 */
	/*
	 * MOUNT_BIND only: a file of the appliance's user or group `outside` is that of `inside`
	 * here, and the reverse for files that are made; of ids without a range nobody is the
	 * owner, and they make no files. ID_RANGES(); needs Linux 5.12 and a file system that does.
	 */
	const struct id_range *idmap;
	enum hidepid hidepid; /* MOUNT_PROC only */
	bool pids_only;       /* MOUNT_PROC only: processes, and nothing of the kernel */
};
/* Absolute, inside the container; links are followed, inside it. */
#define PATHS(...)  ((const char *const[]){ __VA_ARGS__, NULL })
#define MOUNTS(...) ((const struct mount[]){ __VA_ARGS__, { .kind = MOUNT_END } })

/*
 * A bridge of the appliance. The appliance and the bridge's ports reach every container on it;
 * containers reach each other only with `open`. Without an IPv6 address the appliance speaks no
 * IPv6 on it.
 */
struct bridge {
	const char *name;         /* 1 to 15 characters */
	struct cidr4 address;     /* the appliance's own address on it; optional */
	struct cidr6 address6;    /* the same */
	const char *const *ports; /* interfaces of the machine that join it; optional */
	uint32_t mtu;             /* 0: the smallest of its ports */
	bool open;                /* containers on it reach each other */
};
#define PORTS(...)   ((const char *const[]){ __VA_ARGS__, NULL })
#define BRIDGES(...) ((const struct bridge *const[]){ __VA_ARGS__, NULL })

/* Where packets for a network go: { CIDR4(192, 168, 0, 0, 16), IP4(10, 77, 0, 5) }. */
struct route {
	struct cidr4 destination;
	uint32_t via; /* a router in the network that the route stands in */
};
struct route6 {
	struct cidr6 destination;
	struct ip6 via; /* in the network, or link-local */
};
#define ROUTES(...)  ((const struct route[]){ __VA_ARGS__, { .destination = { 0, 0 } } })
#define ROUTES6(...) ((const struct route6[]){ __VA_ARGS__, { .via = { { 0 } } } })

/*
 * Networks. None in the list means a loopback interface and nothing else. An interface has the
 * addresses that are said and no others: no router's advertisement is believed.
 */
enum network_kind {
	NETWORK_END = 0,
	NETWORK_VETH,           /* an interface with its other end in `bridge` */
	NETWORK_POINT_TO_POINT, /* an interface with its other end at the appliance itself */
	NETWORK_HOST, /* the appliance's own interfaces and abstract sockets: no boundary at all */
};
struct network {
	enum network_kind kind;
	const struct bridge *bridge;  /* NETWORK_VETH: must be listed in the appliance's bridges */
	const char *interface;        /* its name inside; NULL means eth0, eth1, ... by its place */
	struct cidr4 address;         /* of the inner end; this or the next or both */
	struct cidr6 address6;        /* usable at once: its uniqueness is the config's */
	uint32_t host_address;        /* NETWORK_POINT_TO_POINT: of the appliance's end */
	struct ip6 host_address6;     /* the same; links may share it */
	uint32_t gateway;             /* default route; 0 for none */
	struct ip6 gateway6;          /* the same; may be link-local */
	const struct route *routes;   /* ROUTES() */
	const struct route6 *routes6; /* ROUTES6() */
	uint32_t mtu;                 /* of both ends; 0 leaves the kernel's */
	uint32_t queue_length;        /* packets that wait at either end; 0 leaves the kernel's */
	struct mac mac;               /* of the inner end; default: derived from the names */
	bool hairpin; /* NETWORK_VETH: its bridge may send a frame back to where it came from */
};
#define NETWORKS(...) ((const struct network[]){ __VA_ARGS__, { .kind = NETWORK_END } })

struct container {
	const char *name; /* a-z, 0-9 and '-'; 1 to 31 characters, 12 with a veth */
	enum container_kind kind;
	const char *const *argv;        /* ARGV() */
	const char *const *environment; /* ENVIRONMENT() */
	const char *directory;          /* working directory inside; NULL means "/" */
	bool terminal;                  /* 0, 1 and 2 are a terminal of its own, /dev/console too */
	bool essential;                 /* the machine is nothing without it: ends.h */
	bool once; /* KIND_ONESHOT only: done for good when it was once; the store keeps that */
	const char *hostname; /* NULL means the name */
	struct root root;
	struct identity identity;
	struct user_namespace user;
	const struct time_offsets *time; /* TIME_OFFSETS() */
	const struct join *join;         /* JOIN() */
	uint32_t shares;                 /* SHARE_IPC | ... */
	uint64_t caps;                   /* CAP() | CAP(); the program and its children hold them */
	const struct capability_sets *capability_sets; /* CAPABILITY_SETS() */
	/*
	 * Set-user-ID and set-group-ID bits and capabilities of files in the root take effect; in
	 * its mounts never. A set-user-ID-root program becomes uid 0 with the bounding set, which
	 * is `caps` and no more unless capability_sets says so. Without it, no_new_privs is set.
	 */
	bool allow_setuid;
	struct label label;
	const struct resource_limit *rlimits; /* RLIMITS() */
	uint32_t umask;                       /* 0 means 022 */
	int32_t oom_score; /* killed sooner or later when memory is short: -999 to 1000 */
	int32_t nice;      /* -20, the first, to 19 */
	struct scheduler scheduler;
	uint64_t cpus; /* ON_CPU(0) | ON_CPU(1): runs on these; 0: on all; each must be there */
	struct io_priority io_priority;
	enum syscall_set syscalls;
	enum syscall_action syscall_action;
	const uint16_t *syscalls_add;    /* SYSCALLS(); beside the set */
	const uint16_t *syscalls_remove; /* SYSCALLS(); of the set, or of what capabilities bring */
	const struct syscall_rule *syscall_rules; /* SYSCALL_RULES() */
	enum need_lost need_lost;                 /* what becomes of it without one of `needs` */
	const struct landlock *landlock;          /* LANDLOCK(); NULL: only users and modes count */
	const struct mount *mounts;               /* MOUNTS() */
	/* Hidden, or write-protected with what is mounted below; beside what nsinit protects
	 * itself. A path that does not exist is left out. Read-only paths need Linux 5.12. */
	const char *const *masked;      /* PATHS() */
	const char *const *read_only;   /* PATHS() */
	const struct network *networks; /* NETWORKS() */
	const struct limits *limits;    /* LIMITS() */
	const struct device *devices;   /* DEVICES() */
	const struct node *nodes;       /* NODES() */
	const struct dev_link *links;   /* LINKS() */
	/*
	 * KIND_CONSOLE only: a terminal below /dev, as "ttyS1"; NULL: the machine's console, or
	 * /dev/console where nsinit is no machine's PID 1.
	 */
	const char *tty;
	const char *device_node;              /* it waits for this in /dev of the appliance */
	const struct container *const *needs; /* NEEDS(): ordered and required */
	const struct container *const *after; /* AFTER(): order only */
	/*
	 * KIND_ONESHOT only: runs after each start of that one, which it needs, and is not done
	 * between: routes of a VPN, addresses of a tunnel.
	 */
	const struct container *each_start_of;
	const struct timer *timer;       /* TIMER(); KIND_TIMER only */
	const int32_t *success;          /* EXITS() */
	enum oom oom;                    /* after a process was killed for want of memory */
	const struct pressure *pressure; /* PRESSURE() */
	const struct ready *ready;       /* READY() */
	const struct alive *alive;       /* ALIVE(); KIND_SERVICE only */
	const struct log *log;           /* LOG(); NULL: the newest 16 KiB of its lines are kept */
	struct restart restart;
	const struct reload *reload; /* RELOAD(); KIND_SERVICE only */
	struct stop stop;
	int64_t start_limit_ms; /* from the launch to the program; 0 means 10 000 */
	/* SOCKETS(); KIND_SERVICE only. It is then started by who connects, not at boot. */
	const struct socket_listen *sockets;
	const struct connections *connections; /* KIND_CONNECTION only */
	/* Stopped when it had no connection for this long, or up to twice as long; 0: never. */
	int64_t idle_ms;
};

struct container_list {
	const struct container *const *items;
	unsigned count;
};
/* An array of pointers, so that a container that is defined and not listed is an unused object. */
#define CONTAINERS(array)                                                                          \
	{                                                                                          \
		(array), sizeof(array) / sizeof(array)[0]                                          \
	}

/* A value written below /proc/sys at boot: { "net/ipv4/ip_forward", "1" }. */
struct sysctl {
	const char *path;
	const char *value;
};
#define SYSCTLS(...) ((const struct sysctl[]){ __VA_ARGS__, { NULL, NULL } })

/* What runs on the machine's console. It is outside every container and has all privileges. */
enum console_kind {
	CONSOLE_NONE = 0,
	CONSOLE_SHELL, /* `argv` with a controlling terminal, started again when it exits */
};
struct console {
	enum console_kind kind;
	const char *const *argv; /* ARGV() */
};

struct appliance {
	uint32_t schema; /* NSINIT_SCHEMA */
	const char *hostname;
	struct container_list containers;    /* CONTAINERS(array) */
	const struct bridge *const *bridges; /* BRIDGES() */
	const struct sysctl *sysctls;        /* SYSCTLS() */
	struct console console;
	struct watchdog watchdog;
	const char *store; /* a directory that keeps its content over reboots: store.h */
	struct store_mount store_mount;
	/* PATHS(): directories of the root that can be written, by layers which the store keeps.
	 * Containers with ROOT_HOST see what is below. Without programs. */
	const char *const *overlays;
	const struct factory_reset *factory_reset; /* FACTORY_RESET() */
	const struct slot *slots;                  /* SLOTS(): values of each device */
	enum seed seed;
	const struct clock_keeping *clock;   /* CLOCK() */
	const struct crashes *crashes;       /* CRASHES() */
	const struct essentials *essentials; /* ESSENTIALS() */
	const struct container *boot_ok;     /* a KIND_TASK; marks the firmware good, say */
	int64_t boot_ok_after_ms;            /* 0 means 30 000 */
	const struct container *boot_failed; /* a KIND_TASK */
	int64_t boot_limit_ms;               /* 0: it may take for ever */
	const struct logs *logs;             /* LOGS() */
	bool boot_reboot;                    /* a boot that failed is followed by another */
	bool pause;  /* `nsctl pause` may hold containers; takes the freezer of control groups 1 */
	bool set;    /* `nsctl set` may change limits of those that run, until they start again */
	bool signal; /* `nsctl signal` may send signals to the containers' programs */
	bool enable; /* `nsctl disable` may keep containers from being started at boot; `store` */
	bool events; /* `nsctl events` may follow what happens to containers */
	bool exec;   /* `nsctl exec` may run programs inside the containers */
	bool reexec; /* `nsctl reexec` and SIGQUIT replace nsinit by its file, containers go on */
	enum fault fault; /* what follows a fault of PID 1 itself */
	bool coldplug;    /* loads the modules of devices, of those that come later too */
	const struct device_rule *device_rules; /* DEVICE_RULES() */
	bool foreground;           /* on a host, `nsinit run NAME` runs one container of these */
	bool learns;               /* not for a product: containers may have SYSCALLS_LEARN */
	int64_t ram_bytes;         /* the board's; the limits' sum must fit; 0: unknown */
	int64_t shutdown_limit_ms; /* all containers together; 0 means 30 000 */
};

/* Defined by the config header, read by everything else. */
extern const struct appliance appliance;

#endif
