/*
 * `nsctl enable` and `disable`: which containers the boot does not start, kept on the data store.
 *
 * PID 1 waits for no medium: the boot helper copies the file of the store to /run, where PID 1
 * reads it, and a fork writes a new one. Without the copy there is no store.
 */
#ifndef NSINIT_PID1_ENABLED_H
#define NSINIT_PID1_ENABLED_H

#include "pid1/machine.h"

/* The boot helper: `directory` of the store, or -errno. 0 or -errno. */
int enabled_restore(int directory);

/* PID 1, before containers are started: which of them are not. */
void enabled_load(struct machine *machine);

/*
 * Carries out VERB_ENABLE or VERB_DISABLE. 0: under way, see enabled_is_over(). An errno value:
 * refused, and *words says why, or is NULL.
 */
int enabled_change(struct machine *machine, struct client *client, const char **words);

/* Whether the fork has ended; what the store refused it has told the client itself, before. */
bool enabled_is_over(const struct machine *machine, const struct client *client, int *result,
	const char **words);

/* A child of PID 1 ended; true when it was such a fork. */
bool enabled_exited(struct machine *machine, pid_t pid, int status);

/* Disabled, and nobody started it. */
bool enabled_rests(const struct machine *machine, unsigned index);

/* "disabled", or that one which it needs is; nothing otherwise. */
void enabled_describe(struct text *text, const struct machine *machine, unsigned index);

#endif
