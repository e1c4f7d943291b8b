/*
 * survey PATH...: all that a process can find out about the container it is in, one fact a line as
 * "KEY: VALUE", then "end"; it stays until the end of its standard input. Each PATH of the command
 * line is tried for reading, or, when '+' stands before it, for writing.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

extern char **environ;

static void cut(char *line)
{
	line[strcspn(line, "\n")] = '\0';
}

/* Calls `tell` with each line of a file, without its end. */
static void each_line(const char *path, void (*tell)(char *line))
{
	FILE *file = fopen(path, "r");
	char line[1024];

	if (!file)
		printf("%s: %s\n", path, strerror(errno));
	while (file && fgets(line, sizeof line, file)) {
		cut(line);
		tell(line);
	}
	if (file)
		fclose(file);
}

/* Who it is and what it may do; the rest of the file is about memory and time. */
static void tell_status(char *line)
{
	static const char *const keys[] = { "Uid", "Gid", "Groups", "CapInh", "CapPrm", "CapEff",
		"CapBnd", "CapAmb", "NoNewPrivs", "Seccomp", "Seccomp_filters", "SigBlk", "SigIgn",
		"SigCgt", "Cpus_allowed_list", "Mems_allowed_list", "TracerPid", "Threads" };
	char *value = strchr(line, ':');

	if (!value)
		return;
	*value++ = '\0';
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (strcmp(line, keys[i]) == 0)
			printf("status %s:%s\n", line, value);
}

/* "Max open files            64        128       files" */
static void tell_limit(char *line)
{
	if (strncmp(line, "Max ", 4) == 0)
		printf("limit %.21s: %s\n", line + 4, line + 26);
}

/* "30 25 0:27 /below /path rw,nosuid shared:1 - tmpfs source rw,size=4k" */
static void tell_mount(char *line)
{
	char *kind = strstr(line, " - ");
	char path[256], flags[256];
	char *shared;

	if (!kind || sscanf(line, "%*s %*s %*s %*s %255s %255s", path, flags) != 2)
		return;
	*kind = '\0';
	shared = strstr(line, flags) + strlen(flags);
	printf("mount %s: %.*s %s%s\n", path, (int)strcspn(kind + 3, " "), kind + 3, flags, shared);
	printf("options %s: %s\n", path, strrchr(kind + 3, ' ') + 1);
}

/* "4:memory:/below" */
static void tell_group(char *line)
{
	char *path = strrchr(line, ':');

	*path++ = '\0';
	printf("cgroup %s: %s\n", strchr(line, ':') + 1, path);
}

static void tell_oom(char *line)
{
	printf("oom score: %s\n", line);
}

static void tell_namespaces(void)
{
	static const char *const names[] = { "cgroup", "ipc", "mnt", "net", "pid", "time", "user",
		"uts" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char path[64], link[64] = "none";

		snprintf(path, sizeof path, "/proc/self/ns/%s", names[i]);
		link[readlink(path, link, sizeof link - 1) < 0 ? 4 : strlen(link)] = '\0';
		printf("namespace %s: %s\n", names[i], link);
	}
}

/* Pipes and sockets have numbers that are new each time. */
static void tell_descriptors(void)
{
	for (int fd = 0; fd < 1024; fd++) {
		char path[32], link[256] = "";
		int flags = fcntl(fd, F_GETFL);

		if (flags < 0)
			continue;
		snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
		if (readlink(path, link, sizeof link - 1) > 0)
			link[strcspn(link, ":")] = '\0';
		printf("descriptor %d: %s %s%s%s%s\n", fd, link,
			(flags & O_ACCMODE) == O_RDONLY   ? "read"
			: (flags & O_ACCMODE) == O_WRONLY ? "write"
							  : "both",
			flags & O_NONBLOCK ? " nonblock" : "", flags & O_APPEND ? " append" : "",
			fcntl(fd, F_GETFD) & FD_CLOEXEC ? " cloexec" : "");
	}
}

