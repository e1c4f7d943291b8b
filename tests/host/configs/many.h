/*
 * A hundred containers: twenty in a chain of needs, eighty that need nothing, and the end of the
 * chain in the middle of them.
 */
#include <nsinit/container.h>

#define COMMON(word, number)                                                                       \
	.name = #word #number, .argv = ARGV("/test/serve"), .root = { ROOT_HOST },                 \
	.identity = USER(20000 + number, 20000 + number),                                          \
	.limits = LIMITS(.memory_bytes = MiB(1), .processes = 4)
#define LONE(number) static const struct container lone_##number = { COMMON(lone, number) };
#define LINK(number, before)                                                                       \
	static const struct container link_##number = { COMMON(link, number),                      \
		.needs = NEEDS(&link_##before) };

/* X(n) for the numbers t0 to t9. */
#define TEN(X, t)       X(t##0) X(t##1) X(t##2) X(t##3) X(t##4) X(t##5) X(t##6) X(t##7) X(t##8) X(t##9)
#define LONES_BEFORE(X) TEN(X, 10) TEN(X, 11) TEN(X, 12) TEN(X, 13)
#define LONES_AFTER(X)  TEN(X, 20) TEN(X, 21) TEN(X, 22) TEN(X, 23)

LONES_BEFORE(LONE)
static const struct container link_300 = { COMMON(link, 300) };
LINK(301, 300)
LINK(302, 301)
LINK(303, 302)
LINK(304, 303)
LINK(305, 304)
LINK(306, 305)
LINK(307, 306)
LINK(308, 307)
LINK(309, 308)
LINK(310, 309)
LINK(311, 310)
LINK(312, 311)
LINK(313, 312)
LINK(314, 313)
LINK(315, 314)
LINK(316, 315)
LINK(317, 316)
LINK(318, 317)
LINK(319, 318)
LONES_AFTER(LONE)

#define LISTED_LONE(number) &lone_##number,
#define LISTED_LINK(number) &link_##number,
static const struct container *const containers[] = { LONES_BEFORE(LISTED_LONE) TEN(LISTED_LINK, 30)
		TEN(LISTED_LINK, 31) LONES_AFTER(LISTED_LONE) };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "many",
	.containers = CONTAINERS(containers),
};
