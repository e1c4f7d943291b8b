/*
 * Which mechanisms of a container's life are used; see uses.h. Host tool.
 */
#include "check/uses.h"

#include <stddef.h>

static bool use_task(const struct container *container)
{
	return container->kind == KIND_TASK;
}

static bool use_timer(const struct container *container)
{
	return container->kind == KIND_TIMER;
}

static bool use_console(const struct container *container)
{
	return container->kind == KIND_CONSOLE;
}

static bool use_calendar(const struct container *container)
{
	return container->timer != NULL && container->timer->calendar != NULL;
}

static bool use_success(const struct container *container)
{
	return container->success != NULL;
}

static bool use_ready(const struct container *container)
{
	return container->ready != NULL;
}

static bool ready_by(const struct container *container, enum ready_kind kind)
{
	return container->ready != NULL && container->ready->kind == kind;
}

static bool use_ready_fd(const struct container *container)
{
	return ready_by(container, READY_FD);
}

static bool use_alive(const struct container *container)
{
	return container->alive != NULL;
}

static bool alive_by(const struct container *container, enum alive_kind kind)
{
	return container->alive != NULL && container->alive->kind == kind;
}

static bool use_notify(const struct container *container)
{
	return ready_by(container, READY_NOTIFY) || alive_by(container, ALIVE_NOTIFY);
}

static bool use_main_pid(const struct container *container)
{
	return container->ready != NULL && container->ready->main_pid;
}

static bool use_probe_tcp(const struct container *container)
{
	return ready_by(container, READY_TCP) || alive_by(container, ALIVE_TCP);
}

static bool use_probe_path(const struct container *container)
{
	return ready_by(container, READY_UNIX) || ready_by(container, READY_FILE) ||
	       alive_by(container, ALIVE_UNIX);
}

static bool use_oom(const struct container *container)
{
	return container->oom != OOM_UNWATCHED;
}

static bool use_pressure(const struct container *container)
{
	return container->pressure != NULL && container->pressure[0].kind != PRESSURE_END;
}

static bool use_shortage(const struct container *container)
{
	return use_oom(container) || use_pressure(container);
}

bool use_probe_command(const struct container *container)
{
	return ready_by(container, READY_COMMAND) || alive_by(container, ALIVE_COMMAND);
}

static bool use_reload(const struct container *container)
{
	return container->reload != NULL;
}

bool use_stop_command(const struct container *container)
{
	return container->stop.argv != NULL;
}

bool use_command(const struct container *container)
{
	return use_stop_command(container) ||
	       (container->reload != NULL && container->reload->kind == RELOAD_COMMAND);
}

static bool use_probe(const struct container *container)
{
	return use_probe_tcp(container) || use_probe_path(container) ||
	       use_probe_command(container);
}

static bool use_sockets(const struct container *container)
{
	return container->sockets != NULL || container->connections != NULL;
}

static bool use_connections(const struct container *container)
{
	return container->connections != NULL;
}

static bool use_idle(const struct container *container)
{
	return container->idle_ms > 0;
}

static bool use_jitter(const struct container *container)
{
	return container->restart.jitter_percent > 0;
}

static bool use_essential(const struct container *container)
{
	return container->essential;
}

static bool use_failures(const struct container *container)
{
	return container->restart.failures != NULL;
}

/* Waits again for a need, or a device, that went away. */
static bool use_follow(const struct container *container)
{
	return container->join != NULL || container->each_start_of != NULL ||
	       container->device_node != NULL || container->need_lost != NEED_LOST_STAY;
}

bool use_once(const struct container *container)
{
	return container->once;
}

const struct mechanism life_mechanisms[] = {
	{ "TASK", use_task },
	{ "TIMER", use_timer },
	{ "CALENDAR", use_calendar },
	{ "CONSOLE", use_console },
	{ "SUCCESS", use_success },
	{ "JITTER", use_jitter },
	{ "FAILURES", use_failures },
	{ "FOLLOW", use_follow },
	{ "ONCE", use_once },
	{ "ESSENTIAL", use_essential },
	{ "READY", use_ready },
	{ "READY_FD", use_ready_fd },
	{ "NOTIFY", use_notify },
	{ "MAIN_PID", use_main_pid },
	{ "ALIVE", use_alive },
	{ "PROBE", use_probe },
	{ "PROBE_TCP", use_probe_tcp },
	{ "PROBE_PATH", use_probe_path },
	{ "PROBE_COMMAND", use_probe_command },
	{ "RELOAD", use_reload },
	{ "COMMAND", use_command },
	{ "STOP_COMMAND", use_stop_command },
	{ "SOCKETS", use_sockets },
	{ "CONNECTIONS", use_connections },
	{ "IDLE", use_idle },
	{ "OOM", use_oom },
	{ "PRESSURE", use_pressure },
	{ "SHORTAGE", use_shortage },
	{ .name = NULL },
};
