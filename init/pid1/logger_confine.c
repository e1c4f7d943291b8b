/*
 * The walls around the logger, which parses what hostile containers write; see logger_confine.h.
 */
#include "pid1/logger_confine.h"

#include "base/system.h"
#include "kernel/seccomp.h"

#include <errno.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* No core of what others said, no process beside it. */
static int set_limits(const struct logger_walls *walls)
{
	int error = sys_setrlimit(RLIMIT_CORE, 0, 0);

	if (error == 0)
		error = sys_setrlimit(RLIMIT_NPROC, 0, 0);
	if (error == 0)
		error = sys_setrlimit(RLIMIT_FSIZE, walls->file_bytes, walls->file_bytes);
	return error < 0 ? error
			 : sys_setrlimit(RLIMIT_NOFILE, walls->descriptors, walls->descriptors);
}

/* It holds no directory outside, and can do no other chroot(2), so that ".." ends there. */
static int leave_files(const char *root)
{
	int error = sys_chdir(root);

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

int logger_confine(const struct logger_walls *walls)
{
	struct sock_filter program[SECCOMP_PROGRAM_MAX];
	int error = leave_files(walls->root);

	if (error == 0)
		error = set_limits(walls);
	if (error == 0)
		error = drop_privileges();
	if (error < 0)
		return error;
	error = seccomp_load(
		program, seccomp_only(program, SECCOMP_PROGRAM_MAX, walls->calls, walls->count));
	/* A kernel without filters has logs all the same. */
	return error == -EINVAL || error == -ENOSYS ? 0 : error;
}
