/* expect:
 * beat: mounts[0].kind: is not given, so the list ends here; begin the entry with a MOUNT_ kind
 * beat: mounts[1].size_bytes: is not given; give KiB(n) or MiB(n)
 * beat: networks[0].kind: is not given, so the list ends here; begin the entry with a NETWORK_ kind
 * beat: networks[1].bridge: is not given; give the address of a struct bridge
 * beat: networks[1].address: 10.77.0.3/24 overlaps with networks[0], 10.77.0.2/24; give each interface its own network
 */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ .target = "/tmp", .size_bytes = MiB(1) },
		{ MOUNT_TMPFS, .target = "/run" }),
	.networks = NETWORKS({ .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24) },
		{ NETWORK_VETH, .address = CIDR4(10, 77, 0, 3, 24) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
