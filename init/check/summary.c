/*
 * The table of a good config: what each container will be, as the device reads it. A comma that
 * is missing between two strings, or a capability too many, is seen here.
 * Host tool; called by main(); writes to standard output.
 */
#include "check/check.h"
#include "check/forms.h"
#include "check/network.h"

#include "base/namespaces.h"
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_list(FILE *out, const struct container *const *list)
{
	if (list == NULL || list[0] == NULL)
		fputc('-', out);
	for (unsigned i = 0; list != NULL && list[i] != NULL; i++)
		fprintf(out, "%s%s", i > 0 ? "," : "", list[i]->name);
}

static void print_name(FILE *out, const struct container *container)
{
	fputs(container->name, out);
}

static void print_kind(FILE *out, const struct container *container)
{
	for (const char *at = kind_name(container->kind) + sizeof "KIND_" - 1; *at != '\0'; at++)
		fputc(tolower(*at), out);
}

static void print_needs(FILE *out, const struct container *container)
{
	print_list(out, container->needs);
}

static void print_after(FILE *out, const struct container *container)
{
	print_list(out, container->after);
}

static void print_root(FILE *out, const struct container *container)
{
	const struct root *root = &container->root;

	if (root->kind == ROOT_HOST)
		fputs("host", out);
	else if (root->kind == ROOT_TMPFS)
		fprintf(out, "tmpfs %s", size_text(root->size_bytes).text);
	else if (root->kind == ROOT_UNSET)
		fputc('-', out); /* of whom it joins */
	else
		fputs(root->source, out);
	if (root->writable)
		fputs(" writable", out);
	if (root->overlay == OVERLAY_TMPFS)
		fprintf(out, " under tmpfs %s", size_text(root->size_bytes).text);
	else if (root->overlay == OVERLAY_DIRECTORY)
		fprintf(out, " under %s", root->upper);
}

static void print_identity(FILE *out, const struct container *container)
{
	const uint32_t *groups = container->identity.groups;

	fprintf(out, "%" PRIu32 ":%" PRIu32, container->identity.uid, container->identity.gid);
	for (unsigned i = 0; groups != NULL && groups[i] != NO_GROUP; i++)
		fprintf(out, "%c%" PRIu32, i > 0 ? ',' : '+', groups[i]);
}

static void print_set(FILE *out, uint64_t set)
{
	static const char *const names[] = {
#define CAP_NAME(name, number) [number] = #name,
		NSINIT_CAPS(CAP_NAME)
#undef CAP_NAME
	};
	bool first = true;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if ((set >> i & 1) == 0)
			continue;
		fprintf(out, "%s%s", first ? "" : ",", names[i]);
		first = false;
	}
	if (first)
		fputc('-', out);
}

/* What its processes get beyond, or are treated by: in the column of the capabilities. */
static void print_process(FILE *out, const struct container *container)
{
	static const char *const policies[] = {
		[SCHEDULER_BATCH] = "batch",
		[SCHEDULER_IDLE] = "idle",
		[SCHEDULER_FIFO] = "fifo",
		[SCHEDULER_RR] = "rr",
	};
	const struct label *label = &container->label;

	if (container->allow_setuid)
		fputs(" setuid", out);
	if (container->capability_sets != NULL) {
		fputs(" bounding ", out);
		print_set(out, container->capability_sets->bounding);
	}
	if (label->kind != LABEL_UNSET)
		fprintf(out, " %s:%s", label->kind == LABEL_APPARMOR ? "apparmor" : "selinux",
			label->name);
	if (container->scheduler.kind != SCHEDULER_ORDINARY)
		fprintf(out, " %s", policies[container->scheduler.kind]);
	if (container->nice != 0)
		fprintf(out, " nice %" PRId32, container->nice);
	if (container->oom_score != 0)
		fprintf(out, " oom %" PRId32, container->oom_score);
}

static void print_caps(FILE *out, const struct container *container)
{
	print_set(out, container->caps);
	print_process(out, container);
}

