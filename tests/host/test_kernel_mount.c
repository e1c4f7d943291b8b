/*
 * The mount helpers against the kernel: images with hostile links, a renamer that races, kernels
 * without mount_setattr(2). In a mount namespace of the test's own. Needs CAP_SYS_ADMIN.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel/seccomp.h"
#include "kernel_mount.h"

#include <linux/seccomp.h>
#include <signal.h>
#include <sys/wait.h>

/* What the resolution of a path below root/ gives: its inode, or the error. */
static int64_t resolved(const char *path)
{
	int root = open_directory("root");
	int fd = mount_open_target(root, path);
	struct stat status;

	close(root);
	if (fd < 0)
		return fd;
	assert_int_equal(fstat(fd, &status), 0);
	close(fd);
	return (int64_t)status.st_ino;
}

static int64_t inode(const char *path)
{
	struct stat status;

	assert_int_equal(stat(path, &status), 0);
	return (int64_t)status.st_ino;
}

static void links_of_an_image_stay_inside(void **state)
{
	unsigned before = open_descriptors();

	need_privilege(__func__, state);
	assert_int_equal(symlink("/dir", "root/absolute"), 0);
	assert_int_equal(symlink("../../../../dir", "root/dir/climbs"), 0);
	assert_int_equal(symlink("/tmp/outside", "root/out"), 0);
	assert_int_equal(symlink("loop", "root/loop"), 0);
	assert_int_equal(symlink("/proc/self/root", "root/magic"), 0);
	assert_int_equal(mkdir("root/proc", 0755), 0);
	assert_int_equal(mount("proc", "root/proc", "proc", 0, NULL), 0);
	assert_int_equal(resolved("/dir"), inode("root/dir"));
	assert_int_equal(resolved("absolute/sub"), inode("root/dir/sub"));
	assert_int_equal(resolved("/dir/climbs/sub"), inode("root/dir/sub"));
	assert_int_equal(resolved("/../../.."), inode("root"));
	assert_int_equal(resolved("out"), -ENOENT);
	assert_int_equal(resolved("loop"), -ELOOP);
	assert_int_equal(resolved("/proc/self/root"), -ELOOP);
	assert_int_equal(resolved("/proc/self/cwd/outside"), -ELOOP);
	assert_int_equal(resolved("magic"), -ELOOP);
	assert_int_equal(umount("root/proc"), 0);
	assert_int_equal(open_descriptors(), before);
}

/* A container that shares a directory swaps it for a link all the time. */
static void renames_do_not_lead_out(void **state)
{
	int root, inside = 0;
	int64_t outside;
	pid_t racer;

	need_privilege(__func__, state);
	assert_int_equal(mkdir("root/swap", 0755), 0);
	assert_int_equal(mkdir("root/swap/outside", 0755), 0);
	assert_int_equal(symlink("../../../../../tmp", "root/other"), 0);
	outside = inode("outside");
	fflush(NULL);
	racer = fork();
	if (racer == 0) {
		alarm(60);
		for (;;)
			syscall(SYS_renameat2, AT_FDCWD, "root/swap", AT_FDCWD, "root/other",
				2 /* RENAME_EXCHANGE */);
	}
	root = open_directory("root");
	for (int i = 0; i < 20000; i++) {
		int fd = mount_open_target(root, "swap/outside");
		struct stat status;

		if (fd < 0) {
			assert_true(fd == -ENOENT || fd == -EAGAIN);
			continue;
		}
		assert_int_equal(fstat(fd, &status), 0);
		assert_int_not_equal(status.st_ino, outside);
		close(fd);
		inside++;
	}
	kill(racer, SIGKILL);
	waitpid(racer, NULL, 0);
	close(root);
	assert_true(inside > 0);
}

static int attach_to(const struct mount_detached *made, const char *path)
{
	int target = open(path, O_PATH | O_CLOEXEC);
	int error = mount_attach(made, target);

	close(target);
	close(made->fd);
	return error;
}

static void clone_shows_the_source_and_nothing_below(void **state)
{
	struct mount_detached made;
	unsigned before = open_descriptors();

	need_privilege(__func__, state);
	assert_int_equal(mount("below", "root/dir/sub", "tmpfs", 0, NULL), 0);
	assert_int_equal(mkdir("root/dir/sub/secret", 0755), 0);
	assert_int_equal(mount_clone(&made, AT_FDCWD, "root/dir", ALL), 0);
	assert_int_equal(fcntl(made.fd, F_GETFD), FD_CLOEXEC);
	assert_int_equal(attach_to(&made, "target"), 0);
	assert_int_equal(access("target/sub", F_OK), 0);
	assert_int_equal(access("target/sub/secret", F_OK), -1);
	assert_int_equal(flags_of("target"), ST_RDONLY | ST_NOSUID | ST_NODEV | ST_NOEXEC);
	assert_int_equal(flags_of("root/dir"), 0);
	assert_int_equal(mkdir("target/new", 0755), -1);
	assert_int_equal(errno, EROFS);
	assert_int_equal(umount("target"), 0);
	assert_int_equal(umount("root/dir/sub"), 0);
	assert_int_equal(open_descriptors(), before);
}

