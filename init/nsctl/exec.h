/*
 * `nsctl exec`: relays what a program inside a container reads and writes. nsctl only.
 *
 * The container gets pipes that nsinit made; nothing that nsctl itself holds goes near it.
 */
#ifndef NSINIT_NSCTL_EXEC_H
#define NSINIT_NSCTL_EXEC_H

#include "base/protocol.h"
#include "nsctl/keys.h"

#include <stdbool.h>

struct exec_command {
	const char *name;         /* of the container */
	const char *const *words; /* NULL-terminated; NULL: its own terminal is meant, attach */
	bool terminal;            /* the program gets one, and standard input is one: -ENOTTY */
	struct keys keys;         /* that leave the terminal, and the program to itself */
};

/*
 * Has PID 1 behind the socket at `path` execute a program, or attach to one; relays standard input,
 * output and error and signals until the program has ended. 0: *exit says how. An errno value: PID
 * 1 refused, and *exit has its reason. Or -errno, as of client_connect() and client_receive();
 * -E2BIG: too many words. Once a process.
 */
int exec_run(const char *path, const struct exec_command *command, struct reply_exit *exit);

#endif
