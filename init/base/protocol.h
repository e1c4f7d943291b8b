/*
 * The control protocol between nsctl and PID 1, on a SOCK_SEQPACKET socket at CONTROL_PATH.
 *
 * One request a connection, one packet; the answer is a run of packets, each a struct reply_head
 * and its body, closed by one REPLY_END. Both ends are of one machine: native byte order, sizes
 * fixed, no pointers. The version is part of every request, so that a client of another build is
 * told so. Only uid 0 of the initial user namespace may connect (checked by SO_PEERCRED).
 */
#ifndef NSINIT_BASE_PROTOCOL_H
#define NSINIT_BASE_PROTOCOL_H

#include "base/container_set.h"

#include <nsinit/syscalls.h>
#include <stdint.h>

/* Of nsinit as a whole; `nsctl --version`. */
#define NSINIT_VERSION "0.1.0"

#define CONTROL_PATH     "/run/nsinit/control"
#define CONTROL_VERSION  13u
#define CONTROL_NAME_MAX 32 /* of a container, with its NUL */
#define CONTROL_TEXT_MAX 192

/*
 * X(enumerator, word on nsctl's command line, takes, help); takes a name: 0 no, 1 one, 2 none or
 * one, 3 one and a command, 4 any number, which nsctl picks from the answer, 5 one and limits, 6
 * one and a signal.
 */
#define CONTROL_VERBS(X)                                                                           \
	X(VERB_STATUS, "status", 2, "state of all containers, or of one")                          \
	X(VERB_START, "start", 1, "start a container and wait until it is up")                     \
	X(VERB_STOP, "stop", 1, "stop a container and wait until it is down")                      \
	X(VERB_RESTART, "restart", 1, "stop and start a container")                                \
	X(VERB_LOGS, "logs", 4, "the newest lines, of all containers or some")                     \
	X(VERB_WAIT, "wait", 2, "wait until all containers, or one, are up or failed")             \
	X(VERB_REBOOT, "reboot", 0, "stop everything and restart the machine")                     \
	X(VERB_POWEROFF, "poweroff", 0, "stop everything and switch the machine off")              \
	X(VERB_HALT, "halt", 0, "stop everything and halt the machine")                            \
	X(VERB_EXEC, "exec", 3, "run a program inside a container")                                \
	X(VERB_ATTACH, "attach", 1, "a container's terminal; ctrl-p ctrl-q leave it")              \
	X(VERB_PAUSE, "pause", 1, "hold a container's processes where they are")                   \
	X(VERB_RESUME, "resume", 1, "let them go on")                                              \
	X(VERB_SET, "set", 5, "change limits until its next start: memory=32M cpu=20%")            \
	X(VERB_SYSCALLS, "syscalls", 1, "what a container with SYSCALLS_LEARN called")             \
	X(VERB_REEXEC, "reexec", 0, "replace nsinit by its file; containers go on")                \
	X(VERB_SIGNAL, "signal", 6, "send a signal to the program: HUP, SIGUSR1, 10")              \
	X(VERB_RELOAD, "reload", 1, "let the program read its settings again")                     \
	X(VERB_ENABLE, "enable", 1, "let the boot start it again")                                 \
	X(VERB_DISABLE, "disable", 1, "do not start it at boot any more")

enum control_verb {
#define CONTROL_VERB_ENUM(verb, word, takes, help) verb,
	CONTROL_VERBS(CONTROL_VERB_ENUM)
#undef CONTROL_VERB_ENUM
		VERB_COUNT
};

struct control_request {
	uint32_t version;
	uint32_t verb;               /* enum control_verb */
	char name[CONTROL_NAME_MAX]; /* NUL-terminated; empty for all */
};

/*
 * VERB_EXEC. The words are those of words.h; bytes after them are not sent. From then on the
 * connection is that of one process of nsinit's which holds the program: it answers with
 * REPLY_STARTED and REPLY_EXIT, takes struct exec_signal, and ends the program when the client
 * hangs up. A REPLY_END instead is a refusal. VERB_ATTACH is answered alike, by the process that
 * holds the terminal of the container.
 */
