/*
 * Whether a boot was a good one; see confirm.h.
 */
#include "service/confirm.h"

void confirm_start(struct confirm *confirm, int64_t limit_ms, int64_t now_ms)
{
	*confirm = (struct confirm){ .deadline_ms = limit_ms > 0 ? now_ms + limit_ms : 0 };
}

static bool is_late(const struct confirm *confirm, int64_t now_ms)
{
	return confirm->deadline_ms > 0 && now_ms >= confirm->deadline_ms;
}

static enum confirm_action end(
	struct confirm *confirm, enum confirm_state state, enum confirm_action action)
{
	*confirm = (struct confirm){ .state = state };
	return action;
}

static enum confirm_action run(struct confirm *confirm, enum confirm_state state,
	enum confirm_action action, int64_t now_ms)
{
	*confirm = (struct confirm){ .state = state, .deadline_ms = now_ms + BOOT_TASK_LIMIT_MS };
	return action;
}

static enum confirm_action fail(
	struct confirm *confirm, const struct confirm_policy *policy, int64_t now_ms)
{
	if (policy->repairs)
		return run(confirm, CONFIRM_FAILING, CONFIRM_RUN_FAILED, now_ms);
	return end(confirm, CONFIRM_FAILED, CONFIRM_SAY_FAILED);
}

static enum confirm_action step_waiting(struct confirm *confirm,
	const struct confirm_policy *policy, const struct confirm_view *view, int64_t now_ms)
{
	if (!view->all_up)
		confirm->up_ms = 0;
	else if (confirm->up_ms == 0)
		confirm->up_ms = now_ms;
	if (view->lost)
		return fail(confirm, policy, now_ms);
	if (view->all_up && now_ms - confirm->up_ms >= policy->ok_after_ms)
		return policy->marks ? run(confirm, CONFIRM_MARKING, CONFIRM_RUN_OK, now_ms)
				     : end(confirm, CONFIRM_GOOD, CONFIRM_SAY_GOOD);
	return is_late(confirm, now_ms) ? fail(confirm, policy, now_ms) : CONFIRM_NOTHING;
}

enum confirm_action confirm_step(struct confirm *confirm, const struct confirm_policy *policy,
	const struct confirm_view *view, int64_t now_ms)
{
	switch (confirm->state) {
	case CONFIRM_WAITING:
		return step_waiting(confirm, policy, view, now_ms);
	case CONFIRM_MARKING:
		if (view->task_done)
			return end(confirm, CONFIRM_GOOD, CONFIRM_SAY_GOOD);
		if (view->task_over || is_late(confirm, now_ms))
			return fail(confirm, policy, now_ms);
		break;
	case CONFIRM_FAILING:
		if (view->task_done || view->task_over || is_late(confirm, now_ms))
			return end(confirm, CONFIRM_FAILED, CONFIRM_SAY_FAILED);
		break;
	case CONFIRM_GOOD:
	case CONFIRM_FAILED:
	case CONFIRM_STATE_COUNT:
		break;
	}
	return CONFIRM_NOTHING;
}

int64_t confirm_deadline(const struct confirm *confirm, const struct confirm_policy *policy)
{
	int64_t ok_ms = confirm->up_ms > 0 ? confirm->up_ms + policy->ok_after_ms : 0;

	if (ok_ms > 0 && (confirm->deadline_ms == 0 || ok_ms < confirm->deadline_ms))
		return ok_ms;
	return confirm->deadline_ms;
}
