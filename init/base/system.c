/*
 * System calls that return -errno; see system.h. Called in every process.
 * libc's functions where they are plain wrappers on every architecture; the raw call where there is
 * none, or where the wrapper brings what kernels before 5.10 need: that weighs 4 KB.
 * Processes are in process.c, sockets, events and time in socket.c.
 */
#include "base/system.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/random.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/utsname.h>
#include <sys/xattr.h>
#include <unistd.h>

/* The plain numbers of older 32-bit architectures are calls with small ids (fchown(2)) or offsets.
 */
#ifdef SYS_fchown32
#define NUMBER_FCHOWN SYS_fchown32
#else
#define NUMBER_FCHOWN SYS_fchown
#endif
#ifdef SYS_fcntl64
#define NUMBER_FCNTL SYS_fcntl64
#else
#define NUMBER_FCNTL SYS_fcntl
#endif
/*
 * struct statx as statx(2) lays it out on every architecture: the headers that name it differ
 * between libcs. libc's own stat asks three calls in turn on a machine with 32-bit times, for what
 * is not used.
 */
struct statx_bytes {
	uint32_t mask, block_bytes;
	uint64_t attributes;
	uint32_t links, uid, gid;
	uint16_t mode, unused;
	uint64_t inode, size, blocks, attributes_mask;
	uint64_t times[8];
	uint32_t special[2], device[2]; /* major, minor */
	uint64_t later[14];
};
_Static_assert(sizeof(struct statx_bytes) == 256, "statx(2)");
enum { STATX_BASIC = 0x7ff };

/* What libc's open adds on a 32-bit machine, and what no descriptor here goes without. */
enum { OPEN_ALWAYS = O_LARGEFILE | O_CLOEXEC };

static int result(long value)
{
	return value < 0 ? -errno : (int)value;
}

static ssize_t size(ssize_t value)
{
	return value < 0 ? -errno : value;
}

int sys_open(int directory, const char *path, int flags)
{
	return result(syscall(SYS_openat, directory, path, flags | OPEN_ALWAYS));
}

int sys_create(int directory, const char *path, int flags, mode_t mode)
{
	return result(syscall(SYS_openat, directory, path, flags | O_CREAT | OPEN_ALWAYS, mode));
}

int sys_openat2(int directory, const char *path, const struct open_how *how)
{
	/* struct open_how as openat2(2) published it first: three 64-bit words. */
	return result(syscall(SYS_openat2, directory, path, how, 24));
}

ssize_t sys_read(int fd, void *bytes, size_t count)
{
	return size(read(fd, bytes, count));
}

ssize_t sys_write(int fd, const void *bytes, size_t count)
{
	return size(write(fd, bytes, count));
}

ssize_t sys_read_at(int fd, void *bytes, size_t count, off_t at)
{
	return size(pread(fd, bytes, count, at));
}

int sys_flush(int fd)
{
	return result(fdatasync(fd));
}

int sys_close(int fd)
{
	return result(close(fd));
}

int sys_close_range(unsigned first, unsigned last, unsigned flags)
{
	return result(syscall(SYS_close_range, first, last, flags));
}

int sys_dup_to(int fd, int target, int flags)
{
	return result(syscall(SYS_dup3, fd, target, flags));
}

int sys_dup_above(int fd, int least)
{
	return result(fcntl(fd, F_DUPFD_CLOEXEC, least));
}

int sys_pipe(int ends[2], int flags)
{
	return result(syscall(SYS_pipe2, ends, flags | O_CLOEXEC));
}

int sys_mkdir(int directory, const char *path, mode_t mode)
{
	return result(mkdirat(directory, path, mode));
}

int sys_mknod(int directory, const char *path, mode_t mode, dev_t device)
{
	return result(mknodat(directory, path, mode, device));
}

int sys_symlink(const char *target, int directory, const char *path)
{
	return result(symlinkat(target, directory, path));
}

int sys_unlink(int directory, const char *path, int flags)
{
	return result(unlinkat(directory, path, flags));
}

int sys_rename(int directory, const char *from, const char *to)
{
	return result(syscall(SYS_renameat2, directory, from, directory, to, 0));
}

int sys_lock(int fd, bool shared)
{
	return result(flock(fd, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB));
}

int sys_chown(int directory, const char *path, uid_t uid, gid_t gid)
{
	return result(fchownat(directory, path, uid, gid, AT_SYMLINK_NOFOLLOW));
}

int sys_fchown(int fd, uid_t uid, gid_t gid)
{
	return result(syscall(NUMBER_FCHOWN, fd, uid, gid));
}

int sys_fchmod(int fd, mode_t mode)
{
	return result(syscall(SYS_fchmod, fd, mode));
}

int sys_chmod(int directory, const char *path, mode_t mode)
{
	return result(syscall(SYS_fchmodat, directory, path, mode));
}

int sys_stat(int directory, const char *path, struct stat *status, int flags)
{
	struct statx_bytes bytes;
	int error = result(syscall(SYS_statx, directory, path, flags, STATX_BASIC, &bytes));

	if (error < 0)
		return error;
	memset(status, 0, sizeof *status);
	status->st_dev = makedev(bytes.device[0], bytes.device[1]);
	status->st_ino = bytes.inode;
	status->st_mode = bytes.mode;
	status->st_nlink = bytes.links;
	status->st_uid = bytes.uid;
	status->st_gid = bytes.gid;
	status->st_rdev = makedev(bytes.special[0], bytes.special[1]);
	status->st_size = (off_t)bytes.size;
	return 0;
}

