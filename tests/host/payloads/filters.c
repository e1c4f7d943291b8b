/*
 * filters [kill | wait]: makes one call after the other and says what each came to, "name errno" a
 * line, then "end". `kill` makes only one, a socket; `wait` makes none and stays.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* No call has this number yet; mips counts from 4000. */
#ifdef __mips__
#define BEYOND 4500
#else
#define BEYOND 500
#endif
#ifndef AF_CAN
#define AF_CAN 29
#endif

static void say(const char *name, long result)
{
	int error = result < 0 ? errno : 0;

	printf("%s %d\n", name, error);
}

static void say_files(void)
{
	int fd = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
	char byte;

	say("open", fd);
	say("read", read(fd, &byte, 1));
	say("mkdir", mkdir("/tmp/made", 0700));
	say("rename", rename("/tmp/made", "/tmp/renamed"));
	close(fd);
}

static void say_processes(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	say("fork", pid);
	if (pid > 0)
		say("wait", waitpid(pid, NULL, 0));
	say("kill", kill(getpid(), 0));
	say("namespace", syscall(SYS_clone, 0x40000000 /* CLONE_NEWNET */ | SIGCHLD, 0, 0, 0, 0));
	say("clone3", syscall(SYS_clone3, NULL, 0));
	say("setuid", setuid(getuid()));
}

/* A server with its own client, by the loopback interface. */
static void say_connections(void)
{
	struct sockaddr_in here = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof here;
	int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int client;

	say("internet", server);
	if (server < 0)
		return;
	say("bind", bind(server, (struct sockaddr *)&here, sizeof here));
	say("listen", listen(server, 1));
	getsockname(server, (struct sockaddr *)&here, &size);
	client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	say("connect", connect(client, (struct sockaddr *)&here, sizeof here));
	fcntl(server, F_SETFL, O_NONBLOCK);
	say("accept", accept4(server, NULL, NULL, SOCK_CLOEXEC));
	close(client);
	close(server);
}

static void say_sockets(void)
{
	int pair[2];

	say("local", socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
	say("pair", socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair));
	say("netlink", socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE));
	say("can", socket(AF_CAN, SOCK_RAW | SOCK_CLOEXEC, -1));
	say("datagrams", socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
	say_connections();
}

static void say_others(void)
{
	long page = sysconf(_SC_PAGESIZE);
	char *memory = mmap(NULL, (size_t)page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	say("executable", mprotect(memory, (size_t)page, PROT_READ | PROT_EXEC));
	say("shmget", syscall(SYS_shmget, 0, 4096, 0600 | 01000));
	say("memfd", syscall(SYS_memfd_create, "", 1));
	say("personality", syscall(SYS_personality, 0xffffffff));
	say("type", ioctl(0, TIOCSTI, ""));
	say("userfaultfd", syscall(SYS_userfaultfd, -1));
	say("mount", syscall(SYS_mount, "a", "b", "c", 0, 0));
	say("keyctl", syscall(SYS_keyctl, 0, 0));
	say("newer", syscall(BEYOND));
}

int main(int argc, char **argv)
{
	bool waits = argc > 1 && strcmp(argv[1], "wait") == 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (waits)
		for (;;)
			pause();
	if (argc > 1)
		return socket(AF_UNIX, SOCK_DGRAM, 0);
	say_files();
	say_processes();
	say_sockets();
	say_others();
	puts("end");
	return 0;
}
