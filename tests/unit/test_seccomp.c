/*
 * The verdict of the system call filters for every number, by an interpreter of classic BPF and
 * lists of their own, in x86_64's numbers. No filter is loaded: tests/host does that.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel/seccomp.h"
#include "kernel/seccomp_plan.h"
#include "filter.h"

#include <errno.h>
#include <linux/bpf_common.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <nsinit/values.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define ARCH_X86_64 0xc000003eU
#define ARCH_I386   0x40000003U
#define ALLOW       0x7fff0000U
#define KILL        0x80000000U
#define LOGGED      0x7ffc0000U
#define REFUSED(e)  (0x00050000U | (e))
#define PROBED_MAX  512

enum {
	CALL_IOCTL = 16,
	CALL_SOCKET = 41,
	CALL_SOCKETPAIR = 53,
	CALL_CLONE = 56,
	CALL_PERSONALITY = 135,
	CALL_CLONE3 = 435,
	CALL_NEWEST = 469
};

/* Refused with EPERM, first to last. */
static const struct {
	int first, last;
} denied[] = {
	{ 101, 101 }, /* ptrace */
	{ 103, 103 }, /* syslog */
	{ 134, 134 }, /* uselib */
	{ 136, 136 }, /* ustat */
	{ 139, 139 }, /* sysfs */
	{ 153, 156 }, /* vhangup, modify_ldt, pivot_root, _sysctl */
	{ 159, 159 }, /* adjtimex */
	{ 161, 161 }, /* chroot */
	{ 163, 185 }, /* acct to security: clock, mounts, swap, reboot, names, ports, modules */
	{ 212, 212 }, /* lookup_dcookie */
	{ 214, 215 }, /* epoll_ctl_old, epoll_wait_old */
	{ 227, 227 }, /* clock_settime */
	{ 236, 238 }, /* vserver, mbind, set_mempolicy */
	{ 246, 246 }, /* kexec_load */
	{ 248, 250 }, /* add_key, request_key, keyctl */
	{ 256, 256 }, /* migrate_pages */
	{ 272, 272 }, /* unshare */
	{ 279, 279 }, /* move_pages */
	{ 298, 298 }, /* perf_event_open */
	{ 300, 300 }, /* fanotify_init */
	{ 304, 305 }, /* open_by_handle_at, clock_adjtime */
	{ 308, 308 }, /* setns */
	{ 310, 313 }, /* process_vm_readv, process_vm_writev, kcmp, finit_module */
	{ 320, 321 }, /* kexec_file_load, bpf */
	{ 323, 323 }, /* userfaultfd */
	{ 335, 423 }, /* numbers that no program has reason to call */
	{ 425, 433 }, /* io_uring_*, open_tree, move_mount, fsopen to fspick */
	{ 438, 438 }, /* pidfd_getfd */
	{ 442, 443 }, /* mount_setattr, quotactl_fd */
	{ 447, 447 }, /* memfd_secret */
	{ 450, 450 }, /* set_mempolicy_home_node */
	{ 460, 460 }, /* lsm_set_self_attr */
	{ 467, 467 }, /* open_tree_attr */
};

/* What a capability opens among those; 0 ends a list. */
static const struct {
	uint64_t cap;
	int calls[34];
} opened[] = {
	{ CAP(DAC_READ_SEARCH), { 304 } },
	{ CAP(SYS_MODULE), { 175, 176, 313 } },
	{ CAP(SYS_RAWIO), { 172, 173 } },
	{ CAP(SYS_CHROOT), { 161 } },
	{ CAP(SYS_PTRACE), { 101, 310, 311, 312, 438 } },
	{ CAP(SYS_PACCT), { 163 } },
	{ CAP(SYS_ADMIN), { 155, 165, 166, 167, 168, 170, 171, 179, 272, 300, 308, 428, 429, 430,
				  431, 432, 433, 442, 443, 467 } },
	{ CAP(SYS_BOOT), { 169 } },
	{ CAP(SYS_NICE), { 237, 238, 256, 279, 450 } },
	{ CAP(SYS_TIME), { 159, 164, 227, 305 } },
	{ CAP(SYS_TTY_CONFIG), { 153 } },
	{ CAP(SYSLOG), { 103 } },
	{ CAP(PERFMON), { 298 } },
	{ CAP(BPF), { 321 } },
};

