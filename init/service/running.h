/*
 * The states of a container from its launch to its end: STARTING, PREPARING and UP. Pure; called by
 * service_step(). Each returns ACTION_*.
 */
#ifndef NSINIT_SERVICE_RUNNING_H
#define NSINIT_SERVICE_RUNNING_H

#include "service/service.h"

unsigned running_starting(struct service *service, const struct service_policy *policy,
	const struct service_event *event, int64_t now_ms);
unsigned running_preparing(struct service *service, const struct service_policy *policy,
	const struct service_event *event, int64_t now_ms);
unsigned running_up(struct service *service, const struct service_policy *policy,
	const struct service_event *event, int64_t now_ms);

#endif
