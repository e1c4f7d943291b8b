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

/* The command that probes it, before it is up or then; NULL: none does. */
static inline const char *const *probe_command_of(const struct container *container, bool is_up)
{
	if (is_up)
		return container->alive && container->alive->kind == ALIVE_COMMAND
			       ? container->alive->argv
			       : NULL;
	return is_ready_by(container, READY_COMMAND) ? container->ready->argv : NULL;
}

/* Its program may name the process whose end is the container's. */
static inline bool has_main_pid(const struct container *container)
{
	return container->ready && container->ready->main_pid;
}

/*
 * What PID 1 and the container's init tell each other in packets of one int32_t. PID 1: the process
 * to follow, by its number inside; MAIN_PID_NONE: that was the last. Init: the process that is none
 * of its orphans, and is not followed; MAIN_PID_NONE: the one it follows has ended, is there
 * another?
 */
#define MAIN_PID_NONE 0

/* It has a socket to say what it does: sd_notify(3). */
static inline bool has_notify(const struct container *container)
{
	return is_ready_by(container, READY_NOTIFY) ||
	       (container->alive && container->alive->kind == ALIVE_NOTIFY);
}

#endif
