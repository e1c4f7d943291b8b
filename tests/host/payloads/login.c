/*
 * login: what a terminal of the machine looks like to who logs in on it. Says one line of it and
 * does what is typed: a number is its exit status, "raw" leaves the terminal as no user wants it.
 * SIGTERM is nothing to it, as to a shell.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

static const char *tty_of(int fd)
{
	const char *name = ttyname(fd);

	return name ? name : "none";
}

static const char *yes(int good)
{
	return good ? "yes" : "no";
}

int main(void)
{
	struct termios settings;
	struct stat status;
	char line[64];

	signal(SIGTERM, SIG_IGN);
	tcgetattr(0, &settings);
	fstat(0, &status);
	dprintf(1, "login on %s %s %s leader %s foreground %s opens %s owner %u echo %s\n",
		tty_of(0), tty_of(1), tty_of(2), yes(getsid(0) == getpid()),
		yes(tcgetpgrp(0) == getpid()), yes(open("/dev/tty", O_RDWR) >= 0),
		(unsigned)status.st_uid,
		yes((settings.c_lflag & (ECHO | ICANON)) == (ECHO | ICANON)));
	while (fgets(line, sizeof line, stdin)) {
		if (strcmp(line, "raw\n") != 0)
			return atoi(line);
		cfmakeraw(&settings);
		tcsetattr(0, TCSANOW, &settings);
		dprintf(1, "raw now\r\n");
	}
	return 0;
}
