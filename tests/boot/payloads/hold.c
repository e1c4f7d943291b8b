/*
 * hold PID: stops a process for good, PID 1 too, which no signal stops (ptrace(2), PTRACE_SEIZE).
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	pid_t pid = argc == 2 ? atoi(argv[1]) : 0;

	if (ptrace(PTRACE_SEIZE, pid, NULL, NULL) < 0 ||
		ptrace(PTRACE_INTERRUPT, pid, NULL, NULL) < 0) {
		perror("hold");
		return 1;
	}
	for (;;)
		pause();
}
