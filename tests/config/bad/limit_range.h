/* expect:
 * first: limits.cpu_weight: 10001 is not within 1 to 10000; give another number, or leave it out for the kernel's
 * second: limits.cpu_weight: -1 is not within 1 to 10000; give another number, or leave it out for the kernel's
 * third: limits.io_weight: 10001 is not within 1 to 10000; give another number, or leave it out for the kernel's
 * fourth: limits.swappiness: 201 is not within 1 to 200; give another number, or leave it out for the kernel's
 * fifth: limits.cpu_period_us: 999 is not within 1000 to 1000000; give another number, or leave it out for the kernel's
 * sixth: limits.cpu_period_us: 1000001 is not within 1000 to 1000000; give another number, or leave it out for the kernel's
 * seventh: limits.cpu_burst_us: -1 is not within 1 to 2147483647; give another number, or leave it out for the kernel's
 * eighth: limits.memory_high_bytes: -1 is not within 1 to 9223372036854775807; give another number, or leave it out for the kernel's
 * ninth: limits.swap_bytes: -2 is not within 1 to 9223372036846387199; give another number, or leave it out for the kernel's
 * tenth: limits.hugetlb[0].bytes: -1 is not within 1 to 9223372036854775807; give another number, or leave it out for the kernel's
 * eleventh: limits.io[0].read_bytes: -1 is not within 1 to 9223372036854775807; give another number, or leave it out for the kernel's
 * eleventh: limits.io[0].read_operations: 4294967296 is not within 1 to 4294967295; give another number, or leave it out for the kernel's
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .cpu_weight = 10001),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .cpu_weight = -1),
};
static const struct container third = {
	.name = "third", PROGRAM, HOST, USED_BY(103),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .io_weight = 10001),
};
static const struct container fourth = {
	.name = "fourth", PROGRAM, HOST, USED_BY(104),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .swap_bytes = MiB(1), .swappiness = 201),
};
static const struct container fifth = {
	.name = "fifth", PROGRAM, HOST, USED_BY(105),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .cpu_percent = 100, .cpu_period_us = 999),
};
static const struct container sixth = {
	.name = "sixth", PROGRAM, HOST, USED_BY(106),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .cpu_percent = 100, .cpu_period_us = 1000001),
};
static const struct container seventh = {
	.name = "seventh", PROGRAM, HOST, USED_BY(107),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .cpu_percent = 100, .cpu_burst_us = -1),
};
static const struct container eighth = {
	.name = "eighth", PROGRAM, HOST, USED_BY(108),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .memory_high_bytes = -1),
};
static const struct container ninth = {
	.name = "ninth", PROGRAM, HOST, USED_BY(109),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .swap_bytes = -2),
};
static const struct container tenth = {
	.name = "tenth", PROGRAM, HOST, USED_BY(110),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .hugetlb = HUGETLB({ MiB(2), -1 })),
};
static const struct container eleventh = {
	.name = "eleventh", PROGRAM, HOST, USED_BY(111),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .io = IO_LIMITS({ 8, 0, .read_bytes = -1,
		.read_operations = 4294967296 })),
};

LIST(&first, &second, &third, &fourth, &fifth, &sixth, &seventh, &eighth, &ninth, &tenth, &eleventh);
const struct appliance appliance = { ORDINARY_MACHINE };
