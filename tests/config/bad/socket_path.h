/* expect: beat: ready.path: "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" is longer than the 107 characters of a socket's path; shorten it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.ready = READY(READY_UNIX, .path = "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
