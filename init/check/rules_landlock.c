/*
 * Landlock of a container: its rules, and their line below the table.
 * Host tool; called by check_container() and print_summary().
 */
#include "check/check.h"
#include "check/rules.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define RIGHTS_ALL (2U * LANDLOCK_IOCTL_DEV - 1)

/* An entry without a path, but with rights, is a mistake and no end. */
unsigned landlock_path_count(const struct landlock_path *paths)
{
	unsigned count = 0;

	while (paths != NULL && count <= LANDLOCK_PATHS_MAX &&
		(paths[count].path != NULL || paths[count].rights != 0))
		count++;
	return count;
}

unsigned port_count(const uint32_t *ports)
{
	unsigned count = 0;

	while (ports != NULL && count <= TCP_PORTS_MAX && ports[count] != 0)
		count++;
	return count;
}

static void check_allowed_path(
	struct report *report, const struct place *at, const struct landlock_path *paths)
{
	const struct landlock_path *entry = &paths[at->index];

	if (entry->path == NULL) {
		report_error(report, at, "path", rule_landlock_path_missing);
		return;
	}
	check_path(report, at, "path", entry->path);
	if (entry->rights == 0)
		report_error(report, at, "rights", rule_landlock_rights_missing);
	if ((entry->rights & ~RIGHTS_ALL) != 0)
		report_error(report, at, "rights", rule_landlock_rights_unknown, entry->rights);
	for (unsigned i = 0; i < at->index; i++) {
		if (paths[i].path == NULL || strcmp(paths[i].path, entry->path) != 0)
			continue;
		report_error(report, at, "path", rule_path_twice, entry->path, "landlock.paths", i);
		return;
	}
}

/*
 * Rights of a directory and of what is below it add up, and a link may lead anywhere: which file
 * can be executed is not known here. The kernel opens it for reading too.
 */
static void check_allowed_paths(
	struct report *report, const struct place *at, const struct landlock *landlock)
{
	unsigned count = landlock_path_count(landlock->paths);
	uint32_t rights = 0;

	if (!check_length(report, at, "landlock.paths", count, LANDLOCK_PATHS_MAX))
		return;
	for (unsigned i = 0; i < count; i++) {
		const struct place entry = { at->subject, "landlock.paths", i };

		check_allowed_path(report, &entry, landlock->paths);
		rights |= landlock->paths[i].rights;
	}
	if ((rights & LANDLOCK_EXECUTE) == 0 || (rights & LANDLOCK_READ_FILE) == 0)
		report_error(report, at, "landlock.paths", rule_landlock_program);
}

static void check_ports(struct report *report, const struct place *at, const char *field,
	const uint32_t *ports, uint32_t most)
{
	unsigned count = port_count(ports);

	if (!check_length(report, at, field, count, TCP_PORTS_MAX))
		return;
	for (unsigned i = 0; i < count; i++) {
		unsigned earlier = 0;

		if (ports[i] > most && ports[i] != TCP_ANY)
			report_error(report, at, field, rule_port_range, ports[i]);
		if (ports[i] == TCP_ANY && count > 1)
			report_error(report, at, field, rule_port_any);
		while (earlier < i && ports[earlier] != ports[i])
			earlier++;
		if (earlier < i)
			report_error(report, at, field, rule_port_twice, ports[i]);
	}
}

void check_landlock(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct landlock *landlock = container->landlock;
	const struct place at = { .subject = container_label(machine, container) };

	if (landlock == NULL)
		return;
	if (landlock->abi != LANDLOCK_AVAILABLE &&
		(landlock->abi < 0 || landlock->abi > LANDLOCK_ABI))
		report_error(
			report, &at, "landlock.abi", rule_range, landlock->abi, 1, LANDLOCK_ABI);
	check_allowed_paths(report, &at, landlock);
	check_ports(report, &at, "landlock.bind", landlock->bind, TCP_EPHEMERAL);
	check_ports(report, &at, "landlock.connect", landlock->connect, TCP_EPHEMERAL - 1);
}

/* Whole words of the config first; each right is printed once. */
static void print_rights(uint32_t rights)
{
	static const struct {
		uint32_t rights;
		const char *word;
	} words[] = {
		{ LANDLOCK_READ, "read" },
		{ LANDLOCK_WRITE, "write" },
		{ LANDLOCK_MAKE, "make" },
		{ LANDLOCK_REMOVE, "remove" },
		{ LANDLOCK_EXECUTE, "execute" },
		{ LANDLOCK_READ_FILE, "read_file" },
		{ LANDLOCK_READ_DIR, "read_dir" },
		{ LANDLOCK_WRITE_FILE, "write_file" },
		{ LANDLOCK_REMOVE_DIR, "remove_dir" },
		{ LANDLOCK_REMOVE_FILE, "remove_file" },
		{ LANDLOCK_MAKE_CHAR, "make_char" },
		{ LANDLOCK_MAKE_DIR, "make_dir" },
		{ LANDLOCK_MAKE_REG, "make_reg" },
		{ LANDLOCK_MAKE_SOCK, "make_sock" },
		{ LANDLOCK_MAKE_FIFO, "make_fifo" },
		{ LANDLOCK_MAKE_BLOCK, "make_block" },
		{ LANDLOCK_MAKE_SYM, "make_sym" },
		{ LANDLOCK_REFER, "refer" },
		{ LANDLOCK_TRUNCATE, "truncate" },
		{ LANDLOCK_IOCTL_DEV, "ioctl_dev" },
	};
	const char *before = " ";

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if ((rights & words[i].rights) != words[i].rights)
			continue;
		printf("%s%s", before, words[i].word);
		rights &= ~words[i].rights;
		before = "+";
	}
}

static void print_ports(const char *what, const uint32_t *ports)
{
	const char *before = " ";

	printf(", %s", what);
	if (port_count(ports) == 0)
		fputs(" none", stdout);
	for (; ports != NULL && *ports != 0; ports++) {
		if (*ports == TCP_ANY)
			fputs(" any", stdout);
		else if (*ports == TCP_EPHEMERAL)
			printf("%sephemeral", before);
		else
			printf("%s%" PRIu32, before, *ports);
		before = "+";
	}
}

static void print_rules(const struct landlock *landlock)
{
	const struct landlock_path *path = landlock->paths;

	if (landlock->abi == LANDLOCK_AVAILABLE)
		fputs("as much as the kernel has", stdout);
	else
		printf("ABI %" PRId32, landlock->abi != 0 ? landlock->abi : LANDLOCK_ABI);
	for (; path != NULL && path->path != NULL; path++) {
		printf(", %s", path->path);
		print_rights(path->rights);
	}
	print_ports("bind", landlock->bind);
	print_ports("connect", landlock->connect);
	if (landlock->signals)
		fputs(", signals", stdout);
	if (landlock->abstract_sockets)
		fputs(", abstract sockets", stdout);
}

void print_landlock(const struct appliance *machine)
{
	for (unsigned i = 0; i < machine->containers.count; i++) {
		const struct container *container = machine->containers.items[i];

		if (container->landlock == NULL)
			continue;
		printf("landlock of %s: ", container->name);
		print_rules(container->landlock);
		putchar('\n');
	}
}
