/*
 * landlock WHAT...: tries each and says "WHAT ERRNO", 0 when it may be done; then "end".
 *   read:PATH write:PATH list:PATH   opens it so
 *   truncate:PATH make:PATH mkdir:PATH node:PATH link:PATH unlink:PATH execute:PATH
 *   move:FROM:TO                     renames it
 *   ioctl:PATH                       asks it for a terminal's settings; ENOTTY is 0
 *   bind:PORT connect:PORT           over TCP; that nobody listens there is 0
 *   signal:PID                       would it reach it?
 *   abstract:NAME                    connects to the abstract socket
 *   listen:NAME                      listens on it, and ends with SIGTERM alone
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static int try_open(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);

	return fd < 0 ? -1 : close(fd);
}

static int try_move(char *from)
{
	char *to = strchr(from, ':');

	*to = '\0';
	if (rename(from, to + 1) == 0 && rename(to + 1, from) == 0) {
		*to = ':';
		return 0;
	}
	*to = ':';
	return -1;
}

static int try_link(const char *path)
{
	return symlink("nowhere", path) == 0 ? unlink(path) : -1;
}

static int try_execute(const char *path)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		execl(path, path, (char *)NULL);
		_exit(errno);
	}
	waitpid(pid, &status, 0);
	errno = WEXITSTATUS(status);
	return errno == 0 ? 0 : -1;
}

static int try_ioctl(const char *path)
{
	struct termios settings;
	int fd = open(path, O_RDWR | O_CLOEXEC);

	return fd < 0 || (ioctl(fd, TCGETS, &settings) < 0 && errno != ENOTTY) ? -1 : close(fd);
}

static int try_tcp(int port, int (*call)(int, const struct sockaddr *, socklen_t))
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (call(fd, (const struct sockaddr *)&address, sizeof address) < 0 &&
		errno != ECONNREFUSED)
		return -1;
	return close(fd);
}

static int try_abstract(const char *name, int listens)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	socklen_t length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + strlen(name));
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	memcpy(address.sun_path + 1, name, strlen(name));
	if (!listens)
		return connect(fd, (const struct sockaddr *)&address, length);
	if (bind(fd, (const struct sockaddr *)&address, length) < 0 || listen(fd, 1) < 0)
		return -1;
	dprintf(1, "up\n");
	for (;;)
		pause();
}

static int try(const char *verb, char *what)
{
	if (strcmp(verb, "read") == 0)
		return try_open(what, O_RDONLY);
	if (strcmp(verb, "write") == 0)
		return try_open(what, O_WRONLY);
	if (strcmp(verb, "list") == 0)
		return try_open(what, O_RDONLY | O_DIRECTORY);
	if (strcmp(verb, "truncate") == 0)
		return truncate(what, 0);
	if (strcmp(verb, "make") == 0)
		return try_open(what, O_CREAT | O_EXCL | O_WRONLY);
	if (strcmp(verb, "mkdir") == 0)
		return mkdir(what, 0700) == 0 ? rmdir(what) : -1;
	if (strcmp(verb, "node") == 0)
		return mknod(what, S_IFIFO | 0600, 0) == 0 ? unlink(what) : -1;
	if (strcmp(verb, "link") == 0)
		return try_link(what);
	if (strcmp(verb, "unlink") == 0)
		return unlink(what);
	if (strcmp(verb, "move") == 0)
		return try_move(what);
	if (strcmp(verb, "execute") == 0)
		return try_execute(what);
	if (strcmp(verb, "ioctl") == 0)
		return try_ioctl(what);
	if (strcmp(verb, "bind") == 0)
		return try_tcp(atoi(what), bind);
	if (strcmp(verb, "connect") == 0)
		return try_tcp(atoi(what), connect);
	if (strcmp(verb, "signal") == 0)
		return kill(atoi(what), 0);
	if (strcmp(verb, "abstract") == 0 || strcmp(verb, "listen") == 0)
		return try_abstract(what, verb[0] == 'l');
	exit(2);
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		char verb[16] = "";
		char *what = strchr(argv[i], ':');

		if (!what || (size_t)(what - argv[i]) >= sizeof verb)
			return 2;
		memcpy(verb, argv[i], (size_t)(what - argv[i]));
		printf("%s ", argv[i]);
		fflush(stdout);
		printf("%d\n", try(verb, what + 1) == 0 ? 0 : errno);
		fflush(stdout);
	}
	if (argc > 1)
		printf("end\n");
	return 0;
}
