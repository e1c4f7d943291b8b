/*
 * inspect [identity]: looks at the container it runs in and prints what it finds, a fact a line,
 * then "end". "try NAME WORD" is how an attempt went: the name of its errno, "done", or the signal
 * that ended it. "inspect identity" prints who it is, for a run with a set-user-id bit.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *error_name(int error)
{
	static const struct {
		int error;
		const char *name;
	} names[] = { { EPERM, "EPERM" }, { ENOSYS, "ENOSYS" }, { EROFS, "EROFS" },
		{ EACCES, "EACCES" }, { ENOENT, "ENOENT" }, { EAFNOSUPPORT, "EAFNOSUPPORT" },
		{ EINVAL, "EINVAL" }, { ENOTTY, "ENOTTY" }, { EBUSY, "EBUSY" }, { ENXIO, "ENXIO" },
		{ ENODEV, "ENODEV" }, { EIO, "EIO" }, { ESRCH, "ESRCH" } };
	static char number[16];

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (names[i].error == error)
			return names[i].name;
	snprintf(number, sizeof number, "%d", error);
	return number;
}

static void print_try(const char *name, long result)
{
	printf("try %s %s\n", name, result < 0 ? error_name(errno) : "done");
}

static void print_file(const char *word, const char *path)
{
	char line[512];
	FILE *file = fopen(path, "r");

	if (!file)
		printf("%s %s\n", word, error_name(errno));
	while (file && fgets(line, sizeof line, file))
		printf("%s %s", word, line);
	if (file)
		fclose(file);
}

/* WORD and the lines of /proc/self/status about who this is and what it may do. */
static void print_identity(const char *word)
{
	static const char *const keys[] = { "Uid:", "Gid:", "Groups:", "CapInh:", "CapPrm:",
		"CapEff:", "CapBnd:", "CapAmb:", "NoNewPrivs:", "Seccomp:", "SigBlk:", "SigIgn:" };
	FILE *file = fopen("/proc/self/status", "r");
	char line[512];

	while (file && fgets(line, sizeof line, file))
		for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
			if (strncmp(line, keys[i], strlen(keys[i])) == 0)
				printf("%s %s", word, line);
	if (file)
		fclose(file);
}

static void print_namespaces(void)
{
	static const char *const names[] = { "cgroup", "ipc", "mnt", "net", "pid", "uts" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char path[64], link[64] = "";

		snprintf(path, sizeof path, "/proc/self/ns/%s", names[i]);
		if (readlink(path, link, sizeof link - 1) > 0)
			printf("namespace %s\n", link);
	}
}

static void print_process(void)
{
	char text[256] = "";
	mode_t mask = umask(022);

	printf("umask %03o\n", (unsigned)mask);
	printf("pid %d parent %d session %d group %d\n", getpid(), getppid(), getsid(0),
		getpgid(0));
	if (getcwd(text, sizeof text))
		printf("cwd %s\n", text);
	if (gethostname(text, sizeof text) == 0)
		printf("hostname %s\n", text);
	for (int fd = 0; fd < 1024; fd++) {
		char path[32], link[128] = "";

		snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
		if (readlink(path, link, sizeof link - 1) > 0)
			printf("fd %d %.5s\n", fd, link);
	}
	for (char **word = environ; *word; word++)
		printf("environment %s\n", *word);
}

static void print_network(void)
{
	struct if_nameindex *names = if_nameindex();
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	for (; names && names->if_index; names++) {
		struct ifreq request = { 0 };

		strcpy(request.ifr_name, names->if_name);
		printf("interface %s", names->if_name);
		if (ioctl(fd, SIOCGIFADDR, &request) == 0)
			printf(" %s",
				inet_ntoa(((struct sockaddr_in *)&request.ifr_addr)->sin_addr));
		if (ioctl(fd, SIOCGIFNETMASK, &request) == 0)
			printf(" %s",
				inet_ntoa(((struct sockaddr_in *)&request.ifr_addr)->sin_addr));
		if (ioctl(fd, SIOCGIFMTU, &request) == 0)
			printf(" mtu %d", request.ifr_mtu);
		printf("\n");
	}
	close(fd);
	print_file("route", "/proc/net/route");
	print_file("address6", "/proc/net/if_inet6");
	print_file("route6", "/proc/net/ipv6_route");
}

/* "null 1:3 reads 0": what a masked file looks like. */
static void print_masked(const char *path)
{
	struct stat status;
	char byte;
	int fd = open(path, O_RDONLY);

	if (fd < 0 || fstat(fd, &status) < 0) {
		printf("masked %s %s\n", path, error_name(errno));
		return;
	}
	printf("masked %s %s %u:%u reads %zd\n", path, S_ISCHR(status.st_mode) ? "device" : "file",
		major(status.st_rdev), minor(status.st_rdev), read(fd, &byte, 1));
	close(fd);
}

