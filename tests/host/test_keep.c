/*
 * Files of the data store on a real file system: whole, for root alone, and no links followed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/keep.h"
#include "base/system.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/nsinit-keep-XXXXXX";
static int directory;

static int set_up(void **unused)
{
	(void)unused;
	assert_int_equal(geteuid(), 0);
	strcpy(folder + strlen(folder) - 6, "XXXXXX");
	assert_non_null(mkdtemp(folder));
	directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return directory < 0;
}

static int tear_down(void **unused)
{
	static const char *const names[] = { "file", "file" KEEP_NEW, "victim" };

	(void)unused;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		unlinkat(directory, names[i], 0);
	close(directory);
	return rmdir(folder);
}

static void assert_content(const char *name, const char *expected)
{
	char bytes[64] = "";

	assert_true(keep_read(directory, name, bytes, sizeof bytes - 1) >= 0);
	assert_string_equal(bytes, expected);
}

static void what_is_written_is_read_and_replaced(void **unused)
{
	struct stat status;

	(void)unused;
	umask(0);
	assert_int_equal(keep_write(directory, "file", "one", 3), 0);
	assert_content("file", "one");
	assert_int_equal(keep_write(directory, "file", "second", 6), 0);
	assert_content("file", "second");
	assert_int_equal(fstatat(directory, "file", &status, 0), 0);
	assert_int_equal(status.st_mode, S_IFREG | 0600);
	assert_int_equal(faccessat(directory, "file" KEEP_NEW, F_OK, 0), -1);
	assert_int_equal(keep_remove(directory, "file"), 0);
	assert_int_equal(keep_remove(directory, "file"), -ENOENT);
	assert_int_equal(keep_read(directory, "file", NULL, 0), -ENOENT);
}

/* Half a file of a loss of power is in nobody's way, and no link leads anywhere. */
static void what_lies_there_is_not_followed(void **unused)
{
	char bytes[64];

	(void)unused;
	assert_int_equal(keep_write(directory, "victim", "victim", 6), 0);
	assert_int_equal(symlinkat("victim", directory, "file" KEEP_NEW), 0);
	assert_int_equal(symlinkat("victim", directory, "file"), 0);
	assert_int_equal(keep_read(directory, "file", bytes, sizeof bytes), -ELOOP);
	assert_int_equal(keep_write(directory, "file", "new", 3), 0);
	assert_content("file", "new");
	assert_content("victim", "victim");
}

static void what_others_could_have_written_is_refused(void **unused)
{
	char bytes[64];

	(void)unused;
	assert_int_equal(keep_write(directory, "file", "one", 3), 0);
	assert_int_equal(fchmodat(directory, "file", 0620, 0), 0);
	assert_int_equal(keep_read(directory, "file", bytes, sizeof bytes), -EPERM);
	assert_int_equal(fchmodat(directory, "file", 0644, 0), 0);
	assert_int_equal(keep_read(directory, "file", bytes, sizeof bytes), 3);
	assert_int_equal(fchownat(directory, "file", 1000, 0, 0), 0);
	assert_int_equal(keep_read(directory, "file", bytes, sizeof bytes), -EPERM);
	unlinkat(directory, "file", 0);
	assert_int_equal(mkfifoat(directory, "file", 0600), 0);
	assert_int_equal(keep_read(directory, "file", bytes, sizeof bytes), -EPERM);
}

/* The old one stays, and nothing half. */
static void a_full_medium_costs_the_new_file_alone(void **unused)
{
	char *large = calloc(1, 4 << 20);
	int tmpfs;

	(void)unused;
	assert_non_null(large);
	assert_int_equal(sys_unshare(CLONE_NEWNS), 0);
	assert_int_equal(sys_mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL), 0);
	assert_int_equal(sys_mount("small", folder, "tmpfs", 0, "size=1m"), 0);
	tmpfs = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_int_equal(keep_write(tmpfs, "file", "one", 3), 0);
	assert_int_equal(keep_write(tmpfs, "file", large, 4 << 20), -ENOSPC);
	assert_int_equal(keep_read(tmpfs, "file", large, 64), 3);
	assert_int_equal(faccessat(tmpfs, "file" KEEP_NEW, F_OK, 0), -1);
	free(large);
	close(tmpfs);
	assert_int_equal(sys_umount(folder, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			what_is_written_is_read_and_replaced, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_lies_there_is_not_followed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_others_could_have_written_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_full_medium_costs_the_new_file_alone, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
