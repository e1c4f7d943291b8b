/*
 * How a container is asked whether it is ready. Pure, and small enough to stand in a header; read
 * by PID 1, launcher and child.
 */
#ifndef NSINIT_BASE_READY_H
#define NSINIT_BASE_READY_H

#include <nsinit/container.h>
#include <stdbool.h>

/* An abstract address of the container's network: "@" and this and its name. */
#define NOTIFY_PREFIX "nsinit/"

static inline bool is_ready_by(const struct container *container, enum ready_kind kind)
{
	return container->ready && container->ready->kind == kind;
}

/* It has a socket to say what it does: sd_notify(3). */
static inline bool has_notify(const struct container *container)
{
	return is_ready_by(container, READY_NOTIFY) ||
	       (container->alive && container->alive->kind == ALIVE_NOTIFY);
}

#endif
