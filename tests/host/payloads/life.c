/*
 * life reboot | poweroff: calls reboot(2) as pid 2 of a container's own pid namespace, where that
 * ends the container and nothing else (pid_namespaces(7)); refuses anywhere else.
 */
#include <stdio.h>
#include <string.h>
#include <sys/reboot.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	const char *mode = argc > 1 ? argv[1] : "";

	if (getpid() != 2 || getppid() != 1)
		return 99;
	dprintf(1, "%s\n", mode);
	if (strcmp(mode, "reboot") == 0)
		reboot(RB_AUTOBOOT);
	else if (strcmp(mode, "poweroff") == 0)
		reboot(RB_POWER_OFF);
	return 98;
}
