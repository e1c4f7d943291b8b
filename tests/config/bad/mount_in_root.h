/* expect: beat: mounts[0].source: /containers/tick/bin lies in the root of tick, which could then be changed; give another directory, or remove .writable */
#include "../base.h"

static const struct container tick = {
	.name = "tick", PROGRAM, USED_BY(102), LIMITED,
	.root = { ROOT_DIRECTORY, .source = "/containers/tick" },
	/* A part of its own root may be writable. */
	.mounts = MOUNTS(
		{ MOUNT_BIND, .source = "/containers/tick/var", .target = "/var", .writable = true }),
};
static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS(
		{ MOUNT_BIND, .source = "/containers/tick/bin", .target = "/mnt", .writable = true }),
};

LIST(&tick, &beat);
const struct appliance appliance = { ORDINARY_MACHINE };
