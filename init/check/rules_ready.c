/*
 * How a container becomes ready and shows that it lives: what each kind needs, and where it makes
 * no sense.
 * Host tool; called by check_life().
 */
#include "check/check.h"
#include "check/rules.h"

#include "base/namespaces.h"
#include <string.h>

#define PORT_MOST   65535
#define MISSES_MOST 100

/* sun_path of unix(7), without the NUL. */
#define SOCKET_PATH_MOST 107

/* A field that only some kinds read; `given` and `wanted` tell whether. */
static void check_field(
	struct report *report, const struct place *at, const char *field, bool given, bool wanted)
{
	if (given && !wanted)
		report_error(report, at, field, rule_no_effect, "with this kind");
	else if (wanted && !given)
		report_error(report, at, field, rule_ready_missing);
}

static void check_looked_for(struct report *report, const struct place *at, const char *field,
	const char *path, bool wanted)
{
	check_field(report, at, field, path != NULL, wanted);
	if (wanted && path != NULL)
		check_path(report, at, field, path);
}

static void check_socket(
	struct report *report, const struct place *at, const char *field, const char *path)
{
	if (path != NULL && strlen(path) > SOCKET_PATH_MOST)
		report_error(report, at, field, rule_socket_path, path, SOCKET_PATH_MOST);
}

static void check_port(
	struct report *report, const struct place *at, const char *field, int32_t port, bool wanted)
{
	check_field(report, at, field, port != 0, wanted);
	if (wanted && port != 0 && (port < 1 || port > PORT_MOST))
		report_error(report, at, field, rule_range, port, 1, PORT_MOST);
}

/* Who shares its pid namespace could speak for it. */
static void check_notify(struct report *report, const struct place *at, const char *field,
	const struct container *container)
{
	if ((container->shares & SHARE_PID) != 0 || join_target(container, JOIN_PID) != NULL)
		report_error(report, at, field, rule_notify_pid);
}

static void check_fd(struct report *report, const struct place *at, const struct ready *ready)
{
	check_field(report, at, "ready.fd", ready->fd != 0, ready->kind == READY_FD);
	if (ready->kind == READY_FD && ready->fd != 0 &&
		(ready->fd < READY_FD_LEAST || ready->fd > READY_FD_MOST))
		report_error(report, at, "ready.fd", rule_range, ready->fd, READY_FD_LEAST,
			READY_FD_MOST);
}

/* The same of a command, which is a program as the container's own. */
static void check_command(struct report *report, const struct place *at, const char *field,
	const char *const *argv, bool wanted)
{
	check_field(report, at, field, argv != NULL, wanted);
	if (wanted && argv != NULL)
		check_program(report, at->subject, field, argv);
}

void check_ready(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };
	const struct ready *ready = container->ready;

	if (ready == NULL)
		return;
	check_enum(report, &at, "ready.kind", (int)ready->kind, READY_EXIT + 1, "enum ready_kind");
	if (ready->kind == READY_UNSET)
		report_error(report, &at, "ready", rule_kind_missing, "its kind");
	else if (ready->kind == READY_EXIT && container->kind == KIND_SERVICE)
		report_error(report, &at, "ready.kind", rule_ready_exit);
	else if (ready->kind != READY_EXIT && kind_ends(container->kind))
		report_error(report, &at, "ready.kind", rule_ready_ends);
	check_port(report, &at, "ready.port", ready->port, ready->kind == READY_TCP);
	check_fd(report, &at, ready);
	check_looked_for(report, &at, "ready.path", ready->path,
		ready->kind == READY_UNIX || ready->kind == READY_FILE);
	if (ready->kind == READY_UNIX)
		check_socket(report, &at, "ready.path", ready->path);
	check_command(report, &at, "ready.argv", ready->argv, ready->kind == READY_COMMAND);
	check_time(
		report, &at, "ready.timeout_ms", ready->timeout_ms, LIMIT_LEAST_MS, LIMIT_MOST_MS);
	if (ready->main_pid && ready->kind != READY_NOTIFY)
		report_error(report, &at, "ready.main_pid", rule_no_effect, "without READY_NOTIFY");
	if (ready->kind == READY_NOTIFY)
		check_notify(report, &at, "ready.kind", container);
}

/* What a sign that comes by itself has no use for. */
static void check_tries(struct report *report, const struct place *at, const struct alive *alive)
{
	if (alive->kind == ALIVE_NOTIFY) {
		if (alive->timeout_ms != 0)
			report_error(
				report, at, "alive.timeout_ms", rule_no_effect, "with this kind");
		if (alive->misses != 0)
			report_error(report, at, "alive.misses", rule_no_effect, "with this kind");
		return;
	}
	check_time(
		report, at, "alive.timeout_ms", alive->timeout_ms, LIMIT_LEAST_MS, LIMIT_MOST_MS);
	if (alive->misses < 0 || alive->misses > MISSES_MOST)
		report_error(report, at, "alive.misses", rule_range, alive->misses, 1, MISSES_MOST);
}

void check_alive(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };
	const struct alive *alive = container->alive;

	if (alive == NULL)
		return;
	check_enum(
		report, &at, "alive.kind", (int)alive->kind, ALIVE_COMMAND + 1, "enum alive_kind");
	if (alive->kind == ALIVE_UNSET)
		report_error(report, &at, "alive", rule_kind_missing, "its kind");
	if (container->kind != KIND_SERVICE)
		report_error(report, &at, "alive", rule_no_effect, "without KIND_SERVICE");
	if (alive->interval_ms == 0)
		report_error(report, &at, "alive.interval_ms", rule_interval_missing);
	check_time(report, &at, "alive.interval_ms", alive->interval_ms, LIMIT_LEAST_MS,
		LIMIT_MOST_MS);
	check_port(report, &at, "alive.port", alive->port, alive->kind == ALIVE_TCP);
	check_looked_for(report, &at, "alive.path", alive->path, alive->kind == ALIVE_UNIX);
	check_command(report, &at, "alive.argv", alive->argv, alive->kind == ALIVE_COMMAND);
	if (alive->kind == ALIVE_UNIX)
		check_socket(report, &at, "alive.path", alive->path);
	check_tries(report, &at, alive);
	if (alive->kind == ALIVE_NOTIFY)
		check_notify(report, &at, "alive.kind", container);
}
