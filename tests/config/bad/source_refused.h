/* expect:
 * beat: root.source: / is all of the appliance, which only ROOT_HOST gives; give another directory
 * beat: mounts[0].source: /proc/1 shows the processes of the appliance; give another directory
 * beat: mounts[1].source: /dev/ttyS0 has devices, and devices do not work in a mount that is nodev; give another directory
 * beat: mounts[2].source: /run holds the socket that controls the machine; give another directory
 * beat: mounts[3].source: /run/nsinit/control holds the socket that controls the machine; give another directory
 * beat: mounts[4].source: / is all of the appliance, which only ROOT_HOST gives; give another directory
 * beat: mounts[4].source: / holds the root of beat, which could then be rewritten; give another directory, or remove .writable
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
	.root = { ROOT_DIRECTORY, .source = "/" },
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/proc/1", .target = "/a" },
		{ MOUNT_BIND, .source = "/dev/ttyS0", .target = "/b" },
		{ MOUNT_BIND, .source = "/run", .target = "/c" },
		{ MOUNT_BIND, .source = "/run/nsinit/control", .target = "/d" },
		{ MOUNT_BIND, .source = "/", .target = "/e", .writable = true }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
