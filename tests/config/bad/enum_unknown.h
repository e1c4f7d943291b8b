/* expect:
 * appliance: console.kind: 2 is not one of enum console_kind; use its names
 * beat: kind: 99 is not one of enum container_kind; use its names
 * beat: root.kind: 9 is not one of enum root_kind; use its names
 * beat: identity.kind: 3 is not one of enum identity_kind; use its names
 * beat: syscalls: 7 is not one of enum syscall_set; use its names
 * beat: syscall_action: 3 is not one of enum syscall_action; use its names
 * beat: mounts[0].kind: 9 is not one of enum mount_kind; use its names
 * beat: networks[0].kind: 4 is not one of enum network_kind; use its names
 * beat: restart.kind: 3 is not one of enum restart_kind; use its names
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", LIMITED,
	.argv = ARGV("/bin/sleep", "60"),
	.kind = 99,
	.root = { 9 },
	.identity = { 3, 101, 101 },
	.syscalls = 7,
	.syscall_action = 3,
	.mounts = MOUNTS({ 9, .target = "/tmp" }),
	.networks = NETWORKS({ 4, .mtu = 1500 }),
	.restart = { 3 },
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.console = { 2 },
};
