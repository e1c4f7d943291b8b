/* expect:
 * tick: mounts[0]: shows the control groups of the appliance, not its own; remove it, or the sharing of cgroup namespaces
 * tock: mounts[0]: shows the control groups of beat, not its own; remove it, or the sharing of cgroup namespaces
 */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

static const struct container tick = {
	.name = "tick", ORDINARY(102), .shares = SHARE_CGROUP,
	.mounts = MOUNTS({ MOUNT_CGROUP, .target = "/groups" }),
};

static const struct container tock = {
	.name = "tock", ORDINARY(103), .join = JOIN(.cgroup = &beat),
	.mounts = MOUNTS({ MOUNT_CGROUP, .target = "/groups" }),
};

LIST(&beat, &tick, &tock);
const struct appliance appliance = { ORDINARY_MACHINE };
