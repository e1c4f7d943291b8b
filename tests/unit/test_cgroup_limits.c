/*
 * The table of limits: what each field of struct limits writes, for version 1 and version 2.
 * Pure: the library's config, good/everything.h, uses every row.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel/cgroup_parts.h"

#include <errno.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
/* What a case expects where that version has no such limit, which is an error. */
#define NONE "-"

/* One line for each that is written: "FILE=VALUE;"; "FILE" is "-" where there is none. */
static const char *written(const struct limits *limits, unsigned version)
{
	static char bytes[1024];
	struct text text = TEXT(bytes);

	text_string(&text, "");
	for (unsigned row = 0; row < cgroup_rows(); row++) {
		struct cgroup_setting setting;

		for (unsigned i = 0; i < cgroup_row_entries(row); i++) {
			if (!cgroup_setting(limits, row, i, version, &setting))
				continue;
			text_string(&text, setting.file[0] != '\0' ? setting.file : NONE);
			text_char(&text, setting.need != NEED_NOT ? '=' : '~');
			text_string(&text, setting.value);
			text_char(&text, ';');
		}
	}
	assert_false(text.cut);
	return bytes;
}

/* Memory and processes are always said; these say nothing, but for what a case adds. */
#define FREE .memory_bytes = UNLIMITED, .processes = UNLIMITED

