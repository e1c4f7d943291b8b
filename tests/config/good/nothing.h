/*
 * uses: ROOT_HOST SYSCALLS_UNRESTRICTED
 * shows: beat service - - host 101:101 - - unlimited unlimited unlimited "/bin/sleep" "60"
 * shows: system calls of beat: unrestricted
 * shows: memory limits: 0 bytes, and 1 unlimited
 */
/* As little as can be said. */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = UNLIMITED, .processes = UNLIMITED),
	.syscalls = SYSCALLS_UNRESTRICTED,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
