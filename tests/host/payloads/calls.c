/*
 * calls WHAT...: makes system calls, says "WHAT ERRNO..." with 0 for each that was let through.
 *   local    a local socket
 *   network  an IPv4 socket that listens, and one of a family of its own: of packets
 *   rare     io_uring_setup, which is in no set, with nothing to set up
 *   root     chroot, sethostname: what two capabilities are for
 *   never    keyctl, clone3, TIOCSTI: what no set allows
 *   stay     says "up", waits for SIGTERM, calls ustat, says "down"
 */
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static int told(long result)
{
	return result < 0 ? errno : 0;
}

static int try_network(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (bind(fd, (const struct sockaddr *)&address, sizeof address) < 0 || listen(fd, 1) < 0)
		return errno;
	return close(fd);
}

static void stay(void)
{
	sigset_t ends;
	int number;

	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	dprintf(1, "up\n");
	sigwait(&ends, &number);
	syscall(SYS_ustat, 0, NULL);
	dprintf(1, "down\n");
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const char *what = argv[i];

		if (strcmp(what, "local") == 0)
			dprintf(1, "local %d\n", told(socket(AF_UNIX, SOCK_STREAM, 0)));
		else if (strcmp(what, "network") == 0)
			dprintf(1, "network %d\n", try_network());
		else if (strcmp(what, "rare") == 0)
			dprintf(1, "rare %d\n", told(syscall(SYS_io_uring_setup, 0, NULL)));
		else if (strcmp(what, "root") == 0)
			dprintf(1, "root %d %d\n", told(chroot("/")), told(sethostname("a", 1)));
		else if (strcmp(what, "never") == 0)
			dprintf(1, "never %d %d %d\n", told(syscall(SYS_keyctl, 0, -3, 0, 0, 0)),
				told(syscall(435, NULL, 0)), told(ioctl(0, TIOCSTI, "a")));
		else
			stay();
	}
	return 0;
}