static void print_tries_of_files(void)
{
	struct statvfs root;
	struct stat here, parent;
	int fd;

	if (statvfs("/", &root) == 0)
		printf("root %s %s %s\n", root.f_flag & ST_RDONLY ? "read-only" : "writable",
			root.f_flag & ST_NOSUID ? "nosuid" : "suid",
			root.f_flag & ST_NODEV ? "nodev" : "dev");
	print_try("write-root", open("/made", O_CREAT | O_WRONLY, 0600));
	print_try("write-etc", open("/etc/made", O_CREAT | O_WRONLY, 0600));
	print_try("write-dev", open("/dev/made", O_CREAT | O_WRONLY, 0600));
	print_try("write-sys", open("/sys/devices/virtual/mem/null/uevent", O_WRONLY));
	print_try("write-sysctl", open("/proc/sys/kernel/panic", O_WRONLY));
	print_try("write-tmp", open("/tmp/made", O_CREAT | O_WRONLY, 0600));
	print_try("make-device", mknod("/tmp/device", S_IFCHR | 0600, makedev(1, 3)));
	print_try("open-null", open("/dev/null", O_RDWR));
	print_try("open-init", open("/proc/1/exe", O_RDONLY));
	print_try("write-init", open("/proc/1/exe", O_WRONLY));
	print_try("read-init-memory", open("/proc/1/mem", O_RDWR));
	print_try("old-run", open("/run/nsinit/control", O_RDONLY));
	chdir("/");
	if (stat(".", &here) == 0 && stat("..", &parent) == 0)
		printf("parent-of-root %s\n",
			here.st_ino == parent.st_ino && here.st_dev == parent.st_dev ? "itself"
										     : "other");
	print_masked("/proc/kcore");
	print_masked("/proc/keys");
	print_masked("/proc/sysrq-trigger");
	print_masked("/proc/timer_list");
	fd = open("/dev/stdout", O_WRONLY);
	print_try("reopen-stdout", fd);
	if (fd >= 0)
		dprintf(fd, "said through /dev/stdout\n");
	fd = open("/dev/ptmx", O_RDWR | O_NOCTTY);
	print_try("open-ptmx", fd);
	print_try("push-input", ioctl(fd, TIOCSTI, "x"));
	print_file("mountinfo", "/proc/self/mountinfo");
	print_file("cgroup", "/proc/self/cgroup");
}

/* Runs a call in a child, since the filter may kill for it. */
static void try_in_child(const char *name, long (*call)(void))
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		long result = call();

		print_try(name, result);
		fflush(stdout);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	if (WIFSIGNALED(status))
		printf("try %s signal %d\n", name, WTERMSIG(status));
}

static long try_mount(void)
{
	return mount("none", "/tmp", "tmpfs", 0, NULL);
}
static long try_umount(void)
{
	return umount2("/proc", MNT_DETACH);
}
static long try_unshare(void)
{
	return unshare(CLONE_NEWNS);
}
static long try_unshare_user(void)
{
	return unshare(CLONE_NEWUSER);
}
static long try_clone_user(void)
{
	return syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0);
}
static long try_clone3(void)
{
	struct clone_args arguments = { .exit_signal = SIGCHLD };

	return syscall(SYS_clone3, &arguments, sizeof arguments);
}
static long try_ptrace(void)
{
	return ptrace(PTRACE_TRACEME, 0, 0, 0);
}
static long try_keyctl(void)
{
	return syscall(SYS_keyctl, 0, -3, 0, 0, 0);
}
static long try_bpf(void)
{
	return syscall(SYS_bpf, 0, NULL, 0);
}
static long try_module(void)
{
	return syscall(SYS_init_module, NULL, 0, "");
}
static long try_reboot(void)
{
	return syscall(SYS_reboot, 0, 0, 0, NULL);
}
static long try_setns(void)
{
	return syscall(SYS_setns, 0, 0);
}
static long try_hostname(void)
{
	return sethostname("x", 1);
}
static long try_chroot(void)
{
	return chroot("/");
}
static long try_io_uring(void)
{
	return syscall(SYS_io_uring_setup, 1, NULL);
}
static long try_vsock(void)
{
	return socket(40, SOCK_STREAM, 0);
}
static long try_bind_53(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(53) };

	return bind(socket(AF_INET, SOCK_DGRAM, 0), (void *)&address, sizeof address);
}
#ifdef __x86_64__ /* the one that has foreign calls within reach of its programs */
static long try_x32(void)
{
	return syscall(0x40000000 | SYS_getpid);
}
static long try_int80(void)
{
	long result;

	__asm__ volatile("int $0x80" : "=a"(result) : "a"(20 /* getpid */) : "memory", "cc");
	return result;
}
#endif

static const struct {
	const char *name;
	long (*call)(void);
} calls[] = {
	{ "mount", try_mount },
	{ "umount", try_umount },
	{ "unshare", try_unshare },
	{ "unshare-user", try_unshare_user },
	{ "clone-user", try_clone_user },
	{ "clone3", try_clone3 },
	{ "ptrace", try_ptrace },
	{ "keyctl", try_keyctl },
	{ "bpf", try_bpf },
	{ "module", try_module },
	{ "reboot", try_reboot },
	{ "setns", try_setns },
	{ "hostname", try_hostname },
	{ "chroot", try_chroot },
	{ "io-uring", try_io_uring },
	{ "vsock", try_vsock },
	{ "bind-53", try_bind_53 },
#ifdef __x86_64__
	{ "x32", try_x32 },
	{ "int80", try_int80 },
#endif
};

/* /test/setuid is this program with the set-user-id bit of root. */
static void run_setuid(void)
{
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		execl("/test/setuid", "setuid", "identity", NULL);
		_exit(127);
	}
	waitpid(pid, NULL, 0);
}

int main(int argc, char **argv)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc > 1 && strcmp(argv[1], "identity") == 0) {
		print_identity("setuid");
		return 0;
	}
	print_process();
	print_identity("status");
	print_namespaces();
	print_network();
	print_tries_of_files();
	for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
		try_in_child(calls[i].name, calls[i].call);
	run_setuid();
	printf("end\n");
	return 0;
}
