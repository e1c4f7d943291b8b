/* expect:
 * beat: sockets[0].kind: 9 is not one of enum socket_kind; use its names
 * beat: sockets[0].on: 9 is not one of enum socket_place; use its names
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS({ 9, .on = 9, .port = 80 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
