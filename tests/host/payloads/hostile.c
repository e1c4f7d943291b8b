/*
 * hostile: root of a user namespace, with every capability that it could be given, tries to get
 * out of its container, or at what is hidden in it; then uses what is its own. Prints "try NAME
 * ERRNO" for each, 0 for success, other facts as "NAME WORDS", then "end", and runs until SIGTERM.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/mount.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <grp.h>

struct attributes {
	unsigned long long set, clear, propagation, user;
};

static long remount(const char *path)
{
	return mount(NULL, path, NULL, MS_REMOUNT | MS_BIND, NULL);
}
static long remount_root(void)
{
	return remount("/");
}
static long remount_bind(void)
{
	return remount("/srv");
}
static long remount_dev(void)
{
	return remount("/dev");
}
static long remount_sys(void)
{
	return remount("/sys");
}
static long remount_proc_sys(void)
{
	return remount("/proc/sys");
}
static long set_attributes(const char *path, unsigned flags)
{
	const struct attributes attributes = { .clear = MOUNT_ATTR_RDONLY };

	return syscall(SYS_mount_setattr, AT_FDCWD, path, flags, &attributes, sizeof attributes);
}
static long attributes_root(void)
{
	return set_attributes("/", 0);
}
static long attributes_all(void)
{
	return set_attributes("/", AT_RECURSIVE);
}
/* What is bound again has the flags of its origin, and they stay. */
static long bind_and_remount(void)
{
	if (mount("/", "/tmp", NULL, MS_BIND | MS_REC, NULL) < 0)
		return -1;
	return remount("/tmp");
}
/* A copy without what lies on it would show what is under a mask. */
static long copy_without_masks(void)
{
	return mount("/proc", "/tmp", NULL, MS_BIND, NULL);
}
static long tree_without_masks(void)
{
	return syscall(SYS_open_tree, AT_FDCWD, "/proc", OPEN_TREE_CLONE);
}
static long unmask_file(void)
{
	return umount2("/proc/timer_list", MNT_DETACH);
}
static long unmask_sys(void)
{
	return umount2("/proc/sys", MNT_DETACH);
}
static long umount_proc(void)
{
	return umount2("/proc", MNT_DETACH);
}
static long umount_bind(void)
{
	return umount2("/srv", MNT_DETACH);
}
static long umount_root(void)
{
	return umount2("/", MNT_DETACH);
}
static long move_proc(void)
{
	return mount("/proc", "/tmp", NULL, MS_MOVE, NULL);
}
static long new_proc(void)
{
	return mount("proc", "/tmp", "proc", 0, NULL);
}
static long new_sysfs(void)
{
	return mount("sysfs", "/tmp", "sysfs", 0, NULL);
}
static long new_cgroup2(void)
{
	return mount("none", "/tmp", "cgroup2", 0, NULL);
}
static long new_cgroup(void)
{
	return mount("none", "/tmp", "cgroup", 0, "memory");
}
/* Of a cgroup namespace that belonged to it the hierarchies could be mounted. */
static long own_cgroup(void)
{
	return unshare(CLONE_NEWCGROUP);
}
static long new_device_file_system(void)
{
	return mount("none", "/tmp", "devtmpfs", 0, NULL);
}
static long overlay_proc(void)
{
	return mount("none", "/tmp", "overlay", 0, "lowerdir=/proc:/sys");
}
static long grow_shm(void)
{
	return mount(NULL, "/dev/shm", NULL, MS_REMOUNT, "size=1g");
}
static long make_null(void)
{
	return mknod("/tmp/null", S_IFCHR | 0666, makedev(1, 3));
}
static long make_disk(void)
{
	return mknod("/tmp/disk", S_IFBLK | 0666, makedev(7, 0));
}
static long user_by_unshare(void)
{
	return unshare(CLONE_NEWUSER);
}
static long user_by_clone(void)
{
	long pid = syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0);

	if (pid == 0)
		_exit(0);
	return pid;
}
static long user_by_clone3(void)
{
	struct {
		unsigned long long flags, pidfd, child_tid, parent_tid, exit_signal, more[6];
	} arguments = { .flags = CLONE_NEWUSER, .exit_signal = SIGCHLD };
	long pid = syscall(SYS_clone3, &arguments, sizeof arguments);

	if (pid == 0)
		_exit(0);
	return pid;
}
static long write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);

	return fd < 0 ? fd : write(fd, text, strlen(text));
}
static long allow_user(void)
{
	return write_file("/proc/sys/user/max_user_namespaces", "100");
}
static long write_map(void)
{
	return write_file("/proc/self/uid_map", "0 0 1");
}
static long write_core_pattern(void)
{
	return write_file("/proc/sys/kernel/core_pattern", "|/tmp/x");
}
static long unmapped_user(void)
{
	return setresuid(4000000, 4000000, 4000000);
}
static long restart(void)
{
	return syscall(SYS_reboot, 0xfee1dead, 672274793, 0x1234567, NULL);
}
static long load_module(void)
{
	return syscall(SYS_init_module, "", 0, "");
}
static long set_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return clock_settime(CLOCK_REALTIME, &now);
}
static long read_secret(void)
{
	return open("/srv/secret", O_RDONLY);
}
static long own_secret(void)
{
	return chown("/srv/secret", 0, 0);
}
static long open_handle(void)
{
	struct {
		unsigned bytes;
		int type;
		unsigned char inode[8];
	} handle = { .bytes = 8, .type = 1, .inode = { 2 } };
	int root = open("/", O_RDONLY);

	return syscall(SYS_open_by_handle_at, root, &handle, O_RDONLY);
}
/* Away from the root and back up by "..": the old root would be the appliance's. */
static long leave_root(void)
{
	struct stat here, above;
	int fd = open("/", O_RDONLY | O_DIRECTORY);

	if (mkdir("/tmp/jail", 0755) < 0 || chroot("/tmp/jail") < 0 || fchdir(fd) < 0)
		return -1;
	for (int i = 0; i < 16; i++)
		if (chdir("..") < 0)
			return -1;
	if (fstat(fd, &here) < 0 || stat(".", &above) < 0)
		return -1;
	errno = ECHILD; /* the same: it got nowhere */
	return here.st_ino == above.st_ino && here.st_dev == above.st_dev ? -1 : 0;
}
/* With a root of its own making the old one can be put aside, but not taken off. */
static long leave_by_pivot(void)
{
	if (mount("none", "/tmp", "tmpfs", 0, NULL) < 0 || mkdir("/tmp/old", 0755) < 0 ||
		syscall(SYS_pivot_root, "/tmp", "/tmp/old") < 0)
		return -1;
	return umount2("/old/proc/timer_list", MNT_DETACH);
}

