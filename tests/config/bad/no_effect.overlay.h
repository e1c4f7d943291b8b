/* expect:
 * beat: root.writable: has no effect with an overlay, which is always writable; remove it
 * beat: root.upper: has no effect without OVERLAY_DIRECTORY; remove it
 * second: root.source: has no effect with ROOT_TMPFS; remove it
 * second: root.overlay: has no effect with ROOT_TMPFS; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
	.root = { ROOT_DIRECTORY, .source = "/containers/beat", .writable = true, .overlay = OVERLAY_TMPFS,
		.upper = "/data", .size_bytes = MiB(1) },
};
static const struct container second = {
	.name = "second", PROGRAM, USED_BY(102), LIMITED,
	.root = { ROOT_TMPFS, .source = "/containers/second", .size_bytes = MiB(1),
		.overlay = OVERLAY_TMPFS },
};

LIST(&beat, &second);
const struct appliance appliance = { ORDINARY_MACHINE };
