/*
 * How nsinit itself is replaced while the containers go on. Included by container.h.
 */
#ifndef NSINIT_UPGRADE_H
#define NSINIT_UPGRADE_H

/*
 * What follows a fault of PID 1 itself, a bad access or the like, when it was logged with its
 * registers.
 */
enum fault {
	FAULT_REBOOT = 0, /* the machine is restarted */
	/*
	 * nsinit executes itself again and goes on with what it knew before its last step; the
	 * containers run on. A fourth time within an hour the machine is restarted. Needs `reexec`.
	 */
	FAULT_REEXEC,
};

#endif
