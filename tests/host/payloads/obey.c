/*
 * obey [spin | starve]: a service that says the number of each signal that it gets, and ends at
 * SIGTERM. `spin` takes all processor time that it can get; `starve` forks one that takes all
 * memory until that is killed, and then goes on. Says "up" when it is ready for signals.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void starve(void)
{
	pid_t pid = fork();

	while (pid == 0) {
		volatile char *page = malloc(4096);

		if (page)
			page[0] = 1;
	}
	waitpid(pid, NULL, 0);
}

int main(int argc, char **argv)
{
	const char *mode = argc > 1 ? argv[1] : "";
	sigset_t all;
	int number = 0;

	while (strcmp(mode, "spin") == 0)
		continue;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	if (strcmp(mode, "starve") == 0)
		starve();
	dprintf(1, "up\n");
	while (number != SIGTERM) {
		sigwait(&all, &number);
		dprintf(1, "signal %d\n", number);
	}
	return 0;
}
