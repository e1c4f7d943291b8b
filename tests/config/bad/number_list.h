/* expect:
 * first: limits.cpus: "" has no number of up to four digits where one is needed; give numbers and ranges, as "0-3,5"
 * second: limits.cpus: "0," has no number of up to four digits where one is needed; give numbers and ranges, as "0-3,5"
 * third: limits.cpus: "1-" has no number of up to four digits where one is needed; give numbers and ranges, as "0-3,5"
 * fourth: limits.cpus: "3-1" has a range that falls; give numbers and ranges, as "0-3,5"
 * fifth: limits.cpus: "0-3:1/2" contains other characters than digits, '-' and ','; give numbers and ranges, as "0-3,5"
 * sixth: limits.memory_nodes: "10000" has no number of up to four digits where one is needed; give numbers and ranges, as "0-3,5"
 * seventh: limits.memory_nodes: "1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,1111,0" has more than 127 characters; give numbers and ranges, as "0-3,5"
 */
#include "../base.h"

#define FOUR(text) text text text text
#define SIXTEEN(text) FOUR(text) FOUR(text) FOUR(text) FOUR(text)

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .cpus = ""),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .cpus = "0,"),
};
static const struct container third = {
	.name = "third", PROGRAM, HOST, USED_BY(103),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .cpus = "1-"),
};
static const struct container fourth = {
	.name = "fourth", PROGRAM, HOST, USED_BY(104),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .cpus = "3-1"),
};
static const struct container fifth = {
	.name = "fifth", PROGRAM, HOST, USED_BY(105),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .cpus = "0-3:1/2"),
};
static const struct container sixth = {
	.name = "sixth", PROGRAM, HOST, USED_BY(106),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .memory_nodes = "10000"),
};
static const struct container seventh = {
	.name = "seventh", PROGRAM, HOST, USED_BY(107),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .memory_nodes = SIXTEEN("1111,") SIXTEEN("1111,") "0"),
};

LIST(&first, &second, &third, &fourth, &fifth, &sixth, &seventh);
const struct appliance appliance = { ORDINARY_MACHINE };