/* What it may. */
static long own_mount(void)
{
	return mount("none", "/tmp", "tmpfs", 0, "size=64k");
}
static long own_hostname(void)
{
	return sethostname("mine", 4);
}
static long own_user(void)
{
	return setresuid(1000, 1000, 1000);
}
static long own_groups(void)
{
	const gid_t groups[] = { 5, 6 };

	return setgroups(2, groups);
}
static long own_file(void)
{
	int fd = open("/tmp/file", O_CREAT | O_RDWR, 0600);

	return fd < 0 ? fd : fchown(fd, 33, 44);
}
static long use_null(void)
{
	return write_file("/dev/null", "x");
}
static long use_full(void)
{
	long written = write_file("/dev/full", "x");

	return written < 0 && errno == ENOSPC ? 0 : -1;
}
static long use_random(void)
{
	char byte;
	int fd = open("/dev/urandom", O_RDONLY);

	return fd < 0 || read(fd, &byte, 1) != 1 ? -1 : 0;
}
static long use_ptmx(void)
{
	int fd = open("/dev/ptmx", O_RDWR | O_NOCTTY);
	int unlock = 0;

	if (fd < 0 || ioctl(fd, 0x40045431 /* TIOCSPTLCK */, &unlock) < 0)
		return -1;
	return ioctl(fd, 0x5441 /* TIOCGPTPEER */, O_RDWR | O_NOCTTY);
}
static long use_output(void)
{
	return open("/dev/stdout", O_WRONLY);
}

