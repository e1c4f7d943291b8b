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
#include <sys/wait.h>

/* Which word of the registers of NT_PRSTATUS is the program counter. */
#if defined __x86_64__
enum { PROGRAM_COUNTER = 16, INTERRUPTED_CALL = 15 };
#elif defined __aarch64__
enum { PROGRAM_COUNTER = 32 };
#elif defined __arm__
enum { PROGRAM_COUNTER = 15 };
#elif defined __riscv
enum { PROGRAM_COUNTER = 0 };
#elif defined __mips__
enum { PROGRAM_COUNTER = 40 };
#else
#error "which register is it?"
#endif

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
	unsigned long registers[64];
	struct iovec room = { registers, sizeof registers };

	check("attach", ptrace(PTRACE_SEIZE, pid, NULL, NULL));
	check("stop", ptrace(PTRACE_INTERRUPT, pid, NULL, NULL));
	check("wait", waitpid(pid, NULL, __WALL));
	check("read", ptrace(PTRACE_GETREGSET, pid, (void *)NT_PRSTATUS, &room));
	registers[PROGRAM_COUNTER] = 0;
#ifdef __x86_64__
	registers[INTERRUPTED_CALL] = -1UL; /* none that is begun again */
#endif
	check("write", ptrace(PTRACE_SETREGSET, pid, (void *)NT_PRSTATUS, &room));
	check("go", ptrace(PTRACE_DETACH, pid, NULL, NULL));
	return 0;
}
