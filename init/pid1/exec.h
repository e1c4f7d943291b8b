/*
 * `nsctl exec`: a program inside a running container.
 *
 * PID 1 checks the request and forks the program's supervisor, which gets the client's connection.
 * The supervisor makes the pipes, has the program started (container/entry.h), reaps it, and tells
 * the client how it ended. No byte that the program reads or writes passes through it: the client
 * gets the near ends of the pipes, and never gives anything of its own to the container.
 *
 * When the client hangs up, the program's process group gets SIGHUP, and SIGKILL two seconds
 * later. When the supervisor dies, the program is killed at once. When the container ends, the
 * kernel or the cleaner kills it with all others.
 */
#ifndef NSINIT_PID1_EXEC_H
#define NSINIT_PID1_EXEC_H

#include "pid1/machine.h"
#include "pid1/request.h"

/*
 * Starts the program in the container client->first. 0: a fork has the client now. An errno value:
 * refused, and *words says why, or is NULL. PID 1.
 */
int exec_start(struct machine *machine, const struct client *client, const struct request *request,
	const char **words);

/* A child of PID 1 ended; true when it was such a supervisor. */
bool exec_exited(struct machine *machine, pid_t pid);

#endif
