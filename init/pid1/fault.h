/*
 * Faults of PID 1 itself: a bad access would make the kernel panic, and a machine that nobody can
 * visit stay dead. The handler says what happened and where, and restarts the machine, or, where
 * the config says so, PID 1 alone (reexec.h).
 */
#ifndef NSINIT_PID1_FAULT_H
#define NSINIT_PID1_FAULT_H

/* Restarts the machine at once, or ends the pid namespace; `status` is then the exit status. */
_Noreturn void fault_restart(int status);

/* PID 1, early; forks of it drop the handlers again (container/process.c). */
void fault_catch(void);

#endif
