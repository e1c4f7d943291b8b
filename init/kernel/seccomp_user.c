/*
 * A filter against user namespaces alone, for containers without one beside others that have one:
 * the kernel's own limit, user.max_user_namespaces, then cannot be 0 (namespaces(7)).
 * Loaded by the child before its other filter, whatever that allows; the kernel asks both, and the
 * other one has killed what calls in through a foreign architecture.
 */
#include "kernel/seccomp.h"
#include "kernel/seccomp_table.h"

#include <errno.h>
#include <linux/sched.h>
#include <stddef.h>
#include <string.h>

size_t seccomp_no_user_namespace(struct sock_filter *code, size_t max)
{
	/* Both have their flags in the first argument, clone3 in memory, out of a filter's sight.
	 */
	const struct sock_filter program[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone3, 5, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone, 1, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_unshare, 0, 4),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			offsetof(struct seccomp_data, args) + SECCOMP_LOW_HALF),
		BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_NEWUSER, 0, 2),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};

	if (max < sizeof program / sizeof program[0])
		return 0;
	memcpy(code, program, sizeof program);
	return sizeof program / sizeof program[0];
}
