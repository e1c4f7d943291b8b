/*
 * Whether a container that goes on was started by the definition that this image has. PID 1.
 */
#ifndef NSINIT_PID1_DEFINITION_H
#define NSINIT_PID1_DEFINITION_H

#include "pid1/machine.h"

/* It is started now, by the definition of this image. */
void definition_note(struct unit *unit, unsigned index);

/* It lives, and by another one: the next start takes this one. */
bool definition_changed(const struct machine *machine, unsigned index);

/* After a replacement: those are named in the log. */
void definition_tell(const struct machine *machine);

#endif
