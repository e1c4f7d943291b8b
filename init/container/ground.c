/*
 * What starts stand on below RUN_DIRECTORY: the directories where roots are put together, and the
 * /dev that all containers have. Made by PID 1 at boot, and by `nsinit run` in its own mount
 * namespace, whose process takes the directories away again.
 */
#include "base/system.h"
#include "container/launch.h"
#include "uses.h"

#include <fcntl.h>
#include <sys/mount.h>

/* What they are beneath stands first. */
static const char *const directories[] = {
	RUN_DIRECTORY,
	ROOT_MOUNT,
#if NSINIT_USES_OVERLAY
	LOWER_MOUNT,
	UPPER_MOUNT,
#endif
	DEVICE_TEMPLATE,
#if NSINIT_USES_NODES
	DEVICE_NODES,
#endif
};

#define COUNT (sizeof directories / sizeof directories[0])

static void make_directories(void)
{
	for (unsigned i = 0; i < COUNT; i++)
		sys_mkdir(AT_FDCWD, directories[i], 0700);
}

int ground_renew(void)
{
	make_directories();
	if (!NSINIT_USES_NODES)
		return 0;
	/* Who runs has its own bind of what is there now. */
	sys_umount(DEVICE_NODES, MNT_DETACH);
	return device_nodes_mount();
}

int ground_make(void)
{
	int error;

	make_directories();
	error = device_template_mount();
	return error < 0 || !NSINIT_USES_NODES ? error : device_nodes_mount();
}

void ground_remove(void)
{
	for (unsigned i = COUNT; i-- > 0;)
		sys_unlink(AT_FDCWD, directories[i], AT_REMOVEDIR);
}
