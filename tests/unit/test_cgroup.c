/*
 * What cgroup.c reads and writes as text: mountinfo and the other files of proc(5) for version 1,
 * version 2 and both together. Pure, but for the line reader.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel/cgroup_parts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CPU    (1U << CGROUP_CPU)
#define MEMORY (1U << CGROUP_MEMORY)
#define PIDS   (1U << CGROUP_PIDS)
#define CPUSET (1U << CGROUP_CPUSET)
#define IO     (1U << CGROUP_IO)
#define HUGE   (1U << CGROUP_HUGETLB)

/* The functions change their lines: a copy on the heap, so that the sanitizer sees its edges. */
static char *copy(const char *line)
{
	char *made = strdup(line);

	assert_non_null(made);
	return made;
}

static void words_are_controllers(void **state)
{
	static const struct {
		const char *words;
		unsigned controllers;
	} cases[] = {
		{ "", 0 },
		{ "\n", 0 },
		{ "cpu", CPU },
		{ "cpuset cpu io memory hugetlb pids rdma misc\n",
			CPUSET | CPU | IO | MEMORY | HUGE | PIDS },
		{ "rw,blkio", IO },
		{ "rw,devices", 1U << CGROUP_DEVICES },
		{ "rw,memory", MEMORY },
		{ "cpu,cpuacct", CPU },
		{ "cpuacct,cpuset", CPUSET },
		{ "cpuacct,net_cls", 0 },
		{ "rw,name=cpu", 0 },
		{ "pids,cpu", PIDS | CPU },
		{ "pid", 0 },
		{ "pidss", 0 },
		{ " \t memory\n", MEMORY },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *words = copy(cases[i].words);

		assert_int_equal(cgroup_controllers(words), cases[i].controllers);
		free(words);
	}
}

