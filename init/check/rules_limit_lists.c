/*
 * Lists of limits: of block devices, huge pages, raw files; and the list of devices.
 * Host tool; called by check_limits() and check_container().
 */
#include "check/check.h"
#include "check/forms.h"
#include "check/rules.h"

#include <string.h>

/* struct dev_t of the kernel: 12 bits and 20. */
#define MAJOR_MOST 0xfffU
#define MINOR_MOST 0xfffffU
/* Character devices of drivers/char/mem.c. */
#define MAJOR_MEM 1

/* Entries to the end; one more than `most` is enough to know. An entry whose first fields are 0,
 * but which says something, is a mistake and no end. */
#define COUNT_ENTRIES(name, type, most, ends)                                                      \
	unsigned name(const struct type *list)                                                     \
	{                                                                                          \
		unsigned count = 0;                                                                \
                                                                                                   \
		while (list != NULL && count <= (most) && !(ends))                                 \
			count++;                                                                   \
		return count;                                                                      \
	}
COUNT_ENTRIES(io_limit_count, io_limit, IO_LIMITS_MAX,
	list[count].major == 0 && list[count].minor == 0 && list[count].read_bytes == 0 &&
		list[count].write_bytes == 0 && list[count].read_operations == 0 &&
		list[count].write_operations == 0)
COUNT_ENTRIES(hugetlb_count, hugetlb_limit, HUGETLB_MAX,
	list[count].page_bytes == 0 && list[count].bytes == 0)
COUNT_ENTRIES(raw_count, raw_limit, RAW_MAX,
	list[count].file == NULL && list[count].value == NULL && !list[count].optional)
COUNT_ENTRIES(device_count, device, DEVICES_MAX,
	list[count].kind == DEVICE_END && list[count].major == 0 && list[count].minor == 0 &&
		list[count].access == 0)

static void check_rate(struct report *report, const struct place *at, const char *field,
	int64_t value, int64_t most)
{
	if (value < 0 || value > most)
		report_error(report, at, field, rule_limit_range, (long long)value, 1LL,
			(long long)most);
}

static void check_io_entry(
	struct report *report, const struct place *at, const struct io_limit *list)
{
	const struct io_limit *entry = &list[at->index];

	if (entry->major == 0 && entry->minor == 0)
		report_error(report, at, "major", rule_kind_missing, "the numbers of the device");
	else if (entry->major > MAJOR_MOST || entry->minor > MINOR_MOST)
		report_error(report, at, "major", rule_device_number, entry->major, entry->minor);
	check_rate(report, at, "read_bytes", entry->read_bytes, INT64_MAX);
	check_rate(report, at, "write_bytes", entry->write_bytes, INT64_MAX);
	/* Version 1 keeps them in 32 bits. */
	check_rate(report, at, "read_operations", entry->read_operations, UINT32_MAX);
	check_rate(report, at, "write_operations", entry->write_operations, UINT32_MAX);
	if (entry->read_bytes == 0 && entry->write_bytes == 0 && entry->read_operations == 0 &&
		entry->write_operations == 0)
		report_error(report, at, NULL, rule_io_nothing);
	for (unsigned i = 0; i < at->index; i++) {
		if (list[i].major == entry->major && list[i].minor == entry->minor) {
			report_error(
				report, at, NULL, rule_limit_twice, "this device", at->list, i);
			return;
		}
	}
}

static void check_hugetlb_entry(
	struct report *report, const struct place *at, const struct hugetlb_limit *list)
{
	int64_t page = list[at->index].page_bytes;
	int64_t bytes = list[at->index].bytes;

	if (page < KiB(16) || page > GiB(16) || (page & (page - 1)) != 0) {
		report_error(report, at, "page_bytes", rule_hugetlb_page, size_text(page).text);
		return;
	}
	if (bytes < 0)
		check_rate(report, at, "bytes", bytes, INT64_MAX);
	else if (bytes % page != 0)
		report_error(report, at, "bytes", rule_hugetlb_part, size_text(bytes).text,
			size_text(page).text);
	for (unsigned i = 0; i < at->index; i++) {
		if (list[i].page_bytes == page) {
			report_error(report, at, NULL, rule_limit_twice, size_text(page).text,
				at->list, i);
			return;
		}
	}
}

