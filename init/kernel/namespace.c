/*
 * Namespaces of processes, by the links of /proc; see namespace.h.
 */
#include "kernel/namespace.h"

#include "base/system.h"
#include "base/text.h"

#include <fcntl.h>
#include <linux/nsfs.h>
#include <sys/stat.h>

/* MAX_PID_NS_LEVEL of the kernel. */
#define LEVELS_MAX 32

int namespace_open(pid_t pid, const char *kind)
{
	char path[32];
	struct text text = TEXT(path);

	text_string(&text, "/proc/");
	text_number(&text, pid);
	text_string(&text, "/ns/");
	text_string(&text, kind);
	return sys_open(AT_FDCWD, path, O_RDONLY);
}

static ino_t inode_of(int fd)
{
	struct stat stat;

	return sys_stat(fd, "", &stat, AT_EMPTY_PATH) < 0 ? 0 : stat.st_ino;
}

ino_t pid_namespace_of(pid_t pid)
{
	int fd = namespace_open(pid, "pid");
	ino_t inode = fd < 0 ? 0 : inode_of(fd);

	if (fd >= 0)
		sys_close(fd);
	return inode;
}

bool pid_namespace_holds(ino_t inode, pid_t pid)
{
	int fd = namespace_open(pid, "pid");
	bool found = false;

	for (unsigned level = 0; fd >= 0 && inode != 0 && level < LEVELS_MAX; level++) {
		int parent;

		found = inode_of(fd) == inode;
		if (found)
			break;
		/* EPERM above PID 1's own. */
		parent = sys_ioctl_number(fd, NS_GET_PARENT, 0);
		sys_close(fd);
		fd = parent;
	}
	if (fd >= 0)
		sys_close(fd);
	return found;
}
