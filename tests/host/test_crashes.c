/*
 * What is kept of crashes, with directories in place of the store and of pstore.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "pid1/crashes.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct crash_limits limits = { 1000, 3 };
static char kept_path[] = "/tmp/nsinit-kept-XXXXXX";
static char from_path[] = "/tmp/nsinit-from-XXXXXX";
static int kept, from;

static int make(char *path)
{
	strcpy(path + strlen(path) - 6, "XXXXXX");
	return mkdtemp(path) ? open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
}

static int set_up(void **unused)
{
	(void)unused;
	kept = make(kept_path);
	from = make(from_path);
	return kept < 0 || from < 0;
}

static void empty(int directory, const char *path)
{
	DIR *stream = opendir(path);

	for (struct dirent *entry; stream && (entry = readdir(stream));)
		unlinkat(directory, entry->d_name, 0);
	if (stream)
		closedir(stream);
	close(directory);
	rmdir(path);
}

static int tear_down(void **unused)
{
	(void)unused;
	empty(kept, kept_path);
	empty(from, from_path);
	return 0;
}

static void put(int directory, const char *name, size_t bytes)
{
	int fd = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

	assert_true(fd >= 0);
	for (size_t i = 0; i < bytes; i++)
		assert_int_equal(write(fd, "x", 1), 1);
	close(fd);
}

/* -1: it is not there. */
static int64_t size_of(int directory, const char *name)
{
	struct stat status;

	return fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) < 0 ? -1 : status.st_size;
}

static void records_move_and_get_numbers(void **unused)
{
	struct stat status;

	(void)unused;
	put(kept, "000041-core-web-11", 10);
	put(kept, "note", 5000); /* somebody else's */
	put(from, "dmesg-ramoops-0", 20);
	assert_int_equal(crashes_move(kept, &limits, from), 0);
	assert_int_equal(size_of(from, "dmesg-ramoops-0"), -1);
	assert_int_equal(fstatat(kept, "000042-dmesg-ramoops-0", &status, 0), 0);
	assert_int_equal(status.st_size, 20);
	assert_int_equal(status.st_mode, S_IFREG | 0600);
	assert_int_equal(size_of(kept, "000041-core-web-11"), 10);
	assert_int_equal(size_of(kept, "note"), 5000);
}

static void the_oldest_make_room_by_count_and_by_bytes(void **unused)
{
	(void)unused;
	put(kept, "000001-a", 1);
	put(kept, "000002-b.new", 1); /* half, after a loss of power */
	put(kept, "000003-c", 900);
	put(from, "one", 50);
	assert_int_equal(crashes_move(kept, &limits, from), 0);
	assert_int_equal(size_of(kept, "000001-a"), -1);
	assert_int_equal(size_of(kept, "000002-b.new"), 1);
	assert_int_equal(size_of(kept, "000004-one"), 50);
	put(from, "two", 60);
	assert_int_equal(crashes_move(kept, &limits, from), 0);
	assert_int_equal(size_of(kept, "000002-b.new"), -1);
	assert_int_equal(size_of(kept, "000003-c"), -1);
	assert_int_equal(size_of(kept, "000004-one"), 50);
	assert_int_equal(size_of(kept, "000005-two"), 60);
}

/* It stays where it is, and costs no other. */
static void what_never_fits_stays(void **unused)
{
	(void)unused;
	put(kept, "000001-a", 1);
	put(from, "large", 1001);
	assert_int_equal(crashes_move(kept, &limits, from), -EFBIG);
	assert_int_equal(size_of(from, "large"), 1001);
	assert_int_equal(size_of(kept, "000001-a"), 1);
}

static void links_are_not_followed(void **unused)
{
	(void)unused;
	put(kept, "note", 7);
	assert_int_equal(symlinkat("note", kept, "000001-x.new"), 0);
	assert_int_equal(symlinkat("note", kept, "000009-x"), 0);
	put(from, "x", 3);
	assert_int_equal(crashes_move(kept, &limits, from), -EEXIST);
	assert_int_equal(size_of(kept, "note"), 7);
	assert_int_equal(size_of(from, "x"), 3);
}

static void a_core_is_cut(void **unused)
{
	int ends[2];
	char bytes[300];

	(void)unused;
	memset(bytes, 'c', sizeof bytes);
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	assert_int_equal(write(ends[1], bytes, sizeof bytes), (ssize_t)sizeof bytes);
	close(ends[1]);
	assert_int_equal(crashes_keep(kept, &limits, "core-web-11", ends[0], 200), 0);
	close(ends[0]);
	assert_int_equal(size_of(kept, "000001-core-web-11"), 200);
}

static void a_source_that_fails_leaves_nothing(void **unused)
{
	int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);

	(void)unused;
	assert_int_equal(crashes_keep(kept, &limits, "core-web-11", fd, 200), -EBADF);
	close(fd);
	assert_int_equal(size_of(kept, "000001-core-web-11"), -1);
	assert_int_equal(size_of(kept, "000001-core-web-11.new"), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(records_move_and_get_numbers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			the_oldest_make_room_by_count_and_by_bytes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_never_fits_stays, set_up, tear_down),
		cmocka_unit_test_setup_teardown(links_are_not_followed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_core_is_cut, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_source_that_fails_leaves_nothing, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
