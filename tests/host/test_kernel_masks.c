/*
 * What of /proc and /sys is hidden or read-only in a container, seen from inside the masks. In a
 * mount namespace of the test's own. Needs CAP_SYS_ADMIN.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel_mount.h"

static int open_error(const char *path, int flags)
{
	int fd = open(path, flags);

	if (fd >= 0)
		close(fd);
	return fd < 0 ? errno : 0;
}

/* What a path under the masks must be: no more than the null device, or an empty directory. */
static void expect_masked(const char *path)
{
	struct stat status;
	char line[64];

	if (stat(path, &status) < 0)
		return; /* this kernel has no such file */
	if (S_ISDIR(status.st_mode)) {
		assert_int_equal(status.st_nlink, 2);
		snprintf(line, sizeof line, "%s/new", path);
		assert_int_equal(open_error(line, O_CREAT | O_WRONLY), EROFS);
	} else {
		assert_true(S_ISCHR(status.st_mode));
		assert_int_equal(status.st_rdev, makedev(1, 3));
	}
}

static void masks_cover_what_they_name(void **state)
{
	struct mount_detached proc, sys;
	int null, target;
	unsigned failed = 99, seen = 0;

	need_privilege(__func__, state);
	assert_int_equal(mkdir("masked", 0755), 0);
	assert_int_equal(mkdir("masked/proc", 0755), 0);
	assert_int_equal(mkdir("masked/sys", 0755), 0);
	assert_int_equal(mount_new(&proc, "proc", NULL, ALL), 0);
	assert_int_equal(mount_new(&sys, "sysfs", NULL, ALL), 0);
	target = open_directory("masked/proc");
	assert_int_equal(mount_attach(&proc, target), 0);
	close(target);
	target = open_directory("masked/sys");
	assert_int_equal(mount_attach(&sys, target), 0);
	close(target);
	null = mount_open_null(AT_FDCWD, "/dev/null");
	assert_true(null >= 0);
	assert_int_equal(mount_masks(proc.fd, sys.fd, null, &failed), 0);
	assert_int_equal(chdir("/tmp/masked"), 0);
	for (unsigned i = 0; mount_mask_name(i)[0] != '\0'; i++) {
		const char *path = mount_mask_name(i) + 1;

		if (strcmp(path, "proc/sys") == 0 || strcmp(path, "proc/irq") == 0 ||
			strcmp(path, "proc/bus") == 0 || strcmp(path, "proc/fs") == 0 ||
			strcmp(path, "proc/pressure") == 0 ||
			strcmp(path, "proc/dynamic_debug") == 0) {
			assert_true(access(path, F_OK) != 0 || (flags_of(path) & ST_RDONLY) != 0);
			seen++;
		} else {
			expect_masked(path);
		}
	}
	assert_int_equal(seen, 6);
	assert_int_equal(open_error("proc/sys/kernel/core_pattern", O_WRONLY), EROFS);
	assert_int_equal(open_error("proc/self/oom_score_adj", O_WRONLY), 0);
	assert_int_equal(flags_of("proc"), ST_NOSUID | ST_NODEV | ST_NOEXEC);
	close(null);
	close(proc.fd);
	close(sys.fd);
	assert_int_equal(umount2("/tmp/masked/proc", MNT_DETACH), 0);
	assert_int_equal(umount2("/tmp/masked/sys", MNT_DETACH), 0);
}

static void masks_need_a_real_procfs(void **state)
{
	int fake, null;
	unsigned failed;

	need_privilege(__func__, state);
	fake = open_directory("root");
	null = mount_open_null(AT_FDCWD, "/dev/null");
	assert_int_equal(mount_masks(fake, -1, null, &failed), -EPERM);
	close(fake);
	close(null);
}

/* The mask itself is missing: never taken for a file that this kernel does not have. */
static void lost_null_device_is_an_error(void **state)
{
	struct mount_detached proc;
	int target;
	unsigned failed = 99;

	need_privilege(__func__, state);
	assert_int_equal(mount_new(&proc, "proc", NULL, ALL), 0);
	target = open_directory("target");
	assert_int_equal(mount_attach(&proc, target), 0);
	close(target);
	assert_true(mount_masks(proc.fd, -1, 250, &failed) < 0);
	assert_string_equal(mount_mask_name(failed), "/proc/kcore");
	close(proc.fd);
	assert_int_equal(chdir("/tmp"), 0);
	assert_int_equal(umount2("target", MNT_DETACH), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(masks_cover_what_they_name),
		cmocka_unit_test(masks_need_a_real_procfs),
		cmocka_unit_test(lost_null_device_is_an_error),
	};

	return cmocka_run_group_tests(tests, own_mounts, NULL);
}
