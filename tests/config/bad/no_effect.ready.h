/* expect:
 * beat: ready.port: has no effect with this kind; remove it
 * beat: ready.fd: has no effect with this kind; remove it
 * beat: ready.path: has no effect with this kind; remove it
 * steady: ready.main_pid: has no effect without READY_NOTIFY; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.ready = READY(READY_NOTIFY, .fd = 3, .port = 80, .path = "/run/x"),
};

static const struct container steady = {
	.name = "steady", ORDINARY(102),
	.ready = READY(READY_FD, .fd = 3, .main_pid = true),
};

LIST(&beat, &steady);
const struct appliance appliance = { ORDINARY_MACHINE };
