/*
 * The life of one container; see service.h. One function a state, which lists every event; those of
 * a container that runs are in running.c, that of one that listens in listening.c.
 */
#include "service/service.h"

#include "service/listening.h"
#include "service/move.h"
#include "service/running.h"
#include "uses.h"

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
	case SERVICE_LISTENING:
		return true;
	case SERVICE_STARTING:
	case SERVICE_PREPARING:
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

/* DOWN, DONE, FAILED: only people move it. */
static unsigned step_resting(struct service *service, enum service_event_kind kind, int64_t now_ms)
{
	switch (kind) {
	case EVENT_WANT_UP:
	case EVENT_WANT_RESTART:
		return move_want_up(service, now_ms);
	case EVENT_WANT_DOWN:
		return service->state == SERVICE_DOWN ? 0 : move_want_down(service, now_ms);
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
	case EVENT_TRIGGERED:
	case EVENT_SHORT:
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
		return move_want_up(service, now_ms);
	case EVENT_WANT_DOWN:
		return move_want_down(service, now_ms);
	case EVENT_CLEARED:
		if (NSINIT_USES_SOCKETS && policy->listens && !service->triggered)
			return listening_begin(service, policy, now_ms);
		if (NSINIT_USES_SOCKETS)
			service->triggered = false;
		service->outcome = OUTCOME_NONE;
		service->cause = CAUSE_NONE;
		service->up_ms = 0;
		move_to(service, SERVICE_STARTING, now_ms, policy->start_limit_ms);
		return ACTION_LAUNCH;
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
	case EVENT_TRIGGERED:
	case EVENT_SHORT:
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
		return move_remember(service, event->kind);
	case EVENT_CONTAINER_GONE:
		service->exit_status = event->status;
		if (NSINIT_USES_OOM && event->starved && service->cause == CAUSE_PROCESS)
			service->cause = CAUSE_MEMORY; /* it was the program itself */
		return move_end_run(service, service->outcome, event->alive, now_ms);
	case EVENT_DEADLINE:
		return move_kill(service, now_ms);
	case EVENT_CLEARED:
	case EVENT_FORK_FAILED:
	case EVENT_EXECUTED:
	case EVENT_STEP_FAILED:
	case EVENT_LAUNCHER_GONE:
	case EVENT_CLEANER_GONE:
	case EVENT_READY:
	case EVENT_ALIVE:
	case EVENT_NOT_ALIVE:
	case EVENT_PROBE_GOOD:
	case EVENT_PROBE_BAD:
	case EVENT_BOUND:
	case EVENT_TRIGGERED:
	case EVENT_SHORT:
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
		return move_remember(service, event->kind);
	case EVENT_CONTAINER_GONE:
		service->exit_status = event->status;
		return event->alive ? 0 : move_clean(service, now_ms);
	case EVENT_PROBE_GOOD:
	case EVENT_PROBE_BAD:
		return event->alive ? 0 : move_clean(service, now_ms);
	case EVENT_BOUND:         /* sockets that are not wanted any more */
	case EVENT_LAUNCHER_GONE: /* the last thing it did may have been to make the container */
		return event->alive ? ACTION_KILL : move_clean(service, now_ms);
	case EVENT_CLEANER_GONE: /* it hung; a second one would hang too */
		return event->alive ? 0 : move_settle(service, policy, now_ms);
	case EVENT_DEADLINE:
		if (service->state == SERVICE_KILLING)
			move_to(service, SERVICE_STUCK, now_ms, 0);
		return 0;
	case EVENT_CLEARED:
	case EVENT_FORK_FAILED:
	case EVENT_EXECUTED:
	case EVENT_STEP_FAILED:
	case EVENT_READY:
	case EVENT_ALIVE:
	case EVENT_NOT_ALIVE:
	case EVENT_TRIGGERED:
	case EVENT_SHORT:
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
		return move_remember(service, event->kind);
	case EVENT_FORK_FAILED:
		move_to(service, SERVICE_CLEANING, now_ms, SERVICE_CLEAN_AGAIN_MS);
		return 0;
	case EVENT_CLEANER_GONE:
		return move_settle(service, policy, now_ms);
	case EVENT_DEADLINE:
		return event->alive ? move_kill(service, now_ms) : move_clean(service, now_ms);
	case EVENT_CLEARED:
	case EVENT_EXECUTED:
	case EVENT_STEP_FAILED:
	case EVENT_LAUNCHER_GONE:
	case EVENT_CONTAINER_GONE:
	case EVENT_READY:
	case EVENT_ALIVE:
	case EVENT_NOT_ALIVE:
	case EVENT_PROBE_GOOD:
	case EVENT_PROBE_BAD:
	case EVENT_BOUND:
	case EVENT_TRIGGERED:
	case EVENT_SHORT:
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
		return move_want_up(service, now_ms);
	case EVENT_WANT_DOWN:
		return move_want_down(service, now_ms);
	case EVENT_DEADLINE:
		move_to(service, SERVICE_WAITING, now_ms, 0);
		return 0;
	case EVENT_CLEARED:
	case EVENT_FORK_FAILED:
	case EVENT_EXECUTED:
	case EVENT_STEP_FAILED:
	case EVENT_LAUNCHER_GONE:
	case EVENT_CONTAINER_GONE:
	case EVENT_CLEANER_GONE:
	case EVENT_READY:
	case EVENT_ALIVE:
	case EVENT_NOT_ALIVE:
	case EVENT_PROBE_GOOD:
	case EVENT_PROBE_BAD:
	case EVENT_BOUND:
	case EVENT_TRIGGERED:
	case EVENT_SHORT:
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
		return running_starting(service, policy, event, now_ms);
	case SERVICE_UP:
		return running_up(service, policy, event, now_ms);
	case SERVICE_PREPARING:
		return NSINIT_USES_READY ? running_preparing(service, policy, event, now_ms) : 0;
	case SERVICE_STOPPING:
		return step_stopping(service, event, now_ms);
	case SERVICE_KILLING:
	case SERVICE_STUCK:
		return step_dying(service, policy, event, now_ms);
	case SERVICE_CLEANING:
		return step_cleaning(service, policy, event, now_ms);
	case SERVICE_BACKOFF:
		return step_backoff(service, event->kind, now_ms);
	case SERVICE_LISTENING:
		return NSINIT_USES_SOCKETS ? listening_step(service, policy, event->kind, now_ms)
					   : 0;
	case SERVICE_STATE_COUNT:
		break;
	}
	return 0;
}
