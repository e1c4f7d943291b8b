/*
 * The store laid over directories of the root, and emptied; see store.h. Documentation/filesystems/
 * overlayfs.rst of the kernel.
 */
#include "base/keep.h"
#include "base/system.h"
#include "base/text.h"
#include "kernel/tree.h"
#include "pid1/boot.h"
#include "pid1/log.h"
#include "pid1/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/mount.h>
#include <sys/stat.h>

/* Asks for a reset, and is the last to go: one that was cut short begins again. */
#define RESET_FLAG "factory-reset"
#define KEEP_MOST  16

#define UPPER "overlay/upper"
#define WORK  "overlay/work"

static const char *reset_reason(int directory)
{
	struct stat status;

	if (boot_says(STORE_RESET_WORD))
		return "by the kernel's command line";
	return sys_stat(directory, RESET_FLAG, &status, AT_SYMLINK_NOFOLLOW) == 0
		       ? "by the file " RESET_FLAG
		       : NULL;
}

bool store_reset(int directory)
{
	const char *keep[KEEP_MOST + 3] = { RESET_FLAG, "lost+found" };
	const char *reason = reset_reason(directory);
	const char *const *kept = appliance.factory_reset->keep;
	int error;

	if (reason == NULL)
		return true;
	for (unsigned i = 0; kept && kept[i] && i < KEEP_MOST; i++)
		keep[2 + i] = kept[i];
	/* On the console: whoever did not want it should know what became of the data. */
	log_say(LOG_LEVEL_ERROR, "store: factory reset", reason, 0);
	error = tree_empty(directory, keep);
	sys_sync();
	if (error == 0)
		error = keep_remove(directory, RESET_FLAG);
	if (error == -ENOENT)
		error = 0;
	if (error < 0)
		log_say(LOG_LEVEL_ERROR, "store", RESET_FLAG, error);
	return error == 0;
}

/* Each directory on the way to a path, which begins with '/', below a part of the store. */
static int make_directories(int directory, const char *part, const char *path)
{
	char bytes[sizeof UPPER + PATH_LENGTH_MAX + 1];
	struct text text = TEXT(bytes);
	int error;

	text_string(&text, part);
	sys_mkdir(directory, "overlay", 0755);
	for (;; path++) {
		if (*path == '/' || *path == '\0') {
			error = sys_mkdir(directory, bytes, 0755);
			if (error < 0 && error != -EEXIST)
				return error;
		}
		if (*path == '\0')
			return 0;
		text_char(&text, *path);
	}
}

/* The layer's own directory is what the mount shows: owner and mode are those below. */
static int copy_owner(int directory, const char *path)
{
	char bytes[sizeof UPPER + PATH_LENGTH_MAX + 1];
	struct text text = TEXT(bytes);
	struct stat status;
	int error = sys_stat(AT_FDCWD, path, &status, 0);

	text_string(&text, UPPER);
	text_string(&text, path);
	if (error == 0)
		error = sys_chown(directory, bytes, status.st_uid, status.st_gid);
	return error < 0 ? error : sys_chmod(directory, bytes, status.st_mode & 07777);
}

static int lay(int directory, const char *path)
{
	char bytes[64 + 5 * PATH_LENGTH_MAX];
	struct text options = TEXT(bytes);
	int error = make_directories(directory, UPPER, path);

	if (error == 0)
		error = make_directories(directory, WORK, path);
	if (error == 0)
		error = copy_owner(directory, path);
	if (error < 0)
		return error;
	text_string(&options, "lowerdir=");
	text_string(&options, path);
	text_string(&options, ",upperdir=");
	text_string(&options, appliance.store);
	text_string(&options, "/" UPPER);
	text_string(&options, path);
	text_string(&options, ",workdir=");
	text_string(&options, appliance.store);
	text_string(&options, "/" WORK);
	text_string(&options, path);
	return sys_mount("overlay", path, "overlay", MS_NOSUID | MS_NODEV | MS_NOEXEC, bytes);
}

bool store_overlays(int directory)
{
	bool good = true;

	for (const char *const *path = appliance.overlays; *path; path++) {
		int error = lay(directory, *path);

		if (error < 0)
			log_say(LOG_LEVEL_ERROR, "overlay", *path, error);
		good = good && error == 0;
	}
	return good;
}

void store_overlays_end(void)
{
	for (const char *const *path = appliance.overlays; *path; path++) {
		int error = sys_umount(*path, 0);

		/* EINVAL: it was never mounted, which was told. */
		if (error < 0 && error != -EINVAL)
			log_say(LOG_LEVEL_ERROR, "overlay", *path, error);
	}
}
