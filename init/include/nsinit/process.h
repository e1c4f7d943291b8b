/*
 * What a config says of the processes of a container: privileges of files, label, limits of each,
 * scheduling. Included by container.h, whose rules hold here too.
 */
#ifndef NSINIT_PROCESS_H
#define NSINIT_PROCESS_H

#include <nsinit/values.h>

/* The longest list, and the longest name. */
#define RLIMITS_MAX      14
#define LABEL_LENGTH_MAX 255

/*
 * Capabilities beyond `caps`, which the program does not hold but may gain by executing a file with
 * privilege; with `allow_setuid` only. Without them, all five sets of capabilities(7) are `caps`.
 * The other three sets have no say: an execution makes the permitted and the effective set of the
 * ambient one, and that is `caps`.
 */
struct capability_sets {
	uint64_t bounding;    /* what set-user-ID programs and files' permitted sets may give */
	uint64_t inheritable; /* what files' inheritable sets may give; within caps | bounding */
};
#define CAPABILITY_SETS(...) (&(const struct capability_sets){ __VA_ARGS__ })

/* A label of a kernel's security module, taken on as the program is executed. */
enum label_kind {
	LABEL_UNSET = 0,
	LABEL_APPARMOR, /* the name of a loaded profile */
	/* A context, as "system_u:system_r:httpd_t:s0". Programs have no new privileges and lie on
	 * mounts without set-user-ID, so the policy must have nnp_nosuid_transition. */
	LABEL_SELINUX,
};
struct label {
	enum label_kind kind;
	const char *name;
};

/*
 * Limits of each process, as setrlimit(2) has them; LIMITS() are those of the whole container.
 * What is not listed is: no core file, 1024 open files and 4096 at most, else what PID 1 has,
 * which is the kernel's own.
 */
enum resource {
	RESOURCE_END = 0,
	RESOURCE_AS,         /* bytes of address space */
	RESOURCE_CORE,       /* bytes of a core file */
	RESOURCE_CPU,        /* seconds of processor time, then SIGXCPU; SIGKILL at the hard one */
	RESOURCE_DATA,       /* bytes of private writable memory */
	RESOURCE_FSIZE,      /* bytes of a file that is written, then SIGXFSZ */
	RESOURCE_MEMLOCK,    /* bytes of locked memory */
	RESOURCE_MSGQUEUE,   /* bytes in POSIX message queues of the user */
	RESOURCE_NICE,       /* 20 minus the lowest nice value that may be asked for */
	RESOURCE_NOFILE,     /* the number that follows that of the highest descriptor */
	RESOURCE_NPROC,      /* processes and threads of the user, the container's init included */
	RESOURCE_RTPRIO,     /* the highest real-time priority that may be asked for */
	RESOURCE_RTTIME,     /* microseconds of real-time work without a pause, then SIGXCPU */
	RESOURCE_SIGPENDING, /* queued signals of the user */
	RESOURCE_STACK,      /* bytes of the main thread's stack */
};
struct resource_limit {
	enum resource kind;
	int64_t soft, hard; /* UNLIMITED for none; the program may raise the soft to the hard */
};
/* RLIMITS({ RESOURCE_NOFILE, .soft = 256, .hard = 512 }) */
#define RLIMITS(...) ((const struct resource_limit[]){ __VA_ARGS__, { .kind = RESOURCE_END } })

/* How processors are given to it: sched(7). */
enum scheduler_kind {
	SCHEDULER_ORDINARY = 0,
	SCHEDULER_BATCH, /* never preempts at a wake-up */
	SCHEDULER_IDLE,  /* when nobody else wants the processor */
	SCHEDULER_FIFO,  /* before all ordinary ones, until it waits */
	SCHEDULER_RR,    /* the same, in turn with those of its priority */
};
/*
 * FIFO and RR: a kernel with RT_GROUP_SCHED and version 1 control groups gives no such time to a
 * new group; the start fails unless cpu.rt_runtime_us is given to it and to those above it.
 */
struct scheduler {
	enum scheduler_kind kind;
	int32_t priority; /* FIFO and RR: 1 to 99, required */
};

/* Which of those that wait for a block device is served first: ioprio_set(2). */
enum io_priority_kind {
	IO_PRIORITY_UNSET = 0, /* follows `nice` */
	IO_PRIORITY_REALTIME,
	IO_PRIORITY_BEST_EFFORT,
	IO_PRIORITY_IDLE,
};
struct io_priority {
	enum io_priority_kind kind;
	int32_t level; /* REALTIME and BEST_EFFORT: 0, the first, to 7 */
};

#endif
