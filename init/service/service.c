/*
 * The life of one container; see service.h. One function a state, which lists every event.
 */
#include "service/service.h"

#include "service/ending.h"
#include "service/liveness.h"
#include "service/move.h"
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
	case SERVICE_EVENT_COUNT:
		break;
	}
	return 0;
}

/* By itself, or by the kernel. */
static unsigned ended(struct service *service, const struct service_policy *policy,
	const struct service_event *event, int64_t now_ms)
{
	service->exit_status = event->status;
	if (event->starved)
		service->cause = CAUSE_MEMORY;
	return move_end_run(service, ending_outcome(policy, event->status), event->alive, now_ms);
}

static unsigned step_starting(struct service *service, const struct service_policy *policy,
	const struct service_event *event, int64_t now_ms)
{
	switch (event->kind) {
	case EVENT_WANT_DOWN:
		move_remember(service, event->kind);
		return move_end_run(service, OUTCOME_NONE, event->alive, now_ms);
	case EVENT_FORK_FAILED: /* nothing was made that had to be removed */
		service->outcome = OUTCOME_BAD;
		return move_settle(service, policy, now_ms);
	case EVENT_EXECUTED: /* without a container the launcher died before it made one */
		return event->alive & ALIVE_CONTAINER ? move_begin(service, policy, now_ms) : 0;
	case EVENT_LAUNCHER_GONE: /* the container goes on alone, if there is one */
		return event->alive & ALIVE_CONTAINER
			       ? 0
			       : move_end_run(service, OUTCOME_BAD, event->alive, now_ms);
	case EVENT_CONTAINER_GONE: /* before exec, or just after it */
		return ended(service, policy, event, now_ms);
	case EVENT_STEP_FAILED:
	case EVENT_DEADLINE:
		return move_end_run(service, OUTCOME_BAD, event->alive, now_ms);
	case EVENT_WANT_UP:
	case EVENT_WANT_RESTART:
	case EVENT_CLEARED:
	case EVENT_CLEANER_GONE:
	case EVENT_READY:
	case EVENT_ALIVE:
	case EVENT_NOT_ALIVE:
	case EVENT_PROBE_GOOD:
	case EVENT_PROBE_BAD:
	case SERVICE_EVENT_COUNT:
		break;
	}
	return 0;
}

/* Of one that runs: it is told to end. */
static unsigned stop(struct service *service, const struct service_policy *policy,
	enum service_event_kind want, int64_t now_ms)
{
	move_remember(service, want);
	move_to(service, SERVICE_STOPPING, now_ms, policy->stop_limit_ms);
	return ACTION_SIGNAL;
}

static unsigned end_late(struct service *service, unsigned alive, int64_t now_ms)
{
	service->cause = CAUSE_READY;
	return move_end_run(service, OUTCOME_BAD, alive, now_ms);
}

/* As UP, but nobody that needs it may start yet, and there is a limit. */
static unsigned step_preparing(struct service *service, const struct service_policy *policy,
	const struct service_event *event, int64_t now_ms)
{
	switch (event->kind) {
	case EVENT_WANT_DOWN:
	case EVENT_WANT_RESTART:
		return stop(service, policy, event->kind, now_ms);
	case EVENT_CONTAINER_GONE:
		return ended(service, policy, event, now_ms);
	case EVENT_READY:
	case EVENT_PROBE_GOOD:
		return move_ready(service, policy, now_ms);
	case EVENT_DEADLINE:
		return end_late(service, event->alive, now_ms);
	case EVENT_WANT_UP:
	case EVENT_CLEARED:
	case EVENT_FORK_FAILED:
	case EVENT_EXECUTED:
	case EVENT_STEP_FAILED:
	case EVENT_LAUNCHER_GONE:
	case EVENT_CLEANER_GONE:
	case EVENT_ALIVE:
	case EVENT_NOT_ALIVE:
	case EVENT_PROBE_BAD: /* a probe tries until it is killed: the deadline decides */
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
		return stop(service, policy, event->kind, now_ms);
	case EVENT_CONTAINER_GONE:
		if (now_ms - service->up_ms >= policy->reset_ms)
			service->delay_ms = service->failures = 0;
		return ended(service, policy, event, now_ms);
	case EVENT_DEADLINE:
		if (NSINIT_USES_READY && service_ends(policy->kind))
			return end_late(service, event->alive, now_ms);
		return NSINIT_USES_ALIVE ? liveness_look(service, policy, event->alive, now_ms) : 0;
	case EVENT_ALIVE:
	case EVENT_NOT_ALIVE:
	case EVENT_PROBE_GOOD:
	case EVENT_PROBE_BAD:
		return NSINIT_USES_ALIVE ? liveness_judge(service, policy, event, now_ms) : 0;
	case EVENT_WANT_UP:
	case EVENT_CLEARED:
	case EVENT_FORK_FAILED:
	case EVENT_EXECUTED:
	case EVENT_STEP_FAILED:
	case EVENT_LAUNCHER_GONE:
	case EVENT_CLEANER_GONE:
	case EVENT_READY:
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
		return move_end_run(service, OUTCOME_NONE, event->alive, now_ms);
	case EVENT_DEADLINE:
		service->outcome = OUTCOME_NONE;
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
	case SERVICE_PREPARING:
		return NSINIT_USES_READY ? step_preparing(service, policy, event, now_ms) : 0;
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
