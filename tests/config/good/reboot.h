/*
 * uses: ROOT_HOST SYSCALLS_DEFAULT LIMITS ONESHOT TASK ESSENTIAL CONFIRM SEED KEEPER STORE_FILES
 * shows: essential: beat: reboot, after 1000 ms at the latest
 * shows: store: /data, random seed stirred in
 * shows: boot: confirmed after 30000 ms by mark
 */
/* A boot that may take for ever, and is marked when it is a good one. */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101), .kind = KIND_ONESHOT, .essential = true,
};
static const struct container mark = { .name = "mark", ORDINARY(102), .kind = KIND_TASK };

LIST(&beat, &mark);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.essentials = ESSENTIALS(.on_failed = ESSENTIAL_REBOOT, .grace_ms = SECONDS(1)),
	.boot_ok = &mark,
	.store = "/data",
	.seed = SEED_STIR,
};
