/*
 * The states of a container that runs or is about to; see running.h. Each function lists every
 * event.
 */
#include "service/running.h"

#include "service/ending.h"
#include "service/listening.h"
#include "service/liveness.h"
#include "service/move.h"
#include "uses.h"

/* By itself, or by the kernel. */
static unsigned ended(struct service *service, const struct service_policy *policy,
	const struct service_event *event, int64_t now_ms)
{
	service->exit_status = event->status;
	if (event->starved)
		service->cause = CAUSE_MEMORY;
	return move_end_run(service,
		NSINIT_USES_OOM && event->starved && policy->starves_once
			? OUTCOME_OVER
			: ending_outcome(policy, event->status),
		event->alive, now_ms);
}

/* After a good run the delays begin anew. */
static void judge_run(struct service *service, const struct service_policy *policy, int64_t now_ms)
{
	if (now_ms - service->up_ms >= policy->reset_ms)
		service->delay_ms = service->failures = 0;
}

/* Of one that runs: it failed, though it goes on. */
static unsigned relieve(struct service *service, const struct service_policy *policy,
	const struct service_event *event, int64_t now_ms)
{
	if (!NSINIT_USES_SHORTAGE)
		return 0;
	service->cause = event->cause;
	service->outcome = event->relief == RELIEF_STOP ? OUTCOME_OVER : OUTCOME_BAD;
	if (event->relief == RELIEF_KILL)
		return move_end_run(service, service->outcome, event->alive, now_ms);
	move_to(service, SERVICE_STOPPING, now_ms, policy->stop_limit_ms);
	return ACTION_SIGNAL;
}

unsigned running_starting(struct service *service, const struct service_policy *policy,
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
		return event->alive & LIVES_CONTAINER ? move_begin(service, policy, now_ms) : 0;
	case EVENT_LAUNCHER_GONE: /* the container goes on alone, if there is one */
		return event->alive & LIVES_CONTAINER
			       ? 0
			       : move_end_run(service, OUTCOME_BAD, event->alive, now_ms);
	case EVENT_BOUND:
		return NSINIT_USES_SOCKETS ? listening_bound(service, now_ms) : 0;
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
	case EVENT_TRIGGERED:
	case EVENT_SHORT:
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
unsigned running_preparing(struct service *service, const struct service_policy *policy,
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
	case EVENT_SHORT:
		return relieve(service, policy, event, now_ms);
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
	case EVENT_BOUND:
	case EVENT_TRIGGERED:
	case SERVICE_EVENT_COUNT:
		break;
	}
	return 0;
}

unsigned running_up(struct service *service, const struct service_policy *policy,
	const struct service_event *event, int64_t now_ms)
{
	switch (event->kind) {
	case EVENT_WANT_DOWN:
	case EVENT_WANT_RESTART:
		return stop(service, policy, event->kind, now_ms);
	case EVENT_CONTAINER_GONE:
		judge_run(service, policy, now_ms);
		return ended(service, policy, event, now_ms);
	case EVENT_SHORT:
		judge_run(service, policy, now_ms);
		return relieve(service, policy, event, now_ms);
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
	case EVENT_BOUND:
	case EVENT_TRIGGERED:
	case SERVICE_EVENT_COUNT:
		break;
	}
	return 0;
}
