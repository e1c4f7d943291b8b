/*
 * The state of PID 1: one static object, sized by the config. Only PID 1 writes it; its forks see
 * the copy of their moment. What must survive the program itself has a row in state_table.c.
 */
#ifndef NSINIT_PID1_MACHINE_H
#define NSINIT_PID1_MACHINE_H

#include "base/protocol.h"
#include "base/settings.h"
#include "container/launch.h"
#include "container/steps.h"
#include "kernel/cgroup.h"
#include "pid1/boot.h"
#include "pid1/finish.h"
#include "pid1/hotplug.h"
#include "pid1/logger.h"
#include "service/confirm.h"
#include "service/essential.h"
#include "service/service.h"
#include "service/timer.h"
#include "uses.h"

#include <nsinit/container.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* Simultaneous control connections; the next one waits in the socket's queue. */
#define CLIENTS_MAX 8

/* Programs that run inside containers by `nsctl exec`, all containers together. */
#define EXECS_MAX (NSINIT_USES_EXEC ? 64 : 1)

/* Of one container: the first is of memory, then one for each of .pressure. */
#define WATCHES_MAX (NSINIT_USES_PRESSURE ? 1 + PRESSURES_MAX : 1)

#define UNIT_SOCKETS (NSINIT_USES_SOCKETS ? SOCKETS_MAX : 1)

/*
 * What PID 1 holds at most: its own, those of who asks, and of each container the ends of its log,
 * its status, terminal, news, notifications, probe and command, a connection, watches and sockets.
 * The kernel lets it hold the first number, and raise that to the second (INR_OPEN_CUR,
 * INR_OPEN_MAX).
 */
#define DESCRIPTORS_MAX   (64 + NSINIT_CONTAINERS * (10 + WATCHES_MAX + UNIT_SOCKETS))
#define DESCRIPTORS_GIVEN 1024
#define DESCRIPTORS_HARD  4096
_Static_assert(DESCRIPTORS_MAX <= DESCRIPTORS_HARD, "PID 1 can hold them all");

/* What an epoll event is about: enum source in the high half, its index in the low. */
enum source {
	SOURCE_SIGNALS,
	SOURCE_TIMER,
	SOURCE_CONTROL,
	SOURCE_CLIENT, /* index: of machine.clients */
	SOURCE_STATUS, /* index: of machine.units, here and in the next four */
	SOURCE_NOTIFY,
	SOURCE_PIPE,
	SOURCE_NEWS,
	SOURCE_SOCKET, /* any of the unit's */
	SOURCE_CLOCK,
	SOURCE_HOTPLUG,
	SOURCE_SHORTAGE, /* index: see shortage.c */
};
#define EPOLL_TAG(source, index) ((uint64_t)(source) << 32 | (uint32_t)(index))

/* Whether the processes of a container are held, see pause.h. */
enum pause {
	PAUSE_NONE = 0,
	PAUSE_HOLDING, /* some of them are not held yet */
	PAUSE_HELD,
	PAUSE_FAILED, /* as PAUSE_NONE; the last one asked for could not be */
};

/* What PID 1 knows of one container besides its service. */
struct unit {
	pid_t launcher; /* 0: none */
	pid_t cleaner;  /* 0: none */
	pid_t learner;  /* of its last run; 0: none */
	int status;     /* read end of the status pipe of the launcher or cleaner, -1 */
	int terminal;   /* to the relay of the container's terminal, -1: none */
	bool reported;  /* this run's status pipe brought a failure */
	bool executes;  /* it said that exec comes next */
	enum pause pause;
	int64_t pause_look_ms; /* PAUSE_HOLDING: when it is looked again */
	int64_t pause_end_ms;  /* PAUSE_HOLDING: and when it is given up */
	pid_t setter;          /* changes one of its limits; 0: none */
	int set_result;        /* errno value of the last one that ended */
	uint32_t setting;      /* enum setting: which one */
	int64_t setting_value; /* and to what */
	int64_t set[NSINIT_USES_SET ? SETTING_COUNT : 1]; /* what was set; 0: as in the config */
	struct step_report failure; /* of the last start; step STEP_NONE when it went well */
	int64_t wanted_ms, started_ms, ready_ms; /* the first time each; 0: not yet */
	pid_t probe;                             /* 0: none */
	int news;       /* to the child of the launcher, then to its init; readiness.h; -1: none */
	int notify;     /* its notification socket, -1: none */
	int pipe;       /* its pipe of READY_FD, -1: none */
	int said;       /* what the command that probes it wrote last, -1: none is under way */
	ino_t inside;   /* its pid namespace, whose processes may notify */
	unsigned heard; /* datagrams, in the second that began at heard_since_ms */
	int64_t heard_since_ms;
	int64_t deaf_until_ms;       /* it notified too often; 0: no */
	int sockets[UNIT_SOCKETS];   /* in the config's order, -1: not open */
	bool binds;                  /* its launcher is to open them */
	int connection;              /* that it is to be launched with, -1: none */
	uint64_t peer[2];            /* the address that it serves; 0: none */
	bool refused;                /* one was, and nobody was let in since */
	bool used;                   /* something came by them in this interval, see idle.h */
	uint32_t watched;            /* what epoll tells of them, see sockets.h */
	int64_t idle_ms;             /* when that interval ends, 0: none */
	pid_t looker;                /* for connections that are open; 0: none */
	int watches[WATCHES_MAX];    /* on its control group, -1: none */
	uint32_t oom_events;         /* what epoll says of the first */
	uint64_t oom_seen;           /* of the first, see cgroup_watch_oom() */
	int64_t look_again_ms;       /* when the first is listened to again; 0: it is */
	int64_t tell_again_ms;       /* until then pressure is not told again */
	uint32_t notice;             /* NOTICE_... */
	char words[NOTICE_TEXT_MAX]; /* of its status, as it came */
	/* Of the last command that probed it: the last line. */
	char reason[NSINIT_USES_PROBE_COMMAND ? NOTICE_TEXT_MAX : 1];
	pid_t command;          /* of the config, inside, see inside.h; 0: none */
	int command_said;       /* what it wrote last, -1: none is under way */
	int command_result;     /* errno value of the last one that ended */
	bool command_stops;     /* it is to end the container, and no signal was sent yet */
	int64_t command_end_ms; /* when it takes too long; 0: never */
	char command_words[NSINIT_USES_COMMAND ? NOTICE_TEXT_MAX : 1]; /* why it failed */
	struct timer_state timer;                                      /* of a KIND_TIMER */
	uint32_t definition; /* that it was started by, see definition.h; 0: not known */
};

