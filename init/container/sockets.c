/*
 * How a container gets the sockets that started it; see bind.h. Launcher and child.
 */
#include "base/sockets.h"
#include "base/system.h"
#include "base/text.h"
#include "uses.h"

#include "container/bind.h"

#include <linux/sched.h>
#include <linux/sockios.h>
#include <string.h>

int bind_enter_network(const struct launch *launch)
{
	int fd;
	int error;

	if (!launch->sockets || !keeps_network(launch->container))
		return 0;
	fd = sys_ioctl_number(launch->sockets[socket_inside(launch->container)], SIOCGSKNS, 0);
	if (fd < 0)
		return fd;
	error = sys_setns(fd, CLONE_NEWNET);
	sys_close(fd);
	return error;
}

#if NSINIT_USES_SOCKETS
/* Out of the way of the numbers from 3 to 2 + count. */
static int move_away(int *fd, unsigned count)
{
	int least = SOCKET_FIRST_DESCRIPTOR + (int)count;
	int moved = *fd >= SOCKET_FIRST_DESCRIPTOR && *fd < least ? sys_dup_above(*fd, least) : *fd;

	if (moved >= 0)
		*fd = moved;
	return moved < 0 ? moved : 0;
}

/* Whatever the last run made of their flags, they are as sd_listen_fds(3) has them: blocking. */
int child_sockets(struct child *child)
{
	unsigned count = child->launch->sockets ? socket_count(child->launch->container) : 0;
	int fds[SOCKETS_MAX];
	int error = move_away(&child->status, count);

	if (error == 0 && NSINIT_USES_READY_FD)
		error = move_away(&child->ready, count);
	for (unsigned i = 0; i < count && error == 0; i++) {
		fds[i] = child->launch->sockets[i];
		error = move_away(&fds[i], count);
	}
	for (unsigned i = 0; i < count && error == 0; i++) {
		error = sys_dup_to(fds[i], SOCKET_FIRST_DESCRIPTOR + (int)i, 0);
		if (error >= 0)
			error = sys_set_flags(fds[i], 0);
	}
	return error;
}

unsigned sockets_environment(const struct container *container, struct socket_variables *variables,
	const char **environment)
{
	struct text pid = TEXT(variables->pid);
	struct text count = TEXT(variables->count);
	struct text names = TEXT(variables->names);

	text_string(&pid, "LISTEN_PID=");
	text_number(&pid, sys_getpid());
	text_string(&count, "LISTEN_FDS=");
	text_number(&count, socket_count(container));
	text_string(&names, "LISTEN_FDNAMES=");
	for (unsigned i = 0; i < socket_count(container); i++) {
		const char *name = container->sockets[i].name;

		if (i > 0)
			text_char(&names, ':');
		text_string(&names, name ? name : container->name);
	}
	environment[0] = variables->pid;
	environment[1] = variables->count;
	environment[2] = variables->names;
	return SOCKET_VARIABLES;
}
#endif
