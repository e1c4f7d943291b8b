/*
 * The terminal of a container: made by the child, held by a relay (relay.c); see terminal.h.
 */
#include "container/terminal.h"

#include "base/system.h"
#include "container/launch.h"
#include "kernel/mount.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/mount.h>
#include <sys/ioctl.h>

/* Of linux/tty.h's ioctls, since Linux 4.13; the number is the same on all architectures but few.
 */
#ifndef TIOCGPTPEER
#define TIOCGPTPEER _IO('T', 0x41)
#endif

void terminal_size(int fd, uint16_t *rows, uint16_t *columns)
{
	struct winsize size = { 0 };

	*rows = *columns = 0;
	if (sys_ioctl(fd, TIOCGWINSZ, &size) < 0)
		return;
	*rows = size.ws_row;
	*columns = size.ws_col;
}

void terminal_resize(int master, uint16_t rows, uint16_t columns)
{
	struct winsize size = { .ws_row = rows, .ws_col = columns };

	sys_ioctl(master, TIOCSWINSZ, &size);
}

/* The terminal as /dev/console, by descriptor. Both mounts are the child's own by now. */
static int bind_console(const struct child *child, int terminal)
{
	struct mount_detached console = { .fd = sys_open_tree(terminal, "",
						  OPEN_TREE_CLONE | O_CLOEXEC | AT_EMPTY_PATH) };
	int target;
	int error;

	if (console.fd < 0)
		return console.fd;
	target = mount_open_target(child->systems[SYSTEM_DEV], "console");
	error = target < 0 ? target : mount_attach(&console, target);
	sys_close(console.fd);
	if (target >= 0)
		sys_close(target);
	return error;
}

static int become_input(const struct child *child, int terminal)
{
	const struct container *container = child->launch->container;
	/* Or it could not be opened again by its name. */
	int error = sys_fchown(terminal, uid_outside(container, container->identity.uid),
		gid_outside(container, container->identity.gid));

	if (error == 0)
		error = bind_console(child, terminal);
	for (int fd = 0; fd <= 2 && error >= 0; fd++)
		error = sys_dup_to(terminal, fd, 0);
	return error;
}

int child_terminal(struct child *child)
{
	const struct launch *launch = child->launch;
	int unlocked = 0;
	int master;
	int terminal;
	int error;

	if (!NSINIT_USES_TERMINAL || !launch->terminal)
		return 0;
	/* Of the container's new devpts, which nothing of the config can cover yet. */
	master = sys_open(child->systems[SYSTEM_DEV], "pts/ptmx", O_RDWR | O_NOCTTY);
	if (master < 0)
		return master;
	terminal_resize(master, launch->rows, launch->columns);
	error = sys_ioctl(master, TIOCSPTLCK, &unlocked);
	terminal = error < 0 ? error
			     : sys_ioctl_number(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
	error = terminal < 0 ? terminal : become_input(child, terminal);
	if (error >= 0)
		error = sys_send_descriptor(launch->terminal, master);
	if (terminal > 2)
		sys_close(terminal);
	sys_close(master);
	return error < 0 ? error : 0;
}
