/*
 * The /dev of containers that have more nodes and links than the usual ones: made once, at boot,
 * a directory for each in one tmpfs, and bound read-only by each start as the usual one is. So it
 * costs a start nothing, and no container's group must be allowed to make nodes.
 * Made by PID 1, or the process of `nsinit run`; read by the child.
 */
#include "base/namespaces.h"
#include "base/system.h"
#include "container/launch.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#define MODE_DEFAULT 0600

static bool has_own(const struct container *container)
{
	return (container->nodes && container->nodes[0].kind != NODE_END) ||
	       (container->links && container->links[0].name);
}

/* The directories on the way to "net/tun". */
static int make_parents(int directory, const char *name)
{
	for (const char *end = strchr(name, '/'); end; end = strchr(end + 1, '/')) {
		char bytes[PATH_LENGTH_MAX + 1];
		struct text part = TEXT(bytes);
		int error;

		text_bytes(&part, name, (size_t)(end - name));
		error = sys_mkdir(directory, bytes, 0755);
		if (error < 0 && error != -EEXIST)
			return error;
	}
	return 0;
}

/* The mode is set apart: mknod(2) takes the umask off. */
static int make_node(int directory, const struct container *container, const struct node *node)
{
	mode_t type = node->kind == NODE_BLOCK ? S_IFBLK : S_IFCHR;
	int error = make_parents(directory, node->name);

	if (error == 0)
		error = sys_mknod(directory, node->name, type, makedev(node->major, node->minor));
	if (error == 0)
		error = sys_chown(directory, node->name, uid_outside(container, node->uid),
			gid_outside(container, node->gid));
	if (error == 0)
		error = sys_chmod(directory, node->name, node->mode ? node->mode : MODE_DEFAULT);
	return error;
}

static int fill(int directory, const struct container *container)
{
	const struct node *node = container->nodes;
	const struct dev_link *link = container->links;
	int error = device_fill(directory);

	for (; node && node->kind != NODE_END && error == 0; node++)
		error = make_node(directory, container, node);
	for (; link && link->name && error == 0; link++) {
		error = make_parents(directory, link->name);
		if (error == 0)
			error = sys_symlink(link->target, directory, link->name);
	}
	return error;
}

static int make_directory(int parent, const struct container *container)
{
	int directory;
	int error = sys_mkdir(parent, container->name, 0755);

	if (error < 0)
		return error;
	directory = sys_open(parent, container->name, O_RDONLY | O_DIRECTORY);
	if (directory < 0)
		return directory;
	error = fill(directory, container);
	sys_close(directory);
	return error;
}

int device_nodes_mount(void)
{
	const struct container_list *list = &appliance.containers;
	int error;
	int parent;

	/* All that comes into it is the config's: no limit is needed. */
	error = sys_mount("dev", DEVICE_NODES, "tmpfs", MS_NOSUID | MS_NOEXEC, "mode=0755");
	if (error < 0)
		return error;
	parent = sys_open(AT_FDCWD, DEVICE_NODES, O_RDONLY | O_DIRECTORY);
	if (parent < 0)
		return parent;
	for (unsigned i = 0; i < list->count && error == 0; i++)
		if (has_own(list->items[i]))
			error = make_directory(parent, list->items[i]);
	sys_close(parent);
	if (error < 0)
		return error;
	return sys_mount(
		NULL, DEVICE_NODES, NULL, MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NOEXEC, NULL);
}

void device_path(struct text *path, const struct container *container)
{
	if (!has_own(container)) {
		text_string(path, DEVICE_TEMPLATE);
		return;
	}
	text_string(path, DEVICE_NODES "/");
	text_string(path, container->name);
}
