/*
 * Off the initramfs: pivot_root(2) cannot leave it, and what can be reached by setns(2) from a
 * container must not be it. Its files move to a tmpfs, which becomes the root, and this program is
 * executed again from there, else its unlinked first copy would stay in memory.
 * Runs in PID 1, once, before anything else exists: Documentation/filesystems/
 * ramfs-rootfs-initramfs.rst, switch_root(8).
 */
#include "pid1/boot.h"

#include "base/system.h"
#include "base/text.h"
#include "pid1/log.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/limits.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

/* Deeper trees than this are no image of ours; the recursion has a bound. */
#define DEPTH_MAX 24

/* Mounted by boot() and carried over as they are. */
static const char *const kernel_mounts[] = { "/proc", "/sys", "/dev", "/run", "/tmp" };

/* What a file takes twice in memory at any moment of its copying. */
#define CHUNK_BYTES (1 << 20)

/*
 * From the end to the start, and what was copied is cut off: a file of more than half the memory
 * would not fit beside its copy. The running program cannot be cut (ETXTBSY): `cut` false.
 */
static int copy_bytes(int from, int to, off_t size, bool cut)
{
	while (size > 0) {
		off_t at = cut ? (size - 1) / CHUNK_BYTES * CHUNK_BYTES : 0;
		off_t end = size;
		int error;

		for (off_t next = at; next < end;) {
			ssize_t count = sys_sendfile_at(to, from, next, (size_t)(end - next));

			if (count <= 0)
				return count < 0 ? (int)count : -EIO;
			next += count;
		}
		error = cut ? sys_ftruncate(from, at) : 0;
		if (error < 0)
			return error;
		size = at;
	}
	return 0;
}

static int copy_file(int from_dir, int to_dir, const char *name, const struct stat *status)
{
	int from = status->st_nlink == 1 ? sys_open(from_dir, name, O_RDWR | O_NOFOLLOW) : -EMLINK;
	bool cut = from >= 0;
	int to;
	int error;

	if (!cut)
		from = sys_open(from_dir, name, O_RDONLY | O_NOFOLLOW);
	to = from < 0 ? from : sys_create(to_dir, name, O_WRONLY | O_EXCL | O_NOFOLLOW, 0600);
	error = to < 0 ? to : copy_bytes(from, to, status->st_size, cut);

	if (error == 0)
		error = sys_fchown(to, status->st_uid, status->st_gid);
	if (error == 0)
		error = sys_fchmod(to, status->st_mode & 07777);
	if (from >= 0)
		sys_close(from);
	if (to >= 0)
		sys_close(to);
	return error;
}

static int copy_link(int from_dir, int to_dir, const char *name)
{
	char target[PATH_MAX];
	ssize_t length = sys_readlink(from_dir, name, target, sizeof target - 1);

	if (length < 0)
		return (int)length;
	target[length] = '\0';
	return sys_symlink(target, to_dir, name);
}

static int move_tree(int from, int to, unsigned depth);

