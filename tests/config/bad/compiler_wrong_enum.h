/* compiler:
 * gcc: implicit conversion from 'enum mount_kind' to 'enum root_kind'
 * clang: implicit conversion from enumeration type 'enum mount_kind' to different enumeration type 'enum root_kind'
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
	.root = { MOUNT_BIND, .source = "/containers/beat" }, /* here */
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