/* HERE: in the container's own mounts. */
#define HERE(function)                                                                             \
	{                                                                                          \
#function, function, 1                                                             \
	}
#define TRY(function)                                                                              \
	{                                                                                          \
#function, function, 0                                                             \
	}
static const struct {
	const char *name;
	long (*call)(void);
	int here;
} tries[] = { HERE(remount_root), HERE(remount_bind), TRY(remount_dev), TRY(remount_sys),
	HERE(remount_proc_sys), TRY(attributes_root), HERE(attributes_all), TRY(bind_and_remount),
	TRY(copy_without_masks), TRY(tree_without_masks), HERE(unmask_file), HERE(unmask_sys),
	TRY(umount_proc), HERE(umount_bind), TRY(umount_root), TRY(move_proc), TRY(new_proc),
	TRY(new_sysfs), TRY(new_cgroup2), TRY(new_cgroup), TRY(own_cgroup),
	TRY(new_device_file_system), TRY(overlay_proc), TRY(grow_shm), TRY(make_null),
	TRY(make_disk), TRY(user_by_unshare), TRY(user_by_clone), TRY(user_by_clone3),
	TRY(allow_user), TRY(write_map), TRY(write_core_pattern), TRY(unmapped_user), TRY(restart),
	TRY(load_module), TRY(set_clock), TRY(read_secret), TRY(own_secret), TRY(open_handle),
	TRY(leave_root), TRY(leave_by_pivot), HERE(own_mount), TRY(own_hostname), TRY(own_user),
	TRY(own_groups), TRY(own_file), TRY(use_null), TRY(use_full), TRY(use_random),
	TRY(use_ptmx), TRY(use_output) };

/* Each in a process and, if not `here`, mounts of its own: so that none spoils the next. */
static void try(const char *name, long (*call)(void), int here)
{
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		/* Of the same user namespace: nothing in it is locked anew. */
		if (!here && unshare(CLONE_NEWNS) < 0 && errno != EPERM)
			printf("unshare %d\n", errno);
		errno = 0;
		printf("try %s %d\n", name, call() < 0 ? errno : 0);
		fflush(stdout);
		_exit(0);
	}
	waitpid(pid, NULL, 0);
}

static void print_owner(const char *path)
{
	struct stat status;

	if (stat(path, &status) == 0)
		printf("owner %s %u:%u\n", path, status.st_uid, status.st_gid);
}

int main(void)
{
	struct timespec monotonic, boot;
	char byte;
	struct stat mask;
	int fd = open("/proc/timer_list", O_RDONLY);
	sigset_t ends;
	int number;

	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	clock_gettime(CLOCK_MONOTONIC, &monotonic);
	clock_gettime(CLOCK_BOOTTIME, &boot);
	printf("clocks %lld %lld\n", (long long)monotonic.tv_sec, (long long)boot.tv_sec);
	printf("id %u:%u\n", getuid(), getgid());
	if (fstat(fd, &mask) == 0)
		printf("masked %u:%u %zd\n", major(mask.st_rdev), minor(mask.st_rdev),
			read(fd, &byte, 1));
	print_owner("/test");
	print_owner("/tmp");
	print_owner("/proc/self");
	print_owner("/proc/self/fd/1");
	for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++)
		try(tries[i].name, tries[i].call, tries[i].here);
	printf("end\n");
	fflush(stdout);
	sigwait(&ends, &number);
	return 0;
}
