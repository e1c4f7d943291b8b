/*
 * What somebody may have meant who wrote a name or a verb that there is not. nsctl only.
 */
#ifndef NSINIT_NSCTL_SUGGEST_H
#define NSINIT_NSCTL_SUGGEST_H

#include "nsctl/client.h"

/*
 * Letters that were left out, added, changed or swapped with the next between two words; no more
 * than SUGGEST_FAR, which also stands for words that are too long to be compared.
 */
#define SUGGEST_FAR 99u
unsigned suggest_distance(const char *a, const char *b);

/* The nearer of two candidates, if it is near enough to be meant: *best may be NULL, and stay so.
 */
void suggest_nearer(const char **best, const char *candidate, const char *word);

/* Says it on standard error: of the names of a running appliance, which is asked for them. */
void suggest_name(const char *name);

/* The same of nsctl's own verbs. */
void suggest_verb(const char *word);

#endif
