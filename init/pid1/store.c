/*
 * The data store at boot; see store.h and mount(8), fsck(8).
 */
#include "pid1/store.h"

#include "base/system.h"
#include "base/text.h"
#include "kernel/partition.h"
#include "pid1/boot.h"
#include "pid1/log.h"
#include "uses.h"

#include <errno.h>
#include <sys/mount.h>

#define FLAGS (MS_NOSUID | MS_NODEV | MS_NOEXEC)

/* fsck(8): 1, errors corrected; 2, and the system should be rebooted, were it mounted. */
#define FSCK_BAD 4

static bool check(const char *what, int error)
{
	if (error < 0)
		log_say(LOG_LEVEL_ERROR, "store", what, error);
	return error >= 0;
}

/* A journal is replayed by the mount itself: without its check the medium is as good as it was. */
static int have_checked(const char *path)
{
	int status = store_command(appliance.store_mount.check, path, FSCK_BAD);

	if (status < 0)
		return status;
	return status >= FSCK_BAD && status != STORE_NOT_RUN ? -EIO : 0;
}

static int mount_as_it_is(const char *path)
{
	int error = sys_mount(path, appliance.store, appliance.store_mount.type, FLAGS, NULL);

	check(path, error);
	return error;
}

static int check_and_mount(const char *path)
{
	const char *const *words = appliance.store_mount.check;
	int error;

	if (NSINIT_USES_STORE_CHECK && !check(words[0], error = have_checked(path)))
		return error;
	return mount_as_it_is(path);
}

/* On the console: whoever did not want it should know what became of the data. */
static int format_and_mount(const char *path, const char *what, const char *reason)
{
	const char *const *words = appliance.store_mount.format;
	int status;

	log_say(LOG_LEVEL_ERROR, what, path, 0);
	status = store_command(words, path, 1);
	if (status != 0) {
		check(words[0], status);
		return status < 0 ? status : -EIO;
	}
	check(STORE_FORMATTED_FILE, boot_keep_word(STORE_FORMATTED_FILE, reason));
	return mount_as_it_is(path);
}

/* What says that there is no file system which can be used, and not that something else failed. */
static bool is_broken(int error)
{
	return error == -EINVAL || error == -EUCLEAN || error == -EBADMSG || error == -EIO ||
	       error == -ETIMEDOUT;
}

/* With a command that makes a file system; what holds anything stays, unless it was given up. */
static int mount_or_format(const char *path)
{
	int error;

	if (partition_is_blank(path, sys_now_ms() + store_command_limit_ms()))
		return format_and_mount(path, "store: FORMATS what is blank", "blank");
	error = check_and_mount(path);
	if (error == 0 || !is_broken(error))
		return error;
	if (NSINIT_USES_FACTORY_RESET && boot_says(STORE_RESET_WORD))
		return format_and_mount(
			path, "store: FORMATS what cannot be mounted", "factory-reset");
	log_say(LOG_LEVEL_ERROR, "store: not blank, and so not formatted", path, 0);
	return error;
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
	return NSINIT_USES_STORE_FORMAT ? mount_or_format(path) : check_and_mount(path);
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