static void clone_follows_no_link(void **state)
{
	struct mount_detached made;
	unsigned before = open_descriptors();

	need_privilege(__func__, state);
	assert_int_equal(symlink("root", "link"), 0);
	assert_int_equal(mount_clone(&made, AT_FDCWD, "/tmp/link", 0), -ELOOP);
	assert_int_equal(mount_clone(&made, AT_FDCWD, "/tmp/link/dir", 0), -ELOOP);
	assert_int_equal(mount_clone(&made, AT_FDCWD, "/tmp/absent", 0), -ENOENT);
	assert_true(made.fd < 0);
	assert_int_equal(open_descriptors(), before);
}

/* As on Linux 5.10: the call is unknown. */
static void forget_mount_setattr(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mount_setattr, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};

	if (seccomp_load(code, sizeof code / sizeof code[0]) < 0)
		_exit(125);
}

static int clone_and_look(const char *source, const char *target)
{
	struct mount_detached made;

	if (mount_clone(&made, AT_FDCWD, source, ALL) != 0 || made.pending != ALL)
		return 1;
	if (attach_to(&made, target) != 0)
		return 2;
	if (flags_of(target) != (ST_RDONLY | ST_NOSUID | ST_NODEV | ST_NOEXEC))
		return 3;
	/* What the source has already is kept, not replaced. */
	if (mount_clone(&made, AT_FDCWD, target, MOUNT_ATTR_NODEV) != 0)
		return 4;
	if (attach_to(&made, target) != 0)
		return 5;
	if (flags_of(target) != (ST_RDONLY | ST_NOSUID | ST_NODEV | ST_NOEXEC))
		return 6;
	return umount(target) < 0 || umount(target) < 0 ? 7 : 0;
}

static void old_kernels_get_the_attributes_too(void **state)
{
	int status;
	pid_t child;

	need_privilege(__func__, state);
	fflush(NULL);
	child = fork();
	if (child == 0) {
		forget_mount_setattr();
		status = clone_and_look("root/dir", "target");
		_exit(status != 0 ? status : 10 * clone_and_look("root/file", "target-file"));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static void new_file_system_has_its_options(void **state)
{
	static const struct mount_option options[] = { { "size", "64k" }, { "mode", "1700" },
		{ NULL, NULL } };
	static const struct mount_option flag[] = { { "ro", NULL }, { NULL, NULL } };
	static const struct mount_option bad[] = { { "sizes", "64k" }, { NULL, NULL } };
	struct mount_detached made;
	struct statvfs status;
	struct stat root;
	unsigned before = open_descriptors();

	need_privilege(__func__, state);
	assert_int_equal(mount_new(&made, "tmpfs", options, MOUNT_ATTR_NOEXEC), 0);
	assert_int_equal(fcntl(made.fd, F_GETFD), FD_CLOEXEC);
	assert_int_equal(attach_to(&made, "target"), 0);
	assert_int_equal(statvfs("target", &status), 0);
	assert_int_equal(status.f_blocks * status.f_frsize, 65536);
	assert_int_equal(flags_of("target"), ST_NOEXEC);
	assert_int_equal(stat("target", &root), 0);
	assert_int_equal(root.st_mode & 07777, 01700);
	assert_int_equal(umount("target"), 0);
	assert_int_equal(mount_new(&made, "tmpfs", flag, 0), 0);
	assert_int_equal(attach_to(&made, "target"), 0);
	assert_int_equal(flags_of("target"), ST_RDONLY);
	assert_int_equal(umount("target"), 0);
	assert_int_equal(mount_new(&made, "tmpfs", bad, 0), -EINVAL);
	assert_int_equal(mount_new(&made, "nosuchfs", NULL, 0), -ENODEV);
	assert_int_equal(open_descriptors(), before);
}

static void null_device_is_checked(void **state)
{
	int fd, directory;
	unsigned before = open_descriptors();

	need_privilege(__func__, state);
	assert_int_equal(mkdir("dev", 0755), 0);
	directory = open_directory("dev");
	assert_int_equal(mount_open_null(directory, "null"), -ENOENT);
	assert_int_equal(symlink("/dev/null", "dev/null"), 0);
	assert_int_equal(mount_open_null(directory, "null"), -ELOOP);
	assert_int_equal(unlink("dev/null"), 0);
	assert_int_equal(close(open("dev/null", O_CREAT | O_WRONLY, 0644)), 0);
	assert_int_equal(mount_open_null(directory, "null"), -ENODEV);
	assert_int_equal(unlink("dev/null"), 0);
	assert_int_equal(mknod("dev/null", S_IFCHR | 0666, makedev(1, 5)), 0);
	assert_int_equal(mount_open_null(directory, "null"), -ENODEV);
	assert_int_equal(unlink("dev/null"), 0);
	assert_int_equal(mknod("dev/null", S_IFBLK | 0666, makedev(1, 3)), 0);
	assert_int_equal(mount_open_null(directory, "null"), -ENODEV);
	assert_int_equal(unlink("dev/null"), 0);
	assert_int_equal(mknod("dev/null", S_IFCHR | 0666, makedev(1, 3)), 0);
	fd = mount_open_null(directory, "null");
	assert_true(fd >= 0);
	close(fd);
	close(directory);
	assert_int_equal(open_descriptors(), before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_of_an_image_stay_inside),
		cmocka_unit_test(renames_do_not_lead_out),
		cmocka_unit_test(clone_shows_the_source_and_nothing_below),
		cmocka_unit_test(clone_follows_no_link),
		cmocka_unit_test(old_kernels_get_the_attributes_too),
		cmocka_unit_test(new_file_system_has_its_options),
		cmocka_unit_test(null_device_is_checked),
	};

	return cmocka_run_group_tests(tests, own_mounts, NULL);
}