#define EXEC_WORDS_MAX 64
#define EXEC_BYTES_MAX 4096
#define EXEC_TERM_MAX  32
#define EXEC_TERMINAL  1u
struct exec_request {
	struct control_request head;
	uint32_t count;           /* words */
	uint32_t bytes;           /* of the words, with each one's NUL */
	uint32_t flags;           /* EXEC_TERMINAL or 0 */
	uint16_t rows, columns;   /* of the client's terminal */
	char term[EXEC_TERM_MAX]; /* its kind, as of TERM; may be empty */
	char words[EXEC_BYTES_MAX];
};

/* VERB_SET: one limit, see settings.h. */
struct set_request {
	struct control_request head;
	int64_t value;
	uint32_t setting; /* enum setting */
	uint32_t unused;
};

/* VERB_SIGNAL. */
struct signal_request {
	struct control_request head;
	uint32_t number; /* as of this machine */
	uint32_t unused;
};

/*
 * For the process group of the program: SIGHUP, SIGINT, SIGQUIT or SIGTERM. Or the client leaves
 * and the program goes on, if it has a terminal; what that shows is lost from then on.
 */
#define EXEC_DETACH 0
struct exec_signal {
	uint32_t number;
};

enum control_reply_kind {
	REPLY_END = 1,   /* struct reply_end: the last packet */
	REPLY_MACHINE,   /* struct reply_machine, before the first container; see enum group */
	REPLY_CONTAINER, /* struct reply_container */
	REPLY_LOGS,     /* no body: the last packet of VERB_LOGS; struct book comes by SCM_RIGHTS */
	REPLY_STARTED,  /* no body: the program was executed; EXEC_STREAMS come by SCM_RIGHTS */
	REPLY_EXIT,     /* struct reply_exit: the last packet of VERB_EXEC */
	REPLY_SYSCALLS, /* struct reply_syscalls */
};

struct reply_head {
	uint32_t kind;  /* enum control_reply_kind */
	uint32_t bytes; /* of the body */
};

struct reply_end {
	/* 0, or an errno value: refused or failed; ENOSYS: the config does not allow the verb */
	int32_t result;
	char text[CONTROL_TEXT_MAX]; /* the reason in words, empty with 0 */
};

/*
 * Pipes of the program: to its standard input, from its standard output and error. Of a program's
 * terminal they are all its master; of a container's the first is, for keys and sizes, and the
 * others are a pipe with what it shows.
 */
#define EXEC_STREAMS 3

struct reply_exit {
	int32_t code;                /* what nsctl exits with, see EXEC_CODE_... */
	char text[CONTROL_TEXT_MAX]; /* why it could not be started; empty when it was */
};
/* Besides the program's own status, and 128 and the number of the signal that killed it. */
#define EXEC_CODE_FAILED     125 /* it was not tried: a step before failed, or nsinit refused */
#define EXEC_CODE_UNRUNNABLE 126
#define EXEC_CODE_NOT_FOUND  127

/* What a container called since boot: bit n for enum nsinit_syscall n, and for AF_ n of sockets. */
#define SYSCALL_WORDS ((NSINIT_SYSCALL_COUNT + 63) / 64)
struct learned {
	uint64_t calls[SYSCALL_WORDS];
	uint64_t families;
};
struct reply_syscalls {
	struct learned learned;
	uint64_t present[SYSCALL_WORDS]; /* calls that this machine has */
	uint64_t caps;                   /* of the container */
};

/*
 * With REPLY_MACHINE come, by SCM_RIGHTS, the directories that hold each container's control group
 * under its name, for openat(2) alone: who wants numbers reads them there, and PID 1 reads none.
 * Where one is missing, another stands in its place, which has none of its files.
 */
enum group {
	GROUP_UNIFIED, /* version 2 */
	GROUP_CPU,     /* of either version, here and below */
	GROUP_MEMORY,
	GROUP_PIDS,
	GROUP_IO,
	GROUP_COUNT
};

struct reply_machine {
	int64_t up_ms; /* since the kernel's start */
	uint32_t containers;
	uint32_t cgroup_version; /* 0 none, 1, 2, or 3 for both together */
	char hostname[64];
	char release[64]; /* of the kernel */
};

