/*
 * Pieces of JSON (RFC 8259) that are valid whatever bytes they are made of. nsctl only; pure.
 * Behind a '{' the first, else with a comma in front.
 */
#ifndef NSINIT_NSCTL_JSON_H
#define NSINIT_NSCTL_JSON_H

#include "base/text.h"

#include <stdbool.h>

/* "key": */
void json_key(struct text *text, const char *key);
/* "key":"word"; control characters are escaped, what is no character becomes U+FFFD. */
void json_word(struct text *text, const char *key, const char *word);
/* "key":number */
void json_number(struct text *text, const char *key, int64_t number);
void json_number_or_null(struct text *text, const char *key, bool is_known, int64_t number);

/* "exit":{"status":3}, of wait(2): or a signal, or null for -1. */
void json_exit(struct text *text, int status);

#endif
