/*
 * Faults of PID 1 itself: a bad access would make the kernel panic, and a machine that nobody can
 * visit stay dead. The handler says what happened and restarts the machine.
 */
#ifndef NSINIT_PID1_FAULT_H
#define NSINIT_PID1_FAULT_H

/* PID 1, early; forks of it drop the handlers again (container/process.c). */
void fault_catch(void);

#endif
