/*
 * The walls around the logger, which parses what hostile containers write; see logger_confine.h.
 */
#include "pid1/logger_confine.h"

#include "base/system.h"
#include "container/launch.h"
#include "kernel/seccomp.h"
#include "uses.h"

#include <errno.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

static const uint16_t calls[] = {
	SYS_read,
	SYS_ioctl, /* FIONREAD */
#if NSINIT_USES_SYSLOG
	SYS_recvfrom,
#endif
	SYS_epoll_ctl,
	SYS_epoll_pwait,
#ifdef SYS_epoll_wait
	SYS_epoll_wait,
#endif
/* Time comes without a call where there is a vDSO. */
#ifdef SYS_clock_gettime
	SYS_clock_gettime,
#endif
#ifdef SYS_clock_gettime64
	SYS_clock_gettime64,
#endif
#ifdef SYS_futex
	SYS_futex,
#endif
#ifdef SYS_futex_time64
	SYS_futex_time64,
#endif
	SYS_exit_group,
};

/* No core of what others said, no process beside it, no file, no further descriptor. */
static int set_limits(void)
{
	static const unsigned char none[] = { RLIMIT_CORE, RLIMIT_NPROC, RLIMIT_FSIZE,
		RLIMIT_NOFILE };
	int error = 0;

	for (unsigned i = 0; i < sizeof none && error == 0; i++)
		error = sys_setrlimit(none[i], 0, 0);
	return error;
}

/* The place where others put roots together is empty here, and root's alone. */
static int leave_files(void)
{
	int error = sys_chdir(ROOT_MOUNT);

	return error < 0 ? error : sys_chroot(".");
}

static int drop_privileges(void)
{
	int error = sys_setgroups(0, NULL);

	if (error == 0)
		error = sys_setresgid(LOGGER_ID, LOGGER_ID, LOGGER_ID);
	if (error == 0)
		error = sys_setresuid(LOGGER_ID, LOGGER_ID, LOGGER_ID);
	return error < 0 ? error : sys_prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

int logger_confine(void)
{
	struct sock_filter program[SECCOMP_PROGRAM_MAX];
	int error = leave_files();

	if (error == 0)
		error = set_limits();
	if (error == 0)
		error = drop_privileges();
	if (error < 0)
		return error;
	error = seccomp_load(program,
		seccomp_only(program, SECCOMP_PROGRAM_MAX, calls, sizeof calls / sizeof calls[0]));
	/* A kernel without filters has logs all the same. */
	return error == -EINVAL || error == -ENOSYS ? 0 : error;
}
