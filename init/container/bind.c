/*
 * The sockets that start a container; see bind.h. A fork of PID 1 for bind_run(), which is the one
 * that may wait: for netlink, for the file system of a path.
 */
#include "container/bind.h"

#include "base/address.h"
#include "base/sockets.h"
#include "base/system.h"
#include "container/process.h"
#include "uses.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

/* The kernel's own limit of what may wait, net.core.somaxconn, is the one that counts. */
#define BACKLOG 4096

#define MODE_DEFAULT 0600

#ifndef IPV6_FREEBIND
#define IPV6_FREEBIND 78
#endif

/* An address may come up later than who listens on it: ip(7). */
static int bind4(int fd, const struct socket_listen *listen)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)listen->port),
		.sin_addr.s_addr = htonl(listen->address),
	};
	int error = sys_setsockopt(fd, IPPROTO_IP, IP_FREEBIND, 1);

	return error < 0 ? error : sys_bind(fd, &address, sizeof address);
}

static int bind6(int fd, const struct socket_listen *listen, bool only)
{
	struct sockaddr_in6 address = {
		.sin6_family = AF_INET6,
		.sin6_port = htons((uint16_t)listen->port),
	};
	int error = sys_setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, only);

	address6_bytes(&listen->address6, address.sin6_addr.s6_addr);
	if (error == 0)
		error = sys_setsockopt(fd, IPPROTO_IPV6, IPV6_FREEBIND, 1);
	return error < 0 ? error : sys_bind(fd, &address, sizeof address);
}

/* Without an address one of both families, on a kernel that has both. */
static int open_inet(const struct socket_listen *listen, int type)
{
	static const struct ip6 none;
	bool is_six = memcmp(&listen->address6, &none, sizeof none) != 0;
	int family = listen->address != 0 ? AF_INET : AF_INET6;
	int fd = sys_socket(family, type, 0);
	int error;

	if (fd == -EAFNOSUPPORT && !is_six) {
		family = AF_INET;
		fd = sys_socket(family, type, 0);
	}
	if (fd < 0)
		return fd;
	/* Connections of the last run that are still dying do not hold the port: socket(7). */
	error = type == SOCK_STREAM ? sys_setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, 1) : 0;
	if (error == 0)
		error = family == AF_INET ? bind4(fd, listen) : bind6(fd, listen, is_six);
	return error < 0 ? error : fd;
}

/* What a socket left there is in the way: unix(7). Nothing else is removed. */
static int remove_stale(const char *path)
{
	struct stat status;
	int error = sys_stat(AT_FDCWD, path, &status, AT_SYMLINK_NOFOLLOW);

	if (error == -ENOENT)
		return 0;
	if (error < 0)
		return error;
	return S_ISSOCK(status.st_mode) ? sys_unlink(AT_FDCWD, path, 0) : -EEXIST;
}

static int make_directory(const char *path)
{
	char directory[PATH_LENGTH_MAX + 1];
	size_t length = (size_t)(strrchr(path, '/') - path);
	int error;

	memcpy(directory, path, length);
	directory[length] = '\0';
	error = sys_mkdir(AT_FDCWD, directory, 0755);
	return error == -EEXIST ? 0 : error;
}

static int open_unix(const struct socket_listen *listen, int type)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	mode_t mode = listen->mode ? listen->mode : MODE_DEFAULT;
	int fd = sys_socket(AF_UNIX, type, 0);
	int error = fd < 0 ? fd : make_directory(listen->path);

	strncpy(address.sun_path, listen->path, sizeof address.sun_path - 1);
	if (error == 0)
		error = remove_stale(listen->path);
	/* Nobody finds it with wider permissions than it has in the end. */
	sys_umask(0777);
	if (error == 0)
		error = sys_bind(fd, &address, sizeof address);
	if (error == 0)
		error = sys_chown(AT_FDCWD, listen->path, listen->uid, listen->gid);
	if (error == 0)
		error = sys_chmod(AT_FDCWD, listen->path, mode);
	sys_umask(022);
	return error < 0 ? error : fd;
}

static int open_socket(const struct socket_listen *listen)
{
	bool is_stream = listen->kind == SOCKET_TCP || listen->kind == SOCKET_UNIX;
	int type = is_stream ? SOCK_STREAM : SOCK_DGRAM;
	int fd = socket_is_unix(listen) ? open_unix(listen, type) : open_inet(listen, type);
	int error = fd >= 0 && is_stream ? sys_listen(fd, BACKLOG) : 0;

	return error < 0 ? error : fd;
}

struct binder {
	const struct launch *launch;
	int fds[SOCKETS_MAX];
	uint16_t item;
};

static int open_some(struct binder *binder, bool inside)
{
	const struct container *container = binder->launch->container;

	for (unsigned i = 0; i < socket_count(container); i++) {
		const struct socket_listen *listen = socket_at(container, i);

		if (socket_is_inside(listen) != inside)
			continue;
		binder->item = (uint16_t)i;
		binder->fds[i] = open_socket(listen);
		if (binder->fds[i] < 0)
			return binder->fds[i];
	}
	return 0;
}

static int leave_supervisor(struct binder *binder)
{
	process_leave_supervisor(binder->launch, true);
	return 0;
}

static int open_outside(struct binder *binder)
{
	return open_some(binder, false);
}

static int make_network(struct binder *binder)
{
	const struct container *container = binder->launch->container;
	struct network_host host = NETWORK_HOST_NONE;
	int error;

	if (!keeps_network(container))
		return 0;
	error = network_open(container, &host);
	if (error == 0)
		error = sys_unshare(CLONE_NEWNET);
	return error < 0 ? error : network_outside(container, &host, sys_getpid(), &binder->item);
}

static int set_up_network(struct binder *binder)
{
	struct child child = { .launch = binder->launch };
	int error = keeps_network(binder->launch->container) ? child_network(&child) : 0;

	binder->item = child.item;
	return error;
}

static int open_inside(struct binder *binder)
{
	return open_some(binder, true);
}

static int send_all(struct binder *binder)
{
	unsigned count = socket_count(binder->launch->container);
	int error = 0;

	for (unsigned i = 0; i < count && error == 0; i++) {
		binder->item = (uint16_t)i;
		error = sys_send_descriptor(binder->launch->news, binder->fds[i]);
	}
	return error;
}

static const struct {
	enum step step;
	int (*run)(struct binder *);
} rows[] = {
	{ STEP_DESCRIPTORS, leave_supervisor },
	{ STEP_SOCKETS, open_outside },   /* while it is in the appliance's network */
	{ STEP_LINK, make_network },      /* with the end of each link that is inside */
	{ STEP_NETWORK, set_up_network }, /* as the child would */
	{ STEP_SOCKETS, open_inside },
	{ STEP_SOCKETS, send_all }, /* all or none: PID 1 counts them */
};

_Noreturn void bind_run(const struct launch *launch)
{
	struct binder binder = { .launch = launch };

	for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int error;

		binder.item = 0;
		error = rows[i].run(&binder);
		if (error < 0) {
			process_report(launch->status, rows[i].step, binder.item, error);
			sys_exit(1);
		}
	}
	sys_exit(0);
}
