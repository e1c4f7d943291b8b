/* expect:
 * beat: syscalls_remove[0]: capset is needed to start the program with .allow_setuid; remove it
 * beat: syscalls_remove[1]: clone is needed to start the program with .allow_setuid; remove it
 * beat: syscalls_remove[2]: setsid is needed to start the program with .allow_setuid; remove it
 * beat: syscalls_remove[3]: prctl is needed to start the program with .allow_setuid; remove it
 * beat: syscalls_remove[4]: ioctl is needed to start the program with .allow_setuid; remove it
 * beat: syscalls_remove[5]: rt_sigprocmask is needed to start the program with .allow_setuid; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.allow_setuid = true,
	.syscalls_remove = SYSCALLS(capset, clone, setsid, prctl, ioctl, rt_sigprocmask),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
