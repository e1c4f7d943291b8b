/*
 * The life of one container as a state machine: pure, without a system call.
 *
 * PID 1 turns signals, exits, pipes, timers and requests into events; service_step() answers with
 * actions, which PID 1 carries out. Times are milliseconds of one clock that never goes back.
 * Owned and called by PID 1 alone; tests/unit/test_service.c goes through every state and event.
 */
#ifndef NSINIT_SERVICE_SERVICE_H
#define NSINIT_SERVICE_SERVICE_H

#include "base/protocol.h"

#include <nsinit/container.h>
#include <stdbool.h>
#include <stdint.h>

/* After SIGKILL a process is gone at once, or it is in the kernel's hands: then it is STUCK. */
#define SERVICE_KILL_LIMIT_MS 2000
/* The cleaner's time; and how long after a fork that failed it is tried again. */
#define SERVICE_CLEAN_LIMIT_MS 10000
#define SERVICE_CLEAN_AGAIN_MS 1000

/* A container's rules with their defaults filled in. */
struct service_policy {
	enum container_kind kind;
	enum restart_kind restart;
	int64_t delay_ms, delay_max_ms, reset_ms, slow_ms;
	unsigned jitter_percent;
	unsigned limit; /* failures in a row; 0: none */
	enum failure_kind on_limit;
	const int32_t *success; /* ends with EXITS_END; NULL: 0 alone */
	int stop_signal;
	int64_t start_limit_ms, stop_limit_ms;
	int64_t ready_limit_ms; /* 0: it is ready as it is executed, or may run as long as it likes
				 */
	bool probes_ready;      /* a process finds out whether it is ready */
	bool starves_once;      /* an end for want of memory is for good */
	int64_t alive_interval_ms; /* between two signs of life; 0: none is asked for */
	int64_t alive_timeout_ms;  /* of one probe; 0: it gives the signs itself */
	unsigned alive_misses;     /* probes in a row that are too many */
	bool listens;              /* its sockets start it */
};

/* X(enumerator, word) */
#define SERVICE_EVENTS(X)                                                                          \
	X(EVENT_WANT_UP, "want up") /* by the boot or a command */                                 \
	X(EVENT_WANT_DOWN, "want down")                                                            \
	X(EVENT_WANT_RESTART, "want restart")                                                      \
	X(EVENT_CLEARED, "cleared") /* what it needs and comes after is where it must be */        \
	X(EVENT_FORK_FAILED, "fork failed") /* of the launcher or cleaner that was asked for */    \
	X(EVENT_EXECUTED, "executed")       /* the status pipe ended without a report */           \
	X(EVENT_STEP_FAILED, "step failed") /* the status pipe brought a report */                 \
	X(EVENT_LAUNCHER_GONE, "launcher gone")                                                    \
	X(EVENT_CONTAINER_GONE, "container gone")                                                  \
	X(EVENT_CLEANER_GONE, "cleaner gone")                                                      \
	X(EVENT_READY, "ready")           /* it said so */                                         \
	X(EVENT_PROBE_GOOD, "probe good") /* the probe is gone, and found what it looked for */    \
	X(EVENT_ALIVE, "alive")           /* it gave a sign, or cannot be asked for one */         \
	X(EVENT_NOT_ALIVE, "not alive")   /* it said itself that it is not well */                 \
	X(EVENT_PROBE_BAD, "probe bad")   /* the probe is gone */                                  \
	X(EVENT_BOUND, "bound") /* the launcher is gone, and PID 1 has the sockets from it */      \
	X(EVENT_TRIGGERED, "triggered") /* one of its sockets can be read */                       \
	X(EVENT_SHORT, "short")         /* of what it needs, and that has consequences */          \
	X(EVENT_DEADLINE, "deadline")   /* service.deadline_ms is reached */

enum service_event_kind {
#define SERVICE_EVENT_ENUM(event, word) event,
	SERVICE_EVENTS(SERVICE_EVENT_ENUM)
#undef SERVICE_EVENT_ENUM
		SERVICE_EVENT_COUNT
};

/* Processes of a container that live, after the event. */
enum lives {
	LIVES_LAUNCHER = 1 << 0,
	LIVES_CONTAINER = 1 << 1,
	LIVES_CLEANER = 1 << 2,
	LIVES_PROBE = 1 << 3,
	LIVES_COMMAND = 1 << 4,
};

