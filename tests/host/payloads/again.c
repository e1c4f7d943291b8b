/*
 * again COUNT SECONDS PROGRAM...: runs a program that often, one after the other, but no longer
 * than that; what it says goes to standard output. The last line is "COUNT runs, GOOD good".
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	int count = argc > 3 ? atoi(argv[1]) : 0;
	time_t end = time(NULL) + (argc > 3 ? atoi(argv[2]) : 0);
	int runs = 0, good = 0, status;

	for (; runs < count && time(NULL) < end; runs++) {
		pid_t pid = vfork();

		if (pid == 0) {
			dup2(1, 2);
			execv(argv[3], argv + 3);
			_exit(127);
		}
		if (pid < 0 || waitpid(pid, &status, 0) < 0)
			return 1;
		good += WIFEXITED(status) && WEXITSTATUS(status) == 0;
	}
	printf("%d runs, %d good\n", runs, good);
	return 0;
}