static void every_field_is_written_in_both_versions(void **state)
{
	const struct {
		struct limits limits;
		const char *v1, *v2;
	} cases[] = {
		{ { FREE }, "", "" },
		{ { FREE, .cpu_percent = UNLIMITED }, "", "" },
		{ { 0 }, "", "" },
		/* Only what has no file without swap may be missing. */
		{ { .memory_bytes = GiB(5), .processes = UNLIMITED },
			"memory.limit_in_bytes=5368709120;memory.memsw.limit_in_bytes~5368709120;",
			"memory.max=5368709120;memory.swap.max~0;memory.oom.group=1;" },
		{ { .memory_bytes = MiB(1), .swap_bytes = KiB(4), .processes = UNLIMITED },
			"memory.limit_in_bytes=1048576;memory.memsw.limit_in_bytes=1052672;",
			"memory.max=1048576;memory.oom.group=1;memory.swap.max=4096;" },
		{ { .memory_bytes = 4096, .swap_bytes = UNLIMITED, .processes = UNLIMITED },
			"memory.limit_in_bytes=4096;", "memory.max=4096;memory.oom.group=1;" },
		{ { .memory_bytes = 4096, .swap_bytes = UNLIMITED, .oom = OOM_PROCESS },
			"memory.limit_in_bytes=4096;", "memory.max=4096;memory.oom.group=0;" },
		{ { FREE, .oom = OOM_CONTAINER }, NONE "=1;", "memory.oom.group=1;" },
		{ { FREE, .oom = OOM_PROCESS }, "", "memory.oom.group=0;" },
		{ { FREE, .memory_high_bytes = 8192 }, NONE "=8192;", "memory.high=8192;" },
		{ { FREE, .memory_low_bytes = 8192 }, "memory.soft_limit_in_bytes=8192;",
			"memory.low=8192;" },
		{ { FREE, .memory_min_bytes = 8192 }, NONE "=8192;", "memory.min=8192;" },
		{ { FREE, .swappiness = 10 }, "memory.swappiness=10;", NONE "=10;" },
		{ { FREE, .cpu_percent = 250 }, "cpu.cfs_quota_us=250000;",
			"cpu.max=250000 100000;" },
		{ { FREE, .cpu_percent = 10, .cpu_period_us = 20000 },
			"cpu.cfs_period_us=20000;cpu.cfs_quota_us=2000;", "cpu.max=2000 20000;" },
		{ { FREE, .cpu_percent = 50, .cpu_burst_us = 30000 },
			"cpu.cfs_quota_us=50000;cpu.cfs_burst_us=30000;",
			"cpu.max=50000 100000;cpu.max.burst=30000;" },
		{ { .memory_bytes = UNLIMITED, .processes = INT32_MAX }, "pids.max=2147483647;",
			"pids.max=2147483647;" },
		{ { FREE, .cpus = "0-3,5" }, "cpuset.cpus=0-3,5;", "cpuset.cpus=0-3,5;" },
		{ { FREE, .memory_nodes = "0" }, "cpuset.mems=0;", "cpuset.mems=0;" },
		{ { FREE, .hugetlb = HUGETLB({ KiB(64), 0 }, { MiB(2), MiB(64) }, { GiB(16), 1 }) },
			"hugetlb.64KB.limit_in_bytes=0;hugetlb.2MB.limit_in_bytes=67108864;"
			"hugetlb.16GB.limit_in_bytes=1;",
			"hugetlb.64KB.max=0;hugetlb.2MB.max=67108864;hugetlb.16GB.max=1;" },
		{ { FREE, .raw = RAW({ "memory.x", "a b" },
				  { "cgroup.max.depth", "1", .optional = true }) },
			"memory.x=a b;cgroup.max.depth~1;", "memory.x=a b;cgroup.max.depth~1;" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_string_equal(written(&cases[i].limits, 1), cases[i].v1);
		assert_string_equal(written(&cases[i].limits, 2), cases[i].v2);
	}
}

static void block_devices_are_written_in_both_versions(void **state)
{
	const struct limits limits = { FREE,
		.io = IO_LIMITS({ 8, 16, .read_bytes = MiB(2), .write_operations = 120 },
			{ 259, 0, .write_bytes = 1, .read_operations = UINT32_MAX }) };

	(void)state;
	assert_string_equal(written(&limits, 2), "io.max=8:16 rbps=2097152 wiops=120;"
						 "io.max=259:0 wbps=1 riops=4294967295;");
	/* One file each; an entry without that limit is no value, and no end of the list. */
	for (unsigned row = 0, found = 0; row < cgroup_rows(); row++) {
		static const char *const expected[][2] = {
			{ "blkio.throttle.read_bps_device", "8:16 2097152" },
			{ "blkio.throttle.write_bps_device", "259:0 1" },
			{ "blkio.throttle.read_iops_device", "259:0 4294967295" },
			{ "blkio.throttle.write_iops_device", "8:16 120" },
			{ NULL, NULL },
		};
		struct cgroup_setting setting;

		for (unsigned i = 0; i < IO_LIMITS_MAX; i++) {
			if (!cgroup_setting(&limits, row, i, 1, &setting))
				continue;
			assert_string_equal(setting.file, expected[found][0]);
			assert_string_equal(setting.value, expected[found++][1]);
		}
		if (row + 1 == cgroup_rows())
			assert_int_equal(found, 4);
	}
}

/* The kernel's own sum for cpu.weight, and BFQ's range; see the table. */
static void weights_are_those_of_each_version(void **state)
{
	const struct {
		int32_t weight;
		const char *shares, *bfq;
	} cases[] = {
		{ 1, "10", "1" },
		{ 50, "512", "50" },
		{ 99, "1014", "99" },
		{ 100, "1024", "100" },
		{ 111, "1137", "101" },
		{ 1000, "10240", "181" },
		{ 10000, "102400", "1000" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct limits cpu = { FREE, .cpu_weight = cases[i].weight };
		const struct limits io = { FREE, .io_weight = cases[i].weight };
		char expected[128];
		struct text text = TEXT(expected);

		text_string(&text, "cpu.shares=");
		text_string(&text, cases[i].shares);
		text_string(&text, ";");
		assert_string_equal(written(&cpu, 1), expected);
		text = (struct text)TEXT(expected);
		text_string(&text, "cpu.weight=");
		text_number(&text, cases[i].weight);
		text_string(&text, ";");
		assert_string_equal(written(&cpu, 2), expected);
		text = (struct text)TEXT(expected);
		text_string(&text, "blkio.bfq.weight=");
		text_string(&text, cases[i].bfq);
		text_string(&text, ";");
		assert_string_equal(written(&io, 1), expected);
		text = (struct text)TEXT(expected);
		text_string(&text, "io.bfq.weight=");
		text_string(&text, cases[i].bfq);
		text_string(&text, ";io.weight=");
		text_number(&text, cases[i].weight);
		text_string(&text, ";");
		assert_string_equal(written(&io, 2), expected);
	}
}

static void largest_limits_fit_their_text(void **state)
{
	const struct limits limits = { INT64_MAX, INT32_MAX, INT32_MAX, .cpu_period_us = 1000000,
		.io = IO_LIMITS({ 4095, 1048575, INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX }) };

	(void)state;
	assert_string_equal(written(&limits, 2),
		"memory.max=9223372036854775807;memory.swap.max~0;memory.oom.group=1;"
		"cpu.max=21474836470000 1000000;pids.max=2147483647;"
		"io.max=4095:1048575 rbps=9223372036854775807 wbps=9223372036854775807 "
		"riops=9223372036854775807 wiops=9223372036854775807;");
}

/* A hierarchy of version 1 that these limits do not use is not joined. */
static void only_what_is_used_is_joined(void **state)
{
	const struct {
		struct limits limits;
		unsigned controllers;
	} cases[] = {
		{ { FREE }, 0 },
		{ { .memory_bytes = 1, .processes = 1, .cpu_percent = 1 },
			1U << CGROUP_MEMORY | 1U << CGROUP_PIDS | 1U << CGROUP_CPU },
		{ { FREE, .memory_nodes = "0" }, 1U << CGROUP_CPUSET },
		{ { FREE, .io_weight = 1 }, 1U << CGROUP_IO },
		{ { FREE, .io = IO_LIMITS({ 8, 0 }, { 8, 16, .write_operations = 1 }) },
			1U << CGROUP_IO },
		{ { FREE, .hugetlb = HUGETLB({ MiB(2), 0 }) }, 1U << CGROUP_HUGETLB },
		{ { FREE, .raw = RAW({ "blkio.x", "1" }, { "hugetlb.x", "1" }) },
			1U << CGROUP_IO | 1U << CGROUP_HUGETLB },
		{ { FREE, .raw = RAW({ "cgroup.max.depth", "1" }, { "unknown.x", "1" }) }, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(cgroup_limits_controllers(&cases[i].limits), cases[i].controllers);
	assert_int_equal(cgroup_limits_controllers(NULL), 0);
}

/* Without any hierarchy: the failing file is named as the version has it that could be there. */
static void what_cannot_be_held_is_named(void **state)
{
	const struct {
		struct limits limits;
		const char *v1, *v2; /* NULL: no failure */
	} cases[] = {
		{ { FREE, .memory_high_bytes = 1 }, "memory.high", "memory.high" },
		{ { FREE, .swappiness = 1 }, "memory.swappiness", "memory.swappiness" },
		{ { FREE, .memory_low_bytes = 1 }, "memory.soft_limit_in_bytes", "memory.low" },
		{ { FREE, .io_weight = 1 }, "blkio.bfq.weight", "io.weight" },
		{ { FREE, .io = IO_LIMITS({ 8, 0, .write_bytes = 1 }) },
			"blkio.throttle.write_bps_device", "io.max" },
		{ { FREE, .hugetlb = HUGETLB({ MiB(2), 0 }) }, "hugetlb.2MB.limit_in_bytes",
			"hugetlb.2MB.max" },
		{ { FREE, .raw = RAW({ "memory.x", "1", true }, { "cpu.y", "1" }) }, "cpu.y",
			"cpu.y" },
		{ { FREE, .raw = RAW({ "memory.x", "1", true }) }, NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		for (unsigned version = 1; version <= 2; version++) {
			/* Of version 2 there is a group without any controller. */
			struct cgroup_layout layout = { .v2 = version == 2 ? 999 : -1 };
			const char *expected = version == 1 ? cases[i].v1 : cases[i].v2;
			char bytes[64] = "";
			struct text item = TEXT(bytes);
			unsigned failed = 0;

			for (unsigned c = 0; c < CGROUP_CONTROLLER_COUNT; c++)
				layout.v1[c] = -1;
			assert_int_equal(
				cgroup_limits_write(&layout, "x", &cases[i].limits, &failed),
				expected != NULL ? -EOPNOTSUPP : 0);
			if (expected != NULL) {
				cgroup_item(&item, &cases[i].limits, failed);
				assert_string_equal(bytes, expected);
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_is_written_in_both_versions),
		cmocka_unit_test(block_devices_are_written_in_both_versions),
		cmocka_unit_test(weights_are_those_of_each_version),
		cmocka_unit_test(largest_limits_fit_their_text),
		cmocka_unit_test(only_what_is_used_is_joined),
		cmocka_unit_test(what_cannot_be_held_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
