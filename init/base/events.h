/*
 * The newest changes of containers, in memory that PID 1 writes and any number of clients read: a
 * reader that is slow loses events and knows how many, and nobody waits for it.
 */
#ifndef NSINIT_BASE_EVENTS_H
#define NSINIT_BASE_EVENTS_H

#include <stdint.h>

#define EVENTS_KEPT     64u
#define EVENT_TEXT_MAX  104
#define EVENT_OF_NSINIT UINT16_MAX

/* How a container is since then, or what nsinit has to say of the machine. */
struct event {
	int64_t time_ms;       /* since the kernel's start */
	uint16_t container;    /* its place in the config, or EVENT_OF_NSINIT */
	uint8_t state, before; /* enum service_state */
	uint8_t cause;         /* enum service_cause */
	uint8_t notice;        /* NOTICE_... */
	uint8_t paused;        /* as in struct reply_container */
	uint8_t unused;
	int32_t exit_status;       /* the same */
	char text[EVENT_TEXT_MAX]; /* what failed; or of nsinit; cut at its end */
	uint32_t unused_too;
};
_Static_assert(sizeof(struct event) == 128, "two of them in a whole number of cache lines");

struct events {
	uint32_t written; /* ever; a futex(2). The next goes to kept[written % EVENTS_KEPT] */
	uint32_t unused;
	struct event kept[EVENTS_KEPT];
};

/* PID 1: the place of the next event, emptied; and makes it one. */
struct event *events_next(struct events *events);
void events_publish(struct events *events);

/*
 * The event that follows *position, events ever written, and moves it; 1, or 0: there is none yet.
 * *lost is how many were overwritten before. Any process; the memory need not be trusted.
 */
int events_read(
	const struct events *events, uint32_t *position, struct event *event, uint32_t *lost);

/* The position of the oldest one that is left. */
uint32_t events_oldest(const struct events *events);

#endif
