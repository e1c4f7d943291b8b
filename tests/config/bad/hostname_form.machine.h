/* expect:
 * appliance: hostname: "" is not a host name; give letters, digits, '-' and '.' between them, at most 63 characters
 * beat: hostname: "-beat" is not a host name; give letters, digits, '-' and '.' between them, at most 63 characters
 * other: hostname: "a..b" is not a host name; give letters, digits, '-' and '.' between them, at most 63 characters
 */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .hostname = "-beat" };
static const struct container other = { .name = "other", ORDINARY(102), .hostname = "a..b" };

LIST(&beat, &other);
const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "",
	.containers = CONTAINERS(containers),
};
