/*
 * What PID 1 writes for `nsctl events`; see base/events.h. Without the logger's memory there are
 * none. PID 1 only; one futex(2) each.
 */
#ifndef NSINIT_PID1_EVENTS_H
#define NSINIT_PID1_EVENTS_H

#include "pid1/machine.h"

/* How the container is now; `before`: its state before that. */
void events_note(const struct machine *machine, unsigned index, enum service_state before);

/* Of the machine: "boot finished". */
void events_say(const struct machine *machine, const char *words);

#endif
