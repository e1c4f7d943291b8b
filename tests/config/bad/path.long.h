/* expect: beat: directory: "/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc" has more than 255 characters; give a path as "/a/b" */
#include "../base.h"

/* 256 characters, one more than fit. */
#define FOUR(s) s s s s

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.directory = FOUR(FOUR(FOUR("/abc"))),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
