/*
 * How a service gets from one state into the next; see move.h.
 */
#include "service/move.h"

#include "service/ending.h"
#include "uses.h"

/* limit_ms 0: the state lasts as long as it lasts. */
void move_to(struct service *service, enum service_state state, int64_t now_ms, int64_t limit_ms)
{
	service->state = state;
	service->since_ms = now_ms;
	service->deadline_ms = 0;
	if (limit_ms > 0)
		service->deadline_ms =
			limit_ms < INT64_MAX - now_ms ? now_ms + limit_ms : INT64_MAX;
}

/* Wanted by people: what went wrong before is forgotten. */
unsigned move_want_up(struct service *service, int64_t now_ms)
{
	service->wanted = true;
	if (NSINIT_USES_SOCKETS)
		service->triggered = false;
	service->restart_wanted = false;
	service->restarts = 0;
	service->failures = 0;
	service->delay_ms = 0;
	move_to(service, SERVICE_WAITING, now_ms, 0);
	return 0;
}

unsigned move_want_down(struct service *service, int64_t now_ms)
{
	service->wanted = false;
	if (NSINIT_USES_SOCKETS)
		service->triggered = service->bound = false;
	move_to(service, SERVICE_DOWN, now_ms, 0);
	return 0;
}

/* While it ends: remembered until the cleaner is gone. */
unsigned move_remember(struct service *service, enum service_event_kind kind)
{
	service->wanted = kind != EVENT_WANT_DOWN;
	service->restart_wanted = service->wanted;
	return 0;
}

unsigned move_kill(struct service *service, int64_t now_ms)
{
	move_to(service, SERVICE_KILLING, now_ms, SERVICE_KILL_LIMIT_MS);
	return ACTION_KILL;
}

unsigned move_clean(struct service *service, int64_t now_ms)
{
	move_to(service, SERVICE_CLEANING, now_ms, SERVICE_CLEAN_LIMIT_MS);
	return ACTION_CLEAN;
}

/* The run is over: whoever still lives is killed, and then all traces are removed. */
unsigned move_end_run(
	struct service *service, enum service_outcome outcome, unsigned alive, int64_t now_ms)
{
	service->outcome = outcome;
	return alive ? move_kill(service, now_ms) : move_clean(service, now_ms);
}

static unsigned back_off(struct service *service, int64_t delay_ms, int64_t now_ms)
{
	if (service->restarts < UINT32_MAX)
		service->restarts++;
	move_to(service, SERVICE_BACKOFF, now_ms, delay_ms);
	return 0;
}

/* Nothing is left of the last run. */
unsigned move_settle(struct service *service, const struct service_policy *policy, int64_t now_ms)
{
	int64_t delay_ms = 0;

	if (!service->wanted)
		return move_want_down(service, now_ms);
	if (service->restart_wanted || service->outcome == OUTCOME_NONE)
		return move_want_up(service, now_ms);
	switch (ending_next(service, policy, &delay_ms)) {
	case NEXT_TRY:
		return back_off(service, delay_ms, now_ms);
	case NEXT_REST:
		if (NSINIT_USES_SOCKETS && policy->listens && service->outcome == OUTCOME_GOOD) {
			move_to(service, SERVICE_WAITING, now_ms, 0);
			return 0;
		}
		if (NSINIT_USES_SOCKETS)
			service->bound = false;
		move_to(service, service->outcome == OUTCOME_GOOD ? SERVICE_DONE : SERVICE_FAILED,
			now_ms, 0);
		return 0;
	case NEXT_GIVE_UP:
		if (NSINIT_USES_SOCKETS)
			service->bound = false;
		move_to(service, SERVICE_FAILED, now_ms, 0);
		return ACTION_GIVE_UP;
	}
	return 0;
}

/* Until the first sign of life; 0: none is asked for. */
static int64_t sign_limit(const struct service_policy *policy)
{
	return NSINIT_USES_ALIVE ? policy->alive_interval_ms : 0;
}

static unsigned come_up(struct service *service, int64_t limit_ms, int64_t now_ms)
{
	service->up_ms = now_ms;
	service->misses = 0;
	service->probing = false;
	move_to(service, SERVICE_UP, now_ms, limit_ms);
	return 0;
}

unsigned move_ready(struct service *service, const struct service_policy *policy, int64_t now_ms)
{
	return come_up(service, sign_limit(policy), now_ms);
}

/* What runs to its end is ready then: its limit is that of its run. */
unsigned move_begin(struct service *service, const struct service_policy *policy, int64_t now_ms)
{
	if (!NSINIT_USES_READY || policy->ready_limit_ms == 0)
		return move_ready(service, policy, now_ms);
	if (service_ends(policy->kind))
		return come_up(service, policy->ready_limit_ms, now_ms);
	move_to(service, SERVICE_PREPARING, now_ms, policy->ready_limit_ms);
	return policy->probes_ready ? ACTION_PROBE : 0;
}
