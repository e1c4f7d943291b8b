/*
 * tick [deaf]: counts on, in a child too, and keeps no secret of it: a shared number and its
 * output. Ends with its child at SIGTERM, after it said "down"; with `deaf` it does not hear it.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#define PERIOD_NS 10000000

static void count(const char *who)
{
	struct timespec wait = { .tv_nsec = PERIOD_NS };
	sigset_t ends;
	int number = 0;

	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	do {
		dprintf(1, "%s %d\n", who, ++number);
	} while (sigtimedwait(&ends, NULL, &wait) < 0 && (errno == EAGAIN || errno == EINTR));
}

int main(int argc, char **argv)
{
	int deaf = argc > 1 && strcmp(argv[1], "deaf") == 0;
	sigset_t ends;

	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	if (deaf)
		signal(SIGTERM, SIG_IGN);
	else
		sigprocmask(SIG_BLOCK, &ends, NULL);
	if (fork() == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		count("child");
		return 0;
	}
	count("parent");
	dprintf(1, "down\n");
	return 0;
}
