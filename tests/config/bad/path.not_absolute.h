/* expect:
 * appliance: console.argv[0]: "sh" is not absolute; give a path as "/a/b"
 * appliance: watchdog.device: "watchdog" is not absolute; give a path as "/a/b"
 * beat: argv[0]: "bin/sleep" is not absolute; give a path as "/a/b"
 * beat: directory: "tmp" is not absolute; give a path as "/a/b"
 * beat: root.source: "containers/beat" is not absolute; give a path as "/a/b"
 * beat: mounts[0].target: "tmp" is not absolute; give a path as "/a/b"
 * beat: mounts[1].source: "srv" is not absolute; give a path as "/a/b"
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", USED_BY(101), LIMITED,
	.argv = ARGV("bin/sleep", "60"),
	.directory = "tmp",
	.root = { ROOT_DIRECTORY, .source = "containers/beat" },
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "tmp", .size_bytes = KiB(64) },
		{ MOUNT_BIND, .source = "srv", .target = "/srv" }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.console = { CONSOLE_SHELL, .argv = ARGV("sh") },
	.watchdog = { .device = "watchdog", .timeout_s = 30 },
};
