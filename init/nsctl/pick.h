/*
 * The containers that words name, of a status. nsctl only.
 */
#ifndef NSINIT_NSCTL_PICK_H
#define NSINIT_NSCTL_PICK_H

#include "base/book.h"
#include "nsctl/client.h"
#include "nsctl/say.h"

#include <stdbool.h>

/* Takes each such option out of the words; whether it was there. */
bool pick_option(char **words, const char *option);

/*
 * Asks for the status and leaves those in it that are named, all without a name. What is refused
 * or no name at all is explained.
 */
enum ending pick_status(const char *verb, char **words, struct status *status);

/* The logger's memory, as PID 1 hands it out, for reading. */
enum ending pick_book(const char *verb, const struct book **book, size_t *bytes);

/* The same as pick_status() for a verb that takes one name and nothing else: the first in the
 * status is that. */
enum ending pick_one(const char *verb, char **words, struct status *status);

#endif
