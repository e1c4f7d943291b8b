/*
 * PID 1's own bounding set, reduced at boot to what some container is allowed. Every start would
 * drop the same forty bits again, forty system calls, and a start is what must be fast.
 */
#ifndef NSINIT_PID1_CAPABILITY_H
#define NSINIT_PID1_CAPABILITY_H

#include <stdint.h>

/*
 * Returns the bounding set that forks of PID 1 inherit, all ones where it could not be reduced.
 * PID 1 keeps its permitted set; only a program that it executes would get less. PID 1, once.
 */
uint64_t capability_reduce(void);

/* What some container of the config is allowed. */
uint64_t capability_wanted(void);

/* In a fork of PID 1 before it executes a program that keeps all privileges: by the ambient set. */
void capability_keep_all(void);

#endif
