/*
 * check FILE: a command that probes a service, and does what the first word of FILE says.
 *   good    exits with 0; an empty FILE is the same
 *   bad     says two lines and exits with 1; the second is the rest of FILE
 *   silent  exits with 3
 *   tell    says who it is, and exits with 1
 *   leave   leaves a process in a session of its own behind, and exits with 0
 *   hang    the same, and never ends
 *   quit    tells the service to end, and exits with 0
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void say_fields(void)
{
	static const char *const names[] = { "CapEff:", "NoNewPrivs:", "Seccomp:" };
	char line[256];
	FILE *status = fopen("/proc/self/status", "r");

	while (status && fgets(line, sizeof line, status))
		for (unsigned i = 0; i < 3; i++)
			if (strncmp(line, names[i], strlen(names[i])) == 0)
				printf(" %s", strtok(line + strlen(names[i]), "\t\n"));
}

static void tell(void)
{
	char cgroup[256] = "";
	FILE *groups = fopen("/proc/self/cgroup", "r");

	while (groups && fgets(cgroup, sizeof cgroup, groups))
		; /* version 2 is the last one */
	printf("uid %u gid %u", getuid(), getgid());
	say_fields();
	printf(" %s", cgroup);
}

static void leave(void)
{
	if (fork() == 0) {
		setsid();
		if (fork() == 0)
			for (;;)
				pause();
		_exit(0);
	}
}

int main(int argc, char **argv)
{
	char word[100] = "", *rest;
	FILE *file = argc > 1 ? fopen(argv[1], "r") : NULL;

	if (!file) {
		printf("no %s\n", argc > 1 ? argv[1] : "file");
		return 1;
	}
	if (!fgets(word, sizeof word, file))
		return 0;
	rest = strchr(word, ' ');
	if (rest)
		*rest++ = '\0';
	word[strcspn(word, "\n")] = '\0';
	if (strcmp(word, "good") == 0)
		return 0;
	if (strcmp(word, "quit") == 0)
		return kill(2, SIGTERM);
	if (strcmp(word, "silent") == 0)
		return 3;
	if (strcmp(word, "bad") == 0)
		printf("the first line\n%s", rest ? rest : "");
	if (strcmp(word, "tell") == 0)
		tell();
	if (strcmp(word, "leave") == 0 || strcmp(word, "hang") == 0)
		leave();
	if (strcmp(word, "leave") == 0)
		return 0;
	while (strcmp(word, "hang") == 0)
		pause();
	return 1;
}
