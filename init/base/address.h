/*
 * Addresses of the config as the network has them. All processes, and the checker.
 */
#ifndef NSINIT_BASE_ADDRESS_H
#define NSINIT_BASE_ADDRESS_H

#include <nsinit/values.h>
#include <stddef.h>
#include <stdint.h>

#define ADDRESS6_BYTES 16

/* The bytes of an IPv6 address, the first group first, each with its high byte first. */
static inline void address6_bytes(const struct ip6 *address, uint8_t bytes[ADDRESS6_BYTES])
{
	for (size_t i = 0; i < ADDRESS6_BYTES / 2; i++) {
		bytes[2 * i] = (uint8_t)(address->groups[i] >> 8);
		bytes[2 * i + 1] = (uint8_t)address->groups[i];
	}
}

#endif
