/*
 * where PREFIX...: exits 0 when each mount of the config, a tmpfs of 16 KiB or a bind of a
 * directory "srv", lies below one of the prefixes, and there are some; else it says which does not,
 * and 9.
 */
#include <stdio.h>
#include <string.h>

static int lies_below(const char *target, char **prefixes)
{
	for (; *prefixes; prefixes++)
		if (strncmp(target, *prefixes, strlen(*prefixes)) == 0)
			return 1;
	return 0;
}

int main(int argc, char **argv)
{
	FILE *file = fopen("/proc/self/mountinfo", "r");
	char line[1024], root[256], target[256];
	int found = 0;

	if (argc < 2 || !file)
		return 9;
	while (fgets(line, sizeof line, file)) {
		if (sscanf(line, "%*s %*s %*s %255s %255s", root, target) != 2)
			return 9;
		if (!strstr(line, "size=16k") &&
			(strlen(root) < 4 || strcmp(root + strlen(root) - 4, "/srv") != 0))
			continue;
		if (!lies_below(target, argv + 1)) {
			printf("astray: %s", line);
			return 9;
		}
		found++;
	}
	return found >= 3 ? 0 : 9;
}
