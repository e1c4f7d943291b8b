/*
 * How a container is told to read its settings again, and to end by a command.
 * Host tool; called by check_life().
 */
#include "check/check.h"
#include "check/rules.h"

#include "base/signals.h"

static void check_signal(struct report *report, const struct place *at, const struct reload *reload)
{
	int signal = reload->signal;

	if (reload->kind != RELOAD_SIGNAL && signal != 0)
		report_error(report, at, "reload.signal", rule_no_effect, "with this kind");
	else if (signal < 0 || signal > (int)SIGNAL_MOST)
		report_error(
			report, at, "reload.signal", rule_reload_signal, signal, "is no signal");
	else if (signal == SIGKILL)
		report_error(report, at, "reload.signal", rule_reload_signal, signal, "ends it");
	else if (signal_stays((uint32_t)signal))
		report_error(report, at, "reload.signal", rule_reload_signal, signal,
			"is not passed on by the container's init");
}

static void check_command(
	struct report *report, const struct place *at, const struct reload *reload)
{
	bool is_command = reload->kind == RELOAD_COMMAND;

	if (!is_command && reload->argv != NULL)
		report_error(report, at, "reload.argv", rule_no_effect, "with this kind");
	if (!is_command && reload->limit_ms != 0)
		report_error(report, at, "reload.limit_ms", rule_no_effect, "with this kind");
	if (is_command && reload->argv == NULL)
		report_error(report, at, "reload.argv", rule_ready_missing);
	else if (is_command)
		check_program(report, at->subject, "reload.argv", reload->argv);
	if (is_command)
		check_time(report, at, "reload.limit_ms", reload->limit_ms, LIMIT_LEAST_MS,
			LIMIT_MOST_MS);
}

void check_reload(struct report *report, const struct place *at, const struct container *container)
{
	const struct reload *reload = container->reload;

	if (reload == NULL)
		return;
	check_enum(report, at, "reload.kind", (int)reload->kind, RELOAD_COMMAND + 1,
		"enum reload_kind");
	if (reload->kind == RELOAD_UNSET)
		report_error(report, at, "reload", rule_kind_missing, "its kind");
	if (container->kind != KIND_SERVICE)
		report_error(report, at, "reload", rule_no_effect, "without KIND_SERVICE");
	check_signal(report, at, reload);
	check_command(report, at, reload);
}

void check_stop_command(
	struct report *report, const struct place *at, const struct container *container)
{
	const struct stop *stop = &container->stop;

	if (stop->argv == NULL && stop->argv_limit_ms != 0)
		report_error(report, at, "stop.argv_limit_ms", rule_no_effect, "without argv");
	if (stop->argv == NULL)
		return;
	check_program(report, at->subject, "stop.argv", stop->argv);
	check_time(report, at, "stop.argv_limit_ms", stop->argv_limit_ms, LIMIT_LEAST_MS,
		LIMIT_MOST_MS);
}
