/*
 * uses: VETH ROOT_HOST SYSCALLS_DEFAULT LIMITS BRIDGES NETWORK WATCHDOG
 * shows: beat service - - host 101:101 - 129.0.0.1/1@wide 1040 KiB unlimited unlimited
 * shows: memory limits: 1040 KiB of 1040 KiB
 */
/* A limit of memory without another; the widest network and the longest watchdog. */
#include "../base.h"

static const struct bridge wide = { .name = "wide" };

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, USED_BY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &wide, .address = CIDR4(129, 0, 0, 1, 1) }),
	.limits = LIMITS(.memory_bytes = KiB(1040), .processes = UNLIMITED),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&wide),
	.watchdog = { .device = "/dev/watchdog", .timeout_s = 3600 },
	.ram_bytes = KiB(1040),
};