static void tell_process(void)
{
	struct sched_param parameter = { 0 };
	mode_t mask = umask(077);
	int number = 0;

	printf("umask: %03o\n", (unsigned)mask);
	printf("securebits: %#x\n", (unsigned)prctl(PR_GET_SECUREBITS, 0, 0, 0, 0));
	printf("dumpable: %d\n", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
	printf("timer slack: %d\n", prctl(PR_GET_TIMERSLACK, 0, 0, 0, 0));
	if (prctl(PR_GET_PDEATHSIG, &number, 0, 0, 0) == 0)
		printf("parent's death: %d\n", number);
	if (prctl(PR_GET_CHILD_SUBREAPER, &number, 0, 0, 0) == 0)
		printf("subreaper: %d\n", number);
	printf("session: %s\n", getsid(0) == getpid() ? "own" : "other");
	printf("group: %s\n", getpgid(0) == getpid() ? "own" : "other");
	printf("terminal: %s\n", open("/dev/tty", O_RDWR | O_CLOEXEC) < 0 ? "none" : "some");
	printf("pid: %d\n", getpid());
	printf("parent: %d\n", getppid());
	syscall(SYS_sched_getparam, 0, &parameter);
	printf("scheduler: %ld priority %d nice %d io %ld\n", syscall(SYS_sched_getscheduler, 0),
		parameter.sched_priority, getpriority(PRIO_PROCESS, 0),
		syscall(SYS_ioprio_get, 1 /* of a process */, 0));
	each_line("/proc/self/oom_score_adj", tell_oom);
}

static void tell_place(char **argv)
{
	char text[256] = "";

	printf("directory: %s\n", getcwd(text, sizeof text) ? text : strerror(errno));
	if (gethostname(text, sizeof text) == 0)
		printf("host name: %s\n", text);
	if (getdomainname(text, sizeof text) == 0)
		printf("domain name: %s\n", text);
	printf("argument 0: %s\n", argv[0]);
	for (char **word = environ; *word; word++)
		printf("environment %.*s: %s\n", (int)strcspn(*word, "="), *word,
			*word + strcspn(*word, "=") + 1);
}

static void tell_interfaces(void)
{
	struct if_nameindex *names = if_nameindex();
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	for (; names && names->if_index; names++) {
		struct ifreq request = { 0 };

		strcpy(request.ifr_name, names->if_name);
		ioctl(fd, SIOCGIFFLAGS, &request);
		printf("interface %s: %s\n", names->if_name,
			request.ifr_flags & IFF_UP ? "up" : "down");
	}
	close(fd);
}

/* What lies in a directory: kind, mode, owner, device, where a link leads. */
static void tell_directory(const char *folder)
{
	DIR *directory = opendir(folder);
	const struct dirent *entry;

	while (directory && (entry = readdir(directory))) {
		char path[512], link[256] = "";
		struct stat status;

		snprintf(path, sizeof path, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder,
			entry->d_name);
		if (entry->d_name[0] == '.' || lstat(path, &status) < 0)
			continue;
		if (S_ISLNK(status.st_mode) && readlink(path, link, sizeof link - 1) > 0)
			printf("file %s: -> %s\n", path, link);
		else
			printf("file %s: %06o %u:%u device %u:%u\n", path, status.st_mode,
				status.st_uid, status.st_gid, major(status.st_rdev),
				minor(status.st_rdev));
	}
	if (directory)
		closedir(directory);
}

/* Other processes that /proc shows; not the container's init, which a tool may have or not. */
static void tell_others(void)
{
	DIR *directory = opendir("/proc");
	const struct dirent *entry;
	int count = 0;

	while (directory && (entry = readdir(directory)))
		count += atoi(entry->d_name) > 1 && atoi(entry->d_name) != getpid();
	printf("other processes: %d\n", count);
	if (directory)
		closedir(directory);
}

/* Whether there is anything to read: a name, or a byte. */
static void try_to_read(const char *path)
{
	DIR *directory = opendir(path);
	const struct dirent *entry;
	int names = 0;
	char byte;
	int fd;

	while (directory && (entry = readdir(directory)))
		names += entry->d_name[0] != '.';
	if (directory) {
		closedir(directory);
		printf("read %s: %s\n", path, names ? "names" : "empty directory");
		return;
	}
	fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		printf("read %s: %s\n", path, strerror(errno));
	else
		printf("read %s: %s\n", path, read(fd, &byte, 1) > 0 ? "bytes" : "nothing");
	if (fd >= 0)
		close(fd);
}

/* A directory by a new file in it. Nothing is written: to open is enough. */
static void try_to_write(const char *path)
{
	struct stat status;
	char made[300];
	int fd;

	snprintf(made, sizeof made, "%s%s", path,
		stat(path, &status) == 0 && S_ISDIR(status.st_mode) ? "/made" : "");
	fd = open(made, O_WRONLY | (strcmp(made, path) ? O_CREAT : 0) | O_CLOEXEC, 0600);
	printf("write %s: %s\n", path, fd < 0 ? strerror(errno) : "open");
	if (fd >= 0)
		close(fd);
}

int main(int argc, char **argv)
{
	char byte;

	/* First: what follows opens files. */
	tell_descriptors();
	tell_namespaces();
	each_line("/proc/self/status", tell_status);
	each_line("/proc/self/limits", tell_limit);
	each_line("/proc/self/mountinfo", tell_mount);
	each_line("/proc/self/cgroup", tell_group);
	tell_process();
	tell_place(argv);
	tell_interfaces();
	tell_directory("/");
	tell_directory("/dev");
	tell_directory("/sys/class/net");
	tell_others();
	for (int i = 1; i < argc; i++) {
		if (argv[i][0] == '+')
			try_to_write(argv[i] + 1);
		else
			try_to_read(argv[i]);
	}
	printf("end\n");
	fflush(stdout);
	while (read(0, &byte, 1) > 0)
		;
	return 0;
}
