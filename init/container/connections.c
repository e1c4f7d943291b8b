/*
 * Connections of a container; see connections.h.
 */
#include "container/connections.h"

#include "base/sockets.h"
#include "base/system.h"
#include "base/text.h"
#include "kernel/namespace.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>

struct look {
	const struct container *container;
	const int *sockets;
	ino_t inside;
	int process; /* pidfd of the one that is looked at */
};

/* A connection has the address of the socket that it came by: accept(2), unix(7). */
static bool is_of(int fd, const struct look *look)
{
	struct sockaddr_storage own, listened;
	ssize_t bytes = sys_socket_name(fd, &own, sizeof own);

	for (unsigned i = 0; i < socket_count(look->container) && bytes > 0; i++) {
		ssize_t count = sys_socket_name(look->sockets[i], &listened, sizeof listened);
		const struct socket_listen *socket = &look->container->sockets[i];
		const uint8_t *port = (const uint8_t *)&own + 2; /* of either family */

		if (socket->kind == SOCKET_UNIX && count == bytes &&
			memcmp(&own, &listened, (size_t)bytes) == 0)
			return true;
		if (socket->kind == SOCKET_TCP &&
			(own.ss_family == AF_INET || own.ss_family == AF_INET6) &&
			port[0] * 256 + port[1] == socket->port)
			return true;
	}
	return false;
}

static bool is_connection(struct look *look, int number)
{
	struct sockaddr_storage peer;
	int fd = sys_pidfd_getfd(look->process, number);
	bool is = false;

	if (fd < 0)
		return fd != -EBADF && fd != -ESRCH;
	/* What listens has nobody at the other end. */
	if (sys_peer_name(fd, &peer, sizeof peer) >= 0)
		is = is_of(fd, look);
	sys_close(fd);
	return is;
}

/* The number that is all of a name, or -1. */
static int number_of(const char *name)
{
	int number = 0;

	for (; *name >= '0' && *name <= '9' && number < INT32_MAX / 10 - 1; name++)
		number = number * 10 + (*name - '0');
	return *name == '\0' ? number : -1;
}

/* Whether it is so for one of the numbers in a directory; a directory that is gone has none. */
static bool any_number(const char *path, bool (*is_so)(struct look *, int), struct look *look)
{
	_Alignas(8) char entries[2048];
	int directory = sys_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY);
	bool found = false;
	ssize_t bytes;

	while (directory >= 0 && !found &&
		(bytes = sys_getdents(directory, entries, sizeof entries)) > 0) {
		for (ssize_t at = 0; at < bytes && !found;) {
			const struct dirent64 *entry = (const void *)(entries + at);
			int number = number_of(entry->d_name);

			at += entry->d_reclen;
			found = number >= 0 && is_so(look, number);
		}
	}
	if (directory >= 0)
		sys_close(directory);
	return found;
}

static bool has_connection(struct look *look, int pid)
{
	char bytes[32];
	struct text path = TEXT(bytes);
	bool has;

	if (pid == 0 || !pid_namespace_holds(look->inside, pid))
		return false;
	text_string(&path, "/proc/");
	text_number(&path, pid);
	text_string(&path, "/fd");
	look->process = sys_pidfd_open(pid);
	if (look->process < 0)
		return false;
	has = any_number(bytes, is_connection, look);
	sys_close(look->process);
	return has;
}

_Noreturn void connections_look(const struct container *container, const int *sockets, ino_t inside)
{
	struct look look = { .container = container, .sockets = sockets, .inside = inside };

	sys_exit(any_number("/proc", has_connection, &look));
}