/* "10.77.0.2/24+fd00::2/64@lan0", or "10.80.0.2-10.80.0.1" of a link between two. */
static void print_link(FILE *out, const struct network *network, const char *before)
{
	for (unsigned f = 0; f < FAMILIES; f++) {
		struct ip ip = families[f].of_network(network);

		if (!ip_given(ip))
			continue;
		if (network->kind == NETWORK_POINT_TO_POINT)
			fprintf(out, "%s%s-%s", before, ip_text(ip).text,
				ip_text(families[f].of_host(network)).text);
		else
			fprintf(out, "%s%s", before, ip_cidr_text(ip).text);
		before = "+";
	}
	if (network->kind == NETWORK_VETH)
		fprintf(out, "@%s", network->bridge->name);
}

static void print_network(FILE *out, const struct container *container)
{
	const struct network *network = container->networks;

	if (network == NULL || network->kind == NETWORK_END)
		fputc('-', out);
	for (unsigned i = 0; network != NULL && network[i].kind != NETWORK_END; i++) {
		if (network[i].kind == NETWORK_HOST)
			fputs("host", out);
		else
			print_link(out, &network[i], i > 0 ? "," : "");
	}
}

static void print_memory(FILE *out, const struct container *container)
{
	int64_t bytes = container->limits->memory_bytes;

	fputs(bytes == UNLIMITED ? "unlimited" : size_text(bytes).text, out);
}

static void print_cpu(FILE *out, const struct container *container)
{
	int32_t percent = container->limits->cpu_percent;

	if (percent > 0)
		fprintf(out, "%" PRId32 "%%", percent);
	else
		fputs("unlimited", out);
}

static void print_processes(FILE *out, const struct container *container)
{
	int32_t processes = container->limits->processes;

	if (processes == UNLIMITED)
		fputs("unlimited", out);
	else
		fprintf(out, "%" PRId32, processes);
}

/* Each word in quotes, so that its ends are seen. */
static void print_program(FILE *out, const struct container *container)
{
	for (unsigned i = 0; container->argv[i] != NULL; i++) {
		fputs(i > 0 ? " \"" : "\"", out);
		for (const char *c = container->argv[i]; *c != '\0'; c++) {
			if (*c == '"' || *c == '\\')
				fprintf(out, "\\%c", *c);
			else if (*c == '\n')
				fputs("\\n", out);
			else if (iscntrl((unsigned char)*c))
				fprintf(out, "\\%03o", (unsigned char)*c);
			else
				fputc(*c, out);
		}
		fputc('"', out);
	}
}

/* The program is the widest and therefore the last. */
static const struct column {
	const char *title;
	void (*print)(FILE *out, const struct container *container);
} columns[] = {
	{ "name", print_name },
	{ "kind", print_kind },
	{ "needs", print_needs },
	{ "after", print_after },
	{ "root", print_root },
	{ "identity", print_identity },
	{ "caps", print_caps },
	{ "network", print_network },
	{ "memory", print_memory },
	{ "cpu", print_cpu },
	{ "processes", print_processes },
	{ "program", print_program },
};
#define COLUMNS (sizeof columns / sizeof columns[0])

/* The text of one cell, or of the title above it with NULL; to be freed. */
static char *cell_text(const struct column *column, const struct container *container)
{
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);

	if (out == NULL)
		abort();
	if (container == NULL)
		fputs(column->title, out);
	else
		column->print(out, container);
	fclose(out);
	return text;
}

static void print_row(const int *widths, const struct container *container)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		char *text = cell_text(&columns[i], container);

		if (i + 1 < COLUMNS)
			printf("%-*s  ", widths[i], text);
		else
			puts(text);
		free(text);
	}
}

static void print_word(FILE *out, bool *first, const char *word)
{
	fprintf(out, "%s%s", *first ? "" : ", ", word);
	*first = false;
}

