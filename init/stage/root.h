/*
 * The root file system of a disk, as the kernel's command line names it, and the step into it.
 * The first program of the initramfs, which is PID 1 until then.
 */
#ifndef NSINIT_STAGE_ROOT_H
#define NSINIT_STAGE_ROOT_H

/*
 * Finds `root=`, mounts it read-only, looks whether it can be the root of this machine, moves into
 * it, empties the initramfs and becomes its /sbin/nsinit. Returns only when that failed, which is
 * logged; all is then as it was before.
 */
void root_enter(void);

#endif
