/*
 * The life of one container; see service.h. One function a state, which lists every event.
 */
#include "service/service.h"

#include "service/ending.h"

void service_prepare(struct service *service, uint32_t chance, int64_t now_ms)
{
	*service = (struct service){
		.state = SERVICE_DOWN,
		.exit_status = -1,
		.since_ms = now_ms,
		.chance = chance ? chance : 1,
	};
}

bool service_is_at_rest(const struct service *service)
{
	switch (service->state) {
	case SERVICE_DOWN:
	case SERVICE_WAITING:
	case SERVICE_BACKOFF:
	case SERVICE_DONE:
	case SERVICE_FAILED:
		return true;
	case SERVICE_STARTING:
	case SERVICE_UP:
	case SERVICE_STOPPING:
	case SERVICE_KILLING:
	case SERVICE_STUCK:
	case SERVICE_CLEANING:
	case SERVICE_STATE_COUNT:
		break;
	}
	return false;
}

/* limit_ms 0: the state lasts as long as it lasts. */
static void enter(
	struct service *service, enum service_state state, int64_t now_ms, int64_t limit_ms)
{
	service->state = state;
	service->since_ms = now_ms;
	service->deadline_ms = 0;
	if (limit_ms > 0)
		service->deadline_ms =
			limit_ms < INT64_MAX - now_ms ? now_ms + limit_ms : INT64_MAX;
}

/* Wanted by people: what went wrong before is forgotten. */
static unsigned want_up(struct service *service, int64_t now_ms)
{
	service->wanted = true;
	service->restart_wanted = false;
	service->restarts = 0;
	service->failures = 0;
	service->delay_ms = 0;
	enter(service, SERVICE_WAITING, now_ms, 0);
	return 0;
}

static unsigned want_down(struct service *service, int64_t now_ms)
{
	service->wanted = false;
	enter(service, SERVICE_DOWN, now_ms, 0);
	return 0;
}

/* While it ends: remembered until the cleaner is gone. */
static unsigned remember(struct service *service, enum service_event_kind kind)
{
	service->wanted = kind != EVENT_WANT_DOWN;
	service->restart_wanted = service->wanted;
	return 0;
}

static unsigned kill_all(struct service *service, int64_t now_ms)
{
	enter(service, SERVICE_KILLING, now_ms, SERVICE_KILL_LIMIT_MS);
	return ACTION_KILL;
}

static unsigned clean(struct service *service, int64_t now_ms)
{
	enter(service, SERVICE_CLEANING, now_ms, SERVICE_CLEAN_LIMIT_MS);
	return ACTION_CLEAN;
}

/* The run is over: whoever still lives is killed, and then all traces are removed. */
static unsigned end_run(
	struct service *service, enum service_outcome outcome, unsigned alive, int64_t now_ms)
{
	service->outcome = outcome;
	return alive ? kill_all(service, now_ms) : clean(service, now_ms);
}

static unsigned back_off(struct service *service, int64_t delay_ms, int64_t now_ms)
{
	if (service->restarts < UINT32_MAX)
		service->restarts++;
	enter(service, SERVICE_BACKOFF, now_ms, delay_ms);
	return 0;
}

/* Nothing is left of the last run. */
static unsigned settle(struct service *service, const struct service_policy *policy, int64_t now_ms)
{
	int64_t delay_ms = 0;

	if (!service->wanted)
		return want_down(service, now_ms);
	if (service->restart_wanted || service->outcome == OUTCOME_NONE)
		return want_up(service, now_ms);
	switch (ending_next(service, policy, &delay_ms)) {
	case NEXT_TRY:
		return back_off(service, delay_ms, now_ms);
	case NEXT_REST:
		enter(service, service->outcome == OUTCOME_GOOD ? SERVICE_DONE : SERVICE_FAILED,
			now_ms, 0);
		return 0;
	case NEXT_GIVE_UP:
		enter(service, SERVICE_FAILED, now_ms, 0);
		return ACTION_GIVE_UP;
	}
	return 0;
}

/* DOWN, DONE, FAILED: only people move it. */
static unsigned step_resting(struct service *service, enum service_event_kind kind, int64_t now_ms)
{
	switch (kind) {
	case EVENT_WANT_UP:
	case EVENT_WANT_RESTART:
		return want_up(service, now_ms);
	case EVENT_WANT_DOWN:
		return service->state == SERVICE_DOWN ? 0 : want_down(service, now_ms);
	case EVENT_CLEARED:
	case EVENT_FORK_FAILED:
	case EVENT_EXECUTED:
	case EVENT_STEP_FAILED:
	case EVENT_LAUNCHER_GONE:
	case EVENT_CONTAINER_GONE:
	case EVENT_CLEANER_GONE:
	case EVENT_DEADLINE:
	case SERVICE_EVENT_COUNT:
		break;
	}
	return 0;
}

