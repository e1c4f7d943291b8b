/*
 * The limits of one container: its own numbers against each other and against what a kernel takes.
 * Lists of them are in rules_limit_lists.c.
 * Host tool; called by check_container().
 */
#include "check/check.h"
#include "check/forms.h"
#include "check/rules.h"

#define PERIOD_LEAST 1000    /* min_cfs_quota_period of the kernel, in microseconds */
#define PERIOD_MOST  1000000 /* max_cfs_quota_period */

/* 0 is not said. */
static bool check_range(struct report *report, const struct place *at, const char *field,
	int64_t value, int64_t least, int64_t most)
{
	if (value == 0 || (value >= least && value <= most))
		return true;
	report_error(report, at, field, rule_limit_range, (long long)value, (long long)least,
		(long long)most);
	return false;
}

/* What must be said. */
static void check_required(
	struct report *report, const struct place *at, const struct limits *limits)
{
	if (limits->memory_bytes == 0)
		report_error(report, at, "limits.memory_bytes", rule_limit_missing);
	else if (limits->memory_bytes < LIMIT_MEMORY_LEAST && limits->memory_bytes != UNLIMITED)
		report_error(report, at, "limits.memory_bytes", rule_memory_range,
			(long long)limits->memory_bytes);
	if (limits->processes == 0)
		report_error(report, at, "limits.processes", rule_limit_missing);
	else if (limits->processes != UNLIMITED &&
		 (limits->processes < LIMIT_PROCESSES_LEAST ||
			 limits->processes > LIMIT_PROCESSES_MOST))
		report_error(report, at, "limits.processes", rule_processes_range,
			limits->processes, LIMIT_PROCESSES_MOST);
}

/* Each against the next larger one that is said. */
static void check_memory(struct report *report, const struct place *at, const struct limits *limits)
{
	const struct {
		const char *field;
		int64_t bytes;
	} rising[] = {
		{ "limits.memory_min_bytes", limits->memory_min_bytes },
		{ "limits.memory_low_bytes", limits->memory_low_bytes },
		{ "limits.memory_high_bytes", limits->memory_high_bytes },
		{ "limits.memory_bytes", limits->memory_bytes },
	};
	const unsigned last = sizeof rising / sizeof rising[0] - 1;

	for (unsigned i = 0; i < last; i++) {
		unsigned next = i + 1;

		if (!check_range(report, at, rising[i].field, rising[i].bytes, 1, INT64_MAX))
			continue;
		while (next < last && rising[next].bytes <= 0)
			next++;
		if (rising[next].bytes > 0 && rising[i].bytes > rising[next].bytes)
			report_error(report, at, rising[i].field, rule_memory_order,
				size_text(rising[i].bytes).text, rising[next].field,
				size_text(rising[next].bytes).text);
	}
}

static void check_swap(struct report *report, const struct place *at, const struct limits *limits)
{
	/* Version 1 writes the sum of both. */
	int64_t most = INT64_MAX - (limits->memory_bytes > 0 ? limits->memory_bytes : 0);

	check_enum(report, at, "limits.oom", (int)limits->oom, OOM_PROCESS + 1, "enum oom_policy");
	check_range(report, at, "limits.swappiness", limits->swappiness, 1, 200);
	if (limits->swap_bytes != UNLIMITED)
		check_range(report, at, "limits.swap_bytes", limits->swap_bytes, 1, most);
	if (limits->swap_bytes != 0 && limits->memory_bytes == UNLIMITED)
		report_error(report, at, "limits.swap_bytes", rule_no_effect,
			"beside UNLIMITED memory_bytes");
	if (limits->swappiness != 0 && limits->swap_bytes == 0)
		report_error(report, at, "limits.swappiness", rule_no_effect,
			"without swap_bytes, since there is no swap then");
}

static void check_cpu_quota(
	struct report *report, const struct place *at, const struct limits *limits)
{
	int32_t period = limits->cpu_period_us != 0 ? limits->cpu_period_us : CPU_PERIOD_DEFAULT_US;
	int64_t quota = (int64_t)period * limits->cpu_percent / 100;

	if (!check_range(report, at, "limits.cpu_period_us", limits->cpu_period_us, PERIOD_LEAST,
		    PERIOD_MOST))
		return;
	if (quota < PERIOD_LEAST)
		report_error(report, at, "limits.cpu_period_us", rule_cpu_quota_small,
			limits->cpu_percent, period);
	else if (check_range(
			 report, at, "limits.cpu_burst_us", limits->cpu_burst_us, 1, INT32_MAX) &&
		 limits->cpu_burst_us > quota)
		report_error(report, at, "limits.cpu_burst_us", rule_cpu_burst_large,
			limits->cpu_burst_us, (long long)quota);
}

static void check_cpu(struct report *report, const struct place *at, const struct limits *limits)
{
	check_range(report, at, "limits.cpu_weight", limits->cpu_weight, 1, LIMIT_WEIGHT_MOST);
	if (limits->cpu_percent < UNLIMITED || limits->cpu_percent > LIMIT_CPU_MOST)
		report_error(report, at, "limits.cpu_percent", rule_cpu_range, limits->cpu_percent,
			LIMIT_CPU_MOST);
	else if (limits->cpu_percent > 0)
		check_cpu_quota(report, at, limits);
	if (limits->cpu_percent <= 0 && limits->cpu_period_us != 0)
		report_error(
			report, at, "limits.cpu_period_us", rule_no_effect, "without cpu_percent");
	if (limits->cpu_percent <= 0 && limits->cpu_burst_us != 0)
		report_error(
			report, at, "limits.cpu_burst_us", rule_no_effect, "without cpu_percent");
}

static void check_numbers(
	struct report *report, const struct place *at, const char *field, const char *list)
{
	if (list != NULL && number_list_fault(list) != NULL)
		report_error(report, at, field, rule_number_list, list, number_list_fault(list));
}

void check_limits(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };
	const struct limits *limits = container->limits;

	if (limits == NULL) {
		report_error(report, &at, "limits", rule_limits_missing);
		return;
	}
	check_required(report, &at, limits);
	check_memory(report, &at, limits);
	check_swap(report, &at, limits);
	check_cpu(report, &at, limits);
	check_numbers(report, &at, "limits.cpus", limits->cpus);
	check_numbers(report, &at, "limits.memory_nodes", limits->memory_nodes);
	check_range(report, &at, "limits.io_weight", limits->io_weight, 1, LIMIT_WEIGHT_MOST);
	check_limit_lists(report, &at, limits);
	if (limits->delegate && container->identity.kind == IDENTITY_ROOT &&
		container->user.kind == USER_HOST)
		report_error(report, &at, "limits.delegate", rule_delegate_root);
}
