/*
 * nsinit-stage, the program of a disk's initramfs: it loads what the disk needs, and becomes the
 * nsinit of the root file system there. A machine whose kernel mounts its root itself has no use
 * for it.
 */
#include "base/system.h"
#include "pid1/boot.h"
#include "pid1/modules.h"
#include "stage/rescue.h"
#include "stage/root.h"

int main(void)
{
	struct ground ground;

	if (sys_getpid() != 1)
		return 2;
	boot_ground(&ground);
	modules_load_listed();
	for (;;) {
		root_enter();
		rescue();
	}
}
