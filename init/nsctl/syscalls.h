/*
 * What a learner noted as lines of a config. nsctl only; pure.
 */
#ifndef NSINIT_NSCTL_SYSCALLS_H
#define NSINIT_NSCTL_SYSCALLS_H

#include "base/protocol.h"
#include "base/text.h"

/*
 * The narrowest of the named sets that lack the fewest of the calls, for a config, and what it
 * lacks as .syscalls_add; in a comment what it has that was not called. What a capability is for is
 * neither: who holds it has it.
 */
void syscalls_render(struct text *text, const char *name, const struct reply_syscalls *reply);

#endif
