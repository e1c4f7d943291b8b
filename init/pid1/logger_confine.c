/*
 * The walls around the logger, which parses what hostile containers write; see logger_confine.h.
 */
#include "pid1/logger_confine.h"

#include "base/system.h"
#include "container/process.h"
#include "kernel/seccomp.h"

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

int logger_confine(const struct logger_walls *walls)
{
	int error = leave_files(walls->root);

	if (error == 0)
		error = set_limits(walls);
	if (error == 0)
		error = process_become_nobody();
	/* A kernel without filters has logs all the same. */
	return error < 0 ? error : seccomp_confine(walls->calls, walls->count);
}
