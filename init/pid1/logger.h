/*
 * The logger: a process that reads every container's output, and that of PID 1, into rings.
 *
 * PID 1 makes one pipe and one ring a container at boot and keeps both ends of every pipe. A
 * container that dies loses nothing of what it wrote, a logger that dies the line it was reading;
 * it is forked again.
 * A container that writes without end is slowed down by its own full pipe, nobody else.
 */
#ifndef NSINIT_PID1_LOGGER_H
#define NSINIT_PID1_LOGGER_H

#include "pid1/ring.h"
#include "uses.h"

#include <sys/types.h>

/* Of containers in the config's order; the last is that of PID 1. */
#define LOG_SOURCES (NSINIT_CONTAINERS + 1)
#define LOG_OWN     NSINIT_CONTAINERS

struct logger {
	int input[LOG_SOURCES];  /* read ends, non-blocking */
	int output[LOG_SOURCES]; /* write ends: the containers' 1 and 2 */
	struct ring *rings;      /* shared memory, LOG_SOURCES of them */
	pid_t pid;               /* 0: not running */
};

/* Pipes and rings. Each container's pipe belongs to its user. 0 or -errno. PID 1, at boot. */
int logger_prepare(struct logger *logger);

/* Forks the logger; 0 or -errno. */
int logger_start(struct logger *logger);

/*
 * In a fork of PID 1: sends the rings `first` to `last` to a control client and exits. The name
 * stands before each when there is more than one.
 */
_Noreturn void logger_send(const struct logger *logger, int client, unsigned first, unsigned last);

#endif
