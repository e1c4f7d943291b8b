/*
 * The data store at boot; see store.h and mount(8), fsck(8).
 */
#include "pid1/store.h"

#include "base/system.h"
#include "base/text.h"
#include "kernel/partition.h"
#include "pid1/boot.h"
#include "pid1/capability.h"
#include "pid1/log.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>

#define POLL_MS 20

#define FLAGS (MS_NOSUID | MS_NODEV | MS_NOEXEC)

/* fsck(8): 1, errors corrected; 2, and the system should be rebooted, were it mounted. */
#define FSCK_BAD     4
#define FSCK_NOT_RUN 127

static bool check(const char *what, int error)
{
	if (error < 0)
		log_say(LOG_LEVEL_ERROR, "store", what, error);
	return error >= 0;
}

static _Noreturn void run_check(const char *path)
{
	static char *const environment[] = { "PATH=/usr/sbin:/usr/bin:/sbin:/bin", NULL };
	const char *argv[ARGUMENTS_MAX + 2];
	unsigned count = 0;
	int error;

	for (; count < ARGUMENTS_MAX && appliance.store_mount.check[count]; count++)
		argv[count] = appliance.store_mount.check[count];
	argv[count++] = path;
	argv[count] = NULL;
	/* What it has to say is its status: it would be on the console at each boot. */
	sys_dup_to(0, 1, 0);
	sys_dup_to(0, 2, 0);
	capability_keep_all();
	sys_block_signals(0);
	sys_setsid(); /* to be ended with all that it starts */
	error = sys_execve(argv[0], (char *const *)argv, environment);
	check(argv[0], error);
	sys_exit(FSCK_NOT_RUN);
}

static void say_status(int status)
{
	struct log_line line;

	log_start(&line, status >= FSCK_BAD ? LOG_LEVEL_ERROR : LOG_LEVEL_NOTICE);
	text_string(&line.text, "store: ");
	text_string(&line.text, appliance.store_mount.check[0]);
	text_string(&line.text, ": status ");
	text_number(&line.text, status);
	log_end(&line);
}

/* A journal is replayed by the mount itself: without its check the medium is as good as it was. */
static int have_checked(const char *path)
{
	int64_t until_ms = sys_now_ms() + store_limit_ms();
	pid_t pid = sys_fork_default();
	int status;

	if (pid == 0)
		run_check(path);
	if (pid < 0)
		return pid;
	while (sys_wait(pid, &status, WNOHANG) == 0) {
		if (sys_now_ms() < until_ms) {
			sys_sleep_ms(POLL_MS);
			continue;
		}
		/* One that waits for the medium for ever is not waited for. */
		sys_kill(-pid, SIGKILL);
		return -ETIMEDOUT;
	}
	status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	if (status == FSCK_NOT_RUN)
		return 0;
	if (status > 0)
		say_status(status);
	return status >= FSCK_BAD ? -EIO : 0;
}

static int mount_device(char path[PARTITION_PATH_SIZE])
{
	const struct store_mount *from = &appliance.store_mount;
	/* A medium shows up some time after its driver was loaded, which may still be found. */
	int64_t wait_ms = from->wait_ms > 0 ? from->wait_ms : STORE_WAIT_DEFAULT_MS;
	int error = partition_wait(from->device, sys_now_ms() + wait_ms, path);

	if (error == -ENOTUNIQ) /* which strerror(3) of musl has no words for */
		log_say(LOG_LEVEL_ERROR, "store: several are called", from->device, 0);
	else
		check(from->device, error);
	if (error < 0)
		return error;
	if (NSINIT_USES_STORE_CHECK && !check(from->check[0], error = have_checked(path)))
		return error;
	error = sys_mount(path, appliance.store, from->type, FLAGS, NULL);
	check(path, error);
	return error;
}

/* Loud, since all works but for what it is for. */
static int mount_memory(void)
{
	char bytes[40];
	struct text options = TEXT(bytes);
	int error;

	text_string(&options, "mode=0755,size=");
	text_number(&options, appliance.store_mount.fallback_bytes);
	error = sys_mount("store", appliance.store, "tmpfs", FLAGS, bytes);
	if (check(appliance.store, error))
		log_say(LOG_LEVEL_ERROR, "store", "NOTHING IS KEPT: it is in memory", 0);
	return error;
}

bool store_mount(bool *there)
{
	char path[PARTITION_PATH_SIZE];
	bool good = mount_device(path) == 0;

	*there = good;
	if (good)
		check(STORE_DEVICE_FILE, boot_keep_word(STORE_DEVICE_FILE, path));
	else if (NSINIT_USES_STORE_MEMORY && mount_memory() == 0) {
		*there = true;
		check(STORE_DEVICE_FILE, boot_keep_word(STORE_DEVICE_FILE, "memory"));
	}
	return good;
}
