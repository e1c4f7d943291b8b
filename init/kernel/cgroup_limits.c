/*
 * The limits of control groups: one table that says for each field of struct limits which file
 * holds it in either version, and how it is written there. Read the table first.
 *
 * Called through cgroup_create() by the launcher; cgroup_write.c writes. Pure. Documents:
 * Documentation/admin-guide/cgroup-v2.rst, cgroup-v1/{memory,cpusets,blkio-controller,hugetlb,
 * pids}.rst, Documentation/scheduler/sched-bwc.rst.
 */
#include "base/text.h"
#include "kernel/cgroup_parts.h"
#include "kernel/cgroup_values.h"
#include "uses.h"

#include <errno.h>
#include <string.h>

struct row {
	uint8_t controller;  /* enum cgroup_controller */
	uint8_t need;        /* enum cgroup_need */
	uint8_t entries;     /* of a list, the most; 0 for a single value */
	uint16_t field;      /* offset in struct limits */
	const char *v1, *v2; /* NULL: the version has no such limit; '*': see add_name() */
	/* Writes the value; false when there is nothing to write. */
	bool (*value)(struct text *text, const struct request *request);
};

#define ROW(controller, v1, v2, field, value) LIST(controller, v1, v2, field, value, NEED_FILE, 0)
#define LIST(controller, v1, v2, field, value, need, entries)                                      \
	{                                                                                          \
		controller, need, entries, offsetof(struct limits, field), v1, v2, value_##value   \
	}

/* clang-format off */
static const struct row rows[] = {
	/* controller, file of version 1, of version 2, field, value[, need of the file, entries].
	 * In this order: memory and swap together may never be less than memory. */
	ROW(CGROUP_MEMORY, "memory.limit_in_bytes", "memory.max", memory_bytes, bytes),
	/* A kernel without swap has no such file. */
	LIST(CGROUP_MEMORY, "memory.memsw.limit_in_bytes", "memory.swap.max", swap_bytes, no_swap,
		NEED_NOT, 0),
	ROW(CGROUP_MEMORY, NULL, "memory.oom.group", oom, oom_group),
#if NSINIT_USES_LIMITS_MORE
	ROW(CGROUP_MEMORY, "memory.memsw.limit_in_bytes", "memory.swap.max", swap_bytes, swap),
	ROW(CGROUP_MEMORY, NULL, "memory.high", memory_high_bytes, bytes),
	/* Both: when memory is short, what is above is taken first. */
	ROW(CGROUP_MEMORY, "memory.soft_limit_in_bytes", "memory.low", memory_low_bytes, bytes),
	ROW(CGROUP_MEMORY, NULL, "memory.min", memory_min_bytes, bytes),
	ROW(CGROUP_MEMORY, "memory.swappiness", NULL, swappiness, number),
	ROW(CGROUP_CPU, "cpu.shares", "cpu.weight", cpu_weight, cpu_weight),
	/* The quota must fit the period, and the burst the quota. */
	ROW(CGROUP_CPU, "cpu.cfs_period_us", NULL, cpu_period_us, cpu_period),
#endif
	ROW(CGROUP_CPU, "cpu.cfs_quota_us", "cpu.max", cpu_percent, cpu_quota),
#if NSINIT_USES_LIMITS_MORE
	ROW(CGROUP_CPU, "cpu.cfs_burst_us", "cpu.max.burst", cpu_burst_us, number),
#endif
	ROW(CGROUP_PIDS, "pids.max", "pids.max", processes, number),
#if NSINIT_USES_CPUSET
	ROW(CGROUP_CPUSET, "cpuset.cpus", "cpuset.cpus", cpus, string),
	ROW(CGROUP_CPUSET, "cpuset.mems", "cpuset.mems", memory_nodes, string),
#endif
#if NSINIT_USES_IO
	/* Whoever rules a device, its scheduler or the cost model, has a file of its own. */
	LIST(CGROUP_IO, "blkio.bfq.weight", "io.bfq.weight", io_weight, io_bfq_weight, NEED_ONE, 0),
	LIST(CGROUP_IO, NULL, "io.weight", io_weight, io_weight, NEED_ONE, 0),
	LIST(CGROUP_IO, NULL, "io.max", io, io_max, NEED_FILE, IO_LIMITS_MAX),
	LIST(CGROUP_IO, "blkio.throttle.read_bps_device", NULL, io, read_bytes,
		NEED_FILE, IO_LIMITS_MAX),
	LIST(CGROUP_IO, "blkio.throttle.write_bps_device", NULL, io, write_bytes,
		NEED_FILE, IO_LIMITS_MAX),
	LIST(CGROUP_IO, "blkio.throttle.read_iops_device", NULL, io, read_operations,
		NEED_FILE, IO_LIMITS_MAX),
	LIST(CGROUP_IO, "blkio.throttle.write_iops_device", NULL, io, write_operations,
		NEED_FILE, IO_LIMITS_MAX),
#endif
#if NSINIT_USES_HUGETLB
	LIST(CGROUP_HUGETLB, "hugetlb.*.limit_in_bytes", "hugetlb.*.max", hugetlb, hugetlb,
		NEED_FILE, HUGETLB_MAX),
#endif
#if NSINIT_USES_RAW
	/* The controller is the one that the file's name begins with. */
	LIST(CGROUP_CONTROLLER_COUNT, "*", "*", raw, raw, NEED_FILE, RAW_MAX),
#endif
};
/* clang-format on */
#define ROWS (sizeof rows / sizeof rows[0])

