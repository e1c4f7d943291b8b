/*
 * Terminals of the machine; see console.h. A line may want to be waited for, so that none of this
 * is PID 1's to do.
 */
#include "container/console.h"

#include "base/namespaces.h"
#include "base/system.h"
#include "kernel/mount.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>

#define CONSOLE "/dev/console"

/* The last word is the one that /dev/console means: Documentation/admin-guide/serial-console. */
void console_active(struct text *path)
{
	char active[128];
	ssize_t length =
		sys_read_file(AT_FDCWD, "/sys/class/tty/console/active", active, sizeof active);
	const char *name = active;

	for (ssize_t i = 0; i < length; i++) {
		if (active[i] == ' ')
			name = active + i + 1;
		else if (active[i] == '\n')
			active[i] = '\0';
	}
	if (length <= 0) {
		text_string(path, CONSOLE);
		return;
	}
	text_string(path, "/dev/");
	text_string(path, name);
}

static bool is_named(const struct container *container, const char *path)
{
	return container->kind == KIND_CONSOLE && container->tty &&
	       strcmp(container->tty, path + sizeof "/dev/" - 1) == 0;
}

/* Which one the machine's console is shows only here: one that is named may be it. */
static bool is_taken(const struct container *container, const char *active)
{
	if (container->tty)
		return NSINIT_USES_CONSOLE_SHELL && is_named(container, active);
	for (unsigned i = 0; i < appliance.containers.count; i++)
		if (is_named(appliance.containers.items[i], active))
			return true;
	return false;
}

int console_find(const struct container *container, bool is_machine, struct text *path)
{
	char bytes[CONSOLE_PATH_MAX];
	struct text active = TEXT(bytes);

	if (is_machine)
		console_active(&active);
	else
		text_string(&active, CONSOLE);
	if (is_machine && is_taken(container, bytes))
		return -EBUSY;
	if (container->tty)
		text_string(path, "/dev/");
	text_string(path, container->tty ? container->tty : bytes);
	return 0;
}

/* Who waits for a carrier would do so before anything is asked of the line: tty(4), termios(3). */
static int open_line(const char *path)
{
	return sys_open(AT_FDCWD, path, O_RDWR | O_NOCTTY | O_NONBLOCK);
}

/* As a new line has them, but for the speed: who was killed while it read a password left none. */
static int settle(int fd)
{
	struct termios settings;
	int error = sys_terminal_get(fd, &settings);

	settings.c_iflag = ICRNL | IXON;
	settings.c_oflag = OPOST | ONLCR;
	settings.c_cflag |= CREAD;
	settings.c_lflag = ISIG | ICANON | IEXTEN | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE;
	return error < 0 ? error : sys_terminal_set(fd, &settings);
}

static int prepare(int fd, const struct container *container, dev_t *number)
{
	struct stat status = { 0 };
	int error = sys_set_flags(fd, 0);

	if (error == 0)
		error = settle(fd);
	if (error == 0)
		error = sys_fchown(fd, uid_outside(container, container->identity.uid),
			gid_outside(container, container->identity.gid));
	if (error == 0)
		error = sys_stat(fd, "", &status, AT_EMPTY_PATH);
	*number = status.st_rdev;
	return error;
}

int console_open(const struct container *container, const char *path, dev_t *number)
{
	int fd = open_line(path);
	int error = fd < 0 ? fd : sys_ioctl_number(fd, TIOCVHANGUP, 0);

	/* That was the end of this one too. */
	if (fd >= 0)
		sys_close(fd);
	fd = error < 0 ? error : open_line(path);
	error = fd < 0 ? fd : prepare(fd, container, number);
	if (fd >= 0 && error < 0)
		sys_close(fd);
	return error < 0 ? error : fd;
}

/* By its name: what the launcher opened is of a mount that nobody here may bind. */
static int bind_here(const struct child *child)
{
	struct mount_detached line;
	int error = mount_clone(&line, AT_FDCWD, child->launch->tty, 0);
	int target;

	if (error < 0)
		return error;
	target = mount_open_target(child->systems[SYSTEM_DEV], "console");
	error = target < 0 ? target : mount_attach(&line, target);
	sys_close(line.fd);
	if (target >= 0)
		sys_close(target);
	return error;
}

int child_console(struct child *child)
{
	return child->tty ? bind_here(child) : 0;
}

/* Pulled out meanwhile, so that another one has its name; or covered by a mount of the config. */
static int compare(int fd, int other)
{
	struct stat status = { 0 };
	struct stat given = { 0 };
	int error = sys_stat(fd, "", &status, AT_EMPTY_PATH);

	if (error == 0)
		error = sys_stat(other, "", &given, AT_EMPTY_PATH);
	return error == 0 && given.st_rdev != status.st_rdev ? -ENXIO : error;
}

int child_console_input(struct child *child)
{
	int fd = child->tty ? open_line(CONSOLE) : 0;
	int error = fd <= 0 ? fd : compare(fd, child->tty);

	if (fd <= 0)
		return error;
	if (error == 0)
		error = sys_set_flags(fd, 0);
	for (int i = 0; i <= 2 && error >= 0; i++)
		error = sys_dup_to(fd, i, 0);
	if (fd > 2)
		sys_close(fd);
	return error < 0 ? error : 0;
}
