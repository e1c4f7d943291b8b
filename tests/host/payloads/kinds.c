/*
 * kinds (WORD PATH)...: looks at file systems of the kernel from inside; a line "WORD:PATH RESULT"
 * each, where a number is an errno. Then it runs until SIGTERM.
 *
 *   list      the names in a directory, sorted
 *   read      how many bytes a file has to say
 *   write     the file's own first line written back, as far as that goes
 *   fill      a file of 4 KiB blocks, until an error or 16 of them
 *   queue     makes a POSIX message queue; the names in PATH, where it is mounted
 *   terminal  opens PATH/ptmx and its other end: the number
 *   hidden    what a procfs shows to a stranger of a process: "stat open", and again with group 0
 *   group     makes a control group, enters it, and tries a limit of its own group
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define STRANGER 4000
#define READER   5000
#define BLOCKS   16

static void list(const char *path)
{
	struct dirent **entries;
	int count = scandir(path, &entries, NULL, alphasort);

	if (count < 0)
		printf(" %d", errno);
	for (int i = 0; i < count; i++)
		if (entries[i]->d_name[0] != '.')
			printf(" %s", entries[i]->d_name);
}

static void read_file(const char *path)
{
	static char bytes[65536];
	int fd = open(path, O_RDONLY);

	if (fd < 0)
		printf(" %d", errno);
	else
		printf(" %zd bytes", read(fd, bytes, sizeof bytes));
}

/* What it says itself can do no harm where a mask is missing. */
static void write_file(const char *path)
{
	char line[256] = "";
	int in = open(path, O_RDONLY);
	ssize_t length = in < 0 ? 0 : read(in, line, sizeof line);
	int fd = open(path, O_WRONLY);

	if (fd < 0)
		printf(" %d", errno);
	else
		printf(write(fd, line, length > 0 ? (size_t)length : 0) < 0 ? " refused"
									    : " written");
}

static void fill(const char *path)
{
	static const char block[4096];
	int fd = open(path, O_WRONLY | O_CREAT, 0644);
	int blocks = 0;

	while (fd >= 0 && blocks < BLOCKS && write(fd, block, sizeof block) == sizeof block)
		blocks++;
	printf(" %d %d", blocks, blocks == BLOCKS ? 0 : errno);
}

static void queue(const char *path)
{
	if (mq_open("/made", O_CREAT | O_RDWR, 0600, NULL) == (mqd_t)-1)
		printf(" %d", errno);
	list(path);
}

static void terminal(const char *path)
{
	char name[64];
	unsigned number = 0;
	int unlock = 0;
	int master;

	snprintf(name, sizeof name, "%s/ptmx", path);
	master = open(name, O_RDWR | O_NOCTTY);
	if (master < 0 || ioctl(master, TIOCGPTN, &number) < 0 ||
		ioctl(master, TIOCSPTLCK, &unlock) < 0) {
		printf(" %d", errno);
		return;
	}
	snprintf(name, sizeof name, "%s/%u", path, number);
	printf(open(name, O_RDWR | O_NOCTTY) < 0 ? " closed" : " %u", number);
}

static void look(const char *path, pid_t pid)
{
	char name[64];
	struct stat status;

	snprintf(name, sizeof name, "%s/%d", path, pid);
	printf(" %d", stat(name, &status) < 0 ? errno : 0);
	snprintf(name, sizeof name, "%s/%d/status", path, pid);
	printf(" %d", open(name, O_RDONLY) < 0 ? errno : 0);
}

static void become(gid_t gid)
{
	if (setresgid(gid, gid, gid) < 0 || setresuid(READER, READER, READER) < 0)
		printf(" unchanged");
}

/* In children, so that the next one can again. */
static void hidden(const char *path)
{
	int ready[2], end[2];
	char byte = 0;
	pid_t stranger;

	if (pipe(ready) < 0 || pipe(end) < 0 || (stranger = fork()) < 0)
		return;
	if (stranger == 0) {
		close(end[1]);
		if (setresgid(STRANGER, STRANGER, STRANGER) < 0 ||
			setresuid(STRANGER, STRANGER, STRANGER) < 0)
			_exit(1);
		_exit(write(ready[1], &byte, 1) < 0 || read(end[0], &byte, 1) < 0);
	}
	close(end[0]);
	if (read(ready[0], &byte, 1) < 1)
		printf(" unchanged");
	for (int i = 0; i < 2; i++) {
		fflush(stdout);
		if (fork() == 0) {
			close(end[1]);
			become(i == 0 ? READER : 0);
			look(path, stranger);
			fflush(stdout);
			_exit(0);
		}
		wait(NULL);
	}
	/* Without CAP_KILL it can only be asked. */
	close(end[1]);
	close(ready[0]);
	close(ready[1]);
	wait(NULL);
}

static int put(const char *path, const char *file, const char *text)
{
	char name[128];
	int fd, error;

	snprintf(name, sizeof name, "%s/%s", path, file);
	fd = open(name, O_WRONLY);
	error = fd < 0 || write(fd, text, strlen(text)) < 0 ? errno : 0;
	if (fd >= 0)
		close(fd);
	return error;
}

static void group(const char *path)
{
	char name[64];

	snprintf(name, sizeof name, "%s/sub", path);
	printf(" %d", mkdir(name, 0755) < 0 ? errno : 0);
	printf(" %d", put(name, "cgroup.procs", "0"));
	printf(" %d", put(path, "cgroup.max.depth", "1"));
}

int main(int argc, char **argv)
{
	static const struct {
		const char *word;
		void (*run)(const char *path);
	} words[] = { { "list", list }, { "read", read_file }, { "write", write_file },
		{ "fill", fill }, { "queue", queue }, { "terminal", terminal },
		{ "hidden", hidden }, { "group", group } };
	sigset_t ends;
	int number;

	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	for (int i = 1; i + 1 < argc; i += 2) {
		printf("%s:%s", argv[i], argv[i + 1]);
		for (size_t w = 0; w < sizeof words / sizeof words[0]; w++)
			if (strcmp(words[w].word, argv[i]) == 0)
				words[w].run(argv[i + 1]);
		printf("\n");
	}
	printf("up\n");
	fflush(stdout);
	return sigwait(&ends, &number);
}
