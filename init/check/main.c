/*
 * nsinit-check: judges the config header that it is linked with, before nsinit is built from it.
 *
 *	nsinit-check [--quiet] [--uses FILE] [--definitions FILE OBJECT] CONFIGNAME
 *
 * Prints every mistake and exits with 1; or prints the table of containers, writes uses.h
 * and definitions.h, the latter from the object that the config was compiled to, and exits with 0.
 *Host tool, run by the build; never in an image.
 */
#include "check/check.h"
#include "check/definition.h"

#include <stdio.h>
#include <string.h>

static int usage(void)
{
	fputs("usage: nsinit-check [--quiet] [--uses FILE] [--definitions FILE OBJECT] "
	      "CONFIGNAME\n",
		stderr);
	return 2;
}

static unsigned check_all(const char *config, struct appliance *table)
{
	struct report report = { .config = config };

	table->containers = take_containers(&report, table);
	check_appliance(&report, table);
	check_bridges(&report, table);
	for (unsigned i = 0; i < table->containers.count; i++)
		check_container(&report, table, table->containers.items[i]);
	return report.errors;
}

int main(int count, char **words)
{
	struct appliance table = appliance;
	const char *config = NULL;
	const char *uses = NULL;
	const char *definitions = NULL;
	const char *object = NULL;
	bool quiet = false;

	for (int i = 1; i < count; i++) {
		if (strcmp(words[i], "--quiet") == 0)
			quiet = true;
		else if (strcmp(words[i], "--uses") == 0 && i + 1 < count)
			uses = words[++i];
		else if (strcmp(words[i], "--definitions") == 0 && i + 2 < count) {
			definitions = words[++i];
			object = words[++i];
		} else if (words[i][0] != '-' && config == NULL)
			config = words[i];
		else
			return usage();
	}
	if (config == NULL)
		return usage();
	if (check_all(config, &table) > 0)
		return 1;
	if (!quiet)
		print_summary(config, &table);
	if (definitions != NULL &&
		write_definitions(definitions, object, table.containers.count) < 0)
		return 1;
	return uses != NULL && write_uses(config, &table, uses) < 0;
}