/* What of its namespaces is not simply its own; nothing for a container where all of them are. */
static void print_namespaces(FILE *out, const struct container *container)
{
	static const struct {
		uint32_t share;
		const char *word;
	} shares[] = { { SHARE_IPC, "ipc" }, { SHARE_UTS, "uts" }, { SHARE_PID, "pid" },
		{ SHARE_CGROUP, "cgroup" } };
	bool first = true;

	if (container->user.kind == USER_RANGES) {
		print_word(out, &first, "user");
		fprintf(out, " at %" PRIu32, container->user.uids[0].outside);
	}
	if (container->time != NULL)
		print_word(out, &first, "time");
	for (unsigned i = 0; i < JOIN_COUNT; i++) {
		const struct container *target = join_target(container, (enum join_kind)i);

		if (target == NULL)
			continue;
		print_word(out, &first, join_word(i));
		fprintf(out, " of %s", target->name);
	}
	for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
		if ((container->shares & shares[i].share) == 0)
			continue;
		print_word(out, &first, shares[i].word);
		fputs(" of the appliance", out);
	}
}

/* A line for each that has something to say, below the table. */
static void print_lines(const struct appliance *machine, const char *title,
	void (*print)(FILE *out, const struct container *container))
{
	for (unsigned i = 0; i < machine->containers.count; i++) {
		char *text = NULL;
		size_t length = 0;
		FILE *out = open_memstream(&text, &length);

		if (out == NULL)
			abort();
		print(out, machine->containers.items[i]);
		fclose(out);
		if (length > 0)
			printf("%s of %s: %s\n", title, machine->containers.items[i]->name, text);
		free(text);
	}
}

static void print_terminals(const struct appliance *machine)
{
	const char *before = "terminals: ";

	for (unsigned i = 0; i < machine->containers.count; i++) {
		if (!machine->containers.items[i]->terminal)
			continue;
		printf("%s%s", before, machine->containers.items[i]->name);
		before = ", ";
	}
	if (before[0] == ',')
		puts("");
}

static void print_totals(const struct appliance *machine)
{
	int64_t sum = memory_sum(machine);
	unsigned unlimited = 0;

	for (unsigned i = 0; i < machine->containers.count; i++) {
		if (machine->containers.items[i]->limits->memory_bytes == UNLIMITED)
			unlimited++;
	}
	printf("memory limits: %s", size_text(sum).text);
	if (machine->ram_bytes > 0)
		printf(" of %s", size_text(machine->ram_bytes).text);
	if (unlimited > 0)
		printf(", and %u unlimited", unlimited);
	putchar('\n');
}

void print_summary(const char *config, const struct appliance *machine)
{
	int widths[COLUMNS] = { 0 };

	for (size_t i = 0; i < COLUMNS; i++) {
		for (unsigned c = 0; c <= machine->containers.count; c++) {
			char *text = cell_text(
				&columns[i], c > 0 ? machine->containers.items[c - 1] : NULL);

			if ((int)strlen(text) > widths[i])
				widths[i] = (int)strlen(text);
			free(text);
		}
	}
	printf("%s: %s, %u container%s\n", config, machine->hostname, machine->containers.count,
		machine->containers.count == 1 ? "" : "s");
	print_row(widths, NULL);
	for (unsigned i = 0; i < machine->containers.count; i++)
		print_row(widths, machine->containers.items[i]);
	print_all_files(machine);
	print_lines(machine, "namespaces", print_namespaces);
	print_lines(machine, "system calls", summarize_syscalls);
	print_all_limits(machine);
	print_landlock(machine);
	print_all_lives(machine);
	print_store(machine);
	print_slots(machine);
	print_essential(machine);
	print_sockets(machine);
	print_totals(machine);
	print_terminals(machine);
	if (machine->foreground)
		puts("nsinit run: each of them, on a host");
	if (machine->pause)
		puts("nsctl pause: allowed");
	if (machine->set)
		puts("nsctl set: allowed");
	if (machine->signal)
		puts("nsctl signal: allowed");
	if (machine->events)
		puts("nsctl events: allowed");
	if (machine->exec)
		puts("nsctl exec: allowed");
	if (machine->reexec)
		printf("nsctl reexec: allowed%s\n",
			machine->fault == FAULT_REEXEC ? ", and done after a fault of nsinit" : "");
	print_logs(machine);
	print_hotplug(machine);
}
