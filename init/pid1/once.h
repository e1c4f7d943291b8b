/*
 * Oneshots that run once in a device's life: each has a file in the directory "once" of the store.
 * PID 1 does not read it, which may wait for a medium: the boot helper does, and leaves a copy in
 * memory.
 */
#ifndef NSINIT_PID1_ONCE_H
#define NSINIT_PID1_ONCE_H

#include "pid1/machine.h"

/* In the boot helper: what was done in a boot before. */
void once_restore(int directory);

/* PID 1, at the start of everything: those are done, and not started. */
void once_prepare(struct machine *machine);

/* PID 1, after each event of a container: a process keeps that it is done. */
void once_follow(const struct machine *machine, unsigned index, enum service_state before);

#endif
