/*
 * What the logger takes besides output, as a line below the table of a good config.
 * Host tool; called by print_summary(); writes to standard output.
 */
#include "check/check.h"

#include <stdio.h>

void print_logs(const struct appliance *machine)
{
	const struct logs *logs = machine->logs;

	if (logs == NULL || (!logs->syslog && !logs->kernel))
		return;
	printf("logs: %s%s%s\n", logs->syslog ? "/dev/log" : "",
		logs->syslog && logs->kernel ? ", " : "", logs->kernel ? "the kernel" : "");
}
