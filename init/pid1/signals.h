/*
 * `nsctl signal`: one signal to the program of a container.
 *
 * It goes to the container's init, which passes it on. PID 1 sends it: nobody but it reaps that
 * process, so that the number it knows still means it.
 */
#ifndef NSINIT_PID1_SIGNALS_H
#define NSINIT_PID1_SIGNALS_H

#include "pid1/machine.h"

/* 0, or an errno value: refused, and *words says why, or is NULL. PID 1. */
int signals_send(struct machine *machine, unsigned index, uint32_t number, const char **words);

#endif
