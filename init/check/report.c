/*
 * Prints what the rules refuse and counts it; nothing stops at the first error.
 * Host tool; called by the rules_*.c files.
 */
#include "check/report.h"

#include <stdarg.h>
#include <stdio.h>

void report_error(
	struct report *report, const struct place *place, const char *field, const char *rule, ...)
{
	va_list arguments;

	fprintf(stderr, "%s: %s: ", report->config, place->subject);
	if (place->list != NULL)
		fputs(place->list, stderr);
	if (place->list != NULL && place->index != PLACE_SINGLE)
		fprintf(stderr, "[%u]", place->index);
	if (place->list != NULL && field != NULL)
		fputc('.', stderr);
	if (field != NULL)
		fputs(field, stderr);
	fputs(": ", stderr);
	va_start(arguments, rule);
	vfprintf(stderr, rule, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	report->errors++;
}

const char *container_label(const struct appliance *machine, const struct container *container)
{
	static char labels[CONTAINERS_MAX][sizeof "containers[4294967295]"];

	if (container->name != NULL && container->name[0] != '\0')
		return container->name;
	for (unsigned i = 0; i < machine->containers.count && i < CONTAINERS_MAX; i++) {
		if (machine->containers.items[i] == container) {
			snprintf(labels[i], sizeof labels[i], "containers[%u]", i);
			return labels[i];
		}
	}
	return "a container without a name";
}