int sys_fstatfs(int fd, struct statfs *status)
{
	return result(fstatfs(fd, status));
}

ssize_t sys_get_attribute(int fd, const char *name, void *value, size_t value_size)
{
	return size(fgetxattr(fd, name, value, value_size));
}

ssize_t sys_readlink(int directory, const char *path, char *target, size_t target_size)
{
	return size(readlinkat(directory, path, target, target_size));
}

ssize_t sys_getdents(int fd, void *entries, size_t entries_size)
{
	return size(syscall(SYS_getdents64, fd, entries, entries_size));
}

ssize_t sys_sendfile_at(int out, int in, off_t at, size_t count)
{
	if (lseek(out, at, SEEK_SET) < 0)
		return -errno;
	return size(sendfile(out, in, &at, count));
}

int sys_rewind(int fd)
{
	return lseek(fd, 0, SEEK_SET) < 0 ? -errno : 0;
}

int sys_ftruncate(int fd, off_t length)
{
	return result(ftruncate(fd, length));
}

int sys_chdir(const char *path)
{
	return result(chdir(path));
}

int sys_fchdir(int fd)
{
	return result(syscall(SYS_fchdir, fd));
}

int sys_chroot(const char *path)
{
	return result(chroot(path));
}

ssize_t sys_getcwd(char *path, size_t path_size)
{
	return size(syscall(SYS_getcwd, path, path_size));
}

int sys_set_flags(int fd, int flags)
{
	return result(syscall(NUMBER_FCNTL, fd, F_SETFL, flags));
}

int sys_get_flags(int fd)
{
	return result(syscall(NUMBER_FCNTL, fd, F_GETFL, 0));
}

int sys_keep_on_exec(int fd, bool keep)
{
	return result(syscall(NUMBER_FCNTL, fd, F_SETFD, keep ? 0 : FD_CLOEXEC));
}

int sys_ioctl(int fd, unsigned long request, void *argument)
{
	return result(syscall(SYS_ioctl, fd, request, argument));
}

int sys_ioctl_number(int fd, unsigned long request, long argument)
{
	return result(syscall(SYS_ioctl, fd, request, argument));
}

int sys_write_file(int directory, const char *path, const char *text)
{
	int fd = sys_open(directory, path, O_WRONLY);
	ssize_t written;

	if (fd < 0)
		return fd;
	written = sys_write(fd, text, strlen(text));
	close(fd);
	return written < 0 ? (int)written : (size_t)written < strlen(text) ? -EIO : 0;
}

ssize_t sys_read_file(int directory, const char *path, char *text, size_t text_size)
{
	int fd = sys_open(directory, path, O_RDONLY);
	ssize_t length;

	if (fd < 0)
		return fd;
	length = sys_read(fd, text, text_size - 1);
	close(fd);
	if (length >= 0)
		text[length] = '\0';
	return length;
}

int sys_mount(const char *source, const char *target, const char *type, unsigned long flags,
	const char *options)
{
	return result(mount(source, target, type, flags, options));
}

int sys_umount(const char *target, int flags)
{
	return result(umount2(target, flags));
}

int sys_pivot_root(const char *root, const char *old)
{
	return result(syscall(SYS_pivot_root, root, old));
}

int sys_open_tree(int directory, const char *path, unsigned flags)
{
	return result(syscall(SYS_open_tree, directory, path, flags));
}

int sys_move_mount(int from, const char *from_path, int to, const char *to_path, unsigned flags)
{
	return result(syscall(SYS_move_mount, from, from_path, to, to_path, flags));
}

int sys_fsopen(const char *type, unsigned flags)
{
	return result(syscall(SYS_fsopen, type, flags));
}

int sys_fsconfig(int fd, unsigned command, const char *key, const char *value, int auxiliary)
{
	return result(syscall(SYS_fsconfig, fd, command, key, value, auxiliary));
}

int sys_fsmount(int fd, unsigned flags, unsigned attributes)
{
	return result(syscall(SYS_fsmount, fd, flags, attributes));
}

int sys_mount_setattr(
	int directory, const char *path, unsigned flags, const struct mount_attr *attributes)
{
	/* struct mount_attr as mount_setattr(2) published it first: four 64-bit words. */
	return result(syscall(SYS_mount_setattr, directory, path, flags, attributes, 32));
}

int sys_bpf(int command, void *attributes, size_t bytes)
{
	return result(syscall(SYS_bpf, command, attributes, bytes));
}

int sys_sethostname(const char *name)
{
	return result(sethostname(name, strlen(name)));
}

int sys_uname(struct utsname *names)
{
	return result(uname(names));
}

int sys_reboot(unsigned command)
{
	/* The two magic numbers of reboot(2). */
	return result(syscall(SYS_reboot, 0xfee1dead, 672274793, command, NULL));
}

void sys_sync(void)
{
	sync();
}

int sys_finit_module(int fd, const char *parameters, int flags)
{
	return result(syscall(SYS_finit_module, fd, parameters, flags));
}

int sys_getrandom(void *bytes, size_t count)
{
	return result(getrandom(bytes, count, GRND_NONBLOCK));
}
