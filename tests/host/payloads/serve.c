/*
 * serve [exit STATUS | tell | break]: a service of the tests on this machine. Alone it says "up",
 * runs until SIGTERM, says "down" and exits 0; `exit` ends at once; `tell` says who and where it is
 * first; `break` leaves its last line without an end. Static, and the only program in a container's
 * root besides nsinit.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void tell(void)
{
	char host[65] = "";
	char here[256] = "";

	if (gethostname(host, sizeof host - 1) < 0 || !getcwd(here, sizeof here))
		exit(1);
	dprintf(1, "pid %d of %d uid %d gid %d on %s in %s\n", getpid(), getppid(), getuid(),
		getgid(), host, here);
	if (isatty(0))
		dprintf(1, "terminal %s\n", ttyname(0));
}

int main(int argc, char **argv)
{
	const char *mode = argc > 1 ? argv[1] : "";
	sigset_t ends;
	int number;

	if (strcmp(mode, "exit") == 0)
		return argc > 2 ? atoi(argv[2]) : 0;
	if (strcmp(mode, "break") == 0)
		return dprintf(1, "whole\nbroken") > 0 ? 0 : 1;
	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	if (strcmp(mode, "tell") == 0)
		tell();
	dprintf(1, "up\n");
	sigwait(&ends, &number);
	dprintf(1, "down\n");
	return 0;
}
