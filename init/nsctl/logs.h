/*
 * `nsctl logs [-f] [-n N] [--since T] [--json] [NAME...]`. nsctl only.
 *
 * PID 1 hands out the logger's memory and has no more to do with it: what is shown, in which order
 * and how fast is between nsctl and its reader.
 */
#ifndef NSINIT_NSCTL_LOGS_H
#define NSINIT_NSCTL_LOGS_H

#include "nsctl/records.h"
#include "nsctl/say.h"

#include "base/text.h"

/* The words behind "logs". Does not return with -f, but on an error. */
enum ending logs_run(char **words);

/*
 * "90s", "10m", "2h", "1d" before now, or "12.5" seconds since boot; pure. *since_ms: since boot.
 * False: it is none of them.
 */
bool logs_since(const char *words, int64_t now_ms, int64_t *since_ms);

/* Adds "12.345 web: text", without the name when it is NULL. Pure. */
void logs_line(struct text *text, const struct record *record, const char *name);

/* Adds one object; `epoch_ms` is the wall clock's time at boot. Pure. */
void logs_json(struct text *text, const struct record *record, const char *name, int64_t epoch_ms);

#endif
