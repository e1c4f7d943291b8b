/*
 * Turns the table of allowed calls into a classic BPF program and loads it.
 *
 * Called by the child as its last step. The calls are painted into one byte a number, runs of one
 * verdict become the leaves of a balanced tree of comparisons: some eight instructions a call, and
 * the kind of program that the kernel can prove to allow a number always and then skips.
 */
#include "kernel/seccomp.h"
#include "base/system.h"
#include "kernel/seccomp_table.h"

#include <asm/ioctls.h>
#include <errno.h>
#include <nsinit/values.h>
#include <sched.h>
#include <string.h>
#include <sys/socket.h>

#define NUMBERS  (SECCOMP_NEWEST - SECCOMP_BASE + 1)
#define RUNS_MAX 320

#ifndef CLONE_NEWCGROUP
#define CLONE_NEWCGROUP 0x02000000
#endif
#define NEW_NAMESPACES                                                                             \
	(CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER |             \
		CLONE_NEWPID | CLONE_NEWNET)

/* The words of struct seccomp_data; an argument is 64 bits wide, and its low half counts. */
#define DATA_NUMBER offsetof(struct seccomp_data, nr)
#define DATA_ARCH   offsetof(struct seccomp_data, arch)
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define DATA_ARGUMENT(n) (offsetof(struct seccomp_data, args) + sizeof(uint64_t) * (n) + 4)
#else
#define DATA_ARGUMENT(n) (offsetof(struct seccomp_data, args) + sizeof(uint64_t) * (n))
#endif

#define REFUSE(error) (SECCOMP_RET_ERRNO | (error))

/* What becomes of a number; in the order of a byte's meaning below. */
enum verdict {
	VERDICT_DENY = 0,
	VERDICT_ALLOW,
	VERDICT_MISSING,     /* as on a kernel that has no such call */
	VERDICT_CLONE,       /* no new namespaces */
	VERDICT_IOCTL,       /* nothing that types into a terminal */
	VERDICT_PERSONALITY, /* the usual one, and asking */
	VERDICT_SOCKET,      /* some families */
};

struct program {
	struct sock_filter *code;
	size_t count, max; /* count may pass max: then it did not fit */
};

/* Numbers from `first` on have a verdict, up to the first of the next run. */
struct run {
	uint16_t first;
	uint8_t verdict; /* enum verdict */
};

static void put(struct program *program, unsigned code, uint32_t k, size_t yes, size_t no)
{
	/* Distances are bytes; a larger one makes the program not fit, which the tests rule out. */
	if (yes > UINT8_MAX || no > UINT8_MAX)
		program->count = program->max;
	if (program->count < program->max)
		program->code[program->count] =
			(struct sock_filter){ (uint16_t)code, (uint8_t)yes, (uint8_t)no, k };
	program->count++;
}

