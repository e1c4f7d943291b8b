/*
 * Numbers for tests by chance, which the same seed repeats.
 */
#ifndef NSINIT_TESTS_RANDOM_H
#define NSINIT_TESTS_RANDOM_H

#include <stdint.h>

static uint64_t seed = 88172645463325252u; /* never 0 */

/* Any: xorshift64. */
static uint64_t draw(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

/* One of 0 to count - 1. */
static inline unsigned random_of(unsigned count)
{
	return (unsigned)(draw() % count);
}

#endif
