/*
 * The logger as PID 1 has it: a process that reads every container's output, and PID 1's own, into
 * the book (base/book.h), and is forked again when it dies.
 *
 * PID 1 makes all pipes and the memory at boot and keeps both ends of every pipe, so that neither a
 * container nor a logger that dies loses anything. A logger that dies again and again is tried at
 * long intervals; in between PID 1 empties the pipes itself and counts, since a service whose pipe
 * is full would wait for ever. A container that writes without end is slowed down by its own full
 * pipe, nobody else.
 */
#ifndef NSINIT_PID1_LOGGER_H
#define NSINIT_PID1_LOGGER_H

#include "base/book.h"
#include "pid1/log_sink.h"
#include "uses.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* Of containers in the config's order; then PID 1 and, where the config says so, the kernel. */
#define LOG_OWN     NSINIT_CONTAINERS
#define LOG_KERNEL  (LOG_OWN + 1)
#define LOG_SOURCES (LOG_OWN + 1 + NSINIT_USES_KERNEL_LOG)

/* A pipe of each, or /dev/kmsg; then the socket of each container. */
#define LOG_INPUTS (LOG_SOURCES + (NSINIT_USES_SYSLOG ? NSINIT_CONTAINERS : 0))

struct log_input;

struct logger {
	int input[LOG_INPUTS];    /* read ends, non-blocking; -1: there is none */
	int output[LOG_OWN + 1];  /* write ends: the containers' 1 and 2 */
	int memory;               /* descriptor of the book, which clients get; -1: there is none */
	int file;                 /* of the same, for the next image; -1 */
	struct book *book;        /* the same, mapped; NULL */
	struct log_input *inputs; /* behind the book, LOG_SOURCES of them: see logger_input.h */
	struct log_sink sinks[LOG_SINK_COUNT];
	pid_t pid;       /* 0: not running */
	unsigned deaths; /* soon after the start, one after the other */
	int64_t started_ms;
	int64_t again_ms; /* when it is started again; 0: it runs */
	int64_t drain_ms; /* when the pipes are emptied next; 0: they are not */
	uint64_t lost;    /* bytes that were thrown away since it ran */
};

/*
 * Pipes, sockets and memory. Each container's pipe belongs to its user. On a machine of its own
 * (struct ground) the kernel's log is taken. 0 or -errno. PID 1, at boot.
 */
int logger_prepare(struct logger *logger, bool machine);

/* The parts of it; each makes what is not there yet. 0 or -errno. */
int logger_make_memory(struct logger *logger);
int logger_make_inputs(struct logger *logger, bool machine);
/* A pipe's owner is the container's user. */
void logger_own_pipe(const struct logger *logger, unsigned i);
/* Another descriptor of the book, by which it can be read alone; or -errno. */
int logger_open_for_clients(int file);

struct state;

/*
 * The same where another image was before: with its pipes and its memory, and a new logger.
 * `is_same`: it had the same containers in the same places. PID 1.
 */
void logger_resume(struct logger *logger, const struct state *state, bool is_same, bool machine);

/* The logger died, or could not be forked; logger_step() goes on from there. */
void logger_died(struct logger *logger);

/* Starts the logger and empties pipes, whatever is due. */
void logger_step(struct logger *logger);

/* When logger_step() has something to do; 0: never. */
int64_t logger_deadline(const struct logger *logger);

/* In a fork of PID 1 that has no business with it: lets go of the memory. 0 or -errno. */
int logger_forget(const struct logger *logger);

/* Whose the records of a source are: the name of a container, "nsinit", "kernel". */
const char *logger_source(unsigned source);

/* What a logger that is gone had not read, up to a limit. Nobody else may be one; see log_sink.h.
 */
void logger_rest(const struct logger *logger);
/* Closes every descriptor but the inputs. */
void logger_close_others(const struct logger *logger);

/* The logger itself, in a fork of PID 1: logger_run.c. */
_Noreturn void logger_run(const struct logger *logger);

#endif