static void only_x86_64(const char *test, void **state)
{
	(void)state;
#ifndef __x86_64__
	print_message("%s: skipped: the lists are in the numbers of x86_64\n", test);
	skip();
#else
	(void)test;
#endif
}

static uint32_t call(const struct filter *filter, int number, uint64_t first, uint64_t second)
{
	const struct seccomp_data data = {
		.nr = number, .arch = ARCH_X86_64, .args = { first, second }
	};

	return run(filter, &data);
}

static struct filter filter_of(const struct container *container)
{
	struct filter filter;

	filter.count = seccomp_container(filter.code, SECCOMP_PROGRAM_MAX, container);
	assert_in_range(filter.count, 5, SECCOMP_PROGRAM_MAX);
	return filter;
}

static struct filter filter_for(uint64_t caps)
{
	return filter_of(&(const struct container){ .syscalls = SYSCALLS_DEFAULT, .caps = caps });
}

static struct filter unrestricted(void)
{
	return filter_of(&(const struct container){ .syscalls = SYSCALLS_UNRESTRICTED });
}

/* The verdict by the lists above, with plain arguments. */
static uint32_t expected(int number, uint64_t caps)
{
	if (number > CALL_NEWEST)
		return REFUSED(ENOSYS);
	if (number == CALL_CLONE3)
		return (caps & CAP(SYS_ADMIN)) != 0 ? ALLOW : REFUSED(ENOSYS);
	for (size_t i = 0; i < sizeof opened / sizeof opened[0]; i++)
		for (size_t j = 0; opened[i].calls[j] != 0; j++)
			if ((caps & opened[i].cap) != 0 && opened[i].calls[j] == number)
				return ALLOW;
	for (size_t i = 0; i < sizeof denied / sizeof denied[0]; i++)
		if (number >= denied[i].first && number <= denied[i].last)
			return REFUSED(EPERM);
	return ALLOW;
}

