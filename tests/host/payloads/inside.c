/*
 * inside WHAT: a program that `nsctl exec` runs in a container.
 *   facts            what it is and has: "key value" lines
 *   say TEXT         on standard output, and on standard error with "error: " before it
 *   exit N, die N    ends with a status, by a signal
 *   copy             standard input to standard output
 *   fill BYTES       writes that much and ends at once
 *   reopen           opens /proc/self/fd/1 and 2 again and writes there
 *   wait             says "ready", then the number of each signal but SIGKILL; 0 ends it
 *   deaf             the same, and does not end
 *   terminal         what its terminal is: "key value" lines
 *   type PATH BYTES  writes that much to a terminal
 *   leave            leaves a child behind that holds the descriptors and writes without end
 *   hunt             see hunt()
 */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static void print_links(const char *folder)
{
	DIR *directory = opendir(folder);
	const struct dirent *entry;

	while (directory && (entry = readdir(directory))) {
		char path[600];
		char target[256] = "";

		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		if (entry->d_name[0] != '.' && atoi(entry->d_name) != dirfd(directory) &&
			readlink(path, target, sizeof target - 1) > 0)
			printf("%s/%s %s\n", strrchr(folder, '/') + 1, entry->d_name, target);
		else if (entry->d_name[0] == '0')
			printf("fd/0 %s\n", target);
	}
	if (directory)
		closedir(directory);
}

static void print_file(const char *name, const char *path)
{
	char line[1024];
	FILE *file = fopen(path, "r");

	while (file && fgets(line, sizeof line, file))
		printf("%s %s", name, line);
	if (file)
		fclose(file);
}

static int facts(void)
{
	char here[256] = "";
	struct stat root;

	print_links("/proc/self/ns");
	print_links("/proc/self/fd");
	print_file("status", "/proc/self/status");
	print_file("limits", "/proc/self/limits");
	print_file("cgroup", "/proc/self/cgroup");
	for (char **variable = environ; *variable; variable++)
		printf("environment %s\n", *variable);
	printf("directory %s\n", getcwd(here, sizeof here) ? here : "?");
	printf("session %d\n", getsid(0) == getpid() && getpgid(0) == getpid());
	printf("parent %d\n", getppid());
	printf("umask %o\n", umask(0));
	if (stat("/", &root) == 0)
		printf("root %lu:%lu\n", (unsigned long)root.st_dev, (unsigned long)root.st_ino);
	return 0;
}

static int copy(void)
{
	char bytes[30000];
	ssize_t count;

	while ((count = read(0, bytes, sizeof bytes)) > 0)
		for (ssize_t done = 0; done < count;) {
			ssize_t written = write(1, bytes + done, (size_t)(count - done));

			if (written < 0)
				return 1;
			done += written;
		}
	return count < 0;
}

static int fill(int fd, long left)
{
	char bytes[4096];

	memset(bytes, 'x', sizeof bytes);
	while (left > 0) {
		ssize_t written = write(fd, bytes, left < 4096 ? (size_t)left : sizeof bytes);

		if (written < 0)
			return 1;
		left -= written;
	}
	return 0;
}

static int reopen(void)
{
	static const char *const paths[] = { "/proc/self/fd/1", "/proc/self/fd/2" };

	for (int i = 0; i < 2; i++) {
		int fd = open(paths[i], O_WRONLY);

		if (fd < 0)
			return perror(paths[i]), 1;
		dprintf(fd, "again %d\n", i + 1);
	}
	return 0;
}

static int listen_for_signals(int deaf)
{
	sigset_t all;
	int number;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	dprintf(1, "ready %d\n", getpid());
	for (;;) {
		sigwait(&all, &number);
		if (number != SIGCONT)
			dprintf(1, "%d\n", number);
		if (!deaf && number == SIGTERM)
			return 0;
	}
}

static int terminal(void)
{
	struct winsize size = { 0 };
	const char *term = getenv("TERM");
	int fd;

	print_links("/proc/self/fd");
	fd = open("/dev/tty", O_RDWR);
	ioctl(0, TIOCGWINSZ, &size);
	printf("terminals %d%d%d\n", isatty(0), isatty(1), isatty(2));
	printf("size %d %d\n", size.ws_row, size.ws_col);
	printf("own %d\n", fd >= 0 && tcgetpgrp(fd) == getpid());
	printf("again %d\n", open("/proc/self/fd/0", O_RDWR | O_NOCTTY) >= 0);
	printf("term %s\n", term ? term : "-");
	return 0;
}

static int leave(void)
{
	if (fork() == 0) {
		signal(SIGHUP, SIG_IGN);
		setsid();
		for (;;)
			if (write(1, "behind\n", 7) < 0)
				_exit(0);
	}
	dprintf(1, "left\n");
	return 0;
}

