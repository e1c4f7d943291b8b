/*
 * What the end of a run means, and what follows it: good or bad, another try and when. Pure; the
 * part of the state machine in service.c that the config's restart policy decides.
 */
#ifndef NSINIT_SERVICE_ENDING_H
#define NSINIT_SERVICE_ENDING_H

#include "service/service.h"

enum ending_next {
	NEXT_TRY,     /* after a delay */
	NEXT_REST,    /* done or failed */
	NEXT_GIVE_UP, /* failed, as often as the config bears */
};

/* `status` is of wait(2), of the container's init. */
enum service_outcome ending_outcome(const struct service_policy *policy, int status);

/* Of a run that was not asked to end. Counts its failure; sets *delay_ms with NEXT_TRY. */
enum ending_next ending_next(
	struct service *service, const struct service_policy *policy, int64_t *delay_ms);

#endif