static int move_directory(
	int from_dir, int to_dir, const char *name, const struct stat *status, unsigned depth)
{
	int error = depth >= DEPTH_MAX ? -ELOOP : sys_mkdir(to_dir, name, 0700);
	int from =
		error < 0 ? error : sys_open(from_dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	int to = from < 0 ? from : sys_open(to_dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);

	error = to < 0 ? to : move_tree(from, to, depth + 1);
	if (error == 0)
		error = sys_fchown(to, status->st_uid, status->st_gid);
	if (error == 0)
		error = sys_fchmod(to, status->st_mode & 07777);
	if (from >= 0)
		sys_close(from);
	if (to >= 0)
		sys_close(to);
	return error;
}

/* Another file system's mount point becomes an empty directory; the rest is copied, then freed. */
static int move_entry(int from_dir, int to_dir, const char *name, dev_t device, unsigned depth)
{
	struct stat status;
	int error = sys_stat(from_dir, name, &status, AT_SYMLINK_NOFOLLOW);

	if (error < 0)
		return error;
	if (status.st_dev != device)
		return sys_mkdir(to_dir, name, 0755);
	switch (status.st_mode & S_IFMT) {
	case S_IFDIR:
		error = move_directory(from_dir, to_dir, name, &status, depth);
		break;
	case S_IFLNK:
		error = copy_link(from_dir, to_dir, name);
		break;
	case S_IFREG:
		error = copy_file(from_dir, to_dir, name, &status);
		break;
	default:
		error = sys_mknod(to_dir, name, status.st_mode, status.st_rdev);
		break;
	}
	if (error == 0)
		error = sys_unlink(from_dir, name, S_ISDIR(status.st_mode) ? AT_REMOVEDIR : 0);
	return error;
}

static bool is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Unlinked names do not disturb a directory that is being read: each round starts over. */
static int move_tree(int from, int to, unsigned depth)
{
	_Alignas(8) char entries[1024];
	struct stat status;
	ssize_t bytes;
	int error = sys_stat(from, "", &status, AT_EMPTY_PATH);

	while (error == 0 && (bytes = sys_getdents(from, entries, sizeof entries)) != 0) {
		if (bytes < 0)
			return (int)bytes;
		for (ssize_t at = 0; error == 0 && at < bytes;) {
			const struct dirent64 *entry = (const void *)(entries + at);

			at += entry->d_reclen;
			if (is_dots(entry->d_name))
				continue;
			error = move_entry(from, to, entry->d_name, status.st_dev, depth);
			if (error < 0)
				log_say(LOG_LEVEL_ERROR, "initramfs", entry->d_name, error);
		}
	}
	return error;
}

static int move_kernel_mounts(void)
{
	for (size_t i = 0; i < sizeof kernel_mounts / sizeof kernel_mounts[0]; i++) {
		char path[64];
		struct text target = TEXT(path);
		int error;

		text_string(&target, NEW_ROOT);
		text_string(&target, kernel_mounts[i]);
		error = sys_mount(kernel_mounts[i], path, NULL, MS_MOVE, NULL);
		if (error < 0 && error != -EINVAL)
			return error;
	}
	return 0;
}

/* A chroot without the move would leave the initramfs below, in reach of setns(2). */
int boot_enter_new_root(void)
{
	int error = move_kernel_mounts();

	if (error == 0)
		error = sys_chdir(NEW_ROOT);
	if (error == 0)
		error = sys_mount(".", "/", NULL, MS_MOVE, NULL);
	if (error == 0)
		error = sys_chroot(".");
	return error == 0 ? sys_chdir("/") : error;
}

static int leave(char *program, size_t size)
{
	ssize_t length = sys_readlink(AT_FDCWD, "/proc/self/exe", program, size - 1);
	int from;
	int to;
	int error;

	if (length < 0)
		return (int)length;
	program[length] = '\0';
	sys_mkdir(AT_FDCWD, NEW_ROOT, 0755);
	error = sys_mount("root", NEW_ROOT, "tmpfs", 0, "mode=0755,size=90%");
	if (error < 0)
		return error;
	from = sys_open(AT_FDCWD, "/", O_RDONLY | O_DIRECTORY);
	to = sys_open(AT_FDCWD, NEW_ROOT, O_RDONLY | O_DIRECTORY);
	error = from < 0 ? from : to < 0 ? to : move_tree(from, to, 0);
	/* What the mount point of this very tree was taken for. */
	sys_unlink(to, NEW_ROOT_NAME, AT_REMOVEDIR);
	if (from >= 0)
		sys_close(from);
	if (to >= 0)
		sys_close(to);
	return error == 0 ? boot_enter_new_root() : error;
}

void boot_leave_initramfs(void)
{
	char program[PATH_MAX];
	char *const arguments[] = { program, NULL };
	char *const environment[] = { NULL };
	int error = leave(program, sizeof program);

	if (error == 0)
		error = sys_execve(program, arguments, environment);
	log_say(LOG_LEVEL_ERROR, "cannot leave the initramfs", "containers will not start", error);
}
