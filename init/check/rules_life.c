/*
 * The life of one container: what it waits for, how it is started again and stopped.
 * Host tool; called by check_container() and, for the sums and shared judgements, by the other
 * rules and the summary.
 */
#include "check/check.h"
#include "check/rules.h"

#include "base/namespaces.h"
#include <signal.h>

#define SIGNAL_MOST  64
#define RESTART_MOST MINUTES(24 * 60)

void check_enum(struct report *report, const struct place *place, const char *field, int value,
	int count, const char *type)
{
	if (value < 0 || value >= count)
		report_error(report, place, field, rule_enum_unknown, value, type);
}

unsigned word_count(const char *const *words, unsigned most)
{
	unsigned count = 0;

	while (words != NULL && count <= most && words[count] != NULL)
		count++;
	return count;
}

bool check_length(struct report *report, const struct place *place, const char *field,
	unsigned count, unsigned most)
{
	if (count > most)
		report_error(report, place, field, rule_too_many, most);
	return count <= most;
}

void check_time(struct report *report, const struct place *place, const char *field, int64_t ms,
	int64_t least_ms, int64_t most_ms)
{
	if (ms != 0 && (ms < least_ms || ms > most_ms))
		report_error(report, place, field, rule_time_range, (long long)ms,
			(long long)least_ms, (long long)most_ms);
}

int64_t add_bytes(int64_t sum, int64_t bytes)
{
	return bytes > INT64_MAX - sum ? INT64_MAX : sum + bytes;
}

int64_t memory_sum(const struct appliance *machine)
{
	int64_t sum = 0;

	for (unsigned i = 0; i < machine->containers.count; i++) {
		const struct limits *limits = machine->containers.items[i]->limits;

		if (limits != NULL && limits->memory_bytes > 0)
			sum = add_bytes(sum, limits->memory_bytes);
	}
	return sum;
}

/* The index in the appliance's list; its count when it is not there. */
static unsigned position(const struct appliance *machine, const struct container *container)
{
	unsigned i = 0;

	while (i < machine->containers.count && machine->containers.items[i] != container)
		i++;
	return i;
}

static bool named(const struct container *const *list, unsigned count, const struct container *one)
{
	for (unsigned i = 0; list != NULL && i < count && list[i] != NULL; i++) {
		if (list[i] == one)
			return true;
	}
	return false;
}

static bool good_dependency(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at, const char *field,
	const struct container *other)
{
	const char *label = container_label(machine, other);

	if (other == container)
		report_error(report, at, field, rule_dependency_self);
	else if (position(machine, other) == machine->containers.count)
		report_error(report, at, field, rule_dependency_unlisted, label);
	else if (position(machine, other) > position(machine, container))
		report_error(report, at, field, rule_dependency_later, label);
	else
		return true;
	return false;
}

bool check_dependency(struct report *report, const struct appliance *machine,
	const struct container *container, const char *field, const struct container *other)
{
	const struct place at = { .subject = container_label(machine, container) };

	return good_dependency(report, machine, container, &at, field, other);
}

static void check_dependencies(struct report *report, const struct appliance *machine,
	const struct container *container, const char *field, const struct container *const *list)
{
	const char *subject = container_label(machine, container);

	for (unsigned i = 0; list != NULL && list[i] != NULL; i++) {
		const struct place at = { subject, field, i };
		const char *label = container_label(machine, list[i]);

		if (named(list, i, list[i]))
			report_error(report, &at, NULL, rule_dependency_twice, label, field);
		else if (list == container->after &&
			 named(container->needs, CONTAINERS_MAX, list[i]))
			report_error(report, &at, NULL, rule_dependency_twice, label, "needs");
		else if (joins(container, list[i]))
			report_error(report, &at, NULL, rule_dependency_twice, label, "join");
		else
			good_dependency(report, machine, container, &at, NULL, list[i]);
	}
}

static void check_restart(
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

	check_enum(report, at, "restart.kind", (int)restart->kind, RESTART_NEVER + 1,
		"enum restart_kind");
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
	if (restart->kind == RESTART_ALWAYS && container->kind == KIND_ONESHOT)
		report_error(report, at, "restart.kind", rule_oneshot_always);
}

void check_life(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };
	int signal = container->stop.signal;

	check_dependencies(report, machine, container, "needs", container->needs);
	check_dependencies(report, machine, container, "after", container->after);
	check_restart(report, &at, container);
	if (signal < 0 || signal > SIGNAL_MOST)
		report_error(report, &at, "stop.signal", rule_stop_signal, signal, "is no signal");
	else if (signal == SIGSTOP || signal == SIGTSTP || signal == SIGCONT || signal == SIGCHLD)
		report_error(report, &at, "stop.signal", rule_stop_signal, signal,
			"halts or continues a program and does not end it");
	else if (signal == SIGSEGV || signal == SIGBUS || signal == SIGILL || signal == SIGFPE ||
		 signal == SIGTRAP)
		report_error(report, &at, "stop.signal", rule_stop_signal, signal,
			"is a fault, which the container's init does not pass on");
	check_time(report, &at, "stop.limit_ms", container->stop.limit_ms, LIMIT_LEAST_MS,
		LIMIT_MOST_MS);
	check_time(report, &at, "start_limit_ms", container->start_limit_ms, LIMIT_LEAST_MS,
		LIMIT_MOST_MS);
}
