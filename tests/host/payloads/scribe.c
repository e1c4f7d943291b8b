/*
 * scribe count | flood: a service of the tests of the logger. On SIGUSR1, `count` writes 1 to 600,
 * a millisecond apart, then "end"; `flood` writes without end, and its file of progress is the
 * count of its writes that the kernel keeps. Each says "up" first and ends by SIGTERM.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	const char *mode = argc > 1 ? argv[1] : "";
	sigset_t signals;
	int number;

	sigemptyset(&signals);
	sigaddset(&signals, SIGUSR1);
	sigaddset(&signals, SIGUSR2);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	signal(SIGTERM, SIG_DFL);
	dprintf(1, "up\n");
	for (;;) {
		sigwait(&signals, &number);
		if (number == SIGUSR2) {
			openlog("scribe", LOG_PID, LOG_DAEMON);
			syslog(LOG_WARNING, "by %s", "syslog(3)");
			continue;
		}
		while (strcmp(mode, "flood") == 0)
			dprintf(1, "a line of a long story that nobody asked for\n");
		for (int i = 1; i <= 600; i++) {
			dprintf(1, "%d\n", i);
			usleep(1000);
		}
		dprintf(1, "end\n");
	}
}
