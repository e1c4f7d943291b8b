/*
 * uses: ROOT_HOST SYSCALLS_DEFAULT LIMITS BRIDGES NETWORK
 * shows: beat service - - host 101:101 - - unlimited 5% unlimited "/bin/sleep" "60"
 */
/* A bridge without a container on it; a limit of processor time without another. */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .ports = PORTS("eth0", "eth1") };

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = UNLIMITED, .cpu_percent = 5, .processes = UNLIMITED),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE, .bridges = BRIDGES(&lan) };