/* X(enumerator, word in status and JSON) */
#define SERVICE_STATES(X)                                                                          \
	X(SERVICE_DOWN, "down")         /* not wanted */                                           \
	X(SERVICE_WAITING, "waiting")   /* wanted; what it needs is not up yet */                  \
	X(SERVICE_STARTING, "starting") /* its launcher runs */                                    \
	X(SERVICE_UP, "up")             /* its program was executed and runs, and is ready */      \
	X(SERVICE_STOPPING, "stopping") /* told to end, within its limit */                        \
	X(SERVICE_KILLING, "killing")   /* SIGKILL was sent */                                     \
	X(SERVICE_STUCK, "stuck")       /* survives SIGKILL: in the kernel's hands */              \
	X(SERVICE_CLEANING, "cleaning") /* its cleaner runs */                                     \
	X(SERVICE_BACKOFF, "backoff")   /* waits for the next try */                               \
	X(SERVICE_DONE, "done")     /* a oneshot that succeeded, or a service that ended well */   \
	X(SERVICE_FAILED, "failed") /* for good, until somebody starts it */                       \
	X(SERVICE_PREPARING, "preparing") /* its program runs and is not ready yet */              \
	X(SERVICE_LISTENING, "listening") /* its sockets wait for somebody who starts it */

enum service_state {
#define SERVICE_STATE_ENUM(state, word) state,
	SERVICE_STATES(SERVICE_STATE_ENUM)
#undef SERVICE_STATE_ENUM
		SERVICE_STATE_COUNT
};

/* X(enumerator, words): why nsinit itself ended the last run, or did not wait for it. */
#define SERVICE_CAUSES(X)                                                                          \
	X(CAUSE_NONE, "")                                                                          \
	X(CAUSE_READY, "was not ready in time")                                                    \
	X(CAUSE_ALIVE, "gave no sign of life")                                                     \
	X(CAUSE_MEMORY, "killed for want of memory")                                               \
	X(CAUSE_TRIGGER, "triggered too often")                                                    \
	X(CAUSE_PROCESS, "a process of it was killed for want of memory")                          \
	X(CAUSE_STALL_MEMORY, "stalled for want of memory")                                        \
	X(CAUSE_STALL_CPU, "stalled for want of processor time")                                   \
	X(CAUSE_STALL_IO, "stalled by input and output")

enum service_cause {
#define SERVICE_CAUSE_ENUM(cause, words) cause,
	SERVICE_CAUSES(SERVICE_CAUSE_ENUM)
#undef SERVICE_CAUSE_ENUM
		SERVICE_CAUSE_COUNT
};

/* What a service says of itself: sd_notify(3). */
#define NOTICE_RELOADING 1u
#define NOTICE_STOPPING  2u
/* And what nsinit says of it: since its start a process was killed for want of memory; it stalled;
 * since then its definition has changed. */
#define NOTICE_MEMORY   4u
#define NOTICE_PRESSURE 8u
#define NOTICE_CHANGED  16u
#define NOTICE_MOST     31u
#define NOTICE_TEXT_MAX 80

/* Of a timer that its clock gives no time, as long as nobody sets that. */
#define NEXT_UNSET_CLOCK (-1)

struct reply_container {
	char name[CONTROL_NAME_MAX];
	uint32_t state;      /* enum service_state */
	uint32_t kind;       /* enum container_kind of the schema */
	int32_t pid;         /* the container's init, or 0 */
	uint32_t restarts;   /* since the last command or boot */
	int64_t since_ms;    /* in this state, at the time of the answer */
	int32_t exit_status; /* of the last run: a wait(2) status, -1: none yet */
	/* The failing step of the last start; step 0: it did not fail. */
	uint32_t step;
	uint32_t item;
	int32_t error;                 /* errno value */
	char step_name[24];            /* "mount", "exec"; empty with step 0 */
	char item_name[64];            /* what the item is: a path, an interface; may be empty */
	char reason[CONTROL_TEXT_MAX]; /* all of it in words; empty when there is nothing to say */
	uint16_t paused;               /* 1: up, but its processes are held */
	uint16_t index;                /* its place in the config */
	uint32_t left_out;             /* times of a timer that passed without a run */
	struct container_set needs, after; /* that must be up for it, or settled before it */
	/* Since the kernel's start, of the first time each; 0: not yet. */
	int64_t wanted_ms, started_ms, ready_ms;
	uint32_t cause;              /* enum service_cause, of the last run */
	uint32_t notice;             /* NOTICE_... */
	char words[NOTICE_TEXT_MAX]; /* that it says of itself; may be empty */
	int64_t next_ms;             /* until a timer's next run; 0: none is planned */
};

#endif
