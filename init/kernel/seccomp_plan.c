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
		(values), __NR_##name, (error), (kind), (argument), COUNT(values)                  \
	}
static const struct seccomp_check checks[] = {
	CHECK(ioctl, 1, SECCOMP_NONE_OF, typing_requests, EPERM),
	CHECK(personality, 0, SECCOMP_ONE_OF, personalities, EPERM),
	/* Naming a family may load its module, by either call. */
	CHECK(socket, 0, SECCOMP_ONE_OF, families, EAFNOSUPPORT),
	CHECK(socketpair, 0, SECCOMP_ONE_OF, families, EAFNOSUPPORT),
	CHECK(clone, 0, SECCOMP_WITHOUT, new_namespaces, EPERM),
};

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

static uint8_t family_count(enum syscall_set set, uint64_t caps)
{
	switch (set) {
	case SYSCALLS_DEFAULT:
	case SYSCALLS_UNRESTRICTED:
	case SYSCALLS_LEARN:
		return COUNT(families);
	case SYSCALLS_NETWORK_SERVICE:
	case SYSCALLS_NETWORK_CLIENT:
		return caps & CAP(NET_RAW) ? FAMILIES_RAW : FAMILIES_NETWORK;
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

	if (*verdict == SECCOMP_ALLOWED)
		*verdict = (uint8_t)(SECCOMP_CHECKED + plan->count);
	if (*verdict >= SECCOMP_CHECKED)
		plan->checks[plan->count++] = *check;
}

static void add_checks(struct seccomp_plan *plan, enum syscall_set set, uint64_t caps)
{
	for (size_t i = 0; i < COUNT(checks); i++) {
		struct seccomp_check check = checks[i];

		if (check.number == __NR_clone && caps & CAP(SYS_ADMIN))
			continue;
		if (check.values == families)
			check.count = family_count(set, caps);
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

/* All but the checks, for which all must be said that is allowed. */
static void plan_calls(struct seccomp_plan *plan, enum syscall_set set, uint64_t caps)
{
	bool learns = NSINIT_USES_SYSCALLS_LEARN && set == SYSCALLS_LEARN;
	const uint64_t *words = seccomp_set(learns ? SYSCALLS_DEFAULT : set);

	plan->count = 0;
	for (unsigned i = 0; i < SECCOMP_NUMBERS; i++)
		plan->verdicts[i] = words[i / 64] >> i % 64 & 1;
	allow_by_capability(plan, caps);
	/* clone3's flags lie in memory, out of a filter's sight: libraries fall back to clone. */
	plan->verdicts[__NR_clone3 - SECCOMP_BASE] =
		caps & CAP(SYS_ADMIN) ? SECCOMP_ALLOWED : SECCOMP_UNKNOWN;
	if (learns)
		allow_names(plan);
}

bool seccomp_plan_container(struct seccomp_plan *plan, const struct container *container,
	const uint16_t *more, size_t count)
{
	bool fresh;

	plan_calls(plan, container->syscalls, container->caps);
	/* It drops the capability that stands in for no_new_privs behind the filter. */
	if (NSINIT_USES_SETUID && container->allow_setuid)
		plan->verdicts[__NR_capset - SECCOMP_BASE] = SECCOMP_ALLOWED;
	fresh = allow(plan, more, count);
	add_checks(plan, container->syscalls, container->caps);
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
	allow(plan, numbers, count);
}

void seccomp_plan_init(struct seccomp_plan *plan)
{
	static const uint16_t calls[] = { __NR_wait4, __NR_kill, __NR_rt_sigtimedwait,
#ifdef __NR_rt_sigtimedwait_time64
		__NR_rt_sigtimedwait_time64,
#endif
		__NR_rt_sigprocmask, __NR_close_range, __NR_prctl, __NR_capset, __NR_write,
		__NR_exit_group };

	seccomp_plan_only(plan, calls, COUNT(calls));
}
