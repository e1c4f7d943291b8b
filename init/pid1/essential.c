/*
 * The health of the essential containers and what follows; see essential.h.
 */
#include "pid1/essential.h"

#include "pid1/log.h"
#include "pid1/loop.h"
#include "pid1/progress.h"
#include "pid1/supervise.h"
#include "service/order.h"

static const struct essentials essentials_default = { .on_failed = ESSENTIAL_REBOOT };

static const struct essentials *essentials(void)
{
	return appliance.essentials ? appliance.essentials : &essentials_default;
}

static struct confirm_policy confirm_policy(void)
{
	return (struct confirm_policy){
		.ok_after_ms = appliance.boot_ok_after_ms > 0 ? appliance.boot_ok_after_ms
							      : BOOT_OK_AFTER_DEFAULT_MS,
		.marks = appliance.boot_ok != NULL,
		.repairs = appliance.boot_failed != NULL,
	};
}

static struct essential_state look(struct machine *machine, int64_t now_ms)
{
	const int64_t grace_ms = essentials()->grace_ms;
	const struct essential_view view = {
		.list = &appliance.containers,
		.services = machine->services,
		.policies = machine->policies,
		.away_ms = machine->essential.away_ms,
		.grace_ms = grace_ms > 0 ? grace_ms : ESSENTIAL_GRACE_DEFAULT_MS,
	};

	return essential_look(&view, now_ms);
}

static void say_boot(
	enum log_level level, const char *words, const struct container_set *lost, int64_t now_ms)
{
	struct log_line line;

	log_start(&line, level);
	text_string(&line.text, words);
	text_string(&line.text, " after ");
	text_number(&line.text, now_ms);
	text_string(&line.text, " ms");
	progress_add_names(&line.text, ", without ", lost);
	log_end(&line);
}

static void run_task(struct machine *machine, const struct container *task)
{
	/* The one of a boot that was nearly good may hang. */
	if (task == appliance.boot_failed && appliance.boot_ok)
		supervise_stop(machine, order_index(&appliance.containers, appliance.boot_ok));
	supervise_start(machine, order_index(&appliance.containers, task));
}

static struct confirm_view view_of(
	const struct machine *machine, const struct essential_state *state)
{
	const struct container *task = machine->essential.confirm.state == CONFIRM_MARKING
					       ? appliance.boot_ok
					       : appliance.boot_failed;
	struct confirm_view view = { .all_up = state->all_up, .lost = !set_is_empty(&state->lost) };

	if (task) {
		const struct service *service =
			&machine->services[order_index(&appliance.containers, task)];

		view.task_done = service->state == SERVICE_DONE;
		view.task_over = service->state == SERVICE_FAILED ||
				 service->state == SERVICE_STUCK || service->state == SERVICE_DOWN;
	}
	return view;
}

static struct container_set not_up(const struct machine *machine)
{
	struct container_set set = { { 0 } };

	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		if (appliance.containers.items[i]->essential && machine->essential.away_ms[i] > 0)
			set_add(&set, i);
	return set;
}

/* Whether it wanted something of containers. */
static bool confirm(struct machine *machine, const struct essential_state *state, int64_t now_ms)
{
	const struct confirm_policy policy = confirm_policy();
	const struct confirm_view view = view_of(machine, state);
	const struct container_set none = { { 0 } };
	struct container_set away;

	switch (confirm_step(&machine->essential.confirm, &policy, &view, now_ms)) {
	case CONFIRM_NOTHING:
		return false;
	case CONFIRM_RUN_OK:
		run_task(machine, appliance.boot_ok);
		return true;
	case CONFIRM_RUN_FAILED:
		run_task(machine, appliance.boot_failed);
		return true;
	case CONFIRM_SAY_GOOD:
		say_boot(LOG_LEVEL_NOTICE, "boot confirmed", &none, now_ms);
		return true;
	case CONFIRM_SAY_FAILED:
		away = not_up(machine);
		say_boot(LOG_LEVEL_ERROR, "boot failed", &away, now_ms);
		if (appliance.boot_reboot)
			loop_finish(machine, FINISH_REBOOT);
		return true;
	}
	return false;
}

static void react(struct machine *machine, unsigned index)
{
	log_say(LOG_LEVEL_ERROR, appliance.containers.items[index]->name,
		"is essential, and has failed for good", 0);
	switch (essentials()->on_failed) {
	case ESSENTIAL_REBOOT:
		loop_finish(machine, FINISH_REBOOT);
		break;
	case ESSENTIAL_RESCUE:
		supervise_rescue(machine, index);
		break;
	case ESSENTIAL_STARVE:
		log_say(LOG_LEVEL_ERROR, "watchdog", "is fed no more", 0);
		break;
	}
}

/* 0 as its time: it is not fed, and the loop does not turn for it. */
static void feed(struct machine *machine, bool is_fed, int64_t now_ms)
{
	if (machine->essential.starves != is_fed)
		return;
	machine->essential.starves = !is_fed;
	machine->watchdog_ms = is_fed ? now_ms : 0;
	if (is_fed)
		log_say(LOG_LEVEL_NOTICE, "watchdog", "is fed again", 0);
}

void essential_start(struct machine *machine, int64_t now_ms)
{
	confirm_start(&machine->essential.confirm, appliance.boot_limit_ms, now_ms);
}

static bool step_running(struct machine *machine, int64_t now_ms)
{
	struct essential_state state = look(machine, now_ms);
	const struct container_set before = machine->essential.lost;
	bool reacted = false;
	bool acted = NSINIT_USES_CONFIRM && confirm(machine, &state, now_ms);

	machine->essential.look_ms = state.look_ms;
	/* What a failed boot is followed by comes first. */
	if (NSINIT_USES_CONFIRM && !confirm_is_over(&machine->essential.confirm))
		return acted;
	machine->essential.lost = state.lost;
	for (unsigned i = 0; i < NSINIT_CONTAINERS && machine->phase == PHASE_RUNNING; i++)
		if (set_has(&state.lost, i) && !set_has(&before, i)) {
			react(machine, i);
			reacted = true;
		}
	feed(machine,
		essentials()->on_failed != ESSENTIAL_STARVE || set_is_empty(&state.lost) ||
			machine->phase != PHASE_RUNNING,
		now_ms);
	return acted || reacted;
}

bool essential_step(struct machine *machine, int64_t now_ms)
{
	if (machine->phase == PHASE_RUNNING)
		return step_running(machine, now_ms);
	/* A shutdown has its own limits. */
	if (machine->phase == PHASE_STOPPING)
		feed(machine, true, now_ms);
	return false;
}

int64_t essential_deadline(const struct machine *machine)
{
	const struct confirm_policy policy = confirm_policy();
	int64_t look_ms = machine->essential.look_ms;
	int64_t confirm_ms = 0;

	if (machine->phase != PHASE_RUNNING)
		return 0;
	if (NSINIT_USES_CONFIRM)
		confirm_ms = confirm_deadline(&machine->essential.confirm, &policy);
	return look_ms == 0 || (confirm_ms > 0 && confirm_ms < look_ms) ? confirm_ms : look_ms;
}
