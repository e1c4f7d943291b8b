/*
 * What follows from the health of the essential containers: the confirmation of the boot, the
 * reaction when one has failed for good, the feeding of the watchdog. PID 1 only.
 */
#ifndef NSINIT_PID1_ESSENTIAL_H
#define NSINIT_PID1_ESSENTIAL_H

#include "pid1/machine.h"

/* When the containers are started: the boot's time runs from here on. */
void essential_start(struct machine *machine, int64_t now_ms);

/* Once a turn of the loop. True: it wanted something of containers, whose states may change now. */
bool essential_step(struct machine *machine, int64_t now_ms);

/* When time alone may change something; 0: never. */
int64_t essential_deadline(const struct machine *machine);

#endif
