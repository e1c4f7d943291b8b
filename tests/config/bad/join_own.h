/* expect:
 * tick: join.network: leaves no place for .networks; keep one of them
 * tick: join.ipc: leaves no place for .shares; keep one of them
 * tick: join.uts: leaves no place for .hostname; keep one of them
 * tick: join.user: leaves no place for .user; keep one of them
 * tick: join.time: leaves no place for .time; keep one of them
 * tick: join.mount: leaves no place for .root; keep one of them
 * tock: join.mount: leaves no place for .mounts; keep one of them
 * veiled: join.mount: leaves no place for .masked; keep one of them
 * fixed: join.mount: leaves no place for .read_only; keep one of them
 * noded: join.mount: leaves no place for .nodes; keep one of them
 * linked: join.mount: leaves no place for .links; keep one of them
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 500 }), .gids = ID_RANGES({ 0, 100000, 500 }) },
	.time = TIME_OFFSETS(.boottime_s = 1),
};

static const struct container tick = {
	.name = "tick", ORDINARY(102),
	.networks = NETWORKS({ NETWORK_HOST }), .shares = SHARE_IPC, .hostname = "tick",
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 200000, 500 }), .gids = ID_RANGES({ 0, 200000, 500 }) },
	.time = TIME_OFFSETS(.boottime_s = 1),
	.join = JOIN(.network = &beat, .ipc = &beat, .uts = &beat, .user = &beat, .time = &beat, .mount = &beat),
};

static const struct container tock = {
	.name = "tock", PROGRAM, USED_BY(103), LIMITED,
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/a", .size_bytes = MiB(1) }),
	.join = JOIN(.user = &beat, .mount = &beat),
};

static const struct container veiled = {
	.name = "veiled", PROGRAM, USED_BY(104), LIMITED,
	.masked = PATHS("/a"),
	.join = JOIN(.user = &beat, .mount = &beat),
};

static const struct container fixed = {
	.name = "fixed", PROGRAM, USED_BY(105), LIMITED,
	.read_only = PATHS("/a"),
	.join = JOIN(.user = &beat, .mount = &beat),
};

static const struct container noded = {
	.name = "noded", PROGRAM, USED_BY(106), LIMITED,
	.devices = DEVICES({ DEVICE_CHARACTER, 10, 200, DEVICE_READ }),
	.nodes = NODES({ NODE_CHARACTER, "tun", 10, 200, .uid = 106 }),
	.join = JOIN(.user = &beat, .mount = &beat),
};

static const struct container linked = {
	.name = "linked", PROGRAM, USED_BY(107), LIMITED,
	.links = LINKS({ "tun", "net/tun" }),
	.join = JOIN(.user = &beat, .mount = &beat),
};

LIST(&beat, &tick, &tock, &veiled, &fixed, &noded, &linked);
const struct appliance appliance = { ORDINARY_MACHINE };
