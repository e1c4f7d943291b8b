/*
 * `nsctl set`: other limits for a container that is up, until it starts again. A fork of PID 1
 * writes them, since less memory than is in use can take long to be had.
 */
#ifndef NSINIT_PID1_SET_H
#define NSINIT_PID1_SET_H

#include "pid1/machine.h"
#include "pid1/request.h"

/*
 * Carries out VERB_SET. 0: under way, see set_is_over(). An errno value: refused, and *words says
 * why, or is NULL. PID 1.
 */
int set_start(struct machine *machine, struct client *client, const struct set_request *wish,
	const char **words);

/*
 * Whether the fork has ended that was made for the client; then *result and *words are those of the
 * answer. What the kernel refused the fork has told the client itself, before.
 */
bool set_is_over(const struct machine *machine, const struct client *client, int *result,
	const char **words);

/* A child of PID 1 ended; true when it was such a fork. */
bool set_exited(struct machine *machine, pid_t pid, int status);

/* The container ended: what was set for it is over, and who still writes. */
void set_forget(struct unit *unit);

#endif
