/*
 * fsck ARGUMENTS: what comes before e2fsck and mke2fs in the image, each of which has ".real"
 * behind its name then. With check=hangs on the kernel's command line e2fsck and a child of it wait
 * for ever, as for a medium that does not answer; with format=fails mke2fs has a status of its own.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	char line[2048] = "";
	char real[64];
	FILE *file = fopen("/proc/cmdline", "re");

	if (argc < 1 || !file || !fgets(line, sizeof line, file))
		return 126;
	if (strstr(line, "check=hangs") && strstr(argv[0], "e2fsck")) {
		fork();
		for (;;)
			pause();
	}
	if (strstr(line, "format=fails") && strstr(argv[0], "mke2fs"))
		return 3;
	snprintf(real, sizeof real, "%s.real", argv[0]);
	execv(real, argv);
	return 127;
}