static void put_load(struct program *program, size_t offset)
{
	put(program, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

static void put_return(struct program *program, uint32_t action)
{
	put(program, BPF_RET | BPF_K, action, 0, 0);
}

/* Compares the low half of an argument with each value; one is enough for `match`. */
static void put_choice(struct program *program, unsigned argument, unsigned test,
	const uint32_t *values, size_t count, uint32_t match, uint32_t otherwise)
{
	put_load(program, DATA_ARGUMENT(argument));
	for (size_t i = 0; i < count; i++)
		put(program, BPF_JMP | test | BPF_K, values[i], count - i, 0);
	put_return(program, otherwise);
	put_return(program, match);
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void put_verdict(struct program *program, enum verdict verdict)
{
	static const uint32_t flags[] = { NEW_NAMESPACES };
	/* The kernel takes 32 bits of an ioctl's request: a filter on 64 is passed by. */
	static const uint32_t requests[] = { TIOCSTI, TIOCLINUX };
	static const uint32_t personalities[] = { 0, UINT32_MAX };
	static const uint32_t families[] = { AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET,
		AF_CAN, AF_BLUETOOTH };

	switch (verdict) {
	case VERDICT_DENY:
		put_return(program, REFUSE(EPERM));
		break;
	case VERDICT_ALLOW:
		put_return(program, SECCOMP_RET_ALLOW);
		break;
	case VERDICT_MISSING:
		put_return(program, REFUSE(ENOSYS));
		break;
	case VERDICT_CLONE:
		put_choice(program, 0, BPF_JSET, flags, COUNT(flags), REFUSE(EPERM),
			SECCOMP_RET_ALLOW);
		break;
	case VERDICT_IOCTL:
		put_choice(program, 1, BPF_JEQ, requests, COUNT(requests), REFUSE(EPERM),
			SECCOMP_RET_ALLOW);
		break;
	case VERDICT_PERSONALITY:
		put_choice(program, 0, BPF_JEQ, personalities, COUNT(personalities),
			SECCOMP_RET_ALLOW, REFUSE(EPERM));
		break;
	case VERDICT_SOCKET:
		put_choice(program, 0, BPF_JEQ, families, COUNT(families), SECCOMP_RET_ALLOW,
			REFUSE(EAFNOSUPPORT));
		break;
	}
}

/* The tree over the runs [low, high), with the number in the accumulator. */
static void put_tree(struct program *program, const struct run *runs, size_t low, size_t high)
{
	size_t middle = low + (high - low) / 2;
	size_t at = program->count;

	if (high - low == 1) {
		put_verdict(program, (enum verdict)runs[low].verdict);
		return;
	}
	put(program, BPF_JMP | BPF_JGE | BPF_K, runs[middle].first, 0, 0);
	put_tree(program, runs, low, middle);
	if (program->count - at - 1 > UINT8_MAX)
		program->count = program->max + 1;
	if (at < program->max)
		program->code[at].jt = (uint8_t)(program->count - at - 1);
	put_tree(program, runs, middle, high);
}

static void paint(uint8_t verdicts[NUMBERS], uint64_t caps)
{
	bool admin = (caps & CAP(SYS_ADMIN)) != 0;

	memset(verdicts, VERDICT_DENY, NUMBERS);
	for (size_t i = 0; i < seccomp_allowed_count; i++)
		verdicts[seccomp_allowed[i] - SECCOMP_BASE] = VERDICT_ALLOW;
	for (size_t i = 0; i < seccomp_by_capability_count; i++)
		if ((caps >> seccomp_by_capability[i].capability & 1) != 0)
			verdicts[seccomp_by_capability[i].number - SECCOMP_BASE] = VERDICT_ALLOW;
	verdicts[__NR_ioctl - SECCOMP_BASE] = VERDICT_IOCTL;
	verdicts[__NR_personality - SECCOMP_BASE] = VERDICT_PERSONALITY;
	/* Naming a family may load its module, by either call. */
	verdicts[__NR_socket - SECCOMP_BASE] = VERDICT_SOCKET;
	verdicts[__NR_socketpair - SECCOMP_BASE] = VERDICT_SOCKET;
	/* clone3's flags lie in memory, out of a filter's sight: libraries fall back to clone. */
	verdicts[__NR_clone - SECCOMP_BASE] = admin ? VERDICT_ALLOW : VERDICT_CLONE;
	verdicts[__NR_clone3 - SECCOMP_BASE] = admin ? VERDICT_ALLOW : VERDICT_MISSING;
}

static size_t find_runs(const uint8_t verdicts[NUMBERS], struct run runs[RUNS_MAX])
{
	size_t count = 0;

	for (unsigned i = 0; i < NUMBERS; i++) {
		if (i > 0 && verdicts[i] == verdicts[i - 1])
			continue;
		if (count == RUNS_MAX - 1)
			return 0;
		/* What lies below the first number is denied like all that is unknown there. */
		runs[count].first = (uint16_t)(i == 0 ? 0 : SECCOMP_BASE + i);
		runs[count++].verdict = verdicts[i];
	}
	runs[count].first = SECCOMP_NEWEST + 1;
	runs[count++].verdict = VERDICT_MISSING;
	return count;
}

/* Foreign architectures are killed; leaves the number in the accumulator. */
static void put_architecture(struct program *program)
{
	put_load(program, DATA_ARCH);
	put(program, BPF_JMP | BPF_JEQ | BPF_K, SECCOMP_ARCH, 1, 0);
	put_return(program, SECCOMP_RET_KILL_PROCESS);
	put_load(program, DATA_NUMBER);
#ifdef __x86_64__
	/* x32 has this architecture's mark and a bit in the number; -1 is no call at all. */
	put(program, BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 3);
	put(program, BPF_JMP | BPF_JEQ | BPF_K, UINT32_MAX, 1, 0);
	put_return(program, SECCOMP_RET_KILL_PROCESS);
	put_return(program, REFUSE(ENOSYS));
#endif
}

size_t seccomp_default(struct sock_filter *code, size_t max, uint64_t caps)
{
	struct program program = { .code = code, .max = max };
	uint8_t verdicts[NUMBERS];
	struct run runs[RUNS_MAX];
	size_t count;

	paint(verdicts, caps);
	count = find_runs(verdicts, runs);
	put_architecture(&program);
#ifdef __arm__
	/* arm's private calls: breakpoint to get_tls, of which C libraries need three. */
	put(&program, BPF_JMP | BPF_JGE | BPF_K, __ARM_NR_BASE + 1, 0, 2);
	put(&program, BPF_JMP | BPF_JGE | BPF_K, __ARM_NR_BASE + 7, 1, 0);
	put_return(&program, SECCOMP_RET_ALLOW);
#endif
	if (count == 0)
		return 0;
	put_tree(&program, runs, 0, count);
	return program.count <= max ? program.count : 0;
}

size_t seccomp_architecture(struct sock_filter *code, size_t max)
{
	struct program program = { .code = code, .max = max };

	put_architecture(&program);
	put_return(&program, SECCOMP_RET_ALLOW);
	return program.count <= max ? program.count : 0;
}

int seccomp_load(const struct sock_filter *code, size_t count)
{
	/* The kernel copies the program and does not write to it. */
	struct sock_fprog program = { .len = (unsigned short)count,
		.filter = (struct sock_filter *)(uintptr_t)code };

	return count == 0 ? -E2BIG : sys_seccomp(SECCOMP_SET_MODE_FILTER, 0, &program);
}
