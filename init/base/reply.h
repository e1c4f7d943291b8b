/*
 * Answers to a client of the control socket that come with descriptors, or that other processes of
 * PID 1's side give. They never wait: a client that does not read loses its answer.
 */
#ifndef NSINIT_BASE_REPLY_H
#define NSINIT_BASE_REPLY_H

#include "base/protocol.h"

/* REPLY_STARTED with its descriptors, which stay the caller's; 0 or -errno. */
int reply_started(int client, const int streams[EXEC_STREAMS]);

/* REPLY_LOGS; the descriptor of the book stays the caller's. 0 or -errno. */
int reply_logs(int client, int book);

/* REPLY_EXIT; `words` may be "". The last packet: shuts the connection down. */
void reply_exit(int client, int code, const char *words);

/* REPLY_END, a refusal with its errno value. The last packet too. */
void reply_end(int client, int result, const char *words);

#endif
