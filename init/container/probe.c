/*
 * Looking into a container from outside; see probe.h. The probe joins the network or the files of
 * the container and is then its user; it stays out of its pid namespace, where nobody sees it.
 */
#include "container/probe.h"

#include "base/address.h"
#include "base/namespaces.h"
#include "base/ready.h"
#include "base/system.h"
#include "base/text.h"
#include "container/process.h"
#include "container/slots.h"
#include "uses.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

/* Between two tries: twice as long each time, from the least to the most. */
#define PAUSE_LEAST_MS 10
#define PAUSE_MOST_MS  500
/* What a connection may take. */
#define CONNECT_LIMIT_S 2

static int try_connect(int family, const void *address, size_t bytes)
{
	int fd = sys_socket(family, SOCK_STREAM, 0);
	int error = fd < 0 ? fd : sys_set_send_limit(fd, CONNECT_LIMIT_S);

	if (error == 0)
		error = sys_connect(fd, address, bytes);
	if (fd >= 0)
		sys_close(fd);
	return error;
}

static int try_ip4(uint32_t address, uint16_t port)
{
	struct sockaddr_in to = {
		.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = { htonl(address) }
	};

	return try_connect(AF_INET, &to, sizeof to);
}

static int try_ip6(const struct ip6 *address, uint16_t port)
{
	struct sockaddr_in6 to = { .sin6_family = AF_INET6, .sin6_port = htons(port) };

	address6_bytes(address, to.sin6_addr.s6_addr);
	return try_connect(AF_INET6, &to, sizeof to);
}

/* Where its network is described: with whom it lives in one. */
static const struct network *network_of(const struct container *container)
{
	const struct container *owner = join_target(container, JOIN_NETWORK);

	while (owner && join_target(owner, JOIN_NETWORK))
		owner = join_target(owner, JOIN_NETWORK);
	if (!owner)
		owner = container;
	return (NSINIT_USES_SLOTS ? slots_apply(owner) : owner)->networks;
}

static int try_tcp(const struct container *container, uint16_t port)
{
	const struct network *network = network_of(container);
	int error = -ECONNREFUSED;

	if (network && network->address.prefix)
		error = try_ip4(network->address.address, port);
	else if (NSINIT_USES_IPV6 && network && network->address6.prefix)
		error = try_ip6(&network->address6.address, port);
	return error == 0 ? 0 : try_ip4(INADDR_LOOPBACK, port);
}

static int try_unix(const char *path)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	struct text text = TEXT(to.sun_path);

	text_string(&text, path);
	return text.cut ? -ENAMETOOLONG : try_connect(AF_UNIX, &to, sizeof to);
}

static int try_ready(const struct container *container)
{
	const struct ready *ready = container->ready;
	struct stat stat;

	switch (ready->kind) {
	case READY_TCP:
		return NSINIT_USES_PROBE_TCP ? try_tcp(container, (uint16_t)ready->port) : -EINVAL;
	case READY_UNIX:
		return NSINIT_USES_PROBE_PATH ? try_unix(ready->path) : -EINVAL;
	case READY_FILE:
		return NSINIT_USES_PROBE_PATH ? sys_stat(-1, ready->path, &stat, 0) : -EINVAL;
	case READY_UNSET:
	case READY_NOTIFY:
	case READY_FD:
	case READY_COMMAND: /* see pid1/probe_command.c */
	case READY_EXIT:
		break;
	}
	return -EINVAL;
}

/* Then it can do what the container's user can, and is as little to be traced. */
static int become_user(const struct container *container)
{
	uid_t uid = uid_outside(container, container->identity.uid);
	gid_t gid = gid_outside(container, container->identity.gid);
	int error = sys_setgroups(0, NULL);

	if (error == 0)
		error = sys_setresgid(gid, gid, gid);
	if (error == 0)
		error = sys_setresuid(uid, uid, uid);
	return error == 0 ? sys_prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) : error;
}

/* Root of the mount namespace is its root and working directory from then on: setns(2). */
static int join(const struct container *container, int init, int namespace)
{
	int error = sys_prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);

	if (error == 0)
		error = sys_setns(init, namespace);
	return error == 0 ? become_user(container) : error;
}

static void begin(const struct container *container, int init, bool network)
{
	int keep[] = { init };

	process_close_others(keep, 1);
	sys_prctl(PR_SET_NAME, (unsigned long)"probe", 0, 0, 0);
	if (join(container, init, network ? CLONE_NEWNET : CLONE_NEWNS) < 0)
		sys_exit(1);
}

_Noreturn void probe_ready(const struct container *container, int init)
{
	int64_t pause_ms = PAUSE_LEAST_MS;

	begin(container, init, container->ready->kind == READY_TCP);
	while (try_ready(container) < 0) {
		sys_sleep_ms(pause_ms);
		pause_ms = pause_ms < PAUSE_MOST_MS / 2 ? pause_ms * 2 : PAUSE_MOST_MS;
	}
	sys_exit(0);
}

static int try_alive(const struct container *container)
{
	const struct alive *alive = container->alive;

	switch (alive->kind) {
	case ALIVE_TCP:
		return NSINIT_USES_PROBE_TCP ? try_tcp(container, (uint16_t)alive->port) : -EINVAL;
	case ALIVE_UNIX:
		return NSINIT_USES_PROBE_PATH ? try_unix(alive->path) : -EINVAL;
	case ALIVE_UNSET:
	case ALIVE_NOTIFY:
	case ALIVE_COMMAND: /* see pid1/probe_command.c */
		break;
	}
	return -EINVAL;
}

_Noreturn void probe_alive(const struct container *container, int init)
{
	begin(container, init, container->alive->kind == ALIVE_TCP);
	sys_exit(try_alive(container) < 0);
}