/*
 * Looks for processes that are not yet what they execute, and stops them where it can. What it
 * sees on the way is told once each: "saw" how many there were, "got" what a container must not
 * have, and "attached" how often it could hold one.
 */
static struct stat own_root;
static unsigned long seen, attached;

/* Each once: the log keeps the newest lines. */
static void tell(const char *line)
{
	static char told[64][128];
	unsigned count = 0;

	while (count < 64 && told[count][0] && strcmp(told[count], line) != 0)
		count++;
	if (count == 64 || told[count][0])
		return;
	snprintf(told[count], sizeof told[count], "%s", line);
	printf("%s\n", line);
}

static void look(int pid)
{
	static const char *const links[] = { "root", "cwd" };
	char path[64];
	char target[256];
	char line[256];
	FILE *status;

	for (int fd = 0; fd < 40; fd++) {
		snprintf(path, sizeof path, "/proc/%d/fd/%d", pid, fd);
		memset(target, 0, sizeof target);
		if (readlink(path, target, sizeof target - 1) < 0)
			continue;
		if (strncmp(target, "pipe:", 5) != 0 && strcmp(target, "/dev/null") != 0)
			snprintf(line, sizeof line, "got descriptor %.200s", target), tell(line);
	}
	for (int i = 0; i < 2; i++) {
		struct stat found;

		snprintf(path, sizeof path, "/proc/%d/%s", pid, links[i]);
		if (stat(path, &found) == 0 &&
			(found.st_dev != own_root.st_dev || found.st_ino != own_root.st_ino))
			tell(i == 0 ? "got root" : "got cwd");
	}
	snprintf(path, sizeof path, "/proc/%d/status", pid);
	status = fopen(path, "r");
	while (status && fgets(line, sizeof line, status))
		if (strncmp(line, "Uid:", 4) == 0 || strncmp(line, "Cap", 3) == 0 ||
			strncmp(line, "Seccomp:", 8) == 0 || strncmp(line, "NoNewPrivs:", 11) == 0)
			line[strcspn(line, "\n")] = '\0', tell(line);
	if (status)
		fclose(status);
}

static void hunt_one(int pid)
{
	char path[64];
	char target[256] = "";
	int hidden;
	int held;

	held = ptrace(PTRACE_SEIZE, pid, 0, 0) == 0 && ptrace(PTRACE_INTERRUPT, pid, 0, 0) == 0;
	if (held)
		waitpid(pid, NULL, __WALL);
	snprintf(path, sizeof path, "/proc/%d", pid);
	hidden = access(path, F_OK) < 0;
	snprintf(path, sizeof path, "/proc/%d/exe", pid);
	readlink(path, target, sizeof target - 1);
	/* /proc hides whom this process may not look into: that is not the new program yet. */
	if (strstr(target, "nsinit") || (hidden && kill(pid, 0) == 0)) {
		seen++;
		attached += (unsigned)held;
		look(pid);
	}
	if (held)
		ptrace(PTRACE_DETACH, pid, 0, 0);
}

static _Noreturn void hunt(void)
{
	int last = getpid();

	setvbuf(stdout, NULL, _IOLBF, 0);
	stat("/", &own_root);
	printf("hunting\n");
	for (unsigned long round = 1;; round++) {
		/* Not by readdir(): that would not show who hides. */
		for (int pid = last + 1; pid < last + 40; pid++) {
			if (kill(pid, 0) < 0)
				continue;
			hunt_one(pid);
			if (kill(pid, 0) == 0 && pid > last + 20)
				last = pid - 20;
		}
		if (round % 20000 == 0)
			printf("saw %lu attached %lu\n", seen, attached);
	}
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	const char *more = argc > 2 ? argv[2] : "0";

	if (strcmp(what, "facts") == 0)
		return facts();
	if (strcmp(what, "say") == 0)
		return dprintf(1, "%s\n", more) < 0 || dprintf(2, "error: %s\n", more) < 0;
	if (strcmp(what, "exit") == 0)
		return atoi(more);
	if (strcmp(what, "die") == 0)
		return kill(getpid(), atoi(more)), 1;
	if (strcmp(what, "copy") == 0)
		return copy();
	if (strcmp(what, "fill") == 0)
		return fill(1, atol(more));
	if (strcmp(what, "type") == 0)
		return fill(open(more, O_WRONLY | O_NOCTTY), argc > 3 ? atol(argv[3]) : 0);
	if (strcmp(what, "reopen") == 0)
		return reopen();
	if (strcmp(what, "wait") == 0 || strcmp(what, "deaf") == 0)
		return listen_for_signals(what[0] == 'd');
	if (strcmp(what, "terminal") == 0)
		return terminal();
	if (strcmp(what, "leave") == 0)
		return leave();
	if (strcmp(what, "hunt") == 0)
		hunt();
	return 2;
}
