/*
 * The moves of the state machine in service.c: each is what several states do at some event. Pure.
 * Those that return something return ACTION_*.
 */
#ifndef NSINIT_SERVICE_MOVE_H
#define NSINIT_SERVICE_MOVE_H

#include "service/service.h"

/* limit_ms 0: the state lasts as long as it lasts. */
void move_to(struct service *service, enum service_state state, int64_t now_ms, int64_t limit_ms);

/* Wanted by people, with nothing of it alive: what went wrong before is forgotten. */
unsigned move_want_up(struct service *service, int64_t now_ms);
unsigned move_want_down(struct service *service, int64_t now_ms);

/* Wanted by people while it ends: remembered until the cleaner is gone. */
unsigned move_remember(struct service *service, enum service_event_kind kind);

unsigned move_kill(struct service *service, int64_t now_ms);
unsigned move_clean(struct service *service, int64_t now_ms);

/* Its program was executed: it is up, or has to become ready. */
unsigned move_begin(struct service *service, const struct service_policy *policy, int64_t now_ms);
/* It is ready, and up. */
unsigned move_ready(struct service *service, const struct service_policy *policy, int64_t now_ms);

/* The run is over: whoever still lives is killed, and then all traces are removed. */
unsigned move_end_run(
	struct service *service, enum service_outcome outcome, unsigned alive, int64_t now_ms);

/* Nothing is left of the last run. */
unsigned move_settle(struct service *service, const struct service_policy *policy, int64_t now_ms);

#endif
