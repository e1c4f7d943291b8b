/*
 * burst PID: sends a process all signals of faults while it is held, so that it gets them at once
 * (ptrace(2): what is pending when it is let go is delivered then).
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

int main(int argc, char **argv)
{
	static const int faults[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP };
	pid_t pid = argc == 2 ? atoi(argv[1]) : 0;
	int status;

	if (ptrace(PTRACE_SEIZE, pid, NULL, NULL) < 0 ||
		ptrace(PTRACE_INTERRUPT, pid, NULL, NULL) < 0 || waitpid(pid, &status, 0) != pid) {
		perror("burst");
		return 1;
	}
	for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
		kill(pid, faults[i]);
	return ptrace(PTRACE_DETACH, pid, NULL, NULL) < 0;
}
