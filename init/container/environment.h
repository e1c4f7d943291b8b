/*
 * What a program finds in its environment. Runs in the child, last before exec.
 */
#ifndef NSINIT_CONTAINER_ENVIRONMENT_H
#define NSINIT_CONTAINER_ENVIRONMENT_H

#include "container/bind.h"
#include "container/launch.h"
#include "container/notify.h"

/* PATH, HOME, TERM, those of notify.h and bind.h and the end of the list. */
#define ENVIRONMENT_EXTRA (4 + NOTIFY_VARIABLES + SOCKET_VARIABLES)

struct environment {
	const char *words[ENVIRONMENT_MAX + ENVIRONMENT_EXTRA];
	struct notify_variables notify;
#if NSINIT_USES_SOCKETS
	struct socket_variables sockets;
#endif
};

/* The config's own, and what nsinit adds. */
void environment_make(const struct child *child, struct environment *environment);

#endif
