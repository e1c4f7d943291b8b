/*
 * The system calls of system.h that say how a process is scheduled. Called by launchers and by what
 * enters a container. Raw: musl has the first as a stub that fails (sched_setscheduler(3) of POSIX
 * is about threads and processes at once).
 */
#include "base/system.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define IOPRIO_WHO_PROCESS 1
#define IOPRIO_CLASS_SHIFT 13

/* The kernel's own mask may be longer, and is refused a buffer that is shorter: 8192 processors. */
#define MASK_BYTES 1024

enum { WORD_BYTES = sizeof(unsigned long), WORD_BITS = WORD_BYTES * 8, WORDS = 8 / WORD_BYTES };

static int result(long value)
{
	return value < 0 ? -errno : (int)value;
}

int sys_set_scheduler(pid_t pid, int policy, int priority)
{
	/* struct sched_param of the kernel. */
	return result(syscall(SYS_sched_setscheduler, pid, policy, &priority));
}

int sys_set_nice(pid_t pid, int nice)
{
	return result(syscall(SYS_setpriority, PRIO_PROCESS, pid, nice));
}

int sys_set_affinity(pid_t pid, uint64_t cpus)
{
	unsigned long mask[WORDS];

	for (unsigned i = 0; i < WORDS; i++)
		mask[i] = (unsigned long)(cpus >> (i * WORD_BITS));
	return result(syscall(SYS_sched_setaffinity, pid, sizeof mask, mask));
}

int sys_get_affinity(pid_t pid, uint64_t *cpus)
{
	unsigned long mask[MASK_BYTES / sizeof(unsigned long)];
	int error;

	memset(mask, 0, sizeof mask);
	error = result(syscall(SYS_sched_getaffinity, pid, sizeof mask, mask));
	*cpus = 0;
	for (unsigned i = 0; i < WORDS; i++)
		*cpus |= (uint64_t)mask[i] << (i * WORD_BITS);
	return error < 0 ? error : 0;
}

int sys_set_io_priority(pid_t pid, int class, int level)
{
	return result(syscall(
		SYS_ioprio_set, IOPRIO_WHO_PROCESS, pid, class << IOPRIO_CLASS_SHIFT | level));
}
