/*
 * What starts a container, for the table of a good config: one line each.
 * Host tool; called by print_summary(); writes to standard output.
 */
#include "check/address.h"
#include "check/check.h"
#include "check/summary_line.h"

#include "base/sockets.h"
#include <inttypes.h>
#include <stdio.h>

static void say_socket(struct line *line, const struct socket_listen *socket)
{
	static const char *const kinds[] = {
		[SOCKET_TCP] = "tcp",
		[SOCKET_UDP] = "udp",
		[SOCKET_UNIX] = "unix",
		[SOCKET_UNIX_DATAGRAM] = "unix datagram",
	};

	if (socket_is_unix(socket)) {
		line_say(line, "%s %s mode %04" PRIo32 " of %" PRIu32 ":%" PRIu32,
			kinds[socket->kind], socket->path, socket->mode ? socket->mode : 0600,
			socket->uid, socket->gid);
		return;
	}
	line_say(line, "%s %" PRId32, kinds[socket->kind], socket->port);
	if (socket->on == SOCKET_INSIDE)
		fputs(" inside", stdout);
	else if (socket->any)
		fputs(" of the appliance, ALL ADDRESSES", stdout);
	else
		printf(" of the appliance, %s",
			socket->address != 0 ? ip_text(ip_single4(socket->address)).text
					     : ip_text(ip_single6(socket->address6)).text);
}

void print_sockets(const struct appliance *machine)
{
	for (unsigned i = 0; i < machine->containers.count; i++) {
		const struct container *container = machine->containers.items[i];
		struct line line = { "sockets", container->name, 0 };

		for (unsigned n = 0; n < socket_count(container); n++)
			say_socket(&line, socket_at(container, n));
		if (container->connections != NULL)
			line_say(&line, "one connection");
		if (container->connections != NULL && container->connections->per_address > 0)
			line_say(&line, "of one address at most %" PRId32,
				container->connections->per_address);
		if (container->idle_ms > 0)
			line_say(&line, "stopped when idle for %" PRId64 " ms", container->idle_ms);
		line_end(&line);
	}
}