enum client_state {
	CLIENT_FREE = 0,
	CLIENT_READING, /* no request yet */
	CLIENT_WAITING, /* its answer comes when a container got where it should */
	CLIENT_SENDING, /* its answer is on the way, as fast as it reads */
};
struct client {
	enum client_state state;
	int fd;
	enum control_verb verb;
	unsigned first, last; /* containers that it asked for */
	unsigned next;        /* packet of the answer that goes next */
	int result;           /* errno value of the end packet */
	const char *words;    /* of the end packet, static; may be NULL */
	int64_t deadline_ms;  /* of reading or sending; 0: none */
};

/* See essential.h. */
struct essential_watch {
	struct confirm confirm;
	int64_t away_ms[NSINIT_USES_ESSENTIAL ? NSINIT_CONTAINERS : 1];
	int64_t look_ms;           /* when time alone changes something; 0: never */
	struct container_set lost; /* those that failed for good, and that had its consequence */
	bool starves;              /* the watchdog is not fed */
};

enum phase {
	PHASE_BOOTING, /* the boot helper runs */
	PHASE_RUNNING,
	PHASE_STOPPING,  /* containers are stopped in order */
	PHASE_FINISHING, /* the last process runs */
};

/* The next image of nsinit, on its way: see reexec.h. */
enum reexec_phase {
	REEXEC_NONE = 0,
	REEXEC_CHECKING, /* a run of it looks at the state */
	REEXEC_READY,    /* it is good, and waits until nothing is between two processes */
};
struct reexec {
	enum reexec_phase phase;
	pid_t checker;
	int said;            /* what the checker says, -1 */
	int64_t deadline_ms; /* when the wish is given up */
	int result;          /* errno value of the last wish */
	char words[96];      /* why it was not fulfilled */
};

struct machine {
	enum phase phase;
	enum finish finish;
	int64_t phase_deadline_ms; /* when the phase ends by force; 0: never */
	int64_t progress_ms;       /* when a shutdown tells next what it waits for */
	bool booted;               /* the end of the boot was told */
	struct ground ground;
	struct cgroup_layout cgroups;
	uint64_t bounding; /* see capability.h */
	int epoll, signals, timer, control;
	int64_t armed_ms; /* what the timer is set to; 0: disarmed */
	pid_t helper, shell, finisher;
	int64_t shell_again_ms; /* when a shell is started again; 0: none is due */
	int watchdog;           /* descriptor, -1: none */
	int64_t watchdog_ms;    /* when it is fed next; 0: never again */
	int64_t watchdog_period_ms;
	struct essential_watch essential;
	int64_t clock_ms; /* when the clock is saved next; 0: never */
	pid_t saver;      /* saves it; 0: none */
	pid_t stamper;    /* saves the last runs of timers, see stamps.h; 0: none */
	int64_t stamped;  /* which of them were saved last */
	bool kept;        /* the store has said who is disabled, see enabled.h */
	pid_t disabler;   /* keeps that `disabling` is disabled or not, as `disables`; 0: none */
	unsigned disabling;
	bool disables;
	int disable_result; /* errno value of the last one that ended */
	bool disabled[NSINIT_USES_ENABLE ? NSINIT_CONTAINERS : 1];
	struct logger logger;
	struct hotplug hotplug;
	struct learned *learned; /* shared with learners, in the config's order */
	pid_t *pids; /* shared with launchers: of the containers, in the config's order */
	int pids_memory, learned_memory; /* what these two map; -1: no file */
	struct service services[NSINIT_CONTAINERS];
	struct service_policy policies[NSINIT_CONTAINERS];
	struct unit units[NSINIT_CONTAINERS];
	bool leaving[NSINIT_CONTAINERS]; /* to be stopped as soon as those that need it are */
	struct client clients[CLIENTS_MAX];
	pid_t execs[EXECS_MAX]; /* supervisors of programs inside containers; 0: free */
	struct reexec reexec;
	uint32_t faults;        /* of PID 1 that it went on after, since: */
	int64_t faulted_ms;     /* the first of them; 0: none */
	int clock;              /* timer of the calendar, if the config has one; or -errno */
	int64_t clock_armed_ms; /* what that is set to */
	bool clock_was_set;     /* since the timers were looked at */
};

#endif