static void check_every_number(uint64_t caps)
{
	const struct filter filter = filter_for(caps);
	unsigned wrong = 0;

	for (int number = 0; number < PROBED_MAX; number++) {
		/* 1 is AF_UNIX for socket; for personality see its own test. */
		uint64_t first = number == CALL_PERSONALITY ? 0 : 1;
		uint32_t got = call(&filter, number, first, 0);

		if (got != expected(number, caps)) {
			print_error("caps %#llx, call %d: %#x, not %#x\n", (unsigned long long)caps,
				number, got, expected(number, caps));
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
}

static void every_number_has_its_verdict(void **state)
{
	only_x86_64(__func__, state);
	check_every_number(0);
}

static void each_capability_opens_its_calls_only(void **state)
{
	only_x86_64(__func__, state);
	for (unsigned cap = 0; cap < NSINIT_CAP_COUNT; cap++)
		check_every_number(UINT64_C(1) << cap);
	check_every_number(CAP(SYS_ADMIN) | CAP(SYS_TIME) | CAP(NET_ADMIN));
	check_every_number((UINT64_C(1) << NSINIT_CAP_COUNT) - 1);
}

static void foreign_architectures_are_killed(void **state)
{
	static const uint32_t foreign[] = { ARCH_I386, 0xc00000b7U, 0x40000028U, 0, UINT32_MAX };
	struct filter filters[2] = { filter_for(0), unrestricted() };

	only_x86_64(__func__, state);
	for (unsigned f = 0; f < 2; f++)
		for (unsigned i = 0; i < sizeof foreign / sizeof foreign[0]; i++)
			for (int number = -1; number < PROBED_MAX; number++) {
				const struct seccomp_data data = { .nr = number,
					.arch = foreign[i] };

				assert_int_equal(run(&filters[f], &data), KILL);
			}
}

static void x32_is_killed_and_no_call_is_missing(void **state)
{
	struct filter filters[2] = { filter_for(0), unrestricted() };

	only_x86_64(__func__, state);
	for (unsigned f = 0; f < 2; f++) {
		for (int number = 0; number < PROBED_MAX; number++)
			assert_int_equal(call(&filters[f], 0x40000000 | number, 0, 0), KILL);
		assert_int_equal(call(&filters[f], INT32_MAX, 0, 0), KILL);
		assert_int_equal(call(&filters[f], INT32_MIN, 0, 0), KILL);
		assert_int_equal(call(&filters[f], -2, 0, 0), KILL);
		assert_int_equal(call(&filters[f], -1, 0, 0), REFUSED(ENOSYS));
	}
	assert_int_equal(call(&filters[0], 0x3fffffff, 0, 0), REFUSED(ENOSYS));
	assert_int_equal(call(&filters[1], 0x3fffffff, 0, 0), ALLOW);
	for (int number = 0; number < PROBED_MAX; number++)
		assert_int_equal(call(&filters[1], number, UINT64_MAX, 0x5412), ALLOW);
}

static void clone_makes_no_namespace(void **state)
{
	static const uint64_t namespaces[] = { 0x00020000, 0x02000000, 0x04000000, 0x08000000,
		0x10000000, 0x20000000, 0x40000000 };
	const struct filter filter = filter_for(0), admin = filter_for(CAP(SYS_ADMIN));

	only_x86_64(__func__, state);
	for (unsigned i = 0; i < sizeof namespaces / sizeof namespaces[0]; i++) {
		uint64_t flags = namespaces[i] | 17;

		assert_int_equal(call(&filter, CALL_CLONE, flags, 0), REFUSED(EPERM));
		/* Bits above 32 are no way around. */
		assert_int_equal(
			call(&filter, CALL_CLONE, flags | UINT64_C(1) << 32, 0), REFUSED(EPERM));
		assert_int_equal(call(&admin, CALL_CLONE, flags, 0), ALLOW);
	}
	assert_int_equal(call(&filter, CALL_CLONE, 17, 0), ALLOW);         /* fork */
	assert_int_equal(call(&filter, CALL_CLONE, 0x4111, 0), ALLOW);     /* posix_spawn */
	assert_int_equal(call(&filter, CALL_CLONE, 0x3d0f00, 0), ALLOW);   /* a thread of glibc */
	assert_int_equal(call(&filter, CALL_CLONE, 0x7d0f00, 0), ALLOW);   /* a thread of musl */
	assert_int_equal(call(&filter, CALL_CLONE, 0x01001011, 0), ALLOW); /* with a pidfd */
}

static void ioctl_types_into_no_terminal(void **state)
{
	static const uint64_t refused[] = { 0x5412, 0x541c };
	const struct filter filter = filter_for(UINT64_MAX);

	only_x86_64(__func__, state);
	for (unsigned i = 0; i < 2; i++) {
		assert_int_equal(call(&filter, CALL_IOCTL, 0, refused[i]), REFUSED(EPERM));
		for (unsigned bit = 32; bit < 64; bit++)
			assert_int_equal(
				call(&filter, CALL_IOCTL, 0, refused[i] | UINT64_C(1) << bit),
				REFUSED(EPERM));
		assert_int_equal(call(&filter, CALL_IOCTL, refused[i], 0), ALLOW);
		assert_int_equal(call(&filter, CALL_IOCTL, 0, refused[i] + 1), ALLOW);
		assert_int_equal(call(&filter, CALL_IOCTL, 0, refused[i] << 32), ALLOW);
	}
	assert_int_equal(call(&filter, CALL_IOCTL, 0, 0x5401), ALLOW); /* TCGETS */
}

static void personality_is_plain(void **state)
{
	const struct filter filter = filter_for(0);

	only_x86_64(__func__, state);
	assert_int_equal(call(&filter, CALL_PERSONALITY, 0, 0), ALLOW);
	assert_int_equal(call(&filter, CALL_PERSONALITY, 0xffffffff, 0), ALLOW);
	assert_int_equal(call(&filter, CALL_PERSONALITY, UINT64_MAX, 0), ALLOW);
	assert_int_equal(call(&filter, CALL_PERSONALITY, 0x40000, 0), REFUSED(EPERM));
	assert_int_equal(call(&filter, CALL_PERSONALITY, 0x400000, 0), REFUSED(EPERM));
	assert_int_equal(call(&filter, CALL_PERSONALITY, 8, 0), REFUSED(EPERM));
}

static void socket_families_are_listed(void **state)
{
	static const int families[] = { 1, 2, 10, 16, 17, 29, 31 };
	const struct filter filter = filter_for(UINT64_MAX);

	only_x86_64(__func__, state);
	for (int family = 0; family < 64; family++) {
		bool listed = false;

		for (unsigned i = 0; i < sizeof families / sizeof families[0]; i++)
			listed = listed || families[i] == family;
		assert_int_equal(call(&filter, CALL_SOCKET, (uint64_t)family, 0),
			listed ? ALLOW : REFUSED(EAFNOSUPPORT));
		assert_int_equal(call(&filter, CALL_SOCKETPAIR, (uint64_t)family, 0),
			listed ? ALLOW : REFUSED(EAFNOSUPPORT));
	}
}

/* The names of x86_64 that only one set of two has. */
static void sets_differ_as_they_say(void **state)
{
	static const struct {
		enum syscall_set set;
		bool listen, socket, fork, memfd, setuid, shmget;
		unsigned families; /* by number */
	} sets[] = {
		{ SYSCALLS_DEFAULT, 1, 1, 1, 1, 1, 1, 0 },
		{ SYSCALLS_NETWORK_SERVICE, 1, 1, 1, 0, 1, 0, 1 << 1 | 1 << 2 | 1 << 10 | 1 << 16 },
		{ SYSCALLS_NETWORK_CLIENT, 0, 1, 1, 0, 1, 0, 1 << 1 | 1 << 2 | 1 << 10 | 1 << 16 },
		{ SYSCALLS_COMPUTE, 0, 1, 1, 1, 0, 0, 1 << 1 },
		{ SYSCALLS_MINIMAL, 0, 0, 0, 0, 0, 0, 0 },
	};

	only_x86_64(__func__, state);
	for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
		const struct filter filter =
			filter_of(&(const struct container){ .syscalls = sets[i].set });
		const struct {
			int number;
			bool allowed;
		} calls[] = { { 0, true }, { 1, true }, { 59, true }, { 231, true },
			{ 50, sets[i].listen }, { 43, sets[i].listen }, { 42, sets[i].socket },
			{ 57, sets[i].fork }, { CALL_CLONE, sets[i].fork }, { 62, sets[i].fork },
			{ 319, sets[i].memfd }, { 105, sets[i].setuid }, { 29, sets[i].shmget },
			{ 165, false }, { 101, false }, { 250, false }, { 425, false } };

		for (size_t c = 0; c < sizeof calls / sizeof calls[0]; c++)
			assert_int_equal(call(&filter, calls[c].number, 1, 0),
				calls[c].allowed ? ALLOW : REFUSED(EPERM));
		assert_int_equal(call(&filter, CALL_CLONE3, 0, 0), REFUSED(ENOSYS));
		assert_int_equal(call(&filter, CALL_NEWEST + 1, 0, 0), REFUSED(ENOSYS));
		assert_int_equal(call(&filter, CALL_IOCTL, 0, 0x5412), REFUSED(EPERM));
		for (unsigned family = 0; sets[i].families && family < 32; family++)
			assert_int_equal(call(&filter, CALL_SOCKET, family, 0),
				sets[i].families >> family & 1 ? ALLOW : REFUSED(EAFNOSUPPORT));
	}
}

static void capabilities_count_in_every_set(void **state)
{
	struct container container = { .syscalls = SYSCALLS_MINIMAL, .caps = CAP(SYS_TIME) };
	struct filter filter = filter_of(&container);

	only_x86_64(__func__, state);
	assert_int_equal(call(&filter, 227, 0, 0), ALLOW); /* clock_settime */
	assert_int_equal(call(&filter, 165, 0, 0), REFUSED(EPERM));
	container.syscalls = SYSCALLS_NETWORK_SERVICE;
	container.caps = CAP(NET_RAW);
	filter = filter_of(&container);
	assert_int_equal(call(&filter, CALL_SOCKET, 17, 0), ALLOW); /* AF_PACKET */
	assert_int_equal(call(&filter, CALL_SOCKET, 29, 0), REFUSED(EAFNOSUPPORT));
	/* It must drop a capability behind the filter. */
	container.syscalls = SYSCALLS_MINIMAL;
	container.allow_setuid = true;
	filter = filter_of(&container);
	assert_int_equal(call(&filter, 126, 0, 0), ALLOW);
	container.allow_setuid = false;
	filter = filter_of(&container);
	assert_int_equal(call(&filter, 126, 0, 0), REFUSED(EPERM));
}

/* A program whose every number differs from the next: branches too long for a byte. */
static void any_plan_becomes_a_program(void **state)
{
	static const uint32_t values[] = { 7, 8 };
	struct seccomp_plan plan = { .count = 1,
		.refusal = REFUSED(EPERM),
		.checks = { { values, REFUSED(EACCES), 101, SECCOMP_ONE_OF, 3, 2, false } } };
	struct filter filter;

	only_x86_64(__func__, state);
	for (unsigned i = 0; i < SECCOMP_NUMBERS; i += 2)
		plan.verdicts[i] = SECCOMP_ALLOWED;
	plan.verdicts[101] = SECCOMP_CHECKED;
	filter.count = seccomp_assemble(filter.code, SECCOMP_PROGRAM_MAX, &plan);
	assert_in_range(filter.count, 2 * SECCOMP_NUMBERS, SECCOMP_PROGRAM_MAX);
	for (int number = 0; number < SECCOMP_NUMBERS; number++)
		if (number != 101)
			assert_int_equal(call(&filter, number, 0, 0),
				number % 2 == 0 ? ALLOW : REFUSED(EPERM));
	for (uint64_t value = 5; value < 10; value++) {
		const struct seccomp_data data = { .nr = 101,
			.arch = ARCH_X86_64,
			.args = { 9, 9, 9, value | UINT64_C(1) << 40 } };

		assert_int_equal(
			run(&filter, &data), value == 7 || value == 8 ? ALLOW : REFUSED(EACCES));
	}
}

/* Every name waits for an answer but those of no set; the rest is as in the widest set. */
static void learning_asks_before_each_call(void **state)
{
	static const struct container container = { .syscalls = SYSCALLS_LEARN };
	const uint32_t asked = SECCOMP_RET_USER_NOTIF;
	struct filter filter = { .count = seccomp_learn(
					 filter.code, SECCOMP_PROGRAM_MAX, &container, 200) };

	only_x86_64(__func__, state);
	assert_int_equal(call(&filter, 0, 0, 0), asked);   /* read */
	assert_int_equal(call(&filter, 165, 0, 0), asked); /* mount, which needs SYS_ADMIN anyway */
	assert_int_equal(call(&filter, 425, 0, 0), asked); /* io_uring_setup */
	assert_int_equal(call(&filter, 136, 0, 0), asked); /* ustat */
	assert_int_equal(call(&filter, 469, 0, 0), asked);
	for (int number = 248; number <= 250; number++)
		assert_int_equal(call(&filter, number, 0, 0), REFUSED(EPERM));
	assert_int_equal(call(&filter, 335, 0, 0), REFUSED(EPERM));
	assert_int_equal(call(&filter, CALL_CLONE3, 0, 0), REFUSED(ENOSYS));
	assert_int_equal(call(&filter, CALL_NEWEST + 1, 0, 0), REFUSED(ENOSYS));
	assert_int_equal(call(&filter, CALL_IOCTL, 0, 0x5412), REFUSED(EPERM));
	assert_int_equal(call(&filter, CALL_IOCTL, 0, 0x5401), asked);
	assert_int_equal(call(&filter, CALL_CLONE, 0x10000000, 0), REFUSED(EPERM));
	assert_int_equal(call(&filter, CALL_CLONE, 17, 0), asked);
	assert_int_equal(call(&filter, CALL_SOCKET, 2, 0), asked);
	assert_int_equal(call(&filter, CALL_SOCKET, 40, 0), REFUSED(EAFNOSUPPORT));
	/* The way of the descriptor that answers. */
	assert_int_equal(call(&filter, 46, 200, 0), ALLOW);
	assert_int_equal(call(&filter, 46, 201, 0), asked);
	assert_int_equal(call(&filter, 47, 200, 0), asked);
}

/* Who enters has what the program has, and asks nobody. */
static void entrant_of_a_learner_asks_nobody(void **state)
{
	static const struct container container = { .syscalls = SYSCALLS_LEARN };
	struct filter learns = { .count = seccomp_learn(learns.code, SECCOMP_PROGRAM_MAX,
					 &container, PROBED_MAX) };
	const struct filter enters = filter_of(&container);

	only_x86_64(__func__, state);
	for (int number = 0; number < PROBED_MAX; number++) {
		uint32_t verdict = call(&learns, number, 0, 0);

		assert_int_equal(call(&enters, number, 0, 0),
			verdict == SECCOMP_RET_USER_NOTIF ? ALLOW : verdict);
	}
}

static void init_has_few_calls(void **state)
{
	static const int allowed[] = { 0, 1, 7, 14, 61, 62, 126, 128, 157, 231, 247, 436 };
	struct filter filter;
	unsigned count = 0;

	only_x86_64(__func__, state);
	filter.count = seccomp_init(filter.code, SECCOMP_PROGRAM_MAX);
	for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++)
		assert_int_equal(call(&filter, allowed[i], 0, 0), ALLOW);
	for (int number = 0; number < PROBED_MAX; number++)
		count += call(&filter, number, 0, 0) == ALLOW;
	assert_int_equal(count, sizeof allowed / sizeof allowed[0]);
}