/* Adds what stands for the '*' in a row's file: "2MB" of hugetlb.2MB.max, a raw file's name. */
static void add_name(
	struct text *text, const struct row *row, const struct limits *limits, unsigned index)
{
	const struct hugetlb_limit *entry = cgroup_hugetlb_entry(limits, index);
	const struct raw_limit *file = cgroup_raw_entry(limits, index);
	static const char units[] = "KMG";
	int64_t size;
	unsigned unit = 0;

	if (NSINIT_USES_RAW && row->value == value_raw) {
		text_string(text, file != NULL ? file->file : "");
	} else if (NSINIT_USES_HUGETLB && entry != NULL) {
		/* As mem_fmt() of the kernel's mm/hugetlb_cgroup.c. */
		for (size = entry->page_bytes / 1024; size >= 1024 && unit < 2; unit++)
			size /= 1024;
		text_number(text, size);
		text_char(text, units[unit]);
		text_char(text, 'B');
	}
}

static void add_file(struct text *text, const struct row *row, const char *file,
	const struct limits *limits, unsigned index)
{
	size_t plain = strcspn(file, "*");

	text_bytes(text, file, plain);
	if (file[plain] == '\0')
		return;
	add_name(text, row, limits, index);
	text_string(text, file + plain + 1);
}

/* Whose file it is: of a raw one the controller that its name begins with. */
static enum cgroup_controller controller_of(
	const struct row *row, const struct limits *limits, unsigned index)
{
	const struct raw_limit *entry;
	char word[CGROUP_TEXT_MAX + 1];
	size_t length;

	if (!NSINIT_USES_RAW || row->controller != CGROUP_CONTROLLER_COUNT)
		return (enum cgroup_controller)row->controller;
	entry = cgroup_raw_entry(limits, index);
	length = entry != NULL ? strcspn(entry->file, ".") : 0;
	if (length == 0 || length >= sizeof word)
		return CGROUP_CONTROLLER_COUNT;
	memcpy(word, entry->file, length);
	word[length] = '\0';
	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++)
		if (cgroup_controllers(word) == 1U << i)
			return (enum cgroup_controller)i;
	return CGROUP_CONTROLLER_COUNT;
}

static enum cgroup_need need_of(const struct row *row, const struct limits *limits, unsigned index)
{
	const struct raw_limit *entry =
		NSINIT_USES_RAW && row->value == value_raw ? cgroup_raw_entry(limits, index) : NULL;

	if (entry != NULL && entry->optional)
		return NEED_NOT;
	return (enum cgroup_need)row->need;
}

unsigned cgroup_rows(void)
{
	return ROWS;
}

unsigned cgroup_row_entries(unsigned row)
{
	return rows[row].entries > 0 ? rows[row].entries : 1;
}

enum cgroup_controller cgroup_row_controller(
	const struct limits *limits, unsigned row, unsigned index)
{
	return controller_of(&rows[row], limits, index);
}

bool cgroup_setting(const struct limits *limits, unsigned row, unsigned index, unsigned version,
	struct cgroup_setting *setting)
{
	const struct row *at = &rows[row];
	const char *file = version == 1 ? at->v1 : at->v2;
	struct text value = TEXT(setting->value);
	struct text name = TEXT(setting->file);
	const struct request request = {
		.limits = limits,
		.field = (const char *)limits + at->field,
		.version = version,
		.index = index,
	};

	if (!at->value(&value, &request))
		return false;
	text_string(&name, "");
	setting->controller = controller_of(at, limits, index);
	setting->need = need_of(at, limits, index);
	if (file != NULL)
		add_file(&name, at, file, limits, index);
	return true;
}

void cgroup_item(struct text *text, const struct limits *limits, unsigned item)
{
	unsigned row = CGROUP_ITEM_ROW(item);
	unsigned index = CGROUP_ITEM_INDEX(item);
	bool v2 = CGROUP_ITEM_VERSION(item) == 2;
	const char *file;

	if (item < CGROUP_ITEM_ROWS) {
		text_string(text, item == CGROUP_ITEM_DELEGATE ? "delegate" : "group");
		return;
	}
	if (row >= ROWS || limits == NULL)
		return;
	/* What this version does not have is named as the other one has it. */
	file = v2 ? rows[row].v2 : rows[row].v1;
	if (file == NULL)
		file = v2 ? rows[row].v1 : rows[row].v2;
	add_file(text, &rows[row], file, limits, index);
}
