/*
 * How a program says that it is ready: the child's part. See pid1/readiness.h for PID 1's.
 */
#ifndef NSINIT_CONTAINER_NOTIFY_H
#define NSINIT_CONTAINER_NOTIFY_H

#include "container/launch.h"

#define NOTIFY_VARIABLE_MAX 64

/* Rows of child.c's table: makes socket and pipe; gives the pipe the number of the config. */
int child_notify(struct child *child);
int child_ready_fd(struct child *child);

/* "NOTIFY_SOCKET=@nsinit/web", written to `variable`. */
const char *notify_variable(const struct container *container, char variable[NOTIFY_VARIABLE_MAX]);

#endif
