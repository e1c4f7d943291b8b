/* expect:
 * beat: syscalls: SYSCALLS_LEARN is nearly no filter, and .shares puts it among others; learn in namespaces of its own
 * joins: syscalls: SYSCALLS_LEARN is nearly no filter, and .join puts it among others; learn in namespaces of its own
 */
#include "../base.h"

static const struct container host = { .name = "host", ORDINARY(103) };
static const struct container beat = {
	.name = "beat", ORDINARY(101), .syscalls = SYSCALLS_LEARN, .shares = SHARE_IPC,
};
static const struct container joins = {
	.name = "joins", ORDINARY(102), .syscalls = SYSCALLS_LEARN, .join = JOIN(.uts = &host),
};

LIST(&host, &beat, &joins);
const struct appliance appliance = { ORDINARY_MACHINE, .learns = true };