static void lists_change_the_set(void **state)
{
	/* renameat2 and unlinkat are beside others that stay; arm's is nowhere here. */
	static const uint16_t add[] = { CALL(userfaultfd), CALL(unshare), CALL(arm_sync_file_range),
		0 };
	const struct filter filter =
		filter_of(&(const struct container){ .syscalls = SYSCALLS_MINIMAL,
			.syscalls_add = add,
			.syscalls_remove = SYSCALLS(openat2, ioctl) });
	const struct filter plain =
		filter_of(&(const struct container){ .syscalls = SYSCALLS_MINIMAL });

	only_x86_64(__func__, state);
	for (int number = 0; number < PROBED_MAX; number++) {
		uint32_t expect = call(&plain, number, 0, 0);

		if (number == 323 || number == 272)
			expect = ALLOW;
		if (number == 437 || number == CALL_IOCTL)
			expect = REFUSED(EPERM);
		assert_int_equal(call(&filter, number, 0, 0), expect);
	}
	/* New namespaces are another matter. */
	assert_int_equal(call(&filter, 272, 0x400, 0), ALLOW);
	assert_int_equal(call(&filter, 272, 0x10000000, 0), REFUSED(EPERM));
}

static void actions_are_for_what_is_refused(void **state)
{
	struct container container = { .syscalls = SYSCALLS_MINIMAL,
		.syscall_action = SYSCALL_KILL };
	struct filter filter = filter_of(&container);

	only_x86_64(__func__, state);
	assert_int_equal(call(&filter, 0, 0, 0), ALLOW);
	assert_int_equal(call(&filter, CALL_SOCKET, 1, 0), KILL);
	assert_int_equal(call(&filter, 165, 0, 0), KILL);
	assert_int_equal(call(&filter, 250, 0, 0), KILL);
	/* Libraries ask, and fall back. */
	assert_int_equal(call(&filter, CALL_CLONE3, 0, 0), REFUSED(ENOSYS));
	assert_int_equal(call(&filter, CALL_NEWEST + 1, 0, 0), REFUSED(ENOSYS));
	assert_int_equal(call(&filter, CALL_IOCTL, 0, 0x5412), REFUSED(EPERM));

	container.syscall_action = SYSCALL_LOG;
	filter = filter_of(&container);
	assert_int_equal(call(&filter, 0, 0, 0), ALLOW);
	assert_int_equal(call(&filter, 43, 0, 0), LOGGED); /* accept */
	assert_int_equal(call(&filter, CALL_CLONE, 17, 0), LOGGED);
	/* Never more than the default set. */
	assert_int_equal(call(&filter, CALL_CLONE, 0x10000000, 0), REFUSED(EPERM));
	assert_int_equal(call(&filter, CALL_PERSONALITY, 8, 0), REFUSED(EPERM));
	assert_int_equal(call(&filter, 165, 0, 0), REFUSED(EPERM));
	assert_int_equal(call(&filter, 250, 0, 0), REFUSED(EPERM));
	assert_int_equal(call(&filter, 425, 0, 0), REFUSED(EPERM));
	for (int number = 0; number < PROBED_MAX; number++) {
		uint32_t verdict = call(&filter, number, 1, 0);

		if (verdict == ALLOW || verdict == LOGGED)
			assert_int_equal(expected(number, 0), ALLOW);
	}
}

