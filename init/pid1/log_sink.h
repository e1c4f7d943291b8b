/*
 * Processes that carry records out of the book: into files, and to another machine. Each is a fork
 * of PID 1, confined as the logger is, that reads the book as nsctl does: one that hangs in a
 * broken medium holds nobody up, not even the logger.
 *
 * What stops one, a full file system or a network that is not there, is the status that it exits
 * with. PID 1 says so once, and starts it again and again; where it was in the book is kept there,
 * so that it goes on with what is still there.
 */
#ifndef NSINIT_PID1_LOG_SINK_H
#define NSINIT_PID1_LOG_SINK_H

#include "uses.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#define LOG_SINK_FILES  0
#define LOG_SINK_REMOTE 1
#define LOG_SINK_COUNT  2

/* Of this config: 0, or the number of the last and those before it. */
#define LOG_SINKS (NSINIT_USES_LOG_REMOTE ? 2 : NSINIT_USES_LOG_FILES)

struct log_sink {
	pid_t pid;         /* 0: not running */
	bool ended;        /* and nothing was done about it */
	int status;        /* of its last end */
	int told;          /* the one that was told last */
	unsigned failures; /* soon after the start, one after the other */
	int64_t started_ms;
	int64_t again_ms; /* when it is started; 0: it runs */
};

struct logger;

/* True: a sink it was, and log_sinks_step() goes on from there. PID 1. */
bool log_sink_exited(struct logger *logger, pid_t pid, int status);

/* Starts what is due. PID 1. */
void log_sinks_step(struct logger *logger);

/* When it has something to do; 0: never. */
int64_t log_sinks_deadline(const struct logger *logger);

/*
 * At the end of the machine, when all that wrote is gone: what still lies in pipes and in the book
 * is carried away, by processes that are given a limited time. The last process; see finish.h.
 */
void log_sinks_last(const struct logger *logger);

/* The processes themselves. */
_Noreturn void log_files_run(const struct logger *logger, bool last);
_Noreturn void log_remote_run(const struct logger *logger, bool last);

#endif
