/*
 * The schema's table of system calls in this architecture's numbers.
 *
 * Read by seccomp_plan.c. Numbers come from the kernel's headers, and of calls newer than the
 * oldest kernel's from the schema's own table, so that old headers do. An architecture that has a
 * name which is said to be missing here, or lacks another, does not compile.
 */
#include "kernel/seccomp_table.h"
#include "uses.h"

#define NUMBER(name)             [NSINIT_SYSCALL_##name] = __NR_##name,
#define NEW_NUMBER(number, name) [NSINIT_SYSCALL_##name] = SECCOMP_UNIFIED(number),
const uint16_t seccomp_numbers[NSINIT_SYSCALL_COUNT] = { NSINIT_SYSCALLS(NUMBER, NEW_NUMBER) };

/* What is missing falls on the bit behind the last number. */
#define BIT(word, n) | ((unsigned)(n) / 64 == (word) ? UINT64_C(1) << (unsigned)(n) % 64 : 0)
/* clang-format off */
#define X0(name) BIT(0, __NR_##name - SECCOMP_BASE)
#define X1(name) BIT(1, __NR_##name - SECCOMP_BASE)
#define X2(name) BIT(2, __NR_##name - SECCOMP_BASE)
#define X3(name) BIT(3, __NR_##name - SECCOMP_BASE)
#define X4(name) BIT(4, __NR_##name - SECCOMP_BASE)
#define X5(name) BIT(5, __NR_##name - SECCOMP_BASE)
#define X6(name) BIT(6, __NR_##name - SECCOMP_BASE)
#define X7(name) BIT(7, __NR_##name - SECCOMP_BASE)
#define N6(number, name) BIT(6, number)
#define N7(number, name) BIT(7, number)
#define NO_NEW(number, name)

#define SET(set, word)                                                                             \
	static const uint64_t set_##set[SECCOMP_WORDS] = {                                         \
		0 NSINIT_SET_##set(X0, NO_NEW), 0 NSINIT_SET_##set(X1, NO_NEW),                    \
		0 NSINIT_SET_##set(X2, NO_NEW), 0 NSINIT_SET_##set(X3, NO_NEW),                    \
		0 NSINIT_SET_##set(X4, NO_NEW), 0 NSINIT_SET_##set(X5, NO_NEW),                    \
		0 NSINIT_SET_##set(X6, N6), 0 NSINIT_SET_##set(X7, N7)                             \
	};
NSINIT_SYSCALL_SETS(SET)
/* clang-format on */

const uint64_t *seccomp_set(enum syscall_set set)
{
	switch (set) {
	case SYSCALLS_UNRESTRICTED:
	case SYSCALLS_LEARN:
		break;
#define CASE(set, word)                                                                            \
	case SYSCALLS_##set:                                                                       \
		return NSINIT_USES_SYSCALLS_##set ? set_##set : NULL;
		NSINIT_SYSCALL_SETS(CASE)
#undef CASE
	}
	return NULL;
}
