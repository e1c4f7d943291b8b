/*
 * What the logger takes and what becomes of it, as lines below the table of a good config.
 * Host tool; called by print_summary(); writes to standard output.
 */
#include "check/check.h"
#include "check/summary_line.h"

#include <inttypes.h>
#include <stdio.h>

static void print_log(const struct container *container)
{
	struct line line = { "log", container->name };
	const struct log *log = container->log;

	if (log == NULL)
		return;
	if (log->none)
		line_say(&line, "nothing is kept");
	if (log->rate > 0)
		line_say(&line, "%" PRId32 " lines a second, %" PRId32 " at once", log->rate,
			log->burst > 0 ? log->burst : log->rate);
	line_end(&line);
}

void print_logs(const struct appliance *machine)
{
	const struct logs *logs = machine->logs;

	for (unsigned i = 0; i < machine->containers.count; i++)
		print_log(machine->containers.items[i]);
	if (logs == NULL || (!logs->syslog && !logs->kernel))
		return;
	printf("logs: %s%s%s\n", logs->syslog ? "/dev/log" : "",
		logs->syslog && logs->kernel ? ", " : "", logs->kernel ? "the kernel" : "");
}