static void rules_narrow_a_call(void **state)
{
	struct container container = { .syscalls = SYSCALLS_NETWORK_SERVICE,
		.syscall_rules = SYSCALL_RULES({ ARGUMENT_ONE_OF, CALL(socket), 0, VALUES(1, 29) },
			{ ARGUMENT_NONE_OF, CALL(socket), 1, VALUES(3, 5) },
			{ ARGUMENT_WITHOUT, CALL(mprotect), 2, VALUES(4) },
			{ ARGUMENT_NONE_OF, CALL(ioctl), 1, VALUES(0x8933) },
			/* No such call here: none of it is in the program. */
			{ ARGUMENT_ONE_OF, CALL(mmap2), 2, VALUES(0) }) };
	struct filter filter = filter_of(&container);

	only_x86_64(__func__, state);
	/* The rule stands for the set's families: 29 is none of those. */
	assert_int_equal(call(&filter, CALL_SOCKET, 1, 1), ALLOW);
	assert_int_equal(call(&filter, CALL_SOCKET, 29, 2), ALLOW);
	assert_int_equal(call(&filter, CALL_SOCKET, 2, 1), REFUSED(EAFNOSUPPORT));
	assert_int_equal(call(&filter, CALL_SOCKETPAIR, 2, 1), ALLOW);
	/* All must be kept; the upper half is not the kernel's. */
	assert_int_equal(call(&filter, CALL_SOCKET, 1, 3), REFUSED(EPERM));
	assert_int_equal(call(&filter, CALL_SOCKET, 1, 5), REFUSED(EPERM));
	assert_int_equal(call(&filter, CALL_SOCKET, 1, 3 | UINT64_C(1) << 32), REFUSED(EPERM));
	assert_int_equal(call(&filter, CALL_SOCKET, 1 | UINT64_C(7) << 32, 1), ALLOW);
	/* Beside the filter's own. */
	assert_int_equal(call(&filter, CALL_IOCTL, 0, 0x8933), REFUSED(EPERM));
	assert_int_equal(call(&filter, CALL_IOCTL, 0, 0x5412), REFUSED(EPERM));
	assert_int_equal(call(&filter, CALL_IOCTL, 0, 0x5401), ALLOW);
	for (unsigned protection = 0; protection < 8; protection++) {
		const struct seccomp_data data = {
			.nr = 10, .arch = ARCH_X86_64, .args = { 0, 0, protection }
		};

		assert_int_equal(run(&filter, &data), protection & 4 ? REFUSED(EPERM) : ALLOW);
	}
	container.syscall_action = SYSCALL_KILL;
	filter = filter_of(&container);
	assert_int_equal(call(&filter, CALL_SOCKET, 2, 1), KILL);
	assert_int_equal(call(&filter, CALL_SOCKET, 1, 3), KILL);
	container.syscall_action = SYSCALL_LOG;
	filter = filter_of(&container);
	assert_int_equal(call(&filter, CALL_SOCKET, 1, 3), LOGGED);
}

