/*
 * A set of containers, by their places in the config's order: what one needs, who failed. As an
 * answer of the control socket carries it too. All processes.
 */
#ifndef NSINIT_BASE_CONTAINER_SET_H
#define NSINIT_BASE_CONTAINER_SET_H

#include <nsinit/container.h>
#include <stdbool.h>
#include <stdint.h>

#define CONTAINER_SET_WORDS (CONTAINERS_MAX / 64)
_Static_assert(CONTAINERS_MAX % 64 == 0, "a bit for each container");

struct container_set {
	uint64_t words[CONTAINER_SET_WORDS];
};

static inline void set_add(struct container_set *set, unsigned index)
{
	set->words[index / 64] |= UINT64_C(1) << index % 64;
}

static inline bool set_has(const struct container_set *set, unsigned index)
{
	return set->words[index / 64] >> index % 64 & 1;
}

static inline void set_join(struct container_set *set, const struct container_set *other)
{
	for (unsigned i = 0; i < CONTAINER_SET_WORDS; i++)
		set->words[i] |= other->words[i];
}

/* Without those of `other`. */
static inline void set_leave(struct container_set *set, const struct container_set *other)
{
	for (unsigned i = 0; i < CONTAINER_SET_WORDS; i++)
		set->words[i] &= ~other->words[i];
}

static inline bool set_is_empty(const struct container_set *set)
{
	uint64_t all = 0;

	for (unsigned i = 0; i < CONTAINER_SET_WORDS; i++)
		all |= set->words[i];
	return all == 0;
}

/* Whether they have a container in common. */
static inline bool set_meets(const struct container_set *set, const struct container_set *other)
{
	uint64_t common = 0;

	for (unsigned i = 0; i < CONTAINER_SET_WORDS; i++)
		common |= set->words[i] & other->words[i];
	return common != 0;
}

#endif