static unsigned step_waiting(struct service *service, const struct service_policy *policy,
	enum service_event_kind kind, int64_t now_ms)
{
	switch (kind) {
	case EVENT_WANT_UP:
	case EVENT_WANT_RESTART:
		return want_up(service, now_ms);
	case EVENT_WANT_DOWN:
		return want_down(service, now_ms);
	case EVENT_CLEARED:
		service->outcome = OUTCOME_NONE;
		service->up_ms = 0;
		enter(service, SERVICE_STARTING, now_ms, policy->start_limit_ms);
		return ACTION_LAUNCH;
	case EVENT_FORK_FAILED:
	case EVENT_EXECUTED:
	case EVENT_STEP_FAILED:
	case EVENT_LAUNCHER_GONE:
	case EVENT_CONTAINER_GONE:
	case EVENT_CLEANER_GONE:
	case EVENT_DEADLINE:
	case SERVICE_EVENT_COUNT:
		break;
	}
	return 0;
}

static unsigned step_starting(struct service *service, const struct service_policy *policy,
	const struct service_event *event, int64_t now_ms)
{
	switch (event->kind) {
	case EVENT_WANT_DOWN:
		remember(service, event->kind);
		return end_run(service, OUTCOME_NONE, event->alive, now_ms);
	case EVENT_FORK_FAILED: /* nothing was made that had to be removed */
		service->outcome = OUTCOME_BAD;
		return settle(service, policy, now_ms);
	case EVENT_EXECUTED: /* without a container the launcher died before it made one */
		if (!(event->alive & ALIVE_CONTAINER))
			return 0;
		service->up_ms = now_ms;
		enter(service, SERVICE_UP, now_ms, 0);
		return 0;
	case EVENT_LAUNCHER_GONE: /* the container goes on alone, if there is one */
		return event->alive & ALIVE_CONTAINER
			       ? 0
			       : end_run(service, OUTCOME_BAD, event->alive, now_ms);
	case EVENT_CONTAINER_GONE: /* before exec, or just after it */
		service->exit_status = event->status;
		return end_run(
			service, ending_outcome(policy, event->status), event->alive, now_ms);
	case EVENT_STEP_FAILED:
	case EVENT_DEADLINE:
		return end_run(service, OUTCOME_BAD, event->alive, now_ms);
	case EVENT_WANT_UP:
	case EVENT_WANT_RESTART:
	case EVENT_CLEARED:
	case EVENT_CLEANER_GONE:
	case SERVICE_EVENT_COUNT:
		break;
	}
	return 0;
}

static unsigned step_up(struct service *service, const struct service_policy *policy,
	const struct service_event *event, int64_t now_ms)
{
	switch (event->kind) {
	case EVENT_WANT_DOWN:
	case EVENT_WANT_RESTART:
		remember(service, event->kind);
		enter(service, SERVICE_STOPPING, now_ms, policy->stop_limit_ms);
		return ACTION_SIGNAL;
	case EVENT_CONTAINER_GONE:
		if (now_ms - service->up_ms >= policy->reset_ms)
			service->delay_ms = service->failures = 0;
		service->exit_status = event->status;
		return end_run(
			service, ending_outcome(policy, event->status), event->alive, now_ms);
	case EVENT_WANT_UP:
	case EVENT_CLEARED:
	case EVENT_FORK_FAILED:
	case EVENT_EXECUTED:
	case EVENT_STEP_FAILED:
	case EVENT_LAUNCHER_GONE:
	case EVENT_CLEANER_GONE:
	case EVENT_DEADLINE:
	case SERVICE_EVENT_COUNT:
		break;
	}
	return 0;
}

static unsigned step_stopping(
	struct service *service, const struct service_event *event, int64_t now_ms)
{
	switch (event->kind) {
	case EVENT_WANT_UP:
	case EVENT_WANT_DOWN:
	case EVENT_WANT_RESTART:
		return remember(service, event->kind);
	case EVENT_CONTAINER_GONE:
		service->exit_status = event->status;
		return end_run(service, OUTCOME_NONE, event->alive, now_ms);
	case EVENT_DEADLINE:
		service->outcome = OUTCOME_NONE;
		return kill_all(service, now_ms);
	case EVENT_CLEARED:
	case EVENT_FORK_FAILED:
	case EVENT_EXECUTED:
	case EVENT_STEP_FAILED:
	case EVENT_LAUNCHER_GONE:
	case EVENT_CLEANER_GONE:
	case SERVICE_EVENT_COUNT:
		break;
	}
	return 0;
}

