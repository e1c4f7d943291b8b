/*
 * Turns a plan of allowed calls into a classic BPF program and loads it.
 *
 * Called by the child as its last step. The plan has one byte a number; runs of one verdict become
 * the leaves of a balanced tree of comparisons: some eight instructions a call, and the kind of
 * program that the kernel can prove to allow a number always and then skips. A leaf is one
 * instruction, so that the size of every branch is known: checks of arguments lie behind the tree.
 */
#include "kernel/seccomp.h"
#include "base/system.h"
#include "kernel/seccomp_plan.h"
#include "uses.h"

#include <errno.h>
#include <string.h>

/* The words of struct seccomp_data; an argument is 64 bits wide, and its low half counts. */
#define DATA_NUMBER offsetof(struct seccomp_data, nr)
#define DATA_ARCH   offsetof(struct seccomp_data, arch)
#define DATA_ARGUMENT(n)                                                                           \
	(offsetof(struct seccomp_data, args) + sizeof(uint64_t) * (n) + SECCOMP_LOW_HALF)

/* A branch with that many leaves is as long as a conditional jump can pass over: 255. */
#define NEAR_LEAVES 128

struct program {
	struct sock_filter *code;
	size_t count, max; /* count may pass max: then it did not fit */
	uint32_t allow;    /* what is done with a call that may be made */
};

/* Numbers from `first` on have a verdict, up to the first of the next run. */
struct run {
	uint16_t first;
	uint8_t verdict; /* enum seccomp_verdict */
};

static void put(struct program *program, unsigned code, uint32_t k, size_t yes, size_t no)
{
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

/* What the jump at `at`, of whichever kind, passes over ends here. */
static void land(struct program *program, size_t at)
{
	size_t distance = program->count - at - 1;

	if (at >= program->max)
		return;
	if (program->code[at].code == (BPF_JMP | BPF_JA))
		program->code[at].k = (uint32_t)distance;
	else
		program->code[at].jt = (uint8_t)distance;
}

/* A place among the checks is left in the jump: its distance is not known yet. */
static void put_leaf(struct program *program, const struct seccomp_plan *plan, unsigned verdict)
{
	if (verdict == SECCOMP_ALLOWED)
		put_return(program, program->allow);
	else if (verdict >= SECCOMP_CHECKED)
		put(program, BPF_JMP | BPF_JA, verdict - SECCOMP_CHECKED, 0, 0);
	else if (NSINIT_USES_SYSCALL_LOG && verdict == SECCOMP_LOGGED)
		put_return(program, SECCOMP_RET_LOG);
	else
		put_return(program,
			verdict == SECCOMP_UNKNOWN ? SECCOMP_ERROR(ENOSYS) : plan->refusal);
}

/* The tree over the runs [low, high), with the number in the accumulator. */
static void put_tree(struct program *program, const struct seccomp_plan *plan,
	const struct run *runs, size_t low, size_t high)
{
	size_t middle = low + (high - low) / 2;
	size_t at = program->count;

	if (high - low == 1) {
		put_leaf(program, plan, runs[low].verdict);
		return;
	}
	if (middle - low <= NEAR_LEAVES) {
		put(program, BPF_JMP | BPF_JGE | BPF_K, runs[middle].first, 0, 0);
	} else {
		put(program, BPF_JMP | BPF_JGE | BPF_K, runs[middle].first, 0, 1);
		put(program, BPF_JMP | BPF_JA, 0, 0, 0);
		at++;
	}
	put_tree(program, plan, runs, low, middle);
	land(program, at);
	put_tree(program, plan, runs, middle, high);
}

static size_t find_runs(const uint8_t *verdicts, struct run *runs)
{
	size_t count = 0;

	for (unsigned i = 0; i < SECCOMP_NUMBERS; i++) {
		if (i > 0 && verdicts[i] == verdicts[i - 1])
			continue;
		/* What lies below the first number is like it. */
		runs[count].first = (uint16_t)(i == 0 ? 0 : SECCOMP_BASE + i);
		runs[count++].verdict = verdicts[i];
	}
	runs[count].first = SECCOMP_NEWEST + 1;
	runs[count++].verdict = SECCOMP_UNKNOWN;
	return count;
}

/* Falls through when the argument is as it must be. */
static void put_check(struct program *program, const struct seccomp_check *check)
{
	unsigned test = check->kind == SECCOMP_WITHOUT ? BPF_JSET : BPF_JEQ;

	put_load(program, DATA_ARGUMENT(check->argument));
	/* A match passes over the other comparisons and one instruction more. */
	for (size_t i = 0; i < check->count; i++)
		put(program, BPF_JMP | test | BPF_K, check->values[i], check->count - i, 0);
	if (check->kind != SECCOMP_ONE_OF)
		put(program, BPF_JMP | BPF_JA, 1, 0, 0);
	put_return(program, check->refusal);
}

/*
 * The checks of each call that has some, and the jumps of the tree to them. Its own jumps are known
 * by their length, which is more than the number of checks.
 */
static void put_checks(struct program *program, const struct seccomp_plan *plan, size_t tree)
{
	size_t end = program->count < program->max ? program->count : program->max;

	for (size_t at = tree; at < end; at++) {
		struct sock_filter *jump = &program->code[at];
		size_t first = jump->k;

		if (jump->code != (BPF_JMP | BPF_JA) || first >= plan->count)
			continue;
		land(program, at);
		for (size_t i = first; i < plan->count; i++)
			if (plan->checks[i].number == plan->checks[first].number)
				put_check(program, &plan->checks[i]);
		put_return(program, NSINIT_USES_SYSCALL_LOG && plan->checks[first].logged
					    ? SECCOMP_RET_LOG
					    : program->allow);
	}
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
	put_return(program, SECCOMP_ERROR(ENOSYS));
#endif
}

static size_t put_plan(struct program *program, const struct seccomp_plan *plan)
{
	struct run runs[SECCOMP_NUMBERS + 1];
	size_t tree;

#ifdef __arm__
	/* arm's private calls: breakpoint to get_tls, of which C libraries need three. */
	put(program, BPF_JMP | BPF_JGE | BPF_K, __ARM_NR_BASE + 1, 0, 2);
	put(program, BPF_JMP | BPF_JGE | BPF_K, __ARM_NR_BASE + 7, 1, 0);
	put_return(program, SECCOMP_RET_ALLOW);
#endif
	tree = program->count;
	put_tree(program, plan, runs, 0, find_runs(plan->verdicts, runs));
	put_checks(program, plan, tree);
	return program->count <= program->max ? program->count : 0;
}

size_t seccomp_assemble(struct sock_filter *code, size_t max, const struct seccomp_plan *plan)
{
	struct program program = { .code = code, .max = max, .allow = SECCOMP_RET_ALLOW };

	put_architecture(&program);
	return put_plan(&program, plan);
}

/*
 * The descriptor that answers goes by sendmsg(2) to who will hold it: that one call is asked of
 * nobody. Until the execution closes it, no descriptor of the container has that number.
 */
size_t seccomp_learn(
	struct sock_filter *code, size_t max, const struct container *container, int socket)
{
	struct program program = { .code = code, .max = max, .allow = SECCOMP_RET_USER_NOTIF };
	struct seccomp_plan plan;

	put_architecture(&program);
	put(&program, BPF_JMP | BPF_JEQ | BPF_K, __NR_sendmsg, 0, 4);
	put_load(&program, DATA_ARGUMENT(0));
	put(&program, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)socket, 0, 1);
	put_return(&program, SECCOMP_RET_ALLOW);
	put_load(&program, DATA_NUMBER);
	seccomp_plan_container(&plan, container, NULL, 0);
	return put_plan(&program, &plan);
}

