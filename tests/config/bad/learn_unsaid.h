/* expect: beat: syscalls: SYSCALLS_LEARN is nearly no filter, and not for a product; give another set, or say .learns of the appliance while you develop */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .syscalls = SYSCALLS_LEARN };

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
