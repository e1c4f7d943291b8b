/*
 * The /dev of every container: one small tmpfs made at boot, bound read-only by each start.
 * Made by PID 1, which alone may make device nodes; it blocks on nothing.
 */
#include "base/system.h"
#include "container/launch.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

/* Numbers of Documentation/admin-guide/devices.txt. */
static const struct {
	const char *name;
	unsigned major, minor;
} nodes[] = {
	{ "null", 1, 3 },
	{ "zero", 1, 5 },
	{ "full", 1, 7 },
	{ "random", 1, 8 },
	{ "urandom", 1, 9 },
	{ "tty", 5, 0 },
	/* A container that has a terminal has it here: terminal.c binds it over this one. */
	{ "console", 1, 3 },
};

static const struct {
	const char *name, *target;
} links[] = {
	{ "fd", "/proc/self/fd" },
	{ "stdin", "/proc/self/fd/0" },
	{ "stdout", "/proc/self/fd/1" },
	{ "stderr", "/proc/self/fd/2" },
	{ "ptmx", "pts/ptmx" },
};

static const char *const directories[] = {
	"pts",
	"shm",
#if NSINIT_USES_MOUNT_MQUEUE
	"mqueue",
#endif
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The mode is set apart: mknod(2) takes the umask off. */
static int make_node(int directory, unsigned i)
{
	int error = sys_mknod(
		directory, nodes[i].name, S_IFCHR, makedev(nodes[i].major, nodes[i].minor));

	return error < 0 ? error : sys_chmod(directory, nodes[i].name, 0666);
}

int device_fill(int directory)
{
	int error = 0;

	for (unsigned i = 0; error == 0 && i < COUNT(nodes); i++)
		error = make_node(directory, i);
	for (unsigned i = 0; error == 0 && i < COUNT(links); i++)
		error = sys_symlink(links[i].target, directory, links[i].name);
	for (unsigned i = 0; error == 0 && i < COUNT(directories); i++)
		error = sys_mkdir(directory, directories[i], 0755);
	/* Where a container's own socket is bound. */
	if (NSINIT_USES_SYSLOG && error == 0)
		error = sys_mknod(directory, "log", S_IFREG | 0600, 0);
	return error;
}

int device_template_mount(void)
{
	int error = sys_mount("dev", DEVICE_TEMPLATE, "tmpfs", MS_NOSUID | MS_NOEXEC,
		"mode=0755,size=64k,nr_inodes=32");
	int directory;

	if (error < 0)
		return error;
	directory = sys_open(AT_FDCWD, DEVICE_TEMPLATE, O_RDONLY | O_DIRECTORY);
	if (directory < 0)
		return directory;
	error = device_fill(directory);
	sys_close(directory);
	if (error < 0)
		return error;
	return sys_mount(
		NULL, DEVICE_TEMPLATE, NULL, MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NOEXEC, NULL);
}
