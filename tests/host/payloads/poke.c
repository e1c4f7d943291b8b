/*
 * poke PID: lets a process go on at address 0, which is a fault of its own to the kernel and to the
 * process; by ptrace(2), from outside of its pid namespace.
 */
#include <elf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>

static void check(const char *what, long result)
{
	if (result >= 0)
		return;
	perror(what);
	exit(1);
}

int main(int argc, char **argv)
{
	pid_t pid = argc > 1 ? atoi(argv[1]) : 0;
	struct user_regs_struct registers;
	struct iovec room = { &registers, sizeof registers };

	check("attach", ptrace(PTRACE_SEIZE, pid, NULL, NULL));
	check("stop", ptrace(PTRACE_INTERRUPT, pid, NULL, NULL));
	check("wait", waitpid(pid, NULL, __WALL));
	check("read", ptrace(PTRACE_GETREGSET, pid, (void *)NT_PRSTATUS, &room));
#if defined __x86_64__
	registers.rip = 0;
	registers.orig_rax = -1ULL; /* no call that is begun again */
#elif defined __aarch64__
	registers.pc = 0;
#else
#error "which register is it?"
#endif
	check("write", ptrace(PTRACE_SETREGSET, pid, (void *)NT_PRSTATUS, &room));
	check("go", ptrace(PTRACE_DETACH, pid, NULL, NULL));
	return 0;
}
