/*
 * Whether the containers that the machine is nothing without are well: pure.
 *
 * PID 1 looks after each change and when essential_look() said that time alone may change it.
 */
#ifndef NSINIT_SERVICE_ESSENTIAL_H
#define NSINIT_SERVICE_ESSENTIAL_H

#include "base/container_set.h"
#include "service/service.h"

struct essential_view {
	const struct container_list *list;
	const struct service *services;
	const struct service_policy *policies;
	int64_t *away_ms; /* of each: since when it is not well; 0: it is, or is not wanted */
	int64_t grace_ms;
};

struct essential_state {
	bool all_up;               /* each of them does its work now; false when there is none */
	struct container_set lost; /* those that failed for good */
	int64_t look_ms;           /* when this may be otherwise without an event; 0: never */
};

struct essential_state essential_look(const struct essential_view *view, int64_t now_ms);

#endif
