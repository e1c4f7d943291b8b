/*
 * Decides what a container's program may call, and with which arguments.
 * Called through seccomp.h, in the child; pure.
 */
#include "kernel/seccomp_plan.h"
#include "uses.h"

#include <asm/ioctls.h>
#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/socket.h>

#ifndef CLONE_NEWCGROUP
#define CLONE_NEWCGROUP 0x02000000
#endif
#define NEW_NAMESPACES                                                                             \
	(CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER |             \
		CLONE_NEWPID | CLONE_NEWNET)

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Each set of families is the beginning of the next. */
static const uint32_t families[] = { AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET, AF_CAN,
	AF_BLUETOOTH };
#define FAMILIES_LOCAL   1
#define FAMILIES_NETWORK 4
#define FAMILIES_RAW     5

static const uint32_t new_namespaces[] = { NEW_NAMESPACES };
/* The kernel takes 32 bits of an ioctl's request: a filter on 64 is passed by. */
static const uint32_t typing_requests[] = { TIOCSTI, TIOCLINUX };
static const uint32_t personalities[] = { 0, UINT32_MAX };

#define CHECK(name, argument, kind, values, error)                                                 \
	{                                                                                          \
		(values), SECCOMP_ERROR(error), __NR_##name, (kind), (argument), COUNT(values)     \
	}
static const struct seccomp_check checks[] = {
	CHECK(ioctl, 1, SECCOMP_NONE_OF, typing_requests, EPERM),
	CHECK(personality, 0, SECCOMP_ONE_OF, personalities, EPERM),
	/* Naming a family may load its module, by either call. */
	CHECK(socket, 0, SECCOMP_ONE_OF, families, EAFNOSUPPORT),
	CHECK(socketpair, 0, SECCOMP_ONE_OF, families, EAFNOSUPPORT),
	CHECK(clone, 0, SECCOMP_WITHOUT, new_namespaces, EPERM),
#if NSINIT_USES_SYSCALL_LISTS
	CHECK(unshare, 0, SECCOMP_WITHOUT, new_namespaces, EPERM),
#endif
};
_Static_assert(COUNT(checks) <= SECCOMP_OWN_CHECKS, "each has room");

/* Returns whether that is something new. */
static bool allow(struct seccomp_plan *plan, const uint16_t *numbers, size_t count)
{
	bool fresh = false;

	for (size_t i = 0; i < count; i++) {
		uint8_t *verdict = &plan->verdicts[numbers[i] - SECCOMP_BASE];

		fresh = fresh || *verdict == SECCOMP_REFUSED;
		*verdict = SECCOMP_ALLOWED;
	}
	return fresh;
}

