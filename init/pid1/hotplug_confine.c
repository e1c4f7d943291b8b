/*
 * What is left to the process that follows devices. It hears the kernel and reads the image, nobody
 * else: these walls are for what nobody thought of. Who may load modules or gives devices away is
 * no less than root, and is not held by them.
 */
#include "pid1/hotplug.h"

#include "base/system.h"
#include "kernel/seccomp.h"

#include <nsinit/container.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

static const uint16_t calls[] = {
	SYS_read,
	SYS_write,
	SYS_openat,
	SYS_close,
	SYS_getdents64,
	SYS_statx,
	SYS_recvmsg,
#if NSINIT_USES_COLDPLUG
	SYS_finit_module,
#endif
#if NSINIT_USES_DEVICE_RULES
	SYS_fchmodat,
	SYS_fchownat,
#endif
/* To wait a moment, and for the log of a pid namespace. */
#ifdef SYS_nanosleep
	SYS_nanosleep,
#endif
#ifdef SYS_clock_nanosleep_time64
	SYS_clock_nanosleep_time64,
#endif
#ifdef SYS_poll
	SYS_poll,
#endif
#ifdef SYS_ppoll
	SYS_ppoll,
#endif
#ifdef SYS_ppoll_time64
	SYS_ppoll_time64,
#endif
	SYS_exit_group,
};

int hotplug_confine(bool machine)
{
	uint64_t caps = 0;
	int error;

	if (machine && NSINIT_USES_COLDPLUG)
		caps |= CAP(SYS_MODULE);
	if (machine && NSINIT_USES_DEVICE_RULES)
		caps |= CAP(CHOWN) | CAP(FOWNER);
	error = sys_capset(caps, caps, 0);
	if (error == 0)
		error = sys_prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	/* A kernel without filters has devices all the same. */
	return error < 0 ? error : seccomp_confine(calls, sizeof calls / sizeof calls[0]);
}
