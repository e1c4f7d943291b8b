/*
 * What a client may ask: one packet into a verb and the containers that it is about.
 */
#ifndef NSINIT_PID1_REQUEST_H
#define NSINIT_PID1_REQUEST_H

#include "pid1/machine.h"

/* A request as it is on the socket: of most verbs the head is all. */
struct request {
	union {
		struct exec_request packet;
		struct set_request set;       /* of VERB_SET */
		struct signal_request signal; /* of VERB_SIGNAL */
	};
	const char *argv[EXEC_WORDS_MAX + 1]; /* of VERB_EXEC; into the packet */
	char term[EXEC_TERM_MAX + 5];         /* of VERB_EXEC: "TERM=...", or empty */
};

/*
 * Takes a packet of `bytes` bytes apart, which may be more than there is room for; nothing in it is
 * trusted. 0: client->verb, first and last are set, and argv with VERB_EXEC. An errno value: the
 * request is refused, *words says why, and client->verb is VERB_COUNT. PID 1; pure.
 */
int request_take(struct request *request, size_t bytes, struct client *client, const char **words);

#endif
