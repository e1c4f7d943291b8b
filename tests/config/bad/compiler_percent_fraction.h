/* compiler:
 * gcc: conversion from 'double' to 'int' changes value
 * clang: implicit conversion from 'double' to 'int32_t' (aka 'int') changes value
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .cpu_percent = 2.5, .processes = 8), /* here */
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
