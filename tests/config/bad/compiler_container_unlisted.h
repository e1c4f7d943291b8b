/* compiler:
 * gcc: 'other' defined but not used
 * clang: unused variable 'other'
 */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };
static const struct container other = { .name = "other", ORDINARY(102) }; /* here */

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
