/*
 * Reads what a container uses; see usage.h, and Documentation/admin-guide/cgroup-v2.rst and
 * cgroup-v1/. nsctl only. No read of these files waits for the container's processes.
 */
#include "nsctl/usage.h"

#include "base/system.h"
#include "nsctl/units.h"

#include <string.h>

/* Where a number stands. The first row of it that there is counts. */
static const struct {
	unsigned char number, group;
	unsigned short divisor;
	const char *file, *word;
} sources[] = {
	{ USAGE_MEMORY, GROUP_MEMORY, 1, "memory.current", "" },
	{ USAGE_MEMORY, GROUP_MEMORY, 1, "memory.usage_in_bytes", "" },
	{ USAGE_PEAK, GROUP_MEMORY, 1, "memory.peak", "" },
	{ USAGE_PEAK, GROUP_MEMORY, 1, "memory.max_usage_in_bytes", "" },
	{ USAGE_SWAP, GROUP_MEMORY, 1, "memory.swap.current", "" },
	{ USAGE_CPU, GROUP_CPU, 1, "cpu.stat", "usage_usec" },
	/* Version 2 counts the time of each group, whoever has the controller. */
	{ USAGE_CPU, GROUP_UNIFIED, 1, "cpu.stat", "usage_usec" },
	{ USAGE_CPU, GROUP_CPU, 1000, "cpuacct.usage", "" },
	{ USAGE_THROTTLED, GROUP_CPU, 1, "cpu.stat", "throttled_usec" },
	{ USAGE_THROTTLED, GROUP_CPU, 1000, "cpu.stat", "throttled_time" },
	{ USAGE_TASKS, GROUP_PIDS, 1, "pids.current", "" },
	{ USAGE_READ, GROUP_IO, 1, "io.stat", "rbytes" },
	{ USAGE_READ, GROUP_IO, 1, "blkio.throttle.io_service_bytes_recursive", "Read" },
	{ USAGE_WRITTEN, GROUP_IO, 1, "io.stat", "wbytes" },
	{ USAGE_WRITTEN, GROUP_IO, 1, "blkio.throttle.io_service_bytes_recursive", "Write" },
	{ USAGE_OOM_KILLS, GROUP_MEMORY, 1, "memory.events", "oom_kill" },
	{ USAGE_OOM_KILLS, GROUP_MEMORY, 1, "memory.oom_control", "oom_kill" },
};

static int64_t digits(const char *at)
{
	int64_t number = 0;

	if (*at < '0' || *at > '9')
		return -1;
	for (; *at >= '0' && *at <= '9' && number < INT64_MAX / 16; at++)
		number = number * 10 + (*at - '0');
	return number;
}

int64_t usage_find(const char *text, const char *word)
{
	size_t length = strlen(word);
	int64_t sum = -1;

	if (length == 0)
		return digits(text);
	while (*text) {
		int64_t number = -1;

		if (strncmp(text, word, length) == 0 &&
			(text[length] == ' ' || text[length] == '='))
			number = digits(text + length + 1);
		if (number >= 0)
			sum = sum < 0 ? number : sum + number;
		text += strcspn(text, " \n");
		text += *text != '\0';
	}
	return sum;
}

void usage_read(const int groups[GROUP_COUNT], const char *name, struct usage *usage)
{
	memset(usage, 0xff, sizeof *usage);
	for (size_t i = 0; groups[0] >= 0 && i < sizeof sources / sizeof sources[0]; i++) {
		char path[CONTROL_NAME_MAX + 48], bytes[4096];
		struct text file = TEXT(path);
		int64_t *number = &usage->numbers[sources[i].number];

		if (*number >= 0)
			continue;
		text_string(&file, name);
		text_char(&file, '/');
		text_string(&file, sources[i].file);
		if (sys_read_file(groups[sources[i].group], path, bytes, sizeof bytes) > 0)
			*number = usage_find(bytes, sources[i].word);
		if (*number > 0)
			*number /= sources[i].divisor;
	}
}

const char *usage_key(enum usage_number number)
{
	static const char *const keys[USAGE_COUNT] = {
#define USAGE_KEY(number, key, title, form) [number] = key,
		USAGES(USAGE_KEY)
#undef USAGE_KEY
	};

	return keys[number];
}

const char *usage_title(enum usage_number number)
{
	static const char *const titles[USAGE_COUNT] = {
#define USAGE_TITLE(number, key, title, form) [number] = title,
		USAGES(USAGE_TITLE)
#undef USAGE_TITLE
	};

	return titles[number];
}

void usage_render(struct text *text, enum usage_number number, int64_t value)
{
	static const unsigned char forms[USAGE_COUNT] = {
#define USAGE_FORM(number, key, title, form) [number] = form,
		USAGES(USAGE_FORM)
#undef USAGE_FORM
	};

	if (value < 0)
		text_char(text, '-');
	else if (forms[number] == FORM_BYTES)
		units_bytes(text, value);
	else if (forms[number] == FORM_TIME)
		units_time(text, value);
	else
		text_number(text, value);
}
