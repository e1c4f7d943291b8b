/*
 * The first steps of PID 1, in order: see boot(). Runs in PID 1 only, once, or twice on an
 * initramfs, where the second run is the one that stays.
 */
#include "pid1/boot.h"

#include "base/system.h"
#include "base/text.h"
#include "container/launch.h"
#include "kernel/devices.h"
#include "pid1/log.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <nsinit/container.h>
#include <linux/magic.h>
#include <linux/reboot.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statfs.h>

/* What the kernel raises in a process itself must never be blocked: it would kill PID 1. */
#define FAULTS                                                                                     \
	(SIGNAL_BIT(SIGSEGV) | SIGNAL_BIT(SIGBUS) | SIGNAL_BIT(SIGILL) | SIGNAL_BIT(SIGFPE) |      \
		SIGNAL_BIT(SIGABRT) | SIGNAL_BIT(SIGTRAP) | SIGNAL_BIT(SIGSYS))

uint64_t boot_signals(void)
{
	return ~FAULTS;
}

static const struct {
	const char *target, *type;
	unsigned long flags;
	const char *options;
} file_systems[] = {
	{ "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL },
	{ "/sys", "sysfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL },
	{ "/dev", "devtmpfs", MS_NOSUID | MS_NOEXEC, "mode=0755" },
	{ "/run", "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=25%" },
	{ "/tmp", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777,size=25%" },
};

/* Another device than its parent directory's: something is mounted there. */
static bool is_mounted(const char *target)
{
	struct stat here;
	struct stat parent;

	return sys_stat(AT_FDCWD, target, &here, 0) == 0 &&
	       sys_stat(AT_FDCWD, "/", &parent, 0) == 0 && here.st_dev != parent.st_dev;
}

/* A procfs of another pid namespace would show the wrong processes. */
static bool is_own_procfs(void)
{
	char self[16];
	ssize_t length = sys_readlink(AT_FDCWD, "/proc/self", self, sizeof self);

	return length == 1 && self[0] == '1';
}

static void mount_file_systems(void)
{
	for (size_t i = 0; i < sizeof file_systems / sizeof file_systems[0]; i++) {
		const char *target = file_systems[i].target;
		int error;

		if (is_mounted(target) && (i > 0 || is_own_procfs()))
			continue;
		sys_mkdir(AT_FDCWD, target, 0755);
		error = sys_mount(file_systems[i].type, target, file_systems[i].type,
			file_systems[i].flags, file_systems[i].options);
		if (error < 0)
			log_say(LOG_LEVEL_ERROR, "mount", target, error);
	}
}

/*
 * 0 is /dev/null, which containers inherit; 1 and 2 are the console, or /dev/null on a machine
 * without one. In a pid namespace 1 and 2 stay what the parent gave.
 */
static void open_standard_descriptors(bool machine)
{
	int null = sys_open(AT_FDCWD, "/dev/null", O_RDWR | O_NOCTTY);
	int console = machine ? sys_open(AT_FDCWD, "/dev/console", O_RDWR | O_NOCTTY) : -1;

	if (null < 0)
		return;
	if (null != 0)
		sys_dup_to(null, 0, 0);
	if (machine) {
		sys_dup_to(console < 0 ? null : console, 1, 0);
		sys_dup_to(console < 0 ? null : console, 2, 0);
	}
	if (null > 2)
		sys_close(null);
	if (console > 2)
		sys_close(console);
}

static bool on_initramfs(void)
{
	char mounts[64];
	struct statfs root;
	int fd = sys_open(AT_FDCWD, "/", O_PATH | O_DIRECTORY);
	int error = fd < 0 ? fd : sys_fstatfs(fd, &root);

	if (fd >= 0)
		sys_close(fd);
	if (error < 0 || (root.f_type != RAMFS_MAGIC && root.f_type != TMPFS_MAGIC))
		return false;
	/* The first line names the root; only the kernel's own first mount is called rootfs. */
	return sys_read_file(AT_FDCWD, "/proc/self/mounts", mounts, sizeof mounts) > 0 &&
	       strncmp(mounts, "rootfs / ", 9) == 0;
}

/* The kernel gives its first pid namespace this inode: PROC_PID_INIT_INO of linux/proc_ns.h. */
static bool in_first_pid_namespace(void)
{
	char link[32] = "";

	/* Who cannot tell is on a machine: there an exit of PID 1 would be a panic. */
	return sys_readlink(AT_FDCWD, "/proc/self/ns/pid", link, sizeof link - 1) < 0 ||
	       strcmp(link, "pid:[4026531836]") == 0;
}

size_t boot_word(const char **word)
{
	static char line[2048];
	size_t length = 0;

	if (!line[0] && sys_read_file(AT_FDCWD, "/proc/cmdline", line, sizeof line) < 0)
		return 0;
	if (*word == NULL)
		*word = line;
	else
		while (**word > ' ')
			++*word;
	while (**word != '\0' && **word <= ' ')
		++*word;
	while ((*word)[length] > ' ')
		length++;
	return length;
}

/* By hand: strstr(3) of musl weighs 1.3 KB. */
bool boot_says(const char *what)
{
	const char *word = NULL;
	size_t length;

	while ((length = boot_word(&word)) > 0)
		if (length == strlen(what) && memcmp(word, what, length) == 0)
			return true;
	return false;
}

static void write_sysctl(const char *path, const char *value)
{
	int error = sys_write_file(AT_FDCWD, path, value);

	if (error < 0 && error != -ENOENT)
		log_say(LOG_LEVEL_WARNING, "sysctl", path, error);
}

/*
 * In one of its own a container could mount its cgroup's hierarchy and lift its limits. Where the
 * config gives some to containers, or to mounts for their owners, the limit leaves room for these,
 * and for ones that die late; the others are refused by their filter, and inside one it is 0 again:
 * container/namespaces.c.
 */
static void limit_user_namespaces(void)
{
	char number[16];
	struct text text = TEXT(number);

	text_number(&text, (NSINIT_USES_USER ? 4 * NSINIT_CONTAINERS : 0) +
				   (NSINIT_USES_IDMAP ? MOUNTS_MAX * NSINIT_CONTAINERS : 0));
	write_sysctl("/proc/sys/user/max_user_namespaces", number);
}

/*
 * The root read-only, so that no container can write the running binary (CVE-2019-5736); cores
 * stay in the directory of who dumps them; no process can push input into a terminal.
 */
static void harden(void)
{
	int error = sys_mount(NULL, "/", NULL, MS_REMOUNT | MS_RDONLY, NULL);

	if (error < 0)
		log_say(LOG_LEVEL_WARNING, "remount read-only", "/", error);
	write_sysctl("/proc/sys/kernel/core_pattern", "core\n");
	write_sysctl("/proc/sys/dev/tty/legacy_tiocsti", "0\n");
	/* Shared by all of one user, or by all: a container could leave PID 1 and the others none.
	 */
	write_sysctl("/proc/sys/fs/epoll/max_user_watches", "2147483647\n");
	write_sysctl("/proc/sys/fs/file-max", "2147483647\n");
	limit_user_namespaces();
	/* ctrl-alt-del becomes SIGINT of PID 1 instead of an immediate reset: reboot(2). */
	sys_reboot(LINUX_REBOOT_CMD_CAD_OFF);
	error = sys_sethostname(appliance.hostname);
	if (error < 0)
		log_say(LOG_LEVEL_WARNING, "hostname", appliance.hostname, error);
}

/* By the kernel's command line. */
static enum cgroup_choice cgroup_choice(void)
{
	if (boot_says("nsinit.cgroup=v1"))
		return CGROUP_ONLY_V1;
	return boot_says("nsinit.cgroup=v2") ? CGROUP_ONLY_V2 : CGROUP_AUTO;
}

static void make_run_directory(void)
{
	int error;

	/* What is mounted from here on can be seen by containers that ask for it. */
	if (NSINIT_USES_SLAVE) {
		error = sys_mount(NULL, "/", NULL, MS_REC | MS_SHARED, NULL);
		if (error < 0)
			log_say(LOG_LEVEL_ERROR, "mount", "/", error);
	}
	error = ground_make();
	if (error < 0)
		log_say(LOG_LEVEL_ERROR, "mount", DEVICE_TEMPLATE, error);
}

void boot_again(struct ground *ground)
{
	sys_block_signals(boot_signals());
	ground->machine = in_first_pid_namespace();
	log_open(ground->machine);
	if (ground->machine)
		limit_user_namespaces();
}

int boot_keep_word(const char *file, const char *word)
{
	int fd = sys_create(AT_FDCWD, file, O_WRONLY | O_TRUNC, 0444);
	ssize_t error = fd < 0 ? fd : sys_write(fd, word, strlen(word));

	if (error >= 0)
		error = sys_write(fd, "\n", 1);
	if (fd >= 0)
		sys_close(fd);
	return error < 0 ? (int)error : 0;
}

void boot_ground(struct ground *ground)
{
	/* Before /proc: busybox takes a mounted /proc for an init that listens. */
	sys_block_signals(boot_signals());
	sys_umask(022);
	mount_file_systems();
	ground->machine = in_first_pid_namespace();
	open_standard_descriptors(ground->machine);
	log_open(ground->machine);
}

void boot(struct ground *ground, struct cgroup_layout *cgroups)
{
	int error;

	boot_ground(ground);
	if (ground->machine && on_initramfs())
		boot_leave_initramfs();
	/* Whatever is mounted from here on stays out of others, and theirs out of it. */
	sys_mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
	if (ground->machine) {
		error = cgroup_mount(cgroup_choice());
		if (error < 0)
			log_say(LOG_LEVEL_ERROR, "mount", "/sys/fs/cgroup", error);
	}
	error = cgroup_open(cgroups, "nsinit");
	if (error < 0)
		log_say(LOG_LEVEL_ERROR, "cgroups", "/sys/fs/cgroup", error);
	/* Who writes .devices fails; what the others have of devices is in their /dev alone. */
	if (NSINIT_USES_DEVICES && !devices_filtered(cgroups))
		log_say(LOG_LEVEL_WARNING, "devices", "no control group filters them",
			cgroups->device_program);
	make_run_directory();
	if (ground->machine)
		harden();
}
