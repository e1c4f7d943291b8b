/*
 * The part of the schema that says how a container lives: what follows its end, what becomes of
 * those that need it. Included by container.h; a config includes that.
 */
#ifndef NSINIT_LIFE_H
#define NSINIT_LIFE_H

#include <stdbool.h>
#include <stdint.h>

struct container;

/* What a container runs as. */
enum container_kind {
	KIND_SERVICE = 0, /* runs until it is stopped; up as soon as its program was executed */
	KIND_ONESHOT,     /* runs to its end; done, and good for its dependents, when it exits 0 */
	KIND_TASK,  /* a oneshot that nobody starts at boot: `nsctl start` or `.instead` does */
	KIND_TIMER, /* a oneshot that runs at the times of `timer`, and by `nsctl start` */
	/*
	 * A login command on a terminal of the machine, `tty`: its 0, 1, 2, /dev/console and
	 * controlling terminal, which was taken from whoever had it. Started again after every end,
	 * with the delays of `restart`. Its lines are on the terminal and not in its log.
	 */
	KIND_CONSOLE,
	/* One of those that serve `connections`, one each: every end is a good one. */
	KIND_CONNECTION,
};

/*
 * A command of READY_COMMAND, ALIVE_COMMAND, RELOAD_COMMAND or `stop` is one more process of it:
 * its user, capabilities, filters, limits. What it leaves behind is killed with it, or when it
 * takes too long. The last line that it wrote says in status and log what is wrong.
 */

/*
 * When a container is ready, which is what those that need it wait for. By default a service is as
 * soon as its program was executed, and what runs to its end when it exited with 0. Paths and
 * addresses are those inside the container, tried as its user.
 */
enum ready_kind {
	READY_UNSET = 0,
	READY_NOTIFY,  /* a process of it sent READY=1 to $NOTIFY_SOCKET: sd_notify(3) */
	READY_FD,      /* it wrote a line to its descriptor `fd`, as s6 has it */
	READY_TCP,     /* it accepts on `port` of its first address, or of its loopback */
	READY_UNIX,    /* it accepts on the stream socket `path` */
	READY_FILE,    /* `path` is there */
	READY_COMMAND, /* `argv`, run inside, exited with 0; until then again and again */
	READY_EXIT,    /* it exited with 0; of what runs to its end only */
};
struct ready {
	enum ready_kind kind;
	int32_t fd;              /* READY_FD: 3 to 63 */
	int32_t port;            /* READY_TCP */
	const char *path;        /* READY_UNIX, READY_FILE */
	const char *const *argv; /* READY_COMMAND: ARGV() */
	int64_t timeout_ms; /* from exec on; who is not ready then has failed; 0 means 30 000 */
	/*
	 * READY_NOTIFY: a daemon that leaves its first process names the one to follow, MAINPID=n,
	 * before that ends. From then on this one's end is that of the container, and the signals
	 * are its. It must be an orphan, or become one by that end.
	 */
	bool main_pid;
};
#define READY(...)               (&(const struct ready){ __VA_ARGS__ })
#define READY_TIMEOUT_DEFAULT_MS 30000
#define READY_FD_LEAST           3
#define READY_FD_MOST            63

/*
 * How a service that is up shows that it lives; who does not has failed. Paths and addresses are
 * those inside the container, tried as its user. A container that is paused is left alone.
 */
enum alive_kind {
	ALIVE_UNSET = 0,
	ALIVE_NOTIFY,  /* WATCHDOG=1 to $NOTIFY_SOCKET in each interval: sd_watchdog_enabled(3) */
	ALIVE_TCP,     /* it accepts on `port` of its first address, or of its loopback */
	ALIVE_UNIX,    /* it accepts on the stream socket `path` */
	ALIVE_COMMAND, /* `argv`, run inside, exits with 0 */
};
struct alive {
	enum alive_kind kind;
	int32_t port;            /* ALIVE_TCP */
	const char *path;        /* ALIVE_UNIX */
	const char *const *argv; /* ALIVE_COMMAND: ARGV() */
	int64_t interval_ms;     /* between two signs, or from one try to the next */
	int64_t timeout_ms;      /* of one try, not ALIVE_NOTIFY; 0 means 2000 */
	int32_t misses;          /* in a row that are too many, not ALIVE_NOTIFY; 0 means 3 */
};
#define ALIVE(...)               (&(const struct alive){ __VA_ARGS__ })
#define ALIVE_TIMEOUT_DEFAULT_MS 2000
#define ALIVE_MISSES_DEFAULT     3

