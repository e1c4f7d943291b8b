/*
 * How PID 1 hears that a container is ready: by its notification socket, by its pipe, by a probe.
 * PID 1 only; nothing here waits.
 */
#ifndef NSINIT_PID1_READINESS_H
#define NSINIT_PID1_READINESS_H

#include "pid1/machine.h"

/* No listener, no probe. At boot. */
void readiness_prepare(struct unit *unit);

/*
 * Before a launch: news[0] is PID 1's end, news[1] the child's, of the socket by which the child
 * hands over what is to be listened to; both -1 when that is nothing. 0 or -errno.
 */
int readiness_pair(const struct container *container, int news[2]);

/* The program was executed: listens to what its child handed over to unit.news. */
void readiness_open(struct machine *machine, unsigned index);

/* It has ended: nobody listens to it any more, and what it said is forgotten. */
void readiness_close(struct machine *machine, unsigned index);

/* Its socket or its pipe can be read. */
void readiness_notify(struct machine *machine, unsigned index);
void readiness_pipe(struct machine *machine, unsigned index);

/* The container's init has something to say, or to ask: base/ready.h. */
void readiness_news(struct machine *machine, unsigned index);

/* Forks the probe; false: it could not. */
bool readiness_probe(struct machine *machine, unsigned index);

/* What a command that probes it wrote last, into unit.reason; it is gone when that is the end. */
void readiness_words(struct unit *unit, bool is_last);

/* Listens again to those that said too much in too short a time; and when that is due, 0: never. */
void readiness_step(struct machine *machine, int64_t now_ms);
int64_t readiness_deadline(const struct machine *machine);

#endif
