/*
 * A container that is started by its sockets, while it does not run. Pure; called by the state
 * machine of service.c. Each returns ACTION_*.
 */
#ifndef NSINIT_SERVICE_LISTENING_H
#define NSINIT_SERVICE_LISTENING_H

#include "service/service.h"

/* Cleared to start, and nobody has connected: its sockets are opened, if they are not, and wait. */
unsigned listening_begin(
	struct service *service, const struct service_policy *policy, int64_t now_ms);
/* They are open. */
unsigned listening_bound(struct service *service, int64_t now_ms);

/* The state LISTENING. */
unsigned listening_step(struct service *service, const struct service_policy *policy,
	enum service_event_kind kind, int64_t now_ms);

#endif