static void mount_lines_are_read(void **state)
{
	static const struct {
		const char *line;
		int version; /* 0: no cgroup mount */
		unsigned controllers;
		const char *root, *mount_point;
	} cases[] = {
		{ "31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755", 0, 0, "",
			"" },
		{ "32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu", 1, CPU, "/",
			"/sys/fs/cgroup/cpu" },
		{ "33 25 0:30 / /sys/fs/cgroup/cpu,cpuacct rw shared:9 - cgroup cgroup "
		  "rw,cpu,cpuacct",
			1, CPU, "/", "/sys/fs/cgroup/cpu,cpuacct" },
		{ "40 31 0:37 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,name=systemd", 1,
			0, "/", "/sys/fs/cgroup/systemd" },
		{ "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw", 2, 0, "/",
			"/sys/fs/cgroup/unified" },
		{ "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 master:2 propagate_from:1 - "
		  "cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot",
			2, 0, "/", "/sys/fs/cgroup" },
		{ "1 2 0:9 /a\\040b\\134c /mnt/x\\011y rw - cgroup2 none rw", 2, 0, "/a b\\c",
			"/mnt/x\ty" },
		{ "1 2 0:9 /docker/0123 /sys/fs/cgroup/pids ro - cgroup cgroup rw,pids", 1, PIDS,
			"/docker/0123", "/sys/fs/cgroup/pids" },
		{ "1 2 0:9 /\\04 /x\\999\\ rw - cgroup2 none rw", 2, 0, "/\\04", "/x\\999\\" },
		{ "22 27 0:21 / /proc rw,relatime - proc proc rw", 0, 0, "", "" },
		{ "1 2 0:9 / /cgroup rw - ext4 cgroup rw,cpu", 0, 0, "", "" },
		{ "1 2 0:9 / /x rw - cgroup3 none rw", 0, 0, "", "" },
		{ "1 2 0:9 / /x rw - cgroup2", 0, 0, "", "" },
		{ "1 2 0:9 / /x rw shared:1", 0, 0, "", "" },
		{ "1 2 0:9", 0, 0, "", "" },
		{ "", 0, 0, "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *line = copy(cases[i].line);
		struct cgroup_hierarchy found = { 0 };
		bool is = cgroup_mount_line(line, &found);

		assert_int_equal(is, cases[i].version != 0);
		if (is) {
			assert_int_equal(found.version, cases[i].version);
			assert_int_equal(found.controllers, cases[i].controllers);
			assert_string_equal(found.root, cases[i].root);
			assert_string_equal(found.mount_point, cases[i].mount_point);
		}
		free(line);
	}
}

static void own_group_is_that_of_the_hierarchy(void **state)
{
	static const struct cgroup_hierarchy v2 = { .version = 2 };
	static const struct cgroup_hierarchy cpu = { .version = 1, .controllers = CPU };
	static const struct cgroup_hierarchy pids = { .version = 1, .controllers = PIDS };
	static const struct {
		const char *line;
		const struct cgroup_hierarchy *hierarchy;
		const char *group; /* NULL: another hierarchy's line */
	} cases[] = {
		{ "0::/", &v2, "/" },
		{ "0::/user.slice/a:b", &v2, "/user.slice/a:b" },
		{ "0::/", &cpu, NULL },
		{ "1:cpu:/x", &cpu, "/x" },
		{ "3:cpu,cpuacct:/x", &cpu, "/x" },
		{ "3:cpuacct,cpu:/x", &cpu, "/x" },
		{ "2:cpuacct:/x", &cpu, NULL },
		{ "3:cpuset:/x", &cpu, NULL },
		{ "9:name=systemd:/x", &v2, NULL },
		{ "9:name=systemd:/x", &cpu, NULL },
		{ "8:pids:/", &pids, "/" },
		{ "8:pids:/", &v2, NULL },
		{ "8:pids", &pids, NULL },
		{ "", &v2, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *line = copy(cases[i].line);
		char *group = cgroup_group_line(line, cases[i].hierarchy);

		assert_int_equal(group != NULL, cases[i].group != NULL);
		if (group != NULL)
			assert_string_equal(group, cases[i].group);
		free(line);
	}
}

static void group_is_seen_from_the_mount(void **state)
{
	static const struct {
		const char *root, *group, *below;
	} cases[] = {
		{ "/", "/", "" },
		{ "/", "/a/b", "a/b" },
		{ "/docker/1", "/docker/1", "" },
		{ "/docker/1", "/docker/1/x", "x" },
		{ "/docker/1", "/docker/12", NULL },
		{ "/docker/1", "/docker", NULL },
		{ "/docker/1", "/", NULL },
		{ "/", "/../outside", NULL },
		{ "/", "/..", NULL },
		{ "/..", "/a", NULL },
		{ "/", "/..a/b..", "..a/b.." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *group = copy(cases[i].group);
		char *below = cgroup_below(cases[i].root, group);

		assert_int_equal(below != NULL, cases[i].below != NULL);
		if (below != NULL)
			assert_string_equal(below, cases[i].below);
		free(group);
	}
}

static void enabled_controllers_are_listed(void **state)
{
	static const struct {
		const char *line;
		unsigned controller;
	} cases[] = {
		{ "#subsys_name\thierarchy\tnum_cgroups\tenabled", 0 },
		{ "cpu\t1\t1\t1", CPU },
		{ "memory\t0\t18\t1", MEMORY },
		{ "memory\t0\t1\t0", 0 },
		{ "pids\t8\t1\t1", PIDS },
		{ "cpuset\t3\t1\t1", CPUSET },
		{ "blkio\t3\t1\t1", IO },
		{ "net_cls\t3\t1\t1", 0 },
		{ "pids\t8\t1", 0 },
		{ "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *line = copy(cases[i].line);

		assert_int_equal(cgroup_enabled_line(line), cases[i].controller);
		free(line);
	}
}

static void long_lines_are_skipped_whole(void **state)
{
	static const struct {
		size_t bytes;
		char fill;
		bool read; /* fits into the reader */
	} lines[] = { { 3, 'a', true }, { 1023, 'b', true }, { 1024, 'c', false },
		{ 5000, 'd', false }, { 0, 'e', true }, { 1022, 'f', true }, { 2048, 'g', false },
		{ 10, 'h', true } };
	char path[] = "/tmp/nsinit-lines-XXXXXX";
	struct cgroup_lines reader;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		char bytes[5001];

		memset(bytes, lines[i].fill, lines[i].bytes);
		bytes[lines[i].bytes] = '\n';
		assert_int_equal(write(fd, bytes, lines[i].bytes + 1), lines[i].bytes + 1);
	}
	assert_int_equal(cgroup_lines_open(&reader, path), 0);
	unlink(path);
	close(fd);
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		char *line;

		if (!lines[i].read)
			continue;
		line = cgroup_lines_next(&reader);
		assert_non_null(line);
		assert_int_equal(strlen(line), lines[i].bytes);
		assert_int_equal(line[0], lines[i].bytes > 0 ? lines[i].fill : '\0');
	}
	assert_null(cgroup_lines_next(&reader));
	close(reader.fd);
	assert_int_equal(cgroup_lines_open(&reader, path), -ENOENT);
}

static void nothing_mounted_holds_no_limit(void **state)
{
	struct cgroup_layout none = { .v2 = -1, .left = -1, .device_program = -1 };
	static const struct limits free_limits = { UNLIMITED, UNLIMITED, UNLIMITED };
	static const struct {
		struct limits limits;
		const char *file;
	} cases[] = {
		{ { 4096, UNLIMITED, UNLIMITED }, "memory.limit_in_bytes" },
		{ { UNLIMITED, 10, UNLIMITED }, "cpu.cfs_quota_us" },
		{ { UNLIMITED, 0, 5 }, "pids.max" },
	};
	unsigned failed;
	int groups[GROUP_COUNT];

	(void)state;
	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++)
		none.v1[i] = -1;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char bytes[64] = "";
		struct text item = TEXT(bytes);

		assert_int_equal(cgroup_create(&none, "x", &cases[i].limits, &failed), -EOPNOTSUPP);
		cgroup_item(&item, &cases[i].limits, failed);
		assert_string_equal(bytes, cases[i].file);
	}
	assert_int_equal(cgroup_create(&none, "x", &free_limits, &failed), 0);
	assert_int_equal(cgroup_create(&none, "x", NULL, &failed), 0);
	assert_int_equal(cgroup_version(&none), 0);
	assert_int_equal(cgroup_group_fd(&none, "x"), -ENOENT);
	assert_int_equal(cgroup_enter(&none, "x", &free_limits, 0), 0);
	assert_int_equal(cgroup_kill(&none, "x"), 0);
	assert_int_equal(cgroup_remove(&none, "x", 0), 0);
	assert_false(cgroup_directories(&none, groups));
	/* Of the one that there is, for all. */
	none.v1[CGROUP_PIDS] = 7;
	assert_true(cgroup_directories(&none, groups));
	for (unsigned i = 0; i < GROUP_COUNT; i++)
		assert_int_equal(groups[i], 7);
	none.v2 = 5;
	none.v2_controllers = 1U << CGROUP_CPU;
	assert_true(cgroup_directories(&none, groups));
	assert_int_equal(groups[GROUP_UNIFIED], 5);
	assert_int_equal(groups[GROUP_CPU], 5);
	assert_int_equal(groups[GROUP_PIDS], 7);
	none.v1[CGROUP_PIDS] = none.v2 = -1;
	none.v2_controllers = 0;
	assert_int_equal(cgroup_delegate(&none, "x", 1, 1), -EOPNOTSUPP);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_controllers),
		cmocka_unit_test(mount_lines_are_read),
		cmocka_unit_test(own_group_is_that_of_the_hierarchy),
		cmocka_unit_test(group_is_seen_from_the_mount),
		cmocka_unit_test(enabled_controllers_are_listed),
		cmocka_unit_test(long_lines_are_skipped_whole),
		cmocka_unit_test(nothing_mounted_holds_no_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
