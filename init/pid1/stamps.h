/*
 * When timers that catch up ran last, over a reboot: the file "timers" of the data store. The boot
 * helper copies it to where PID 1 can read it without waiting; a fork of PID 1 writes it.
 */
#ifndef NSINIT_PID1_STAMPS_H
#define NSINIT_PID1_STAMPS_H

#include "pid1/machine.h"

/* In the boot helper, for `directory`, a descriptor of the store. 0 or -errno. */
int stamps_restore(int directory);

/* PID 1, before the first timer is planned: what the helper found, of those that are here. */
void stamps_load(struct machine *machine);

/* PID 1: saved when one of them ran. A save that hangs is the only one. */
void stamps_step(struct machine *machine);
/* A child ended; true when it was the one that saved. */
bool stamps_exited(struct machine *machine, pid_t pid);

#endif
