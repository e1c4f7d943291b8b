/*
 * Whether a boot was a good one: a state machine, pure. See ends.h of the schema.
 */
#ifndef NSINIT_SERVICE_CONFIRM_H
#define NSINIT_SERVICE_CONFIRM_H

#include "service/service.h"

enum confirm_state {
	CONFIRM_WAITING = 0, /* for all essential containers */
	CONFIRM_MARKING,     /* they were up long enough: boot_ok runs */
	CONFIRM_GOOD,
	CONFIRM_FAILING, /* boot_failed runs */
	CONFIRM_FAILED,
	CONFIRM_STATE_COUNT
};

struct confirm {
	enum confirm_state state;
	int64_t up_ms;       /* WAITING: since when all are up; 0: they are not */
	int64_t deadline_ms; /* WAITING: the config's; else of the task; 0: none */
};

struct confirm_policy {
	int64_t ok_after_ms;
	bool marks, repairs; /* there is a boot_ok, a boot_failed */
};

/* What is so when it is looked at. */
struct confirm_view {
	bool all_up; /* see essential.h */
	bool lost;   /* an essential container has failed for good */
	/* Of the task of MARKING or FAILING, once it was started. */
	bool task_done, task_over; /* it ended well; it rests otherwise, or is stuck */
};

/* What PID 1 is to do. */
enum confirm_action {
	CONFIRM_NOTHING = 0,
	CONFIRM_RUN_OK,     /* start boot_ok */
	CONFIRM_RUN_FAILED, /* start boot_failed */
	CONFIRM_SAY_GOOD,
	CONFIRM_SAY_FAILED, /* nothing runs any more: what follows may follow */
};

/* `limit_ms` from now on; 0: none. */
void confirm_start(struct confirm *confirm, int64_t limit_ms, int64_t now_ms);

enum confirm_action confirm_step(struct confirm *confirm, const struct confirm_policy *policy,
	const struct confirm_view *view, int64_t now_ms);

/* When it is to be looked at without an event; 0: never. */
int64_t confirm_deadline(const struct confirm *confirm, const struct confirm_policy *policy);

/* Nothing of it is open. */
static inline bool confirm_is_over(const struct confirm *confirm)
{
	return confirm->state == CONFIRM_GOOD || confirm->state == CONFIRM_FAILED;
}

#endif
