/* expect:
 * tick: join.network: beat has NETWORK_HOST; join who has its own, or share the appliance's by name
 * tick: join.pid: beat shares the appliance's; join who has its own, or share the appliance's by name
 * tick: join.user: beat has no .user; join who has its own, or share the appliance's by name
 * tick: join.time: beat has no .time; join who has its own, or share the appliance's by name
 * tock: join.uts: tick joins another container's; join who has its own, or share the appliance's by name
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_HOST }), .shares = SHARE_PID,
};

static const struct container tick = {
	.name = "tick", ORDINARY(102),
	.join = JOIN(.network = &beat, .pid = &beat, .uts = &beat, .user = &beat, .time = &beat),
};

static const struct container tock = {
	.name = "tock", ORDINARY(103),
	.join = JOIN(.uts = &tick),
};

LIST(&beat, &tick, &tock);
const struct appliance appliance = { ORDINARY_MACHINE };
