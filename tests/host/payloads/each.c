/*
 * each: a program that serves one connection, its 0 and 1. To its first line it answers with what
 * it has, and does what the next one says: a number is its exit status, "die" is an end by a
 * signal, "own" makes its log unfit for the next one. Its 2 is its log.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *yes(int good)
{
	return good ? "yes" : "no";
}

int main(void)
{
	struct stat in, out;
	char line[64];
	int count = 0;

	fstat(0, &in);
	fstat(1, &out);
	for (int fd = 0; fd < 256; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	if (!fgets(line, sizeof line, stdin))
		return 0;
	dprintf(1, "served of %d same %s blocking %s log %s\n", count,
		yes(S_ISSOCK(in.st_mode) && in.st_ino == out.st_ino),
		yes(!(fcntl(0, F_GETFL) & O_NONBLOCK)), yes(!(fcntl(2, F_GETFL) & O_NONBLOCK)));
	dprintf(2, "said %s", line);
	while (fgets(line, sizeof line, stdin)) {
		if (strcmp(line, "die\n") == 0)
			raise(SIGKILL);
		if (strcmp(line, "own\n") != 0)
			return atoi(line);
		fcntl(2, F_SETFL, O_NONBLOCK);
		dprintf(1, "done\n");
	}
	return 0;
}
