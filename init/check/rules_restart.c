/*
 * What follows the end of a container: delays, chance, failures in a row, good statuses.
 * Host tool; called by check_life().
 */
#include "check/check.h"
#include "check/rules.h"

#define RESTART_MOST  MINUTES(24 * 60)
#define JITTER_MOST   90
#define FAILURES_MOST 1000
#define EXIT_MOST     255

static void check_delays(
	struct report *report, const struct place *at, const struct container *container)
{
	const struct restart *restart = &container->restart;
	const struct {
		const char *field;
		int64_t ms;
	} times[] = {
		{ "restart.delay_ms", restart->delay_ms },
		{ "restart.delay_max_ms", restart->delay_max_ms },
		{ "restart.reset_ms", restart->reset_ms },
	};
	int64_t first = restart->delay_ms != 0 ? restart->delay_ms : RESTART_DELAY_DEFAULT_MS;
	int64_t most = restart->delay_max_ms;

	for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
		if (restart->kind == RESTART_NEVER && times[i].ms != 0)
			report_error(
				report, at, times[i].field, rule_no_effect, "with RESTART_NEVER");
		else
			check_time(report, at, times[i].field, times[i].ms, 1, RESTART_MOST);
	}
	if (most == 0)
		most = RESTART_DELAY_MAX_DEFAULT_MS;
	if (restart->kind != RESTART_NEVER && most > 0 && first > most && first <= RESTART_MOST)
		report_error(report, at, "restart.delay_max_ms", rule_restart_delays,
			(long long)most, (long long)first);
	if (restart->kind == RESTART_ALWAYS && kind_ends(container->kind))
		report_error(report, at, "restart.kind", rule_oneshot_always,
			kind_name(container->kind));
}

static void check_instead(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at)
{
	static const char field[] = "restart.failures.instead";
	const struct container *instead = container->restart.failures->instead;

	if (container->restart.failures->on_limit != FAILURE_START) {
		if (instead != NULL)
			report_error(report, at, field, rule_no_effect, "without FAILURE_START");
		return;
	}
	if (instead == NULL)
		report_error(report, at, field, rule_instead_missing);
	else if (check_dependency(report, machine, container, field, instead) &&
		 instead->kind != KIND_TASK)
		report_error(
			report, at, field, rule_instead_kind, container_label(machine, instead));
}

static void check_slow(struct report *report, const struct place *at, const struct restart *restart)
{
	static const char field[] = "restart.failures.slow_ms";
	int64_t slow = restart->failures->slow_ms;
	int64_t most = restart->delay_max_ms;

	if (restart->failures->on_limit != FAILURE_RETRY) {
		if (slow != 0)
			report_error(report, at, field, rule_no_effect, "without FAILURE_RETRY");
		return;
	}
	check_time(report, at, field, slow, 1, RESTART_MOST);
	if (slow == 0)
		slow = RESTART_SLOW_DEFAULT_MS;
	if (most == 0)
		most = RESTART_DELAY_MAX_DEFAULT_MS;
	if (slow < most && most <= RESTART_MOST)
		report_error(report, at, field, rule_slow_short, (long long)slow, (long long)most);
}

static void check_failures(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at)
{
	const struct failures *failures = container->restart.failures;

	if (failures == NULL)
		return;
	if (container->restart.kind == RESTART_NEVER) {
		report_error(report, at, "restart.failures", rule_no_effect, "with RESTART_NEVER");
		return;
	}
	if (failures->limit < 1 || failures->limit > FAILURES_MOST)
		report_error(report, at, "restart.failures.limit", rule_range, failures->limit, 1,
			FAILURES_MOST);
	check_enum(report, at, "restart.failures.on_limit", (int)failures->on_limit,
		FAILURE_RESCUE + 1, "enum failure_kind");
	check_instead(report, machine, container, at);
	check_slow(report, at, &container->restart);
	if (failures->on_limit == FAILURE_RESCUE && machine->console.kind != CONSOLE_SHELL)
		report_error(report, at, "restart.failures.on_limit", rule_rescue_console);
}

static void check_success(struct report *report, const struct place *at, const int32_t *success)
{
	unsigned count = 0;

	while (success != NULL && count <= EXITS_MAX && success[count] != EXITS_END)
		count++;
	if (!check_length(report, at, "success", count, EXITS_MAX))
		return;
	for (unsigned i = 0; i < count; i++) {
		const struct place entry = { at->subject, "success", i };
		unsigned same = 0;

		if (success[i] < 1 || success[i] > EXIT_MOST)
			report_error(report, &entry, NULL, rule_range, success[i], 1, EXIT_MOST);
		while (same < i && success[same] != success[i])
			same++;
		if (same < i)
			report_error(report, &entry, NULL, rule_exit_twice, success[i], same);
	}
}

void check_restart(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };
	const struct restart *restart = &container->restart;

	check_enum(report, &at, "restart.kind", (int)restart->kind, RESTART_NEVER + 1,
		"enum restart_kind");
	check_delays(report, &at, container);
	if (restart->kind == RESTART_NEVER && restart->jitter_percent != 0)
		report_error(report, &at, "restart.jitter_percent", rule_no_effect,
			"with RESTART_NEVER");
	else if (restart->jitter_percent < 0 || restart->jitter_percent > JITTER_MOST)
		report_error(report, &at, "restart.jitter_percent", rule_range,
			restart->jitter_percent, 0, JITTER_MOST);
	check_failures(report, machine, container, &at);
	check_success(report, &at, container->success);
}
