/*
 * The sockets that start containers: PID 1 keeps them, waits until one of them can be read while
 * nobody runs who would, and takes nothing from them. PID 1 only; nothing here waits.
 */
#ifndef NSINIT_PID1_SOCKETS_H
#define NSINIT_PID1_SOCKETS_H

#include "pid1/connections.h"
#include "pid1/machine.h"

#include <sys/epoll.h>

/* None is open. At boot. */
void sockets_prepare(struct unit *unit);

/* A launcher is gone: EVENT_BOUND when it was one for sockets, and all of them came. */
enum service_event_kind sockets_launcher_gone(struct machine *machine, unsigned index, int status);

/* After each event of a container: waits for its sockets, or no longer, or closes them. */
void sockets_follow(struct machine *machine, unsigned index);

/*
 * In another image of nsinit: goes on with those that it got. When they are not as many as the
 * config has, all are closed, and opened anew when the container does not run.
 */
void sockets_resume(struct machine *machine, unsigned index);

/*
 * Hears of what comes by its sockets: each time while it is there (SOCKETS_WAIT), once from now on
 * (SOCKETS_NOTICE), or not at all (0).
 */
#define SOCKETS_WAIT   EPOLLIN
#define SOCKETS_NOTICE (EPOLLIN | EPOLLET | EPOLLONESHOT)
void sockets_watch(struct machine *machine, unsigned index, uint32_t events);

/* One of its sockets can be read. */
void sockets_ready(struct machine *machine, unsigned index);

#endif
