/*
 * The sockets that start a container: what each kind needs, and who must not have the same.
 * Host tool; called by check_life().
 */
#include "check/address.h"
#include "check/check.h"
#include "check/forms.h"
#include "check/rules.h"

#include "base/namespaces.h"
#include "base/sockets.h"
#include <string.h>

#define PORT_MOST 65535
#define MODE_MOST 0777

/* sun_path of unix(7), without the NUL. */
#define PATH_MOST 107

static bool is_datagram(const struct socket_listen *socket)
{
	return socket->kind == SOCKET_UDP || socket->kind == SOCKET_UNIX_DATAGRAM;
}

/* Fields that the kind or place does not read. */
static void check_unread(
	struct report *report, const struct place *at, const struct socket_listen *socket)
{
	static const char unix_only[] = "without a SOCKET_UNIX kind";
	bool is_unix = socket_is_unix(socket);
	const char *why = is_unix ? "with a path" : "without SOCKET_HOST";

	if (is_unix && socket->on != SOCKET_INSIDE)
		report_error(report, at, "on", rule_no_effect, why);
	if (is_unix && socket->port != 0)
		report_error(report, at, "port", rule_no_effect, why);
	if (!is_unix && socket->path != NULL)
		report_error(report, at, "path", rule_no_effect, unix_only);
	if (!is_unix && socket->mode != 0)
		report_error(report, at, "mode", rule_no_effect, unix_only);
	if (!is_unix && socket->uid != 0)
		report_error(report, at, "uid", rule_no_effect, unix_only);
	if (!is_unix && socket->gid != 0)
		report_error(report, at, "gid", rule_no_effect, unix_only);
	if (!is_unix && socket->on == SOCKET_HOST)
		return;
	if (ip_single_given(ip_single4(socket->address)))
		report_error(report, at, "address", rule_no_effect, why);
	if (ip_single_given(ip_single6(socket->address6)))
		report_error(report, at, "address6", rule_no_effect, why);
	if (socket->any)
		report_error(report, at, "any", rule_no_effect, why);
}

static void check_file(
	struct report *report, const struct place *at, const struct socket_listen *socket)
{
	if (socket->mode > MODE_MOST)
		report_error(report, at, "mode", rule_node_mode, socket->mode);
	if (socket->path == NULL) {
		report_error(report, at, "path", rule_ready_missing);
		return;
	}
	if (path_fault(socket->path) != NULL) {
		check_path(report, at, "path", socket->path);
		return;
	}
	if (strlen(socket->path) > PATH_MOST)
		report_error(report, at, "path", rule_socket_path, socket->path, PATH_MOST);
	if (strcmp(socket->path, "/run") == 0 || !path_inside(socket->path, "/run") ||
		path_inside(socket->path, "/run/nsinit"))
		report_error(report, at, "path", rule_socket_place, socket->path);
}

/* "" or why a container has no network that its sockets could be in. */
static const char *why_outside(const struct container *container)
{
	if (join_target(container, JOIN_NETWORK) != NULL)
		return "it joins another's network";
	if (network_count(container->networks) == 0)
		return "it has no network";
	if (has_network(container, NETWORK_HOST))
		return "its network is the appliance's";
	if (container->connections != NULL)
		return "each run has a network of its own";
	return user_of(container) != NULL ? "its user namespace owns its network" : NULL;
}

static void check_address(struct report *report, const struct container *container,
	const struct place *at, const struct socket_listen *socket)
{
	unsigned given = (ip_single_given(ip_single4(socket->address)) ? 1U : 0U) +
			 (ip_single_given(ip_single6(socket->address6)) ? 1U : 0U) +
			 (socket->any ? 1U : 0U);

	if (socket->port < 1 || socket->port > PORT_MOST)
		report_error(report, at, "port", rule_range, socket->port, 1, PORT_MOST);
	if (socket->on == SOCKET_HOST && given == 0)
		report_error(report, at, "address", rule_socket_address_missing);
	else if (socket->on == SOCKET_HOST && given > 1)
		report_error(report, at, "address", rule_socket_address_both);
	else if (socket->on == SOCKET_INSIDE && why_outside(container) != NULL)
		report_error(report, at, "on", rule_socket_inside, why_outside(container));
}

