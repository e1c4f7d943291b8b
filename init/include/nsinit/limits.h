/*
 * What a config says of the resources of a container: limits of control groups, and devices.
 * Included by container.h, whose rules hold here too.
 */
#ifndef NSINIT_LIMITS_H
#define NSINIT_LIMITS_H

#include <nsinit/values.h>
#include <stdbool.h>

/* The longest lists. */
#define DEVICES_MAX   32
#define NODES_MAX     32
#define LINKS_MAX     32
#define IO_LIMITS_MAX 8
#define HUGETLB_MAX   4
#define RAW_MAX       16

/*
 * Devices that the program may use beside those of every container: null, zero, full, random,
 * urandom, tty and ptmx with its terminals. Any other is refused, whatever node leads to it.
 */
enum device_kind {
	DEVICE_END = 0,
	DEVICE_CHARACTER,
	DEVICE_BLOCK,
};
struct device {
	enum device_kind kind;
	uint32_t major, minor; /* of Documentation/admin-guide/devices.txt; minor: or DEVICE_ANY */
	uint32_t access;       /* DEVICE_READ | DEVICE_WRITE | DEVICE_MKNOD */
};
#define DEVICE_ANY   UINT32_MAX
#define DEVICE_MKNOD 1U
#define DEVICE_READ  2U
#define DEVICE_WRITE 4U
/* DEVICES({ DEVICE_CHARACTER, 10, 200, DEVICE_READ | DEVICE_WRITE }) */
#define DEVICES(...) ((const struct device[]){ __VA_ARGS__, { .kind = DEVICE_END } })

/*
 * What of these is found in the container's /dev, beside those of every container. A node needs an
 * entry in `devices`, or it could not be opened.
 */
enum node_kind {
	NODE_END = 0,
	NODE_CHARACTER,
	NODE_BLOCK,
};
struct node {
	enum node_kind kind;
	const char *name; /* below /dev, as "ttyS1" or "net/tun" */
	uint32_t major, minor;
	uint32_t mode;     /* 0 means 0600 */
	uint32_t uid, gid; /* of the container; 0 is its root */
};
/* NODES({ NODE_CHARACTER, "net/tun", 10, 200, .uid = 102 }) */
#define NODES(...) ((const struct node[]){ __VA_ARGS__, { .kind = NODE_END } })

/* A symbolic link in the container's /dev: LINKS({ "modem", "ttyS1" }). */
struct dev_link {
	const char *name;   /* below /dev */
	const char *target; /* whatever it shall say; seen from the link, inside the container */
};
#define LINKS(...) ((const struct dev_link[]){ __VA_ARGS__, { NULL, NULL } })

/* What is done when the container is over its memory limit. */
enum oom_policy {
	OOM_DEFAULT = 0, /* OOM_CONTAINER with version 2 of control groups, OOM_PROCESS with 1 */
	OOM_CONTAINER,   /* all of it is killed; version 2 only */
	OOM_PROCESS,     /* one of its processes is killed */
};

/* Transfers to and from one block device each second; 0 for no limit. */
struct io_limit {
	uint32_t major, minor; /* of a whole device, not of a partition */
	int64_t read_bytes, write_bytes;
	int64_t read_operations, write_operations;
};
#define IO_LIMITS(...) ((const struct io_limit[]){ __VA_ARGS__, { 0, 0 } })

/* Huge pages of one size: HUGETLB({ MiB(2), MiB(64) }). */
struct hugetlb_limit {
	int64_t page_bytes;
	int64_t bytes;
};
#define HUGETLB(...) ((const struct hugetlb_limit[]){ __VA_ARGS__, { 0, 0 } })

/* What no field says: a value for a file of the container's control group, written last. */
struct raw_limit {
	const char *file;  /* "memory.numa_stat"; of version 1 or 2, whichever has it */
	const char *value; /* as the kernel wants it */
	bool optional;     /* where there is no such file, the value is left out */
};
#define RAW(...) ((const struct raw_limit[]){ __VA_ARGS__, { NULL, NULL } })

/*
 * Resource limits. Memory and processes must be said for every container, or be UNLIMITED; what
 * else is 0 is as the kernel has it. A limit that the control groups of the running kernel do not
 * have, or have only in the other version, fails the start.
 */
struct limits {
	int64_t memory_bytes;
	int32_t cpu_percent; /* of one processor; 0 or UNLIMITED for no quota; may exceed 100 */
	int32_t processes;   /* processes and threads together, the container's init included */

	int64_t memory_high_bytes; /* above it slowed and reclaimed; version 2 only */
	int64_t memory_low_bytes;  /* reclaimed last below it; version 1: soft_limit_in_bytes */
	int64_t memory_min_bytes;  /* never reclaimed below it; version 2 only */
	int64_t swap_bytes;        /* beside memory_bytes; 0 for none, UNLIMITED for all there is */
	int32_t swappiness;        /* 1 to 200, beside swap_bytes; version 1 only */
	enum oom_policy oom;

	int32_t cpu_weight;    /* 1 to 10 000; 0 means 100 */
	int32_t cpu_period_us; /* that cpu_percent is measured in, 1000 to 1 000 000; 0: 100 000 */
	int32_t cpu_burst_us;  /* saved up in idle periods, on top of the quota; Linux 5.14 */
	const char *cpus;      /* processors, as "0-3,5" */
	const char *memory_nodes; /* as "0" */

	int32_t io_weight;                   /* 1 to 10 000; 0 means 100 */
	const struct io_limit *io;           /* IO_LIMITS() */
	const struct hugetlb_limit *hugetlb; /* HUGETLB() */
	const struct raw_limit *raw;         /* RAW() */
	bool delegate;                       /* it may make groups below its own; version 2 only */
};
#define CPU_PERIOD_DEFAULT_US 100000
#define LIMIT_MEMORY_LEAST    MiB(1)
#define LIMIT_CPU_MOST        6400 /* 64 processors */
#define LIMIT_WEIGHT_MOST     10000
#define LIMIT_PROCESSES_LEAST 2       /* the container's init included */
#define LIMIT_PROCESSES_MOST  4194304 /* PID_MAX_LIMIT of the kernel, see pid_max in proc(5) */
#define LIMITS(...)           (&(const struct limits){ __VA_ARGS__ })

#endif
