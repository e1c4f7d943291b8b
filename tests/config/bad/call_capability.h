/* expect:
 * beat: syscalls_add[0]: mount does nothing without CAP(SYS_ADMIN); add that to .caps, which brings the call, or remove it
 * beat: syscalls_add[1]: reboot does nothing without CAP(SYS_BOOT); add that to .caps, which brings the call, or remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	/* The last ones are of use to anybody. */
	.syscalls_add = SYSCALLS(mount, reboot, ptrace, mbind, unshare, perf_event_open),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
