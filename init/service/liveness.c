/*
 * Signs of life of a service that is up; see liveness.h.
 */
#include "service/liveness.h"

#include "service/move.h"

/* The next sign of life, or look for one, is due then. The state stays what it is. */
static void expect(struct service *service, int64_t limit_ms, int64_t now_ms)
{
	int64_t since_ms = service->since_ms;

	move_to(service, SERVICE_UP, now_ms, limit_ms);
	service->since_ms = since_ms;
}

static unsigned end_dead(struct service *service, unsigned alive, int64_t now_ms)
{
	service->cause = CAUSE_ALIVE;
	return move_end_run(service, OUTCOME_BAD, alive, now_ms);
}

/* A probe that found nothing, or has taken too long. */
static unsigned miss(struct service *service, const struct service_policy *policy, unsigned alive,
	int64_t now_ms)
{
	service->probing = false;
	if (++service->misses >= policy->alive_misses)
		return end_dead(service, alive, now_ms);
	expect(service, policy->alive_interval_ms, now_ms);
	return alive & LIVES_PROBE ? ACTION_UNPROBE : 0;
}

/* The interval is over, or the time of a probe. */
unsigned liveness_look(struct service *service, const struct service_policy *policy, unsigned alive,
	int64_t now_ms)
{
	if (policy->alive_interval_ms == 0)
		return 0;
	if (policy->alive_timeout_ms == 0)
		return end_dead(service, alive, now_ms);
	if (alive & LIVES_PROBE)
		return miss(service, policy, alive, now_ms);
	service->probing = true;
	expect(service, policy->alive_timeout_ms, now_ms);
	return ACTION_PROBE;
}

unsigned liveness_judge(struct service *service, const struct service_policy *policy,
	const struct service_event *event, int64_t now_ms)
{
	bool is_probe = event->kind == EVENT_PROBE_GOOD || event->kind == EVENT_PROBE_BAD;

	if (policy->alive_interval_ms == 0 || (is_probe && !service->probing))
		return 0;
	if (event->kind == EVENT_NOT_ALIVE)
		return end_dead(service, event->alive, now_ms);
	if (event->kind == EVENT_PROBE_BAD)
		return miss(service, policy, event->alive, now_ms);
	service->probing = false;
	service->misses = 0;
	expect(service, policy->alive_interval_ms, now_ms);
	return 0;
}
