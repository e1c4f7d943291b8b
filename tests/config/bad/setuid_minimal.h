/* expect:
 * beat: allow_setuid: SYSCALLS_MINIMAL is too narrow for set-user-ID programs; give SYSCALLS_COMPUTE or another set, or remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, USED_BY(101), LIMITED,
	.syscalls = SYSCALLS_MINIMAL,
	.allow_setuid = true,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
