/*
 * fsck ARGUMENTS: what comes before e2fsck in the image. With check=hangs on the kernel's command
 * line it and a child of it wait for ever, as for a medium that does not answer.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	char line[2048] = "";
	FILE *file = fopen("/proc/cmdline", "re");

	(void)argc;
	if (file && fgets(line, sizeof line, file) && strstr(line, "check=hangs")) {
		fork();
		for (;;)
			pause();
	}
	execv("/sbin/e2fsck.real", argv);
	return 127;
}
