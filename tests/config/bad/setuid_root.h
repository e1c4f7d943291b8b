/* expect: beat: allow_setuid: would only give a ROOT_USER back what securebits take; remove it, and give caps what is needed; or give USER(uid, gid) */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, LIMITED,
	.identity = ROOT_USER,
	.allow_setuid = true,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
