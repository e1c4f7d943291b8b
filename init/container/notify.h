/*
 * How a program says that it is ready: the child's part. See pid1/readiness.h for PID 1's.
 */
#ifndef NSINIT_CONTAINER_NOTIFY_H
#define NSINIT_CONTAINER_NOTIFY_H

#include "container/launch.h"

/* NOTIFY_SOCKET, and WATCHDOG_USEC where signs of life are asked for. */
#define NOTIFY_VARIABLES 2
struct notify_variables {
	char texts[NOTIFY_VARIABLES][64];
};

/* Rows of child.c's table: makes socket and pipe; gives the pipe the number of the config. */
int child_notify(struct child *child);
int child_ready_fd(struct child *child);

/* Adds those of the container to the end of `environment`; how many they are. */
unsigned notify_environment(const struct container *container, struct notify_variables *variables,
	const char **environment);

#endif
