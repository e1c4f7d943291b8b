/*
 * What of a container's life is not the default, for the table of a good config: one line each.
 * Host tool; called by print_summary().
 */
#include "check/check.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void print_success(FILE *out, const int32_t *success)
{
	for (unsigned i = 0; success != NULL && success[i] != EXITS_END; i++)
		fprintf(out, "%s%" PRId32, i > 0 ? "," : ", good with ", success[i]);
}

static void print_failures(FILE *out, const struct failures *failures)
{
	if (failures == NULL)
		return;
	fprintf(out, ", after %" PRId32 " failures ", failures->limit);
	switch (failures->on_limit) {
	case FAILURE_RETRY:
		fprintf(out, "every %" PRId64 " ms",
			failures->slow_ms > 0 ? failures->slow_ms : RESTART_SLOW_DEFAULT_MS);
		break;
	case FAILURE_START:
		fprintf(out, "start %s", failures->instead->name);
		break;
	case FAILURE_REBOOT:
		fputs("reboot", out);
		break;
	case FAILURE_RESCUE:
		fputs("rescue", out);
		break;
	}
}

static void print_ready(FILE *out, const struct ready *ready)
{
	static const char *const words[] = {
		[READY_UNSET] = "",
		[READY_NOTIFY] = "by notification",
		[READY_FD] = "by descriptor",
		[READY_TCP] = "on port",
		[READY_UNIX] = "on",
		[READY_FILE] = "with",
		[READY_EXIT] = "at exit 0",
	};

	if (ready == NULL)
		return;
	fprintf(out, ", ready %s", words[ready->kind]);
	if (ready->kind == READY_FD)
		fprintf(out, " %" PRId32, ready->fd);
	else if (ready->kind == READY_TCP)
		fprintf(out, " %" PRId32, ready->port);
	else if (ready->path != NULL)
		fprintf(out, " %s", ready->path);
	fprintf(out, " within %" PRId64 " ms",
		ready->timeout_ms > 0 ? ready->timeout_ms : READY_TIMEOUT_DEFAULT_MS);
}

static void print_alive(FILE *out, const struct alive *alive)
{
	static const char *const words[] = {
		[ALIVE_UNSET] = "",
		[ALIVE_NOTIFY] = "by notification",
		[ALIVE_TCP] = "on port",
		[ALIVE_UNIX] = "on",
	};

	if (alive == NULL)
		return;
	fprintf(out, ", alive %s", words[alive->kind]);
	if (alive->kind == ALIVE_TCP)
		fprintf(out, " %" PRId32, alive->port);
	else if (alive->path != NULL)
		fprintf(out, " %s", alive->path);
	fprintf(out, " every %" PRId64 " ms", alive->interval_ms);
}

/* Each part begins with ", ". */
static void print_parts(FILE *out, const struct container *container)
{
	static const char *const lost[] = {
		[NEED_LOST_STAY] = "",
		[NEED_LOST_STOP] = ", stops without its needs",
		[NEED_LOST_RESTART] = ", restarts with its needs",
	};

	print_ready(out, container->ready);
	print_alive(out, container->alive);
	if (container->each_start_of != NULL)
		fprintf(out, ", after each start of %s", container->each_start_of->name);
	fputs(lost[container->need_lost], out);
	if (container->restart.jitter_percent > 0)
		fprintf(out, ", delays up to %" PRId32 "%% shorter",
			container->restart.jitter_percent);
	print_failures(out, container->restart.failures);
	print_success(out, container->success);
}

void print_all_lives(const struct appliance *machine)
{
	for (unsigned i = 0; i < machine->containers.count; i++) {
		char *text = NULL;
		size_t length = 0;
		FILE *out = open_memstream(&text, &length);

		if (out == NULL)
			abort();
		print_parts(out, machine->containers.items[i]);
		fclose(out);
		if (length > 0)
			printf("life of %s: %s\n", machine->containers.items[i]->name, text + 2);
		free(text);
	}
}
