/*
 * How a container becomes ready: what each kind needs, and where it makes no sense.
 * Host tool; called by check_life().
 */
#include "check/check.h"
#include "check/rules.h"

#include "base/namespaces.h"
#include <string.h>

#define PORT_MOST 65535

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

static void check_path_of(struct report *report, const struct place *at, const struct ready *ready)
{
	bool wanted = ready->kind == READY_UNIX || ready->kind == READY_FILE;

	check_field(report, at, "ready.path", ready->path != NULL, wanted);
	if (!wanted || ready->path == NULL)
		return;
	check_path(report, at, "ready.path", ready->path);
	if (ready->kind == READY_UNIX && strlen(ready->path) > SOCKET_PATH_MOST)
		report_error(
			report, at, "ready.path", rule_socket_path, ready->path, SOCKET_PATH_MOST);
}

static void check_numbers(struct report *report, const struct place *at, const struct ready *ready)
{
	check_field(report, at, "ready.port", ready->port != 0, ready->kind == READY_TCP);
	if (ready->kind == READY_TCP && ready->port != 0 &&
		(ready->port < 1 || ready->port > PORT_MOST))
		report_error(report, at, "ready.port", rule_range, ready->port, 1, PORT_MOST);
	check_field(report, at, "ready.fd", ready->fd != 0, ready->kind == READY_FD);
	if (ready->kind == READY_FD && ready->fd != 0 &&
		(ready->fd < READY_FD_LEAST || ready->fd > READY_FD_MOST))
		report_error(report, at, "ready.fd", rule_range, ready->fd, READY_FD_LEAST,
			READY_FD_MOST);
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
	else if (ready->kind != READY_EXIT && container->kind != KIND_SERVICE)
		report_error(report, &at, "ready.kind", rule_ready_ends);
	check_numbers(report, &at, ready);
	check_path_of(report, &at, ready);
	check_time(
		report, &at, "ready.timeout_ms", ready->timeout_ms, LIMIT_LEAST_MS, LIMIT_MOST_MS);
	if (ready->kind == READY_NOTIFY &&
		((container->shares & SHARE_PID) != 0 || join_target(container, JOIN_PID) != NULL))
		report_error(report, &at, "ready.kind", rule_notify_pid);
}
