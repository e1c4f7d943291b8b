/* expect:
 * beat: ready.port: has no effect with this kind; remove it
 * beat: ready.fd: has no effect with this kind; remove it
 * beat: ready.path: has no effect with this kind; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.ready = READY(READY_NOTIFY, .fd = 3, .port = 80, .path = "/run/x"),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
