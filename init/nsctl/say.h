/*
 * What nsctl says to people: answers on standard output, complaints on standard error, and the exit
 * status that goes with each. nsctl only.
 */
#ifndef NSINIT_NSCTL_SAY_H
#define NSINIT_NSCTL_SAY_H

#include "base/protocol.h"

#include <stddef.h>

/* The exit status. */
enum ending {
	ENDING_GOOD = 0,
	ENDING_FAILED = 1, /* refused, failed, or an answer that makes no sense */
	ENDING_USAGE = 2,
	ENDING_UNREACHABLE = 3,
};

/* Writes everything, unless the reader is gone. 0 or -errno. */
int say_all(int fd, const char *bytes, size_t count);

/* On standard output. A reader that had enough, as `head` has, is no news. */
enum ending say(const char *bytes, size_t count);

/* "nsctl: WHAT: WORDS" on standard error; either may be NULL. Returns `ending`. */
enum ending complain(enum ending ending, const char *what, const char *words);

/* The same of a wrong command line, and where the right one is found. */
enum ending explain_usage(const char *what, const char *words);

/* The connection failed, or what came through it: errors of client.h. */
enum ending explain_error(int error);

/* The reason of PID 1 against a verb; `name` of the container, or "". */
enum ending explain_end(const char *verb, const char *name, const struct reply_end *end);

#endif
