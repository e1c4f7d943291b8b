/*
 * Block devices by name: the parts that need none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel/partition.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *value(const char *lines, const char *key)
{
	static char bytes[64];
	size_t length = 0;
	const char *found = partition_value(lines, key, &length);

	if (found == NULL)
		return NULL;
	memcpy(bytes, found, length);
	bytes[length] = '\0';
	return bytes;
}

static void test_value_of_a_line(void **state)
{
	const char *lines = "DEVNAME=vda1\nPARTN=1\nPARTNAME=root a\nLAST=x";

	(void)state;
	assert_string_equal(value(lines, "PARTNAME"), "root a");
	assert_string_equal(value(lines, "PARTN"), "1");
	assert_string_equal(value(lines, "LAST"), "x");
	assert_null(value(lines, "NAME"));
	assert_null(value(lines, "PART"));
	assert_null(value("", "PART"));
	assert_null(value("PARTNAME", "PARTNAME"));
	assert_string_equal(value("PARTNAME=", "PARTNAME"), "");
}

static void test_guid_as_a_gpt_has_it(void **state)
{
	static const uint8_t expected[16] = { 0x78, 0x56, 0x34, 0x12, 0xbc, 0x9a, 0xf0, 0xde, 0x01,
		0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef };
	uint8_t bytes[16];

	(void)state;
	assert_true(partition_guid("12345678-9abc-def0-0123-456789abcdef", bytes));
	assert_memory_equal(bytes, expected, 16);
	assert_true(partition_guid("12345678-9ABC-DEF0-0123-456789ABCDEF", bytes));
	assert_memory_equal(bytes, expected, 16);
}

static void test_what_is_no_guid(void **state)
{
	static const char *const wrong[] = { "", "1", "12345678-9abc-def0-0123-456789abcde",
		"12345678-9abc-def0-0123-456789abcdef0", "123456789abcdef00123456789abcdef",
		"12345678-9abc-def0-0123-456789abcdeg", "1234567-89abc-def0-0123-456789abcdef" };
	uint8_t bytes[16];

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(partition_guid(wrong[i], bytes));
}

static void test_name_of_an_mbr(void **state)
{
	static const char *const wrong[] = { "", "1234abcd", "1234abcd-", "1234abcd-0",
		"1234abcd-002", "1234abcd-0g", "1234abcd02", "123-abcd-02", "1234abcd--2",
		"12345678-9abc-def0-0123-456789abcdef" };
	struct mbr_name name;

	(void)state;
	assert_true(partition_signature("1234aBCd-02", &name));
	assert_int_equal(name.signature, 0x1234abcd);
	assert_int_equal(name.number, 2);
	assert_true(partition_signature("ffffffff-FE", &name));
	assert_int_equal(name.signature, UINT32_MAX);
	assert_int_equal(name.number, 0xfe);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(partition_signature(wrong[i], &name));
}

static void test_what_names_nothing(void **state)
{
	char path[PARTITION_PATH_SIZE];
	char name[PARTITION_NAME_SIZE] = "x";

	(void)state;
	assert_int_equal(partition_find("vda1", path), -EINVAL);
	assert_int_equal(partition_find("UUID=1", path), -EINVAL);
	assert_int_equal(partition_find("PARTUUID=1", path), -EINVAL);
	assert_int_equal(partition_find("PARTUUID=00000000-00", path), -ENODEV);
	assert_int_equal(partition_find("/dev/none-of-this-name", path), -ENODEV);
	assert_int_equal(partition_find("/dev/null", path), -ENOTBLK);
	assert_int_equal(partition_wait("/dev/none-of-this-name", 1, path), -ENODEV);
	partition_name("/dev/null", name);
	assert_string_equal(name, "");
	assert_null(partition_type("/dev/null"));
}

/* Whether a file of this size is blank that is all `fill` but for one byte; without one below 0. */
static bool blank(uint64_t bytes, int fill, int64_t other_at)
{
	static uint8_t mib[1 << 20];
	FILE *file = tmpfile();
	bool found;

	assert_non_null(file);
	memset(mib, fill, sizeof mib);
	for (uint64_t at = 0; fill != 0 && at < bytes; at += sizeof mib) {
		size_t count = bytes - at < sizeof mib ? (size_t)(bytes - at) : sizeof mib;

		assert_int_equal(fwrite(mib, 1, count, file), count);
	}
	assert_int_equal(fflush(file), 0);
	assert_int_equal(ftruncate(fileno(file), (off_t)bytes), 0);
	if (other_at >= 0)
		assert_int_equal(pwrite(fileno(file), "x", 1, other_at), 1);
	found = partition_blank(fileno(file), bytes, INT64_MAX);
	fclose(file);
	return found;
}

#define SIZE ((UINT64_C(40) << 20) + 512)

static void test_what_is_blank(void **state)
{
	(void)state;
	assert_true(blank(SIZE, 0, -1));
	assert_true(blank(SIZE, 0xff, -1));
	assert_true(blank(512, 0, -1));
	/* Below 0 there is nothing to look at. */
	assert_false(blank(0, 0, -1));
	assert_false(blank(SIZE, 'a', -1));
}

static void test_what_holds_something_is_not_blank(void **state)
{
	/* The first and last byte, a superblock, btrfs, a backup of ext4, what ends with RAID's. */
	static const int64_t places[] = { 0, 1080, 65600, (8 << 20) + 1080, (1 << 20) - 1,
		SIZE - (1 << 20), SIZE - 65536, SIZE - 1 };

	(void)state;
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		assert_false(blank(SIZE, 0, places[i]));
		assert_false(blank(SIZE, 0xff, places[i]));
	}
	assert_false(blank(512, 0, 511));
}

static void test_what_is_blank_in_two_ways_is_not_blank(void **state)
{
	uint8_t ones[4096];
	FILE *file = tmpfile();

	(void)state;
	assert_non_null(file);
	memset(ones, 0xff, sizeof ones);
	assert_int_equal(ftruncate(fileno(file), 8192), 0);
	assert_int_equal(pwrite(fileno(file), ones, sizeof ones, 4096), sizeof ones);
	assert_false(partition_blank(fileno(file), 8192, INT64_MAX));
	fclose(file);
}

static void test_what_cannot_be_looked_at_is_not_blank(void **state)
{
	FILE *file = tmpfile();

	(void)state;
	assert_non_null(file);
	assert_int_equal(ftruncate(fileno(file), 8192), 0);
	assert_true(partition_blank(fileno(file), 8192, INT64_MAX));
	assert_false(partition_blank(fileno(file), 8192, 0));         /* no time */
	assert_false(partition_blank(fileno(file), 8193, INT64_MAX)); /* shorter than it said */
	assert_false(partition_blank(-1, 8192, INT64_MAX));
	fclose(file);
	assert_false(partition_is_blank("/dev/zero", INT64_MAX));
	assert_false(partition_is_blank("/dev/none-of-this-name", INT64_MAX));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_value_of_a_line),
		cmocka_unit_test(test_guid_as_a_gpt_has_it),
		cmocka_unit_test(test_what_is_no_guid),
		cmocka_unit_test(test_name_of_an_mbr),
		cmocka_unit_test(test_what_names_nothing),
		cmocka_unit_test(test_what_is_blank),
		cmocka_unit_test(test_what_holds_something_is_not_blank),
		cmocka_unit_test(test_what_is_blank_in_two_ways_is_not_blank),
		cmocka_unit_test(test_what_cannot_be_looked_at_is_not_blank),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
