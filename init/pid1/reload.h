/*
 * `nsctl reload`: what .reload says is done to a container that is up.
 */
#ifndef NSINIT_PID1_RELOAD_H
#define NSINIT_PID1_RELOAD_H

#include "pid1/machine.h"

/*
 * Carries out VERB_RELOAD. 0: done or under way, see reload_is_over(). An errno value: refused, and
 * *words says why, or is NULL. PID 1.
 */
int reload_start(struct machine *machine, struct client *client, const char **words);

/* Whether the command that the client waits for has ended; then *result and *words tell how. */
bool reload_is_over(const struct machine *machine, const struct client *client, int *result,
	const char **words);

#endif
