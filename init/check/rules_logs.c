/*
 * What becomes of the lines of containers.
 * Host tool; called by check_container().
 */
#include "check/check.h"
#include "check/rules.h"

static void check_count(
	struct report *report, const struct place *at, const char *field, int32_t value, int most)
{
	if (value < 0 || value > most)
		report_error(report, at, field, rule_log_range, value, most);
}

void check_log(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place place = { .subject = container_label(machine, container) };
	const struct place *at = &place;
	const struct log *log = container->log;

	if (log == NULL)
		return;
	if (log->none && (log->rate != 0 || log->burst != 0)) {
		report_error(report, at, log->rate != 0 ? "log.rate" : "log.burst", rule_no_effect,
			"with .none");
		return;
	}
	check_count(report, at, "log.rate", log->rate, LOG_RATE_MAX);
	check_count(report, at, "log.burst", log->burst, LOG_BURST_MAX);
	if (log->rate == 0 && log->burst > 0)
		report_error(report, at, "log.burst", rule_no_effect, "without .rate");
}
