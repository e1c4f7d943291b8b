/*
 * The keys that leave a terminal while every other goes to a program elsewhere. nsctl only. Pure.
 */
#ifndef NSINIT_NSCTL_KEYS_H
#define NSINIT_NSCTL_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#define KEYS_MAX     8
#define KEYS_DEFAULT "ctrl-p,ctrl-q"

struct keys {
	char bytes[KEYS_MAX];
	size_t count; /* 0: none, everything goes through */
	size_t held;  /* so many were typed and are kept back until it is known what follows */
};

/*
 * Out of words between commas: one character, or "ctrl-" and a letter or one of @[\]^_. False: they
 * are something else, or more than KEYS_MAX, or none.
 */
bool keys_parse(struct keys *keys, const char *words);

/*
 * What is to go on of `count` typed bytes, into `out`, which has room for KEYS_MAX more; returns
 * how many. *found: the keys were typed, and what came after them is dropped.
 */
size_t keys_filter(struct keys *keys, const char *typed, size_t count, char *out, bool *found);

#endif
