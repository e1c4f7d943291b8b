/*
 * What a container changes in its set of system calls: names, and rules for arguments.
 * Host tool; called by check_container(). Numbers play no part: they are the device's.
 */
#include "check/check.h"
#include "check/rules.h"

#include "base/sockets.h"

#define NAMED(name)       NSINIT_SYSCALL_##name,
#define NEW(number, name) NSINIT_SYSCALL_##name,
#define COUNT(array)      (sizeof(array) / sizeof(array)[0])
#define HAS(call, array)  has(call, array, COUNT(array))

static bool has(unsigned call, const uint16_t *calls, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (calls[i] == call)
			return true;
	return false;
}

const char *call_name(unsigned call)
{
#define NAME(name)             [NSINIT_SYSCALL_##name] = #name,
#define NEW_NAME(number, name) [NSINIT_SYSCALL_##name] = #name,
	static const char *const names[] = { NSINIT_SYSCALLS(NAME, NEW_NAME) };

	return names[call];
}

static bool is_call(unsigned call)
{
	return call > NSINIT_SYSCALL_NONE && call < NSINIT_SYSCALL_COUNT;
}

unsigned syscall_count(const uint16_t *calls)
{
	unsigned count = 0;

	while (calls != NULL && count <= SYSCALLS_MAX && calls[count] != NSINIT_SYSCALL_NONE)
		count++;
	return count;
}

/* An entry without a kind, but with a call, is a mistake and no end. */
unsigned syscall_rule_count(const struct syscall_rule *rules)
{
	unsigned count = 0;

	while (rules != NULL && count <= SYSCALL_RULES_MAX &&
		(rules[count].kind != ARGUMENT_END || rules[count].call != NSINIT_SYSCALL_NONE))
		count++;
	return count;
}