/* KILLING, STUCK: until the last of its processes is gone. */
static unsigned step_dying(struct service *service, const struct service_policy *policy,
	const struct service_event *event, int64_t now_ms)
{
	switch (event->kind) {
	case EVENT_WANT_UP:
	case EVENT_WANT_DOWN:
	case EVENT_WANT_RESTART:
		return remember(service, event->kind);
	case EVENT_CONTAINER_GONE:
		service->exit_status = event->status;
		return event->alive ? 0 : clean(service, now_ms);
	case EVENT_LAUNCHER_GONE: /* the last thing it did may have been to make the container */
		return event->alive ? ACTION_KILL : clean(service, now_ms);
	case EVENT_CLEANER_GONE: /* it hung; a second one would hang too */
		return event->alive ? 0 : settle(service, policy, now_ms);
	case EVENT_DEADLINE:
		if (service->state == SERVICE_KILLING)
			enter(service, SERVICE_STUCK, now_ms, 0);
		return 0;
	case EVENT_CLEARED:
	case EVENT_FORK_FAILED:
	case EVENT_EXECUTED:
	case EVENT_STEP_FAILED:
	case SERVICE_EVENT_COUNT:
		break;
	}
	return 0;
}

static unsigned step_cleaning(struct service *service, const struct service_policy *policy,
	const struct service_event *event, int64_t now_ms)
{
	switch (event->kind) {
	case EVENT_WANT_UP:
	case EVENT_WANT_DOWN:
	case EVENT_WANT_RESTART:
		return remember(service, event->kind);
	case EVENT_FORK_FAILED:
		enter(service, SERVICE_CLEANING, now_ms, SERVICE_CLEAN_AGAIN_MS);
		return 0;
	case EVENT_CLEANER_GONE:
		return settle(service, policy, now_ms);
	case EVENT_DEADLINE:
		return event->alive ? kill_all(service, now_ms) : clean(service, now_ms);
	case EVENT_CLEARED:
	case EVENT_EXECUTED:
	case EVENT_STEP_FAILED:
	case EVENT_LAUNCHER_GONE:
	case EVENT_CONTAINER_GONE:
	case SERVICE_EVENT_COUNT:
		break;
	}
	return 0;
}

static unsigned step_backoff(struct service *service, enum service_event_kind kind, int64_t now_ms)
{
	switch (kind) {
	case EVENT_WANT_UP:
	case EVENT_WANT_RESTART:
		return want_up(service, now_ms);
	case EVENT_WANT_DOWN:
		return want_down(service, now_ms);
	case EVENT_DEADLINE:
		enter(service, SERVICE_WAITING, now_ms, 0);
		return 0;
	case EVENT_CLEARED:
	case EVENT_FORK_FAILED:
	case EVENT_EXECUTED:
	case EVENT_STEP_FAILED:
	case EVENT_LAUNCHER_GONE:
	case EVENT_CONTAINER_GONE:
	case EVENT_CLEANER_GONE:
	case SERVICE_EVENT_COUNT:
		break;
	}
	return 0;
}

unsigned service_step(struct service *service, const struct service_policy *policy,
	const struct service_event *event, int64_t now_ms)
{
	switch (service->state) {
	case SERVICE_DOWN:
	case SERVICE_DONE:
	case SERVICE_FAILED:
		return step_resting(service, event->kind, now_ms);
	case SERVICE_WAITING:
		return step_waiting(service, policy, event->kind, now_ms);
	case SERVICE_STARTING:
		return step_starting(service, policy, event, now_ms);
	case SERVICE_UP:
		return step_up(service, policy, event, now_ms);
	case SERVICE_STOPPING:
		return step_stopping(service, event, now_ms);
	case SERVICE_KILLING:
	case SERVICE_STUCK:
		return step_dying(service, policy, event, now_ms);
	case SERVICE_CLEANING:
		return step_cleaning(service, policy, event, now_ms);
	case SERVICE_BACKOFF:
		return step_backoff(service, event->kind, now_ms);
	case SERVICE_STATE_COUNT:
		break;
	}
	return 0;
}
