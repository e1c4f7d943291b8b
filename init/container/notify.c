/*
 * What the child makes for its program to say that it is ready: a datagram socket in the
 * container's network, and a pipe. PID 1 gets the ends that are read. Runs in the child.
 */
#include "container/notify.h"

#include "base/ready.h"
#include "base/system.h"
#include "base/text.h"
#include "container/launch.h"
#include "uses.h"

#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

/* "@nsinit/web" in the environment is "\0nsinit/web" to the kernel: unix(7). */
static size_t make_address(const struct container *container, struct sockaddr_un *address)
{
	struct text text = { .size = sizeof address->sun_path - 1 };

	*address = (struct sockaddr_un){ .sun_family = AF_UNIX };
	text.bytes = address->sun_path + 1;
	text_string(&text, NOTIFY_PREFIX);
	text_string(&text, container->name);
	return offsetof(struct sockaddr_un, sun_path) + 1 + text.length;
}

/* Of this network, since the address is one of it; who sends is told by the kernel. */
static int make_socket(const struct child *child)
{
	struct sockaddr_un address;
	size_t bytes = make_address(child->launch->container, &address);
	int fd = sys_socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	int error = fd < 0 ? fd : sys_setsockopt(fd, SOL_SOCKET, SO_PASSCRED, 1);

	if (error == 0)
		error = sys_bind(fd, &address, bytes);
	if (error == 0)
		error = sys_send_descriptor(child->launch->news, fd);
	if (fd >= 0)
		sys_close(fd);
	return error;
}

/* Its write end becomes the program's in child_ready_fd(). */
static int make_pipe(struct child *child)
{
	int ends[2];
	int error = sys_pipe(ends, 0);

	if (error < 0)
		return error;
	error = sys_send_descriptor(child->launch->news, ends[0]);
	sys_close(ends[0]);
	child->ready = ends[1];
	return error;
}

int child_notify(struct child *child)
{
	const struct container *container = child->launch->container;
	int error = 0;

	if (!child->launch->news) /* in the foreground nobody listens */
		return 0;
	if (NSINIT_USES_NOTIFY && has_notify(container))
		error = make_socket(child);
	if (NSINIT_USES_READY_FD && error == 0 && is_ready_by(container, READY_FD))
		error = make_pipe(child);
	return error;
}

int child_ready_fd(struct child *child)
{
	int number = child->launch->container->ready->fd;
	int error = 0;

	if (child->ready <= 0)
		return 0;
	/* Whatever else has that number goes out of its way first. */
	if (child->status == number)
		error = child->status = sys_dup_above(child->status, number + 1);
	if (error >= 0 && child->ready == number)
		error = child->ready = sys_dup_above(child->ready, number + 1);
	return error < 0 ? error : sys_dup_to(child->ready, number, 0);
}

unsigned notify_environment(const struct container *container, struct notify_variables *variables,
	const char **environment)
{
	const struct alive *alive = container->alive;
	/* cppcheck-suppress ctuuninitvar ; filled here */
	struct text socket = TEXT(variables->texts[0]);
	struct text interval = TEXT(variables->texts[1]);

	text_string(&socket, "NOTIFY_SOCKET=@" NOTIFY_PREFIX);
	text_string(&socket, container->name);
	environment[0] = variables->texts[0];
	if (!NSINIT_USES_ALIVE || !alive || alive->kind != ALIVE_NOTIFY)
		return 1;
	text_string(&interval, "WATCHDOG_USEC=");
	text_number(&interval, alive->interval_ms * 1000);
	environment[1] = variables->texts[1];
	return 2;
}