static void allow_by_capability(struct seccomp_plan *plan, uint64_t caps)
{
#define NUMBER(name)      __NR_##name,
#define NEW(number, name) SECCOMP_UNIFIED(number),
#define CALLS_OF(capability)                                                                       \
	if (NSINIT_USES_CALLS_##capability && caps & CAP(capability)) {                            \
		static const uint16_t numbers[] = { NSINIT_CALLS_##capability(NUMBER, NEW) };      \
                                                                                                   \
		allow(plan, numbers, COUNT(numbers));                                              \
	}
	NSINIT_CALLING_CAPABILITIES(CALLS_OF)
}

static uint8_t family_count(const struct container *container)
{
	switch (container->syscalls) {
	case SYSCALLS_DEFAULT:
	case SYSCALLS_UNRESTRICTED:
	case SYSCALLS_LEARN:
		return COUNT(families);
	case SYSCALLS_NETWORK_SERVICE:
	case SYSCALLS_NETWORK_CLIENT:
		return container->caps & CAP(NET_RAW) ? FAMILIES_RAW : FAMILIES_NETWORK;
	case SYSCALLS_COMPUTE:
	case SYSCALLS_MINIMAL:
		break;
	}
	return FAMILIES_LOCAL;
}

/* What is refused anyway needs no check. */
static void add_check(struct seccomp_plan *plan, const struct seccomp_check *check)
{
	uint8_t *verdict = &plan->verdicts[check->number - SECCOMP_BASE];
	bool logged = NSINIT_USES_SYSCALL_LOG && *verdict == SECCOMP_LOGGED;

	if (*verdict == SECCOMP_ALLOWED || logged)
		*verdict = (uint8_t)(SECCOMP_CHECKED + plan->count);
	if (*verdict < SECCOMP_CHECKED || plan->count == SECCOMP_CHECKS_MAX)
		return;
	plan->checks[plan->count] = *check;
	plan->checks[plan->count++].logged = logged;
}

static bool names_families(const struct syscall_rule *rule, unsigned number)
{
	return rule->kind == ARGUMENT_ONE_OF && rule->argument == 0 &&
	       seccomp_numbers[rule->call] == number;
}

/* A rule of the config that names families replaces those of the set. */
static bool has_families(const struct container *container, unsigned number)
{
	const struct syscall_rule *rule = container->syscall_rules;

	for (; NSINIT_USES_SYSCALL_RULES && rule && rule->kind != ARGUMENT_END; rule++)
		if (names_families(rule, number))
			return true;
	return false;
}

static void add_checks(struct seccomp_plan *plan, const struct container *container)
{
	for (size_t i = 0; i < COUNT(checks); i++) {
		struct seccomp_check check = checks[i];

		if (check.values == new_namespaces && container->caps & CAP(SYS_ADMIN))
			continue;
		if (check.values == families) {
			if (has_families(container, check.number))
				continue;
			check.count = family_count(container);
		}
		add_check(plan, &check);
	}
}

/*
 * Every name, but not what no set may have: with clone3, libraries would not show that they need
 * clone. Its arguments are checked as in the widest set.
 */
static void allow_names(struct seccomp_plan *plan)
{
	static const uint16_t never[] = { NSINIT_CALLS_NEVER(NUMBER, NEW) };

	for (unsigned i = 1; i < NSINIT_SYSCALL_COUNT; i++)
		if (plan->verdicts[seccomp_numbers[i] - SECCOMP_BASE] == SECCOMP_REFUSED)
			plan->verdicts[seccomp_numbers[i] - SECCOMP_BASE] = SECCOMP_ALLOWED;
	for (size_t i = 0; i < COUNT(never); i++)
		if (never[i] != __NR_clone3)
			plan->verdicts[never[i] - SECCOMP_BASE] = SECCOMP_REFUSED;
}

static void add_rules(struct seccomp_plan *plan, const struct container *container)
{
	static const uint8_t kinds[] = { [ARGUMENT_ONE_OF] = SECCOMP_ONE_OF,
		[ARGUMENT_NONE_OF] = SECCOMP_NONE_OF,
		[ARGUMENT_WITHOUT] = SECCOMP_WITHOUT };
	const struct syscall_rule *rule = container->syscall_rules;

	for (; rule && rule->kind != ARGUMENT_END; rule++) {
		uint16_t number = seccomp_numbers[rule->call];
		bool family =
			rule->argument == 0 && (number == __NR_socket || number == __NR_socketpair);
		const struct seccomp_check check = { .values = rule->values.items,
			.refusal = container->syscall_action == SYSCALL_LOG ? SECCOMP_RET_LOG
				   : container->syscall_action == SYSCALL_ERRNO && family
					   ? SECCOMP_ERROR(EAFNOSUPPORT)
					   : plan->refusal,
			.number = number,
			.kind = kinds[rule->kind],
			.argument = rule->argument,
			.count = (uint8_t)rule->values.count };

		add_check(plan, &check);
	}
}

/* `verdict` for the calls of a list. */
static void change(struct seccomp_plan *plan, const uint16_t *calls, enum seccomp_verdict verdict)
{
	for (; calls && *calls != NSINIT_SYSCALL_NONE; calls++)
		plan->verdicts[seccomp_numbers[*calls] - SECCOMP_BASE] = (uint8_t)verdict;
}

/* What the default set has and this one has not. */
static void log_refused(struct seccomp_plan *plan)
{
	const uint64_t *words = seccomp_set(SYSCALLS_DEFAULT);

	for (unsigned i = 0; i < SECCOMP_NUMBERS; i++)
		if (plan->verdicts[i] == SECCOMP_REFUSED && words[i / 64] >> i % 64 & 1)
			plan->verdicts[i] = SECCOMP_LOGGED;
}

/* All but the checks, for which all must be said that is allowed. */
static void plan_calls(struct seccomp_plan *plan, const struct container *container)
{
	bool learns = NSINIT_USES_SYSCALLS_LEARN && container->syscalls == SYSCALLS_LEARN;
	const uint64_t *words = seccomp_set(learns ? SYSCALLS_DEFAULT : container->syscalls);
	bool admin = (container->caps & CAP(SYS_ADMIN)) != 0;

	plan->count = 0;
	plan->refusal = SECCOMP_ERROR(EPERM);
	if (NSINIT_USES_SYSCALL_KILL && container->syscall_action == SYSCALL_KILL)
		plan->refusal = SECCOMP_RET_KILL_PROCESS;
	for (unsigned i = 0; i <= SECCOMP_NUMBERS; i++)
		plan->verdicts[i] = words[i / 64] >> i % 64 & 1;
	allow_by_capability(plan, container->caps);
	/* clone3's flags lie in memory, out of a filter's sight: libraries fall back to clone. */
	plan->verdicts[__NR_clone3 - SECCOMP_BASE] = admin ? SECCOMP_ALLOWED : SECCOMP_UNKNOWN;
	if (learns)
		allow_names(plan);
	/* It drops the capability that stands in for no_new_privs behind the filter. */
	if (NSINIT_USES_SETUID && container->allow_setuid)
		plan->verdicts[__NR_capset - SECCOMP_BASE] = SECCOMP_ALLOWED;
	if (NSINIT_USES_SYSCALL_LISTS) {
		change(plan, container->syscalls_add, SECCOMP_ALLOWED);
		change(plan, container->syscalls_remove, SECCOMP_REFUSED);
	}
}

bool seccomp_plan_container(struct seccomp_plan *plan, const struct container *container,
	const uint16_t *more, size_t count)
{
	bool fresh;

	plan_calls(plan, container);
	fresh = allow(plan, more, count);
	/* Then the set's own filter follows. */
	if (fresh)
		plan->verdicts[__NR_seccomp - SECCOMP_BASE] = SECCOMP_ALLOWED;
	if (NSINIT_USES_SYSCALL_LOG && container->syscall_action == SYSCALL_LOG)
		log_refused(plan);
	add_checks(plan, container);
	if (NSINIT_USES_SYSCALL_RULES)
		add_rules(plan, container);
	return fresh;
}

bool seccomp_plan_entrant(struct seccomp_plan *plan, const struct container *container)
{
	static const uint16_t calls[] = { __NR_clone, __NR_prctl, __NR_setsid, __NR_ioctl,
		__NR_rt_sigprocmask };

	return seccomp_plan_container(plan, container, calls, COUNT(calls));
}

void seccomp_plan_only(struct seccomp_plan *plan, const uint16_t *numbers, size_t count)
{
	memset(plan, 0, sizeof *plan);
	plan->refusal = SECCOMP_ERROR(EPERM);
	allow(plan, numbers, count);
}

void seccomp_plan_init(struct seccomp_plan *plan)
{
	static const uint16_t calls[] = {
		__NR_wait4,
		__NR_kill,
		__NR_rt_sigtimedwait,
#ifdef __NR_rt_sigtimedwait_time64
		__NR_rt_sigtimedwait_time64,
#endif
		__NR_rt_sigprocmask,
		__NR_close_range,
		__NR_prctl,
		__NR_capset,
		__NR_write,
		__NR_exit_group,
#if NSINIT_USES_MAIN_PID
		__NR_read,
		__NR_waitid,
#ifdef __NR_poll
		__NR_poll,
#else
		__NR_ppoll,
#endif
#ifdef __NR_ppoll_time64
		__NR_ppoll_time64,
#endif
#endif
	};

	seccomp_plan_only(plan, calls, COUNT(calls));
}
