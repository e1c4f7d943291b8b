/*
 * Launchers and cleaners as PID 1 sends them out: a fork, and the status pipe that it reports on.
 */
#ifndef NSINIT_PID1_ERRAND_H
#define NSINIT_PID1_ERRAND_H

#include "pid1/machine.h"

enum errand {
	ERRAND_LAUNCH,
	ERRAND_CLEAN,
	ERRAND_BIND, /* a launcher that opens its sockets and makes no container */
};

/* Makes the page in which the kernel leaves the containers' pids. PID 1, at boot. */
void errand_prepare(struct machine *machine);

/* In a fork of PID 1 that is neither launcher nor cleaner: lets go of that page. */
void errand_forget(const struct machine *machine);

/*
 * Forks the launcher or cleaner of a container; the read end of its status pipe becomes that of
 * the unit, and joins the loop. Its pid or -errno, and then nothing has changed.
 */
pid_t errand_send(struct machine *machine, unsigned index, enum errand errand);

/*
 * Hands the connection of a client to the relay of its container's terminal, which answers it from
 * then on: 0. An errno value: refused, and *words says why, or is NULL.
 */
int errand_attach(const struct machine *machine, const struct client *client, const char **words);

/* Takes the unit's status pipe out of the loop and closes it, if there is one. */
void errand_close(struct machine *machine, struct unit *unit);

#endif
