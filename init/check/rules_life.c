/*
 * The life of one container: what it waits for, how it is started again and stopped.
 * Host tool; called by check_container() and, for the sums and shared judgements, by the other
 * rules and the summary.
 */
#include "check/check.h"
#include "check/rules.h"

#include "base/namespaces.h"
#include "base/signals.h"

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
		else if (list[i] == container->each_start_of)
			report_error(
				report, &at, NULL, rule_dependency_twice, label, "each_start_of");
		else
			good_dependency(report, machine, container, &at, NULL, list[i]);
	}
}

static void check_once(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at)
{
	if (!container->once)
		return;
	if (container->kind != KIND_ONESHOT)
		report_error(report, at, "once", rule_no_effect, "without KIND_ONESHOT");
	if (container->each_start_of != NULL)
		report_error(report, at, "once", rule_no_effect, "beside each_start_of");
	if (machine->store == NULL)
		report_error(report, at, "once", rule_store_missing);
}

/* Whom it needs by other words than .needs. */
static void check_each_start(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at)
{
	const struct container *other = container->each_start_of;

	if (other == NULL)
		return;
	if (container->kind != KIND_ONESHOT)
		report_error(report, at, "each_start_of", rule_no_effect, "without KIND_ONESHOT");
	if (good_dependency(report, machine, container, at, "each_start_of", other) &&
		other->kind != KIND_SERVICE)
		report_error(report, at, "each_start_of", rule_each_start_kind,
			container_label(machine, other));
	if (other->sockets != NULL)
		report_error(report, at, "each_start_of", rule_socket_needed,
			container_label(machine, other));
}

bool kind_ends(enum container_kind kind)
{
	return kind == KIND_ONESHOT || kind == KIND_TASK || kind == KIND_TIMER;
}

const char *kind_name(enum container_kind kind)
{
	static const char *const names[] = {
		[KIND_SERVICE] = "KIND_SERVICE",
		[KIND_ONESHOT] = "KIND_ONESHOT",
		[KIND_TASK] = "KIND_TASK",
		[KIND_TIMER] = "KIND_TIMER",
		[KIND_CONSOLE] = "KIND_CONSOLE",
		[KIND_CONNECTION] = "KIND_CONNECTION",
	};

	return kind < sizeof names / sizeof names[0] ? names[kind] : "kind of its own";
}

/* Not among those of the boot; a task may need another. */
static bool is_missing(const struct container *container, const struct container *need)
{
	return need->kind == KIND_TIMER ||
	       (need->kind == KIND_TASK && container->kind != KIND_TASK);
}

static void check_needs(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at)
{
	const struct container *const *needs = container->needs;

	check_dependencies(report, machine, container, "needs", needs);
	for (unsigned i = 0; needs != NULL && needs[i] != NULL; i++) {
		const struct place entry = { at->subject, "needs", i };

		if (is_missing(container, needs[i]))
			report_error(report, &entry, NULL, rule_task_needed,
				container_label(machine, needs[i]), kind_name(needs[i]->kind));
	}
	check_enum(report, at, "need_lost", (int)container->need_lost, NEED_LOST_RESTART + 1,
		"enum need_lost");
	if (container->need_lost != NEED_LOST_STAY && (needs == NULL || needs[0] == NULL))
		report_error(report, at, "need_lost", rule_no_effect, "without needs");
}

void check_life(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };
	int signal = container->stop.signal;

	check_needs(report, machine, container, &at);
	check_dependencies(report, machine, container, "after", container->after);
	check_once(report, machine, container, &at);
	check_each_start(report, machine, container, &at);
	check_timer(report, container, &at);
	check_tty(report, machine, container);
	check_device_node(report, machine, container);
	check_ready(report, machine, container);
	check_alive(report, machine, container);
	check_sockets(report, machine, container);
	check_connections(report, machine, container);
	check_shortage(report, machine, container);
	check_restart(report, machine, container);
	check_essential(report, machine, container);
	check_reload(report, &at, container);
	check_stop_command(report, &at, container);
	if (signal < 0 || signal > (int)SIGNAL_MOST)
		report_error(report, &at, "stop.signal", rule_stop_signal, signal, "is no signal");
	else if (signal == SIGSTOP || signal == SIGTSTP || signal == SIGCONT || signal == SIGCHLD)
		report_error(report, &at, "stop.signal", rule_stop_signal, signal,
			"halts or continues a program and does not end it");
	else if (signal_stays((uint32_t)signal))
		report_error(report, &at, "stop.signal", rule_stop_signal, signal,
			"is a fault, which the container's init does not pass on");
	check_time(report, &at, "stop.limit_ms", container->stop.limit_ms, LIMIT_LEAST_MS,
		LIMIT_MOST_MS);
	check_time(report, &at, "start_limit_ms", container->start_limit_ms, LIMIT_LEAST_MS,
		LIMIT_MOST_MS);
}
