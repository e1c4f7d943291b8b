/* expect: second: root.source: /containers/beat is inside what first may write, /containers/beat; give each a directory of its own, or remove .writable */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, USED_BY(101), LIMITED,
	.root = { ROOT_DIRECTORY, .source = "/containers/beat", .writable = true },
};
static const struct container second = {
	.name = "second", PROGRAM, USED_BY(102), LIMITED,
	.root = { ROOT_DIRECTORY, .source = "/containers/beat" },
};

LIST(&first, &second);
const struct appliance appliance = { ORDINARY_MACHINE };