static void entrant_has_what_it_needs_to_enter(void **state)
{
	struct container container = { .syscalls = SYSCALLS_MINIMAL };
	struct filter filter;
	bool wider = false;

	only_x86_64(__func__, state);
	filter.count = seccomp_entrant(filter.code, SECCOMP_PROGRAM_MAX, &container, &wider);
	assert_true(wider);
	assert_int_equal(call(&filter, CALL_CLONE, 17, 0), ALLOW);
	assert_int_equal(call(&filter, 112, 0, 0), ALLOW); /* setsid */
	assert_int_equal(call(&filter, CALL_CLONE, 0x10000000, 0), REFUSED(EPERM));
	assert_int_equal(call(&filter, CALL_SOCKET, 1, 0), REFUSED(EPERM));
	assert_int_equal(call(&filter, 317, 0, 0), ALLOW); /* seccomp, for its own filter */
	container.syscalls = SYSCALLS_COMPUTE;
	filter.count = seccomp_entrant(filter.code, SECCOMP_PROGRAM_MAX, &container, &wider);
	assert_false(wider);
	assert_int_equal(call(&filter, 317, 0, 0), REFUSED(EPERM));
	container.syscalls_remove = SYSCALLS(prctl);
	filter.count = seccomp_entrant(filter.code, SECCOMP_PROGRAM_MAX, &container, &wider);
	assert_true(wider);
	assert_int_equal(call(&filter, 157, 0, 0), ALLOW);
}

