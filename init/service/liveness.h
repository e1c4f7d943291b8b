/*
 * How a service that is up shows that it lives: by signs of its own within an interval, or by
 * probes from one to the next. Pure; the part of the state machine in service.c that the config's
 * .alive decides. Both return ACTION_*.
 */
#ifndef NSINIT_SERVICE_LIVENESS_H
#define NSINIT_SERVICE_LIVENESS_H

#include "service/service.h"

/* EVENT_DEADLINE: the interval is over, or the time of a probe. */
unsigned liveness_look(struct service *service, const struct service_policy *policy, unsigned alive,
	int64_t now_ms);

/* EVENT_ALIVE, EVENT_NOT_ALIVE, EVENT_PROBE_GOOD, EVENT_PROBE_BAD. */
unsigned liveness_judge(struct service *service, const struct service_policy *policy,
	const struct service_event *event, int64_t now_ms);

#endif
