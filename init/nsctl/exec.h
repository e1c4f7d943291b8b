/*
 * `nsctl exec`: relays what a program inside a container reads and writes. nsctl only.
 *
 * The container gets pipes that nsinit made; nothing that nsctl itself holds goes near it.
 */
#ifndef NSINIT_NSCTL_EXEC_H
#define NSINIT_NSCTL_EXEC_H

#include "base/protocol.h"

/*
 * Has PID 1 behind the socket at `path` execute the words, NULL-terminated, in the container
 * `name`; relays standard input, output and error and signals until the program has ended. 0:
 * *exit says how. An errno value: PID 1 refused, and *exit has its reason. Or -errno, as of
 * client_connect() and client_receive(); -E2BIG: too many words. Once a process.
 */
int exec_run(const char *path, const char *name, const char *const *words, struct reply_exit *exit);

#endif