static void short_space_gives_no_program(void **state)
{
	static const struct container containers[] = { { .syscalls = SYSCALLS_DEFAULT },
		{ .syscalls = SYSCALLS_UNRESTRICTED } };
	struct sock_filter code[SECCOMP_PROGRAM_MAX];

	only_x86_64(__func__, state);
	for (unsigned i = 0; i < 2; i++) {
		size_t whole = filter_of(&containers[i]).count;

		for (size_t max = 0; max < whole; max++)
			assert_int_equal(seccomp_container(code, max, &containers[i]), 0);
		assert_int_equal(seccomp_container(code, whole, &containers[i]), whole);
	}
	assert_int_equal(seccomp_load(code, 0), -E2BIG);
}

static void program_is_small_and_quick(void **state)
{
	const struct filter filter = filter_for(0);
	size_t longest = 0;
	unsigned long sum = 0;

	only_x86_64(__func__, state);
	for (uint64_t cap = 0; cap <= NSINIT_CAP_COUNT; cap++) {
		size_t count =
			filter_for(cap == NSINIT_CAP_COUNT ? UINT64_MAX : UINT64_C(1) << cap).count;

		longest = count > longest ? count : longest;
	}
	for (int number = 0; number <= CALL_NEWEST; number++) {
		steps = 0;
		call(&filter, number, 1, 0);
		sum += steps;
	}
	print_message("instructions: %zu, at most %zu with capabilities; steps a call: %.1f\n",
		filter.count, longest, (double)sum / (CALL_NEWEST + 1));
	assert_true(longest < BPF_MAXINSNS);
	assert_true(longest <= 260);
	assert_true(sum / (CALL_NEWEST + 1) < 16);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_number_has_its_verdict),
		cmocka_unit_test(each_capability_opens_its_calls_only),
		cmocka_unit_test(foreign_architectures_are_killed),
		cmocka_unit_test(x32_is_killed_and_no_call_is_missing),
		cmocka_unit_test(clone_makes_no_namespace),
		cmocka_unit_test(ioctl_types_into_no_terminal),
		cmocka_unit_test(personality_is_plain),
		cmocka_unit_test(socket_families_are_listed),
		cmocka_unit_test(sets_differ_as_they_say),
		cmocka_unit_test(capabilities_count_in_every_set),
		cmocka_unit_test(any_plan_becomes_a_program),
		cmocka_unit_test(learning_asks_before_each_call),
		cmocka_unit_test(entrant_of_a_learner_asks_nobody),
		cmocka_unit_test(init_has_few_calls),
		cmocka_unit_test(lists_change_the_set),
		cmocka_unit_test(actions_are_for_what_is_refused),
		cmocka_unit_test(rules_narrow_a_call),
		cmocka_unit_test(entrant_has_what_it_needs_to_enter),
		cmocka_unit_test(short_space_gives_no_program),
		cmocka_unit_test(program_is_small_and_quick),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
