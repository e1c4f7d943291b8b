/*
 * touch PATH...: for each path one line, "PATH made" when a file could be made there, else the
 * number of the error; a path that ends in '/' is read as a directory instead: its names, sorted.
 * Then it runs until SIGTERM.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void list(const char *path)
{
	struct dirent **entries;
	int count = scandir(path, &entries, NULL, alphasort);

	if (count < 0) {
		printf("%s %d\n", path, errno);
		return;
	}
	printf("%s", path);
	for (int i = 0; i < count; i++)
		if (strcmp(entries[i]->d_name, ".") != 0 && strcmp(entries[i]->d_name, "..") != 0)
			printf(" %s", entries[i]->d_name);
	printf("\n");
}

static void make(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT, 0644);

	if (fd < 0)
		printf("%s %d\n", path, errno);
	else
		printf("%s %s\n", path, write(fd, "touched\n", 8) == 8 ? "made" : "full");
	if (fd >= 0)
		close(fd);
}

int main(int argc, char **argv)
{
	sigset_t ends;
	int number;

	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	for (int i = 1; i < argc; i++) {
		if (argv[i][strlen(argv[i]) - 1] == '/')
			list(argv[i]);
		else
			make(argv[i]);
	}
	printf("up\n");
	fflush(stdout);
	return sigwait(&ends, &number);
}
