/*
 * A probe: a process that looks, from inside of a container, whether it does what it should. A fork
 * of PID 1, so that what hangs there costs the probe alone.
 */
#ifndef NSINIT_CONTAINER_PROBE_H
#define NSINIT_CONTAINER_PROBE_H

#include <nsinit/container.h>

/*
 * Tries until the container is ready by its .ready, then exits with 0; PID 1 kills it when that
 * takes too long. `init` is a pidfd of the container's init. Nothing else of PID 1 is kept.
 */
_Noreturn void probe_ready(const struct container *container, int init);

/* The same with its .alive, tried once: exits with 0 or 1. */
_Noreturn void probe_alive(const struct container *container, int init);

#endif
