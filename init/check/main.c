/*
 * nsinit-check: judges the config header that it is linked with, before nsinit is built from it.
 *
 *	nsinit-check [--quiet] [--uses FILE] [--definitions FILE OBJECT] [--words FILE] CONFIGNAME
 *
 * Prints every mistake and exits with 1; or prints the config in words, writes uses.h,
 *definitions.h from the object that the config was compiled to, and the words for `nsctl config`,
 *and exits with 0. Host tool, run by the build; never in an image.
 */
#include "check/check.h"
#include "check/definition.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct options {
	bool quiet;
	const char *uses, *definitions, *object, *words, *config;
};

static int usage(void)
{
	fputs("usage: nsinit-check [--quiet] [--uses FILE] [--definitions FILE OBJECT] "
	      "[--words FILE] CONFIGNAME\n",
		stderr);
	return 2;
}

static bool parse(struct options *options, int count, char **words)
{
	for (int i = 1; i < count; i++) {
		if (strcmp(words[i], "--quiet") == 0)
			options->quiet = true;
		else if (strcmp(words[i], "--uses") == 0 && i + 1 < count)
			options->uses = words[++i];
		else if (strcmp(words[i], "--words") == 0 && i + 1 < count)
			options->words = words[++i];
		else if (strcmp(words[i], "--definitions") == 0 && i + 2 < count) {
			options->definitions = words[++i];
			options->object = words[++i];
		} else if (words[i][0] != '-' && options->config == NULL)
			options->config = words[i];
		else
			return false;
	}
	return options->config != NULL;
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
	struct options options = { 0 };

	if (!parse(&options, count, words))
		return usage();
	if (check_all(options.config, &table) > 0)
		return 1;
	if (!options.quiet)
		print_summary(options.config, &table);
	if (options.definitions &&
		write_definitions(options.definitions, options.object, table.containers.count) < 0)
		return 1;
	if (options.uses && write_uses(options.config, &table, options.uses) < 0)
		return 1;
	return options.words && write_words(options.config, &table, options.words) < 0;
}