static size_t put_any(struct sock_filter *code, size_t max)
{
	struct program program = { .code = code, .max = max };

	put_architecture(&program);
	put_return(&program, SECCOMP_RET_ALLOW);
	return program.count <= max ? program.count : 0;
}

size_t seccomp_container(struct sock_filter *code, size_t max, const struct container *container)
{
	struct seccomp_plan plan;

	if (NSINIT_USES_SYSCALLS_UNRESTRICTED && container->syscalls == SYSCALLS_UNRESTRICTED)
		return put_any(code, max);
	seccomp_plan_container(&plan, container, NULL, 0);
	return seccomp_assemble(code, max, &plan);
}

size_t seccomp_entrant(
	struct sock_filter *code, size_t max, const struct container *container, bool *wider)
{
	struct seccomp_plan plan;

	*wider = false;
	if (NSINIT_USES_SYSCALLS_UNRESTRICTED && container->syscalls == SYSCALLS_UNRESTRICTED)
		return put_any(code, max);
	*wider = seccomp_plan_entrant(&plan, container);
	return seccomp_assemble(code, max, &plan);
}

size_t seccomp_init(struct sock_filter *code, size_t max)
{
	struct seccomp_plan plan;

	seccomp_plan_init(&plan);
	return seccomp_assemble(code, max, &plan);
}

size_t seccomp_only(struct sock_filter *code, size_t max, const uint16_t *numbers, size_t count)
{
	struct seccomp_plan plan;

	seccomp_plan_only(&plan, numbers, count);
	return seccomp_assemble(code, max, &plan);
}

int seccomp_load(const struct sock_filter *code, size_t count)
{
	/* The kernel copies the program and does not write to it. */
	struct sock_fprog program = { .len = (unsigned short)count,
		.filter = (struct sock_filter *)(uintptr_t)code };

	return count == 0 ? -E2BIG : sys_seccomp(SECCOMP_SET_MODE_FILTER, 0, &program);
}

int seccomp_confine(const uint16_t *numbers, size_t count)
{
	struct sock_filter program[SECCOMP_PROGRAM_MAX];
	int error =
		seccomp_load(program, seccomp_only(program, SECCOMP_PROGRAM_MAX, numbers, count));

	return error == -EINVAL || error == -ENOSYS ? 0 : error;
}
