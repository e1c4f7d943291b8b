/*
 * The label of a container's program: a step of the child, and of what enters the container.
 */
#include "base/system.h"
#include "container/launch.h"
#include "kernel/label.h"
#include "kernel/mount.h"

#include <linux/mount.h>

/* In a procfs that is nowhere mounted: whatever the container has at /proc, it cannot be that. */
int child_label(struct child *child)
{
	const struct label *label = &child->launch->container->label;
	struct mount_detached proc;
	int error;

	if (label->kind == LABEL_UNSET)
		return 0;
	error = mount_new(&proc, "proc", NULL, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC);
	if (error < 0)
		return error;
	error = label_on_exec(proc.fd, label);
	sys_close(proc.fd);
	return error;
}
