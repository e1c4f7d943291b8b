/*
 * What of a container's life is not the default, for the table of a good config: one line each.
 * Host tool; called by print_summary(); writes to standard output.
 */
#include "check/check.h"
#include "check/summary_line.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>

static void say_success(struct line *line, const int32_t *success)
{
	if (success == NULL || success[0] == EXITS_END)
		return;
	line_say(line, "good with %" PRId32, success[0]);
	for (unsigned i = 1; success[i] != EXITS_END; i++)
		printf(",%" PRId32, success[i]);
}

static void say_failures(struct line *line, const struct failures *failures)
{
	if (failures == NULL)
		return;
	line_say(line, "after %" PRId32 " failures ", failures->limit);
	switch (failures->on_limit) {
	case FAILURE_RETRY:
		printf("every %" PRId64 " ms",
			failures->slow_ms > 0 ? failures->slow_ms : RESTART_SLOW_DEFAULT_MS);
		break;
	case FAILURE_START:
		printf("start %s", failures->instead->name);
		break;
	case FAILURE_REBOOT:
		fputs("reboot", stdout);
		break;
	case FAILURE_RESCUE:
		fputs("rescue", stdout);
		break;
	}
}

static void say_ready(struct line *line, const struct ready *ready)
{
	static const char *const words[] = {
		[READY_UNSET] = "",
		[READY_NOTIFY] = "by notification",
		[READY_FD] = "by descriptor",
		[READY_TCP] = "on port",
		[READY_UNIX] = "on",
		[READY_FILE] = "with",
		[READY_COMMAND] = "by",
		[READY_EXIT] = "at exit 0",
	};

	if (ready == NULL)
		return;
	line_say(line, "ready %s", words[ready->kind]);
	if (ready->kind == READY_FD)
		printf(" %" PRId32, ready->fd);
	else if (ready->kind == READY_TCP)
		printf(" %" PRId32, ready->port);
	else if (ready->kind == READY_COMMAND)
		printf(" %s", ready->argv[0]);
	else if (ready->path != NULL)
		printf(" %s", ready->path);
	printf(" within %" PRId64 " ms",
		ready->timeout_ms > 0 ? ready->timeout_ms : READY_TIMEOUT_DEFAULT_MS);
	if (ready->main_pid)
		line_say(line, "lives as long as its MAINPID");
}

static void say_alive(struct line *line, const struct alive *alive)
{
	static const char *const words[] = {
		[ALIVE_UNSET] = "",
		[ALIVE_NOTIFY] = "by notification",
		[ALIVE_TCP] = "on port",
		[ALIVE_UNIX] = "on",
		[ALIVE_COMMAND] = "by",
	};

	if (alive == NULL)
		return;
	line_say(line, "alive %s", words[alive->kind]);
	if (alive->kind == ALIVE_TCP)
		printf(" %" PRId32, alive->port);
	else if (alive->kind == ALIVE_COMMAND)
		printf(" %s", alive->argv[0]);
	else if (alive->path != NULL)
		printf(" %s", alive->path);
	printf(" every %" PRId64 " ms", alive->interval_ms);
}

static void say_oom(struct line *line, enum oom oom)
{
	static const char *const words[] = {
		[OOM_TELL] = "told",
		[OOM_KILL] = "killed",
		[OOM_RESTART] = "restarted",
		[OOM_STOP] = "stopped",
	};

	if (oom != OOM_UNWATCHED)
		line_say(line, "%s when memory is short", words[oom]);
}

static void say_pressure(struct line *line, const struct pressure *pressure)
{
	static const char *const kinds[] = {
		[PRESSURE_MEMORY] = "memory",
		[PRESSURE_CPU] = "processor",
		[PRESSURE_IO] = "input and output",
	};
	static const char *const actions[] = {
		[PRESSURE_TELL] = "told",
		[PRESSURE_RESTART] = "restarted",
		[PRESSURE_STOP] = "stopped",
	};

	for (; pressure != NULL && pressure->kind != PRESSURE_END; pressure++)
		line_say(line, "%s when %s for %s %" PRId32 " of %" PRId32 " us",
			actions[pressure->action], pressure->full ? "all wait" : "some wait",
			kinds[pressure->kind], pressure->stall_us, pressure->window_us);
}

static void say_reload(struct line *line, const struct reload *reload)
{
	if (reload == NULL)
		return;
	if (reload->kind == RELOAD_SIGNAL)
		line_say(line, "reloads at signal %d", reload->signal ? reload->signal : SIGHUP);
	else
		line_say(line, "reloads by %s within %" PRId64 " ms", reload->argv[0],
			reload->limit_ms > 0 ? reload->limit_ms : RELOAD_LIMIT_DEFAULT_MS);
}

static void print_life(const struct container *container)
{
	static const char *const lost[] = {
		[NEED_LOST_STOP] = "stops without its needs",
		[NEED_LOST_RESTART] = "restarts with its needs",
	};
	struct line line = { "life", container->name, 0 };

	say_timer(&line, container->timer);
	if (container->kind == KIND_CONSOLE)
		line_say(&line, "on %s", container->tty != NULL ? container->tty : "the console");
	say_ready(&line, container->ready);
	say_alive(&line, container->alive);
	if (container->device_node != NULL)
		line_say(&line, "while /dev/%s is there", container->device_node);
	say_oom(&line, container->oom);
	say_pressure(&line, container->pressure);
	if (container->each_start_of != NULL)
		line_say(&line, "after each start of %s", container->each_start_of->name);
	if (container->need_lost != NEED_LOST_STAY)
		line_say(&line, "%s", lost[container->need_lost]);
	if (container->restart.jitter_percent > 0)
		line_say(&line, "delays up to %" PRId32 "%% shorter",
			container->restart.jitter_percent);
	say_failures(&line, container->restart.failures);
	if (container->once)
		line_say(&line, "once and for all");
	say_success(&line, container->success);
	say_reload(&line, container->reload);
	if (container->stop.argv != NULL)
		line_say(&line, "stopped by %s within %" PRId32 " ms", container->stop.argv[0],
			container->stop.argv_limit_ms > 0 ? container->stop.argv_limit_ms
							  : STOP_LIMIT_DEFAULT_MS);
	line_end(&line);
}

void print_all_lives(const struct appliance *machine)
{
	for (unsigned i = 0; i < machine->containers.count; i++)
		print_life(machine->containers.items[i]);
}