/*
 * Statuses that are no failure, besides 0: EXITS(3, 143). A program that signal n killed has the
 * status 128 + n.
 */
#define EXITS_MAX  16
#define EXITS_END  (-1)
#define EXITS(...) ((const int32_t[]){ __VA_ARGS__, EXITS_END })

/*
 * What follows an exit. The delay doubles with each failure and falls back after a good run. A
 * container that restarts itself by reboot(2) is started again whatever stands here, and that is no
 * failure; one that powers itself off has exited with 0.
 */
enum restart_kind {
	RESTART_ON_FAILURE = 0, /* a status that is no success, a start that failed */
	RESTART_ALWAYS,
	RESTART_NEVER,
};

/* What follows `limit` failures without a good run between them. Without it the delays grow. */
enum failure_kind {
	FAILURE_RETRY = 0, /* it is tried every `slow_ms`, for ever */
	FAILURE_START,     /* it has failed, and `instead` is started */
	FAILURE_REBOOT,    /* the machine starts again */
	FAILURE_RESCUE,    /* all other containers are stopped: the console's shell is left */
};
struct failures {
	int32_t limit;
	enum failure_kind on_limit;
	int64_t slow_ms;                 /* FAILURE_RETRY only; 0 means 300 000 */
	const struct container *instead; /* FAILURE_START only: a KIND_TASK that stands earlier */
};
#define FAILURES(...) (&(const struct failures){ __VA_ARGS__ })

struct restart {
	enum restart_kind kind;
	int32_t jitter_percent;          /* each delay is shorter by up to this much, by chance */
	int64_t delay_ms;                /* before the first restart; 0 means 200 */
	int64_t delay_max_ms;            /* 0 means 30 000 */
	int64_t reset_ms;                /* a run this long is good again; 0 means 10 000 */
	const struct failures *failures; /* FAILURES() */
};
#define RESTART_DELAY_DEFAULT_MS     200
#define RESTART_DELAY_MAX_DEFAULT_MS 30000
#define RESTART_RESET_DEFAULT_MS     10000
#define RESTART_SLOW_DEFAULT_MS      300000

/*
 * What becomes of a container when one that it needs is no longer up. `nsctl stop` of a need stops
 * it too, whatever stands here, and so does the end of the machine.
 */
enum need_lost {
	NEED_LOST_STAY = 0, /* it runs on */
	NEED_LOST_STOP,     /* stopped when the need failed or ended for good; waits for it then */
	NEED_LOST_RESTART,  /* stopped with the need, and started again when that is up again */
};

/*
 * What `nsctl reload` does: the program reads its settings again and goes on. What it says of that
 * by RELOADING=1 and READY=1 to $NOTIFY_SOCKET, if it has one, is in its status.
 */
enum reload_kind {
	RELOAD_UNSET = 0,
	RELOAD_SIGNAL,  /* `signal` is sent to the program */
	RELOAD_COMMAND, /* `argv`, run inside, does it and exits with 0 */
};
struct reload {
	enum reload_kind kind;
	int signal;              /* RELOAD_SIGNAL; 0 means SIGHUP */
	const char *const *argv; /* RELOAD_COMMAND: ARGV() */
	int64_t limit_ms;        /* RELOAD_COMMAND: it is killed then; 0 means 10 000 */
};
#define RELOAD(...)             (&(const struct reload){ __VA_ARGS__ })
#define RELOAD_LIMIT_DEFAULT_MS 10000

/*
 * How a container is stopped: the signal, then SIGKILL when it still runs at the limit. With `argv`
 * that command runs inside first, and the signal follows when it fails, cannot be run, or the
 * program still runs at the end of `argv_limit_ms`, which comes before `limit_ms`.
 */
struct stop {
	int signal;              /* 0 means SIGTERM, of a KIND_CONSOLE SIGHUP */
	int32_t argv_limit_ms;   /* 0 means 5000; with `argv` only */
	int64_t limit_ms;        /* 0 means 5000 */
	const char *const *argv; /* ARGV() */
};
#define STOP_LIMIT_DEFAULT_MS     5000
#define START_LIMIT_DEFAULT_MS    10000
#define SHUTDOWN_LIMIT_DEFAULT_MS 30000

/* Required before start, and started before; or only ordered. Both must stand earlier. */
#define NEEDS(...) ((const struct container *const[]){ __VA_ARGS__, NULL })
#define AFTER(...) ((const struct container *const[]){ __VA_ARGS__, NULL })

#endif
