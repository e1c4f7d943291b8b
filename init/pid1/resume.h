/*
 * The first steps of an image of nsinit that was executed where another one was PID 1.
 *
 * Containers are known by their names. One that both configs have runs on as it was started, and
 * what the new config says of it counts from its next start. One that is gone from the config is
 * stopped and cleaned by a process of its own. A new one is started, when the bridges of the new
 * config are made. What the config says of the machine itself counts from the next boot, but for
 * bridges and sysctls.
 */
#ifndef NSINIT_PID1_RESUME_H
#define NSINIT_PID1_RESUME_H

#include "pid1/machine.h"

/*
 * Whether argument 1 names a state, and then the machine goes on from there. False: it boots. What
 * cannot be gone on from restarts the machine.
 */
bool resume(struct machine *machine, const char *argument);

/* The helper is done, or out of time: starts those that the image before did not have. */
void resume_start_new(struct machine *machine);

#endif
