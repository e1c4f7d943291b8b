/*
 * The root file system; see root.h, and switch_root(8) for the way into it. PID 1 on the initramfs.
 */
#include "stage/root.h"

#include "base/system.h"
#include "base/text.h"
#include "container/launch.h"
#include "kernel/partition.h"
#include "kernel/tree.h"
#include "pid1/boot.h"
#include "pid1/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>

/* A disk shows up some time after its driver was loaded. */
#define DEVICE_LIMIT_MS 10000

#define PROGRAM   "/sbin/nsinit"
#define WORD_SIZE 256

static int fail(const char *what, int error)
{
	log_say(LOG_LEVEL_ERROR, "root", what, error);
	return error;
}

/* The value of the last word "KEY=value", which is the one that counts; "" for none. */
static void word_value(const char *key, char value[WORD_SIZE])
{
	const char *word = NULL;
	size_t key_length = strlen(key);
	size_t length;

	value[0] = '\0';
	while ((length = boot_word(&word)) > 0)
		if (length > key_length && length - key_length < WORD_SIZE &&
			memcmp(word, key, key_length) == 0) {
			memcpy(value, word + key_length, length - key_length);
			value[length - key_length] = '\0';
		}
}

static void say_what_there_is(void)
{
	char bytes[200];
	struct text text = TEXT(bytes);

	partition_list(&text);
	log_say(LOG_LEVEL_ERROR, "root: there are", text.length > 0 ? bytes : "no disks at all", 0);
}

static int mount_root(const char *path)
{
	char said[WORD_SIZE];
	const char *type;
	int error;

	word_value("rootfstype=", said);
	type = said[0] != '\0' ? said : partition_type(path);
	if (type == NULL) {
		log_say(LOG_LEVEL_ERROR, "root", path, 0);
		return fail("it holds no squashfs, erofs or ext4", -EINVAL);
	}
	sys_mkdir(AT_FDCWD, NEW_ROOT, 0755);
	error = sys_mount(path, NEW_ROOT, type, MS_RDONLY, NULL);
	if (error < 0) {
		log_say(LOG_LEVEL_ERROR, "root: it cannot be mounted as", type, 0);
		return fail(path, error);
	}
	return 0;
}

/* All of it, since what a broken medium has cannot be executed, and then it were too late. */
static int read_program(void)
{
	static char bytes[16384];
	struct stat status;
	int fd = sys_open(AT_FDCWD, NEW_ROOT PROGRAM, O_RDONLY);
	int error = fd < 0 ? fd : sys_stat(fd, "", &status, AT_EMPTY_PATH);
	ssize_t count = sizeof bytes;

	for (off_t at = 0; error == 0 && count > 0; at += count) {
		count = sys_read_at(fd, bytes, sizeof bytes, at);
		if (count < 0)
			error = (int)count;
		else if (at == 0 && (count < 4 || memcmp(bytes, "\177ELF", 4) != 0))
			error = -ENOEXEC;
	}
	if (error == 0 && !(S_ISREG(status.st_mode) && (status.st_mode & S_IXUSR)))
		error = -EACCES;
	if (fd >= 0)
		sys_close(fd);
	return error < 0 ? fail(PROGRAM, error) : 0;
}

/* A read-only root cannot grow what the kernel's file systems are moved to. */
static int look(void)
{
	static const char *const needed[] = { "/proc", "/sys", "/dev", "/run", "/tmp" };
	int error = read_program();

	for (size_t i = 0; error == 0 && i < sizeof needed / sizeof needed[0]; i++) {
		char path[64];
		struct text text = TEXT(path);
		struct stat status;

		text_string(&text, NEW_ROOT);
		text_string(&text, needed[i]);
		error = sys_stat(AT_FDCWD, path, &status, AT_SYMLINK_NOFOLLOW);
		if (error == 0 && !S_ISDIR(status.st_mode))
			error = -ENOTDIR;
		if (error < 0)
			fail(needed[i], error);
	}
	return error;
}

static void keep_word(const char *file, const char *word)
{
	int error = boot_keep_word(file, word);

	if (error < 0)
		log_say(LOG_LEVEL_WARNING, "root", file, error);
}

/* "a" of "root-a", for who writes the other one, and for who marks this one good. */
static void keep_slot(const char *path)
{
	char name[PARTITION_NAME_SIZE];
	char said[WORD_SIZE];
	const char *dash;

	sys_mkdir(AT_FDCWD, RUN_DIRECTORY, 0700);
	partition_name(path, name);
	word_value("nsinit.slot=", said);
	dash = strrchr(name, '-');
	keep_word(RUN_DIRECTORY "/root-device", path);
	if (said[0] != '\0' || (dash && dash[1] != '\0'))
		keep_word(RUN_DIRECTORY "/slot", said[0] != '\0' ? said : dash + 1);
}

/* From here on there is no way back: what could be wrong was looked at. */
static void move_and_become(void)
{
	char *const arguments[] = { (char *)PROGRAM, NULL };
	char *const environment[] = { NULL };
	int old = sys_open(AT_FDCWD, "/", O_RDONLY | O_DIRECTORY);
	int error = old < 0 ? old : boot_enter_new_root();

	if (error == 0) {
		tree_empty(old, NULL);
		error = sys_execve(PROGRAM, arguments, environment);
	}
	fail("it cannot be entered", error);
}

void root_enter(void)
{
	char root[WORD_SIZE];
	char path[PARTITION_PATH_SIZE];
	int error;

	word_value("root=", root);
	if (root[0] == '\0') {
		log_say(LOG_LEVEL_ERROR, "root", "the kernel's command line has no root=", 0);
		say_what_there_is();
		return;
	}
	error = partition_wait(root, sys_now_ms() + DEVICE_LIMIT_MS, path);
	if (error < 0) {
		/* Which strerror(3) of musl has no words for. */
		if (error == -ENOTUNIQ)
			log_say(LOG_LEVEL_ERROR, "root: several are called", root, 0);
		else
			fail(root, error);
		say_what_there_is();
		return;
	}
	if (mount_root(path) < 0)
		return;
	if (look() < 0) {
		log_say(LOG_LEVEL_ERROR, "root: cannot be the one of this machine", root, 0);
		sys_umount(NEW_ROOT, 0);
		return;
	}
	keep_slot(path);
	move_and_become();
}
