/* expect:
 * beat: root.writable: has no effect with ROOT_SQUASHFS; remove it
 * beat: root.size_bytes: has no effect without ROOT_TMPFS or OVERLAY_TMPFS; remove it
 * second: root.writable: has no effect with ROOT_EROFS; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
	.root = { ROOT_SQUASHFS, .source = "/images/beat", .writable = true, .size_bytes = MiB(1) },
};
static const struct container second = {
	.name = "second", PROGRAM, USED_BY(102), LIMITED,
	.root = { ROOT_EROFS, .source = "/images/beat", .writable = true },
};

LIST(&beat, &second);
const struct appliance appliance = { ORDINARY_MACHINE };