static bool same_address(const struct socket_listen *a, const struct socket_listen *b)
{
	return a->any || b->any || a->on == SOCKET_INSIDE ||
	       (ip_single_given(ip_single4(a->address)) &&
		       ip_same(ip_single4(a->address), ip_single4(b->address))) ||
	       (ip_single_given(ip_single6(a->address6)) &&
		       ip_same(ip_single6(a->address6), ip_single6(b->address6)));
}

/* The kernel would refuse the second. */
static bool is_same(
	const struct socket_listen *a, const struct socket_listen *b, bool one_container)
{
	if (socket_is_unix(a) || socket_is_unix(b))
		return socket_is_unix(a) && socket_is_unix(b) && a->path != NULL &&
		       b->path != NULL && strcmp(a->path, b->path) == 0;
	return is_datagram(a) == is_datagram(b) && a->port == b->port && a->on == b->on &&
	       (one_container || a->on == SOCKET_HOST) && same_address(a, b);
}

static void check_twice(struct report *report, const struct appliance *machine,
	const struct container *container, unsigned index, const struct place *at)
{
	for (unsigned i = 0;; i++) {
		const struct container *other = machine->containers.items[i];
		unsigned end = other == container ? index : socket_count(other);

		/* Those that serve together have one. */
		if (container->connections != NULL && other->connections == container->connections)
			end = 0;
		for (unsigned n = 0; n < end; n++) {
			if (!is_same(socket_at(container, index), socket_at(other, n),
				    other == container))
				continue;
			report_error(report, at, NULL, rule_socket_twice, n,
				container_label(machine, other));
			return;
		}
		if (other == container)
			return;
	}
}

void check_socket_listen(struct report *report, const struct appliance *machine,
	const struct container *container, unsigned index, const struct place *at)
{
	const struct socket_listen *socket = socket_at(container, index);

	check_enum(report, at, "kind", (int)socket->kind, SOCKET_UNIX_DATAGRAM + 1,
		"enum socket_kind");
	check_enum(report, at, "on", (int)socket->on, SOCKET_HOST + 1, "enum socket_place");
	check_unread(report, at, socket);
	if (socket_is_unix(socket))
		check_file(report, at, socket);
	else
		check_address(report, container, at, socket);
	if (socket->name != NULL && container_name_fault(socket->name) != NULL)
		report_error(report, at, "name", rule_name_form, socket->name,
			container_name_fault(socket->name));
	else if (socket->name != NULL && strlen(socket->name) > SOCKET_NAME_LENGTH_MAX)
		report_error(report, at, "name", rule_name_long, socket->name, strlen(socket->name),
			SOCKET_NAME_LENGTH_MAX, "");
	check_twice(report, machine, container, index, at);
	/* ioctl(2) on any socket is one to the network that the socket is of: netdevice(7). */
	if (!socket_is_inside(socket) && !has_network(container, NETWORK_HOST) &&
		(container->caps & CAP(NET_ADMIN)) != 0 && user_of(container) == NULL)
		report_error(report, at, "on", rule_net_admin_veth, "socket of it");
}

void check_sockets(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };
	const struct place first = { at.subject, "sockets", 0 };
	unsigned count = socket_count(container);

	check_time(report, &at, "idle_ms", container->idle_ms, LIMIT_LEAST_MS, LIMIT_MOST_MS);
	if (container->sockets == NULL) {
		if (container->idle_ms != 0)
			report_error(report, &at, "idle_ms", rule_no_effect, "without sockets");
		return;
	}
	if (container->kind != KIND_SERVICE) {
		report_error(report, &at, "sockets", rule_no_effect, "without KIND_SERVICE");
		return;
	}
	if (count == 0)
		report_error(report, &first, "kind", rule_kind_missing, "a SOCKET_ kind");
	if (!check_length(report, &at, "sockets", count, SOCKETS_MAX))
		return;
	for (unsigned i = 0; i < count; i++) {
		const struct place at_socket = { at.subject, "sockets", i };

		check_socket_listen(report, machine, container, i, &at_socket);
	}
	if (container->restart.kind == RESTART_ALWAYS)
		report_error(report, &at, "restart.kind", rule_no_effect, "with sockets");
	if (container->ready != NULL && container->ready->kind == READY_FD &&
		container->ready->fd >= SOCKET_FIRST_DESCRIPTOR &&
		container->ready->fd < SOCKET_FIRST_DESCRIPTOR + (int)count)
		report_error(report, &at, "ready.fd", rule_socket_descriptor, container->ready->fd,
			container->ready->fd - SOCKET_FIRST_DESCRIPTOR);
}
