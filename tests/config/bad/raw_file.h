/* expect:
 * first: limits.raw[0].file: "../memory.max" contains other characters than letters, digits, '_', '.' and '-'; give a file of the control group, as "memory.numa_stat"
 * second: limits.raw[0].file: "memory.x/y" contains other characters than letters, digits, '_', '.' and '-'; give a file of the control group, as "memory.numa_stat"
 * third: limits.raw[0].file: ".." does not begin with a controller of limits; give a file of the control group, as "memory.numa_stat"
 * fourth: limits.raw[0].file: "tasks" does not begin with a controller of limits; give a file of the control group, as "memory.numa_stat"
 * fifth: limits.raw[0].file: "memory." does not begin with a controller of limits; give a file of the control group, as "memory.numa_stat"
 * sixth: limits.raw[0].file: "devices.allow" does not begin with a controller of limits; give a file of the control group, as "memory.numa_stat"
 * seventh: limits.raw[0].file: "cgroup.procs" belongs to nsinit; give a file of the control group, as "memory.numa_stat"
 * eighth: limits.raw[0].file: "cgroup.subtree_control" belongs to nsinit; give a file of the control group, as "memory.numa_stat"
 * ninth: limits.raw[0].file: "memory.01234567012345670123456701234567012345670123456701234567012345670123456701234567012345670123456701234567012345670123456701234567" has more than 127 characters; give a file of the control group, as "memory.numa_stat"
 */
#include "../base.h"

#define FOUR(text) text text text text
#define SIXTEEN(text) FOUR(text) FOUR(text) FOUR(text) FOUR(text)

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .raw = RAW({ "../memory.max", "1" })),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .raw = RAW({ "memory.x/y", "1" })),
};
static const struct container third = {
	.name = "third", PROGRAM, HOST, USED_BY(103),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .raw = RAW({ "..", "1" })),
};
static const struct container fourth = {
	.name = "fourth", PROGRAM, HOST, USED_BY(104),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .raw = RAW({ "tasks", "1" })),
};
static const struct container fifth = {
	.name = "fifth", PROGRAM, HOST, USED_BY(105),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .raw = RAW({ "memory.", "1" })),
};
static const struct container sixth = {
	.name = "sixth", PROGRAM, HOST, USED_BY(106),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .raw = RAW({ "devices.allow", "a" })),
};
static const struct container seventh = {
	.name = "seventh", PROGRAM, HOST, USED_BY(107),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .raw = RAW({ "cgroup.procs", "1" })),
};
static const struct container eighth = {
	.name = "eighth", PROGRAM, HOST, USED_BY(108),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .raw = RAW({ "cgroup.subtree_control", "-memory" })),
};
static const struct container ninth = {
	.name = "ninth", PROGRAM, HOST, USED_BY(109),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .raw = RAW({ "memory." SIXTEEN("01234567"), "1" })),
};

LIST(&first, &second, &third, &fourth, &fifth, &sixth, &seventh, &eighth, &ninth);
const struct appliance appliance = { ORDINARY_MACHINE };
