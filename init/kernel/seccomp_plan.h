/*
 * What a filter lets through, before it is a program: one verdict a number, and the checks of
 * arguments. Between seccomp_plan.c, which decides, and seccomp.c, which writes the program.
 */
#ifndef NSINIT_KERNEL_SECCOMP_PLAN_H
#define NSINIT_KERNEL_SECCOMP_PLAN_H

#include "kernel/seccomp_table.h"

#include <linux/filter.h>
#include <nsinit/container.h>
#include <stdbool.h>

/* What becomes of a number. */
enum seccomp_verdict {
	SECCOMP_REFUSED = 0,
	SECCOMP_ALLOWED,
	SECCOMP_UNKNOWN, /* ENOSYS, as on a kernel that has no such call */
	SECCOMP_LOGGED,  /* allowed, and the kernel logs it */
	SECCOMP_CHECKED, /* and the place, in the plan's checks, of the first that is about it */
};

/* How the low half of an argument must be, for the call to be allowed. */
enum seccomp_check_kind {
	SECCOMP_ONE_OF,  /* one of the values */
	SECCOMP_NONE_OF, /* none of them */
	SECCOMP_WITHOUT, /* without any bit of them */
};
struct seccomp_check {
	const uint32_t *values;
	uint32_t refusal; /* SECCOMP_RET_* */
	uint16_t number;
	uint8_t kind; /* enum seccomp_check_kind */
	uint8_t argument;
	uint8_t count;
	bool logged; /* what passes */
};
#define SECCOMP_OWN_CHECKS 6
#define SECCOMP_CHECKS_MAX (SECCOMP_OWN_CHECKS + SYSCALL_RULES_MAX)

struct seccomp_plan {
	uint8_t verdicts[SECCOMP_NUMBERS + 1]; /* enum seccomp_verdict; the last is of no use */
	uint8_t count;
	uint32_t refusal; /* SECCOMP_RET_* of SECCOMP_REFUSED */
	struct seccomp_check checks[SECCOMP_CHECKS_MAX];
};

/* These calls and no others. */
void seccomp_plan_only(struct seccomp_plan *plan, const uint16_t *numbers, size_t count);
/*
 * Of a container's program, whose set is not SYSCALLS_UNRESTRICTED. `more`, of so many numbers, are
 * allowed beside; returns whether they would have been refused.
 */
bool seccomp_plan_container(struct seccomp_plan *plan, const struct container *container,
	const uint16_t *more, size_t count);
/* Of an entrant that is about to become a process of the container; returns the same. */
bool seccomp_plan_entrant(struct seccomp_plan *plan, const struct container *container);
/* Of a container's init. */
void seccomp_plan_init(struct seccomp_plan *plan);

#define SECCOMP_ERROR(error) (SECCOMP_RET_ERRNO | (error))

/* The program, as in seccomp.h. */
size_t seccomp_assemble(struct sock_filter *code, size_t max, const struct seccomp_plan *plan);

#endif