/* What the set has; its name, or NULL. */
static const char *in_set(enum syscall_set set, unsigned call)
{
#define SET(set, word) static const uint16_t set_##set[] = { NSINIT_SET_##set(NAMED, NEW) };
	NSINIT_SYSCALL_SETS(SET)
#undef SET
#define IN_SET(name, word)                                                                         \
	if (set == SYSCALLS_##name)                                                                \
		return HAS(call, set_##name) ? "SYSCALLS_" #name : NULL;
	NSINIT_SYSCALL_SETS(IN_SET)
#undef IN_SET
	return NULL;
}

/* The capability that brings a call, or -1. */
static int capability_of(unsigned call, const char **name)
{
#define BRINGS(capability)                                                                         \
	{                                                                                          \
		static const uint16_t calls[] = { NSINIT_CALLS_##capability(NAMED, NEW) };         \
                                                                                                   \
		*name = #capability;                                                               \
		if (HAS(call, calls))                                                              \
			return NSINIT_CAP_##capability;                                            \
	}
	NSINIT_CALLING_CAPABILITIES(BRINGS)
#undef BRINGS
	return -1;
}

/* Those whose capability is for more than the caller's own processes and memory. */
static bool is_useless_without(unsigned call, int capability)
{
	return capability != NSINIT_CAP_SYS_PTRACE && capability != NSINIT_CAP_SYS_NICE &&
	       capability != NSINIT_CAP_PERFMON && capability != NSINIT_CAP_BPF &&
	       call != CALL(unshare) && call != CALL(fanotify_init);
}

static bool in_list(const uint16_t *calls, unsigned call)
{
	return has(call, calls, syscall_count(calls));
}

/* Whether the call is allowed before anything is removed; by what, if that is not NULL. */
static bool is_allowed(const struct container *container, unsigned call, const char **by)
{
	const char *set = in_set(container->syscalls, call);
	const char *name;
	int capability = capability_of(call, &name);

	if (by != NULL)
		*by = set != NULL ? set : name;
	return set != NULL || (capability >= 0 && (container->caps >> capability & 1) != 0);
}

static bool may_call(const struct container *container, unsigned call)
{
	return !in_list(container->syscalls_remove, call) &&
	       (is_allowed(container, call, NULL) || in_list(container->syscalls_add, call));
}

/* Its sockets would start it again and again. */
static void check_accepter(
	struct report *report, const struct container *container, const struct place *at)
{
	bool accepts = false;

	for (unsigned i = 0; container->sockets != NULL && i < socket_count(container); i++)
		accepts = accepts || container->sockets[i].kind == SOCKET_TCP ||
			  container->sockets[i].kind == SOCKET_UNIX;
	if (accepts && !may_call(container, CALL(accept4)) && !may_call(container, CALL(accept)))
		report_error(report, at, "syscalls", rule_call_accept);
}

/* sd_notify(3) opens a socket; a container that cannot would never be ready. */
static void check_notifier(
	struct report *report, const struct container *container, const struct place *at)
{
	bool notifies = (container->ready && container->ready->kind == READY_NOTIFY) ||
			(container->alive && container->alive->kind == ALIVE_NOTIFY);

	if (notifies && !may_call(container, CALL(socket)))
		report_error(report, at, "syscalls", rule_call_notify);
}

static bool check_name(
	struct report *report, const struct place *at, const uint16_t *calls, unsigned i)
{
	if (!is_call(calls[i]))
		report_error(report, at, NULL, rule_call_unknown, calls[i]);
	else if (has(calls[i], calls, i))
		report_error(report, at, NULL, rule_call_twice, call_name(calls[i]));
	else
		return true;
	return false;
}

static void check_added(struct report *report, const struct container *container,
	const struct place *at, unsigned call)
{
	static const uint16_t never[] = { NSINIT_CALLS_NEVER(NAMED, NEW) };
	const char *by = NULL;
	int capability = capability_of(call, &by);

	if (HAS(call, never))
		report_error(report, at, NULL, rule_call_never, call_name(call));
	else if (is_allowed(container, call, &by))
		report_error(report, at, NULL, rule_call_present, call_name(call), by);
	else if (capability >= 0 && is_useless_without(call, capability))
		report_error(report, at, NULL, rule_call_capability, call_name(call), by);
}

/* Behind the filter is only exec; a second filter is not loaded without no_new_privs. */
static void check_removed(struct report *report, const struct container *container,
	const struct place *at, unsigned call)
{
	static const uint16_t start[] = { CALL(write), CALL(execve), CALL(exit_group) };
	static const uint16_t setuid[] = { CALL(capset), CALL(clone), CALL(setsid), CALL(prctl),
		CALL(ioctl), CALL(rt_sigprocmask) };

	if (in_list(container->syscalls_add, call))
		report_error(report, at, NULL, rule_call_both, call_name(call));
	else if (HAS(call, start))
		report_error(report, at, NULL, rule_call_needed, call_name(call), "");
	else if (container->allow_setuid && HAS(call, setuid))
		report_error(
			report, at, NULL, rule_call_needed, call_name(call), " with .allow_setuid");
	else if (!is_allowed(container, call, NULL))
		report_error(report, at, NULL, rule_call_absent, call_name(call));
}

static void check_list(struct report *report, const struct container *container,
	const struct place *at, const char *field, const uint16_t *calls,
	void (*check)(struct report *report, const struct container *container,
		const struct place *at, unsigned call))
{
	unsigned count = syscall_count(calls);

	if (!check_length(report, at, field, count, SYSCALLS_MAX))
		return;
	for (unsigned i = 0; i < count; i++) {
		const struct place entry = { at->subject, field, i };

		if (check_name(report, &entry, calls, i))
			check(report, container, &entry, calls[i]);
	}
}

#define BIT(n) (1U << (n))
/* Arguments that are an int, an unsigned int, or of which the kernel looks at the low half. */
static const struct {
	uint16_t call;
	uint8_t arguments; /* bits by number */
} narrow[] = {
	{ CALL(socket), BIT(0) | BIT(1) | BIT(2) },
	{ CALL(socketpair), BIT(0) | BIT(1) | BIT(2) },
	{ CALL(clone), BIT(0) },
	{ CALL(unshare), BIT(0) },
	{ CALL(setns), BIT(1) },
	{ CALL(ioctl), BIT(1) },
	{ CALL(fcntl), BIT(1) },
	{ CALL(fcntl64), BIT(1) },
	{ CALL(prctl), BIT(0) },
	{ CALL(setsockopt), BIT(1) | BIT(2) },
	{ CALL(getsockopt), BIT(1) | BIT(2) },
	{ CALL(accept4), BIT(3) },
	{ CALL(personality), BIT(0) },
	{ CALL(kill), BIT(1) },
	{ CALL(tkill), BIT(1) },
	{ CALL(tgkill), BIT(2) },
	{ CALL(open), BIT(1) },
	{ CALL(openat), BIT(2) },
	{ CALL(unlinkat), BIT(2) },
	{ CALL(renameat2), BIT(4) },
	{ CALL(mmap), BIT(2) },
	{ CALL(mmap2), BIT(2) },
	{ CALL(mprotect), BIT(2) },
	{ CALL(madvise), BIT(2) },
	{ CALL(memfd_create), BIT(1) },
	{ CALL(futex), BIT(1) },
	{ CALL(bpf), BIT(0) },
	{ CALL(reboot), BIT(0) | BIT(1) | BIT(2) },
	{ CALL(syslog), BIT(0) },
};

static bool is_narrow(unsigned call, unsigned argument)
{
	for (size_t i = 0; i < COUNT(narrow); i++)
		if (narrow[i].call == call)
			return argument < 6 && (narrow[i].arguments >> argument & 1) != 0;
	return false;
}

static void check_values(
	struct report *report, const struct place *at, const struct syscall_rule *rule)
{
	if (rule->values.count == 0)
		report_error(report, at, "values", rule_rule_values);
	if (!check_length(report, at, "values", rule->values.count, SYSCALL_VALUES_MAX))
		return;
	for (unsigned i = 0; rule->kind == ARGUMENT_WITHOUT && i < rule->values.count; i++)
		if (rule->values.items[i] == 0)
			report_error(report, at, "values", rule_rule_zero);
}

static void check_rule(struct report *report, const struct container *container,
	const struct place *at, const struct syscall_rule *rule)
{
	const struct syscall_rule *earlier = container->syscall_rules;

	if (rule->kind == ARGUMENT_END) {
		report_error(report, at, "kind", rule_kind_missing, "ARGUMENT_ONE_OF or another");
		return;
	}
	check_enum(report, at, "kind", (int)rule->kind, ARGUMENT_WITHOUT + 1, "enum syscall_match");
	if (!is_call(rule->call)) {
		report_error(report, at, "call", rule_call_unknown, rule->call);
		return;
	}
	while (earlier < rule && (earlier->kind != rule->kind || earlier->call != rule->call ||
					 earlier->argument != rule->argument))
		earlier++;
	if (earlier < rule)
		report_error(report, at, "call", rule_rule_twice,
			(unsigned)(earlier - container->syscall_rules));
	if (!may_call(container, rule->call))
		report_error(report, at, "call", rule_rule_call, call_name(rule->call));
	else if (!is_narrow(rule->call, rule->argument))
		report_error(report, at, "argument", rule_rule_argument, rule->argument,
			call_name(rule->call));
	check_values(report, at, rule);
}

static void check_rules(
	struct report *report, const struct container *container, const struct place *at)
{
	unsigned count = syscall_rule_count(container->syscall_rules);

	if (!check_length(report, at, "syscall_rules", count, SYSCALL_RULES_MAX))
		return;
	for (unsigned i = 0; i < count; i++) {
		const struct place entry = { at->subject, "syscall_rules", i };

		check_rule(report, container, &entry, &container->syscall_rules[i]);
	}
}

static void check_no_effect(
	struct report *report, const struct container *container, const struct place *at)
{
	const char *with = container->syscalls == SYSCALLS_LEARN ? "with SYSCALLS_LEARN"
								 : "with SYSCALLS_UNRESTRICTED";

	if (container->syscalls_add != NULL)
		report_error(report, at, "syscalls_add", rule_no_effect, with);
	if (container->syscalls_remove != NULL)
		report_error(report, at, "syscalls_remove", rule_no_effect, with);
	if (container->syscall_action != SYSCALL_ERRNO)
		report_error(report, at, "syscall_action", rule_no_effect, with);
	if (container->syscall_rules != NULL)
		report_error(report, at, "syscall_rules", rule_no_effect, with);
}

void check_syscalls(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };

	check_enum(report, &at, "syscalls", (int)container->syscalls, SYSCALLS_LEARN + 1,
		"enum syscall_set");
	check_enum(report, &at, "syscall_action", (int)container->syscall_action, SYSCALL_LOG + 1,
		"enum syscall_action");
	if (container->syscalls > SYSCALLS_LEARN)
		return;
	if (container->syscalls == SYSCALLS_UNRESTRICTED || container->syscalls == SYSCALLS_LEARN) {
		check_no_effect(report, container, &at);
		return;
	}
	check_list(report, container, &at, "syscalls_add", container->syscalls_add, check_added);
	check_list(report, container, &at, "syscalls_remove", container->syscalls_remove,
		check_removed);
	check_rules(report, container, &at);
	check_notifier(report, container, &at);
	check_accepter(report, container, &at);
	if (container->syscall_action == SYSCALL_LOG && container->syscalls == SYSCALLS_DEFAULT &&
		syscall_count(container->syscalls_remove) == 0 &&
		syscall_rule_count(container->syscall_rules) == 0)
		report_error(report, &at, "syscall_action", rule_no_effect,
			"on SYSCALLS_DEFAULT as it is");
}
