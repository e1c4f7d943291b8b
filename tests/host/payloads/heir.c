/*
 * heir HOW: a daemon that leaves its first process. That one names the daemon as the one to follow,
 * and ends with 0; the daemon says "heir" and ends with 5 at SIGUSR1, and with 7 after "told" at
 * SIGTERM.
 *   leaves    as nearly all do: it sends MAINPID= and READY=1 itself, and ends at once
 *   dies      so that the daemon ends with 5 before it is followed
 *   stays     the daemon is an orphan by then, the first process lives on until SIGTERM
 *   relays    so, but systemd-notify says it, and then it ends
 *   forges    it names a process that there is not, then pid 1, and ends with 3
 */
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static void notify(const char *text)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	const char *address = getenv("NOTIFY_SOCKET");
	size_t length = strlen(address);
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	memcpy(to.sun_path + 1, address + 1, length - 1);
	sendto(fd, text, strlen(text), 0, (struct sockaddr *)&to,
		(socklen_t)(offsetof(struct sockaddr_un, sun_path) + length));
	close(fd);
}

static int wait_for_signal(void)
{
	sigset_t set;
	int number = 0;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGUSR1);
	sigwait(&set, &number);
	return number;
}

static void daemon_run(void)
{
	dprintf(1, "heir\n");
	if (wait_for_signal() == SIGUSR1)
		_exit(5);
	dprintf(1, "told\n");
	_exit(7);
}

/* Its number in here; `twice`: an orphan when this returns. */
static pid_t start_daemon(int twice)
{
	int ends[2];
	pid_t pid, daemon = 0;

	if (pipe2(ends, O_CLOEXEC) < 0)
		exit(9);
	pid = fork();
	if (pid == 0) {
		daemon = twice ? fork() : 0;
		if (daemon == 0)
			daemon_run();
		if (write(ends[1], &daemon, sizeof daemon) < 0)
			_exit(9);
		_exit(0);
	}
	if (!twice)
		return pid;
	if (read(ends[0], &daemon, sizeof daemon) < 0)
		exit(9);
	waitpid(pid, NULL, 0);
	return daemon;
}

int main(int argc, char **argv)
{
	const char *how = argc > 1 ? argv[1] : "";
	char text[64];
	sigset_t set;
	pid_t daemon;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	if (strcmp(how, "forges") == 0) {
		notify("MAINPID=99999\nREADY=1");
		wait_for_signal();
		notify("MAINPID=1");
		return 3;
	}
	daemon = start_daemon(strcmp(how, "stays") == 0 || strcmp(how, "relays") == 0);
	if (strcmp(how, "relays") == 0) {
		snprintf(text, sizeof text, "--pid=%d", (int)daemon);
		if (fork() == 0) {
			execl("/test/ld.so", "ld.so", "--library-path", "/test",
				"/test/systemd-notify", "--ready", text, NULL);
			_exit(9);
		}
		wait(NULL);
		return 0;
	}
	snprintf(text, sizeof text, "MAINPID=%d\nREADY=1", (int)daemon);
	if (strcmp(how, "dies") == 0) {
		kill(daemon, SIGUSR1);
		usleep(50000);
	}
	notify(text);
	if (strcmp(how, "stays") == 0)
		wait_for_signal();
	return 0;
}
