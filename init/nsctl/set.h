/*
 * `nsctl set NAME LIMIT=VALUE...`: makes numbers of words, and has PID 1 set one after the other.
 * nsctl only.
 */
#ifndef NSINIT_NSCTL_SET_H
#define NSINIT_NSCTL_SET_H

#include "nsctl/say.h"

#include <stdbool.h>
#include <stdint.h>

/* The words after "set". Nothing is asked for unless all of them are understood. */
enum ending set_run(char **words);

/* "memory=32M": a word of base/settings.h and a number with K, M, G or, of cpu, %. Pure. */
bool set_parse(const char *word, uint32_t *setting, int64_t *value);

#endif
