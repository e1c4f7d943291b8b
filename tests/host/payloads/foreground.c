/*
 * foreground MODE...: what the tests of `nsinit run` execute in its containers.
 *
 * exit N; die N: by signal N; flood N: N bytes of numbered lines on 1; cat: 0 to 1 until the end;
 * apart: "out" on 1, "err" on 2; hold [file]: says "up", then the name of each signal until
 * SIGTERM, which ends it with 5; stubborn: ignores all that can be; child: leaves a process behind
 * and ends with 4; size: says rows and columns now and at each SIGWINCH; terminal: what is one;
 * open NAME: opens it for writing and says so; environment: prints it; overwrite NAME: empties it;
 * lines: echoes lines until "end".
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

static void flood(long bytes)
{
	char line[24];

	for (long at = 0; at < bytes; at += 16) {
		snprintf(line, sizeof line, "%015ld\n", at);
		if (write(1, line, 16) != 16)
			exit(9);
	}
}

static int cat(void)
{
	char bytes[4096];
	ssize_t count;

	while ((count = read(0, bytes, sizeof bytes)) > 0)
		if (write(1, bytes, (size_t)count) != count)
			return 9;
	return count < 0 ? 9 : 0;
}

static int hold(void)
{
	sigset_t set;
	int number = 0;

	sigfillset(&set);
	sigprocmask(SIG_BLOCK, &set, NULL);
	dprintf(1, "up\n");
	while (number != SIGTERM) {
		sigwait(&set, &number);
		dprintf(1, "signal %d\n", number);
	}
	return 5;
}

static _Noreturn void stubborn(void)
{
	for (int number = 1; number < NSIG; number++)
		signal(number, SIG_IGN);
	dprintf(1, "up\n");
	for (;;)
		pause();
}

static int size(void)
{
	sigset_t set;
	int number;

	sigemptyset(&set);
	sigaddset(&set, SIGWINCH);
	sigprocmask(SIG_BLOCK, &set, NULL);
	for (;;) {
		struct winsize now = { 0 };

		if (ioctl(0, TIOCGWINSZ, &now) < 0)
			return 9;
		dprintf(1, "size %d %d\n", now.ws_row, now.ws_col);
		sigwait(&set, &number);
	}
}

static int terminal(void)
{
	struct stat console = { 0 };
	struct stat input = { 0 };

	for (int fd = 0; fd <= 2; fd++)
		dprintf(1, "%d %s\n", fd,
			isatty(fd) ? ttyname(fd) ? ttyname(fd) : "no name" : "no");
	stat("/dev/console", &console);
	fstat(0, &input);
	dprintf(1, "console %s\n", console.st_rdev == input.st_rdev ? "same" : "other");
	dprintf(1, "controlling %s\n", open("/dev/tty", O_RDWR) >= 0 ? "yes" : "no");
	dprintf(1, "leader %s\n", getsid(0) == getpid() && tcgetpgrp(0) == getpid() ? "yes" : "no");
	return 0;
}

static int lines(void)
{
	char line[256];

	dprintf(1, "up\n");
	while (fgets(line, sizeof line, stdin)) {
		dprintf(1, "got %s", line);
		if (strcmp(line, "end\n") == 0)
			return 6;
	}
	dprintf(1, "end of file\n");
	return 0;
}

static int leave_child(void)
{
	if (fork() == 0) {
		for (;;)
			pause();
	}
	return 4;
}

int main(int argc, char **argv)
{
	const char *mode = argc > 1 ? argv[1] : "";
	const char *word = argc > 2 ? argv[2] : "0";

	if (strcmp(mode, "exit") == 0)
		return atoi(word);
	if (strcmp(mode, "die") == 0)
		return kill(getpid(), atoi(word));
	if (strcmp(mode, "flood") == 0)
		flood(atol(word));
	else if (strcmp(mode, "cat") == 0)
		return cat();
	else if (strcmp(mode, "apart") == 0)
		return dprintf(1, "out\n") + dprintf(2, "err\n") == 8 ? 0 : 9;
	else if (strcmp(mode, "hold") == 0)
		return hold();
	else if (strcmp(mode, "stubborn") == 0)
		stubborn();
	else if (strcmp(mode, "child") == 0)
		return leave_child();
	else if (strcmp(mode, "size") == 0)
		return size();
	else if (strcmp(mode, "terminal") == 0)
		return terminal();
	else if (strcmp(mode, "lines") == 0)
		return lines();
	else if (strcmp(mode, "environment") == 0)
		for (char **variable = environ; *variable; variable++)
			dprintf(1, "%s\n", *variable);
	else if (strcmp(mode, "open") == 0 || strcmp(mode, "overwrite") == 0) {
		int fd = open(word, mode[1] == 'v' ? O_WRONLY | O_TRUNC : O_WRONLY);

		dprintf(1, "%s %s\n", word, fd < 0 ? strerror(errno) : "opened");
	} else
		return 9;
	return 0;
}
