/* expect:
 * beat: mounts[0].target: is not given; give the path inside the container
 * beat: mounts[0].kind: is not given, so the list ends here; begin the entry with a MOUNT_ kind
 * beat: mounts[1].kind: is not given, so the list ends here; begin the entry with a MOUNT_ kind
 * beat: mounts[2].target: is not given; give the path inside the container
 * beat: mounts[2].kind: is not given, so the list ends here; begin the entry with a MOUNT_ kind
 * beat: mounts[3].target: is not given; give the path inside the container
 * beat: mounts[3].kind: is not given, so the list ends here; begin the entry with a MOUNT_ kind
 * beat: mounts[4].target: is not given; give the path inside the container
 * beat: mounts[4].kind: is not given, so the list ends here; begin the entry with a MOUNT_ kind
 * beat: mounts[5].target: is not given; give the path inside the container
 * beat: mounts[5].kind: is not given, so the list ends here; begin the entry with a MOUNT_ kind
 * beat: networks[0].kind: is not given, so the list ends here; begin the entry with a NETWORK_ kind
 * beat: networks[1].kind: is not given, so the list ends here; begin the entry with a NETWORK_ kind
 * beat: networks[2].kind: is not given, so the list ends here; begin the entry with a NETWORK_ kind
 * beat: networks[3].kind: is not given, so the list ends here; begin the entry with a NETWORK_ kind
 */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ .source = "/srv" }, { .target = "/tmp" }, { .size_bytes = 1 },
		{ .mode = 0755 }, { .writable = true }, { .executable = true }),
	.networks = NETWORKS({ .bridge = &lan }, { .address = CIDR4(10, 77, 0, 2, 24) },
		{ .gateway = IP4(10, 77, 0, 1) }, { .mtu = 1500 }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
