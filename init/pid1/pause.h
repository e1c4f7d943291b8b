/*
 * `nsctl pause` and `resume`: the processes of a container that is up are held where they are, with
 * all they have, until they are let go on or the container is told to end.
 *
 * A pause is nothing that the service's state machine knows: its container is up all the while.
 * All of it is PID 1's, and nothing here waits.
 */
#ifndef NSINIT_PID1_PAUSE_H
#define NSINIT_PID1_PAUSE_H

#include "pid1/machine.h"

/*
 * Carries out VERB_PAUSE or VERB_RESUME. 0: done or under way, see pause_is_over(). An errno value:
 * refused, and *words says why, or is NULL.
 */
int pause_take(struct machine *machine, const struct client *client, const char **words);

/* Whether a VERB_PAUSE has come to its end; then *result and *words are those of the answer. */
bool pause_is_over(const struct machine *machine, unsigned index, int *result, const char **words);

/* Whether some or all of its processes are held. */
bool pause_holds(const struct machine *machine, unsigned index);

/* Its processes, which are about to get a signal, must be able to take it. */
void pause_release(struct machine *machine, unsigned index);

/* Looks after those that are not held yet; the next time for that, 0: none. */
void pause_step(struct machine *machine);
int64_t pause_deadline(const struct machine *machine);

#endif
