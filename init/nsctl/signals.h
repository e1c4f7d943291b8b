/*
 * `nsctl signal NAME SIGNAL`: a name or number that people write as the number of this machine.
 * nsctl only.
 */
#ifndef NSINIT_NSCTL_SIGNALS_H
#define NSINIT_NSCTL_SIGNALS_H

#include "nsctl/say.h"

/* "HUP", "SIGHUP", "hup" or "1"; 0: there is none. Pure. */
uint32_t signal_parse(const char *word);

/* The words behind the verb, with a NULL at their end. */
enum ending signal_run(char **words);

#endif
