/*
 * A container that is started by its sockets, while it does not run; see listening.h.
 */
#include "service/listening.h"

#include "service/move.h"
#include "uses.h"

unsigned listening_bound(struct service *service, int64_t now_ms)
{
	service->bound = true;
	move_to(service, SERVICE_LISTENING, now_ms, 0);
	return 0;
}

unsigned listening_begin(
	struct service *service, const struct service_policy *policy, int64_t now_ms)
{
	if (service->bound)
		return listening_bound(service, now_ms);
	service->outcome = OUTCOME_NONE;
	service->cause = CAUSE_NONE;
	service->up_ms = 0;
	move_to(service, SERVICE_STARTING, now_ms, policy->start_limit_ms);
	return ACTION_BIND;
}

/*
 * A program that ends well and has read nothing is started again at once, and would be for ever.
 * That is a failure, with its delay; and its sockets are opened anew, should it have shut them.
 */
static bool is_too_often(struct service *service, int64_t now_ms)
{
	if (now_ms - service->triggers_ms >= SERVICE_TRIGGER_WINDOW_MS) {
		service->triggers_ms = now_ms;
		service->triggers = 0;
	}
	return ++service->triggers > SERVICE_TRIGGER_MOST;
}

static unsigned trigger(
	struct service *service, const struct service_policy *policy, int64_t now_ms)
{
	bool is_served = NSINIT_USES_CONNECTIONS && service_is_connected(policy->kind);

	/* Each one of these was another connection. */
	if (is_served || !is_too_often(service, now_ms)) {
		service->triggered = true;
		/* What it needs may have gone meanwhile. */
		move_to(service, SERVICE_WAITING, now_ms, 0);
		return 0;
	}
	service->triggers = 0;
	service->bound = false;
	service->cause = CAUSE_TRIGGER;
	service->outcome = OUTCOME_BAD;
	return move_settle(service, policy, now_ms);
}

unsigned listening_step(struct service *service, const struct service_policy *policy,
	enum service_event_kind kind, int64_t now_ms)
{
	switch (kind) {
	case EVENT_WANT_UP:
	case EVENT_WANT_RESTART:
		return move_want_up(service, now_ms);
	case EVENT_WANT_DOWN:
		return move_want_down(service, now_ms);
	case EVENT_TRIGGERED:
		return trigger(service, policy, now_ms);
	case EVENT_CLEARED:
	case EVENT_FORK_FAILED:
	case EVENT_EXECUTED:
	case EVENT_STEP_FAILED:
	case EVENT_LAUNCHER_GONE:
	case EVENT_CONTAINER_GONE:
	case EVENT_CLEANER_GONE:
	case EVENT_DEADLINE:
	case EVENT_READY:
	case EVENT_ALIVE:
	case EVENT_NOT_ALIVE:
	case EVENT_PROBE_GOOD:
	case EVENT_PROBE_BAD:
	case EVENT_BOUND:
	case EVENT_SHORT:
	case SERVICE_EVENT_COUNT:
		break;
	}
	return 0;
}