/* What is done about a shortage. */
enum service_relief {
	RELIEF_KILL = 0, /* it has failed, and its processes are killed */
	RELIEF_RESTART,  /* it has failed, and is told to end */
	RELIEF_STOP,     /* the same, and it is not started again */
};

struct service_event {
	enum service_event_kind kind;
	unsigned alive;             /* LIVES_* */
	int status;                 /* EVENT_CONTAINER_GONE: of wait(2) */
	enum service_relief relief; /* EVENT_SHORT */
	enum service_cause cause;   /* EVENT_SHORT */
	bool starved;               /* EVENT_CONTAINER_GONE: it was killed for want of memory */
};

/* What PID 1 is to do, in this order. */
#define ACTION_SIGNAL  1u   /* the stop signal to the container */
#define ACTION_KILL    2u   /* SIGKILL to all of LIVES_*, whichever live */
#define ACTION_CLEAN   4u   /* fork the cleaner, or tell EVENT_FORK_FAILED */
#define ACTION_LAUNCH  8u   /* fork the launcher, or tell EVENT_FORK_FAILED */
#define ACTION_GIVE_UP 16u  /* it failed too often: what failures.on_limit says */
#define ACTION_PROBE   32u  /* fork a probe; when it cannot be, the deadline comes again */
#define ACTION_UNPROBE 64u  /* SIGKILL to the probe */
#define ACTION_BIND    128u /* fork a launcher for its sockets, or tell EVENT_FORK_FAILED */

/* More starts by sockets in such a time are too many: nobody reads what starts it. */
#define SERVICE_TRIGGER_MOST      20
#define SERVICE_TRIGGER_WINDOW_MS 2000

/* How the last run ended. */
enum service_outcome {
	OUTCOME_NONE = 0, /* it was asked to end */
	OUTCOME_GOOD,
	OUTCOME_BAD,
	OUTCOME_AGAIN, /* it asked for its own restart by reboot(2) */
	OUTCOME_OVER,  /* as BAD, and for good */
};

struct service {
	enum service_state state;
	bool wanted;         /* up, as far as people are concerned */
	bool restart_wanted; /* up again after this stop */
	bool absent;         /* the device that it runs with is not there; set by PID 1 */
	enum service_outcome outcome;
	enum service_cause cause;
	uint32_t restarts;   /* by itself, since it was last wanted */
	uint32_t failures;   /* without a good run between them */
	uint32_t misses;     /* probes of its life, in a row */
	bool probing;        /* one is under way, and not counted yet */
	uint32_t chance;     /* of the next delay: any number but 0 */
	int exit_status;     /* of wait(2), of the last run; -1: none yet */
	int64_t since_ms;    /* in this state */
	int64_t deadline_ms; /* EVENT_DEADLINE is due then; 0: never */
	int64_t delay_ms;    /* the last delay before a restart, whole; 0: none yet */
	int64_t up_ms;       /* when this run came up; 0: it did not */
	bool bound;          /* its sockets are open; PID 1 closes them when it is no longer so */
	bool triggered;      /* one of them can be read, and it is not launched yet */
	uint32_t triggers;   /* in the time that began at triggers_ms */
	int64_t triggers_ms;
};

void service_policy_of(const struct container *container, struct service_policy *policy);

/* Down, not wanted. `chance`: any number, best one that no other service and machine has. */
void service_prepare(struct service *service, uint32_t chance, int64_t now_ms);

/* Returns ACTION_*, or 0. An event that means nothing in a state changes nothing. */
unsigned service_step(struct service *service, const struct service_policy *policy,
	const struct service_event *event, int64_t now_ms);

/* Whether a container of that kind runs to its end, and is good when it is DONE. */
static inline bool service_ends(enum container_kind kind)
{
	return kind >= KIND_ONESHOT && kind <= KIND_TIMER;
}

/* Every end of it is a good one, and the next run follows. */
static inline bool service_returns(enum container_kind kind)
{
	return kind == KIND_CONSOLE;
}

/* The same, but the next run follows when somebody connects. */
static inline bool service_is_connected(enum container_kind kind)
{
	return kind == KIND_CONNECTION;
}

/* Nobody starts it at boot, and nobody waits for it. */
static inline bool service_is_on_demand(enum container_kind kind)
{
	return kind == KIND_TASK || kind == KIND_TIMER;
}

/* The next number of its own chance. */
uint32_t service_chance(struct service *service);

/* Nothing of it lives and nothing is under way. */
bool service_is_at_rest(const struct service *service);

#endif
