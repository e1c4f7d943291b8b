/*
 * snipe HITS LIMIT_MS: kills every child of PID 1 that bears PID 1's own name, its launchers and
 * cleaners as they come, until it hit that many or the limit is over. Prints how many it hit.
 */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int is_target(const char *pid)
{
	char path[64], name[32] = "";
	int parent = 0;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%.16s/stat", pid);
	file = fopen(path, "r");
	if (!file)
		return 0;
	if (fscanf(file, "%*d (%31[^)]) %*c %d", name, &parent) != 2)
		parent = 0;
	fclose(file);
	return parent == 1 && strcmp(name, "nsinit") == 0;
}

static long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int main(int argc, char **argv)
{
	int wanted = argc > 2 ? atoi(argv[1]) : 0;
	long end_ms = now_ms() + (argc > 2 ? atol(argv[2]) : 0);
	int hits = 0;

	while (hits < wanted && now_ms() < end_ms) {
		DIR *directory = opendir("/proc");
		struct dirent *entry;

		while (directory && (entry = readdir(directory)))
			if (atoi(entry->d_name) > 1 && is_target(entry->d_name))
				hits += kill(atoi(entry->d_name), SIGKILL) == 0;
		closedir(directory);
	}
	printf("%d\n", hits);
	return 0;
}