static void check_raw_entry(
	struct report *report, const struct place *at, const struct raw_limit *list)
{
	const char *file = list[at->index].file;
	const char *value = list[at->index].value;

	if (file == NULL) {
		report_error(report, at, "file", rule_kind_missing, "the name of the file");
		return;
	}
	if (raw_file_fault(file) != NULL)
		report_error(report, at, "file", rule_raw_file, file, raw_file_fault(file));
	if (value == NULL || raw_value_fault(value) != NULL)
		report_error(report, at, "value", rule_raw_value,
			value != NULL ? raw_value_fault(value) : "is not given");
	for (unsigned i = 0; i < at->index; i++) {
		if (list[i].file != NULL && strcmp(list[i].file, file) == 0) {
			report_error(report, at, NULL, rule_limit_twice, file, at->list, i);
			return;
		}
	}
}

void check_limit_lists(struct report *report, const struct place *at, const struct limits *limits)
{
	unsigned ios = io_limit_count(limits->io);
	unsigned pages = hugetlb_count(limits->hugetlb);
	unsigned raws = raw_count(limits->raw);

	if (check_length(report, at, "limits.io", ios, IO_LIMITS_MAX)) {
		for (unsigned i = 0; i < ios; i++)
			check_io_entry(
				report, &(struct place){ at->subject, "limits.io", i }, limits->io);
	}
	if (check_length(report, at, "limits.hugetlb", pages, HUGETLB_MAX)) {
		for (unsigned i = 0; i < pages; i++)
			check_hugetlb_entry(report,
				&(struct place){ at->subject, "limits.hugetlb", i },
				limits->hugetlb);
	}
	if (check_length(report, at, "limits.raw", raws, RAW_MAX)) {
		for (unsigned i = 0; i < raws; i++)
			check_raw_entry(report, &(struct place){ at->subject, "limits.raw", i },
				limits->raw);
	}
}

/* /dev/mem, /dev/kmem, /dev/port, and any minor with them. */
static bool reaches_memory(const struct device *device)
{
	return device->kind == DEVICE_CHARACTER && device->major == MAJOR_MEM &&
	       (device->minor == 1 || device->minor == 2 || device->minor == 4 ||
		       device->minor == DEVICE_ANY);
}

static void check_device(struct report *report, const struct place *at, const struct device *list)
{
	const struct device *device = &list[at->index];

	if (device->kind == DEVICE_END)
		report_error(
			report, at, "kind", rule_kind_missing, "DEVICE_CHARACTER or DEVICE_BLOCK");
	else
		check_enum(report, at, "kind", (int)device->kind, DEVICE_BLOCK + 1,
			"enum device_kind");
	if (device->major > MAJOR_MOST ||
		(device->minor > MINOR_MOST && device->minor != DEVICE_ANY))
		report_error(report, at, "major", rule_device_number, device->major, device->minor);
	if (device->access == 0 ||
		(device->access & ~(DEVICE_READ | DEVICE_WRITE | DEVICE_MKNOD)) != 0)
		report_error(report, at, "access", rule_device_access, device->access);
	if (reaches_memory(device))
		report_error(report, at, "minor", rule_device_memory);
	for (unsigned i = 0; i < at->index; i++) {
		if (list[i].kind == device->kind && list[i].major == device->major &&
			list[i].minor == device->minor) {
			report_error(report, at, NULL, rule_device_twice, i);
			return;
		}
	}
}

void check_devices(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };
	unsigned count = device_count(container->devices);

	if (!check_length(report, &at, "devices", count, DEVICES_MAX))
		return;
	for (unsigned i = 0; i < count; i++)
		check_device(
			report, &(struct place){ at.subject, "devices", i }, container->devices);
}
