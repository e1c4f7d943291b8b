/*
 * The lines below the table of a good config that say what each container may use beyond the
 * table's columns: limits of its control group, limits of each process, devices.
 * Host tool; called by print_summary(); writes to standard output.
 */
#include "check/check.h"
#include "check/forms.h"
#include "check/summary_line.h"

#include "base/resources.h"

#include <inttypes.h>
#include <stdio.h>

static void say_bytes(struct line *line, const char *word, int64_t bytes)
{
	if (bytes == UNLIMITED)
		line_say(line, "%s unlimited", word);
	else if (bytes != 0)
		line_say(line, "%s %s", word, size_text(bytes).text);
}

static void say_number(struct line *line, const char *word, int64_t number)
{
	if (number != 0)
		line_say(line, "%s %" PRId64, word, number);
}

static void say_word(struct line *line, const char *word, const char *value)
{
	if (value != NULL)
		line_say(line, "%s %s", word, value);
}

static void say_memory(struct line *line, const struct limits *limits)
{
	say_bytes(line, "memory high", limits->memory_high_bytes);
	say_bytes(line, "low", limits->memory_low_bytes);
	say_bytes(line, "min", limits->memory_min_bytes);
	say_bytes(line, "swap", limits->swap_bytes);
	say_number(line, "swappiness", limits->swappiness);
	if (limits->oom != OOM_DEFAULT)
		line_say(line, "out of memory: %s",
			limits->oom == OOM_CONTAINER ? "all of it" : "one process");
}

static void say_io(struct line *line, const struct limits *limits)
{
	say_number(line, "io weight", limits->io_weight);
	for (unsigned i = 0; i < io_limit_count(limits->io); i++) {
		const struct io_limit *io = &limits->io[i];

		line_say(line, "block device %" PRIu32 ":%" PRIu32, io->major, io->minor);
		if (io->read_bytes > 0)
			printf(" reads %s/s", size_text(io->read_bytes).text);
		if (io->write_bytes > 0)
			printf(" writes %s/s", size_text(io->write_bytes).text);
		if (io->read_operations > 0)
			printf(" %" PRId64 " reads/s", io->read_operations);
		if (io->write_operations > 0)
			printf(" %" PRId64 " writes/s", io->write_operations);
	}
}

static void print_limits(const struct container *container)
{
	const struct limits *limits = container->limits;
	struct line line = { "limits", container->name, 0 };

	say_memory(&line, limits);
	say_number(&line, "cpu weight", limits->cpu_weight);
	say_number(&line, "cpu period us", limits->cpu_period_us);
	say_number(&line, "cpu burst us", limits->cpu_burst_us);
	say_word(&line, "processors", limits->cpus);
	say_word(&line, "memory nodes", limits->memory_nodes);
	say_io(&line, limits);
	for (unsigned i = 0; i < hugetlb_count(limits->hugetlb); i++)
		line_say(&line, "pages of %s: %s", size_text(limits->hugetlb[i].page_bytes).text,
			size_text(limits->hugetlb[i].bytes).text);
	for (unsigned i = 0; i < raw_count(limits->raw); i++)
		line_say(&line, "%s = %s%s", limits->raw[i].file, limits->raw[i].value,
			limits->raw[i].optional ? " where it is" : "");
	if (limits->delegate)
		line_say(&line, "makes groups of its own");
	line_end(&line);
}

/* "NOFILE 64 to 128" */
static void say_rlimit(struct line *line, const struct resource_limit *limit)
{
	static const char *const words[] = {
#define RESOURCE_WORD(name) [RESOURCE_##name] = #name,
		RESOURCES(RESOURCE_WORD)
#undef RESOURCE_WORD
	};

	line_say(line, "%s ", words[limit->kind]);
	if (limit->soft == UNLIMITED)
		fputs("unlimited", stdout);
	else
		printf("%" PRId64, limit->soft);
	if (limit->hard == limit->soft)
		return;
	if (limit->hard == UNLIMITED)
		fputs(" to unlimited", stdout);
	else
		printf(" to %" PRId64, limit->hard);
}

static void print_process(const struct container *container)
{
	static const char *const classes[] = {
		[IO_PRIORITY_REALTIME] = "realtime",
		[IO_PRIORITY_BEST_EFFORT] = "best effort",
		[IO_PRIORITY_IDLE] = "idle",
	};
	const struct io_priority *io = &container->io_priority;
	struct line line = { "each process", container->name, 0 };

	say_number(&line, "priority", container->scheduler.priority);
	if (io->kind == IO_PRIORITY_IDLE)
		line_say(&line, "io %s", classes[io->kind]);
	else if (io->kind != IO_PRIORITY_UNSET)
		line_say(&line, "io %s %" PRId32, classes[io->kind], io->level);
	for (unsigned cpu = 0; cpu < 64; cpu++)
		if (container->cpus >> cpu & 1)
			line_say(&line, "processor %u", cpu);
	if (container->umask != 0)
		line_say(&line, "umask %03" PRIo32, container->umask);
	for (const struct resource_limit *limit = container->rlimits;
		limit != NULL && limit->kind != RESOURCE_END; limit++)
		say_rlimit(&line, limit);
	line_end(&line);
}

static void print_devices(const struct container *container)
{
	struct line line = { "devices", container->name, 0 };

	for (unsigned i = 0; i < device_count(container->devices); i++) {
		const struct device *device = &container->devices[i];

		line_say(&line, "%c %" PRIu32 ":", device->kind == DEVICE_BLOCK ? 'b' : 'c',
			device->major);
		if (device->minor == DEVICE_ANY)
			fputs("* ", stdout);
		else
			printf("%" PRIu32 " ", device->minor);
		fputs(device->access & DEVICE_READ ? "r" : "", stdout);
		fputs(device->access & DEVICE_WRITE ? "w" : "", stdout);
		fputs(device->access & DEVICE_MKNOD ? "m" : "", stdout);
	}
	line_end(&line);
}

void print_all_limits(const struct appliance *machine)
{
	for (unsigned i = 0; i < machine->containers.count; i++) {
		print_limits(machine->containers.items[i]);
		print_process(machine->containers.items[i]);
		print_devices(machine->containers.items[i]);
	}
}
