/*
 * Policy, nice value, I/O priority, processors and OOM score of a container; see scheduling.h.
 * Called by the launcher. What the config does not say is inherited from PID 1.
 */
#include "container/scheduling.h"

#include "base/system.h"
#include "base/text.h"
#include "kernel/mount.h"
#include "kernel/procfs.h"

#include <errno.h>
#include <linux/mount.h>
#include <linux/sched.h>

static const int policies[] = {
	[SCHEDULER_ORDINARY] = SCHED_NORMAL,
	[SCHEDULER_BATCH] = SCHED_BATCH,
	[SCHEDULER_IDLE] = SCHED_IDLE,
	[SCHEDULER_FIFO] = SCHED_FIFO,
	[SCHEDULER_RR] = SCHED_RR,
};

/* Numbers of ioprio_set(2), whose header came with Linux 5.15. */
static const int io_classes[] = {
	[IO_PRIORITY_REALTIME] = 1,
	[IO_PRIORITY_BEST_EFFORT] = 2,
	[IO_PRIORITY_IDLE] = 3,
};

/* In a procfs that is nowhere mounted, so that nothing can lie over it. */
static int set_oom_score(const struct container *container, pid_t pid)
{
	char path_bytes[32];
	char score_bytes[16];
	struct text path = TEXT(path_bytes);
	struct text score = TEXT(score_bytes);
	struct mount_detached proc;
	int error;

	if (container->oom_score == 0)
		return 0;
	if (pid > 0)
		text_number(&path, pid);
	else
		text_string(&path, "self");
	text_string(&path, "/oom_score_adj");
	text_number(&score, container->oom_score);
	error = mount_new(&proc, "proc", NULL, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC);
	if (error < 0)
		return error;
	error = procfs_write(proc.fd, path_bytes, score_bytes);
	sys_close(proc.fd);
	return error;
}

static int set_policy(const struct container *container, pid_t pid)
{
	const struct scheduler *scheduler = &container->scheduler;

	return scheduler->kind == SCHEDULER_ORDINARY
		       ? 0
		       : sys_set_scheduler(pid, policies[scheduler->kind], scheduler->priority);
}

static int set_nice(const struct container *container, pid_t pid)
{
	return container->nice == 0 ? 0 : sys_set_nice(pid, container->nice);
}

static int set_io_priority(const struct container *container, pid_t pid)
{
	const struct io_priority *priority = &container->io_priority;

	return priority->kind == IO_PRIORITY_UNSET
		       ? 0
		       : sys_set_io_priority(pid, io_classes[priority->kind], priority->level);
}

static int (*const setters[])(const struct container *, pid_t) = {
	[SCHEDULING_OOM_SCORE] = set_oom_score,
	[SCHEDULING_POLICY] = set_policy,
	[SCHEDULING_NICE] = set_nice,
	[SCHEDULING_IO_PRIORITY] = set_io_priority,
};

int scheduling_set(const struct container *container, pid_t pid, uint16_t *item)
{
	for (unsigned i = 0; i < sizeof setters / sizeof setters[0]; i++) {
		int error = setters[i](container, pid);

		*item = (uint16_t)i;
		if (error < 0)
			return error;
	}
	return 0;
}

/*
 * The kernel takes what it can of a mask and says EINVAL when that is nothing: what it made of it
 * is read back.
 */
int scheduling_set_cpus(const struct container *container, pid_t pid, uint16_t *item)
{
	uint64_t missing = container->cpus;
	uint64_t got = 0;
	int error = missing == 0 ? 0 : sys_set_affinity(pid, missing);

	if (error == 0 && missing != 0)
		error = sys_get_affinity(pid, &got);
	if (error < 0 && error != -EINVAL)
		return error;
	missing &= ~got;
	for (unsigned cpu = 0; missing != 0; cpu++) {
		*item = (uint16_t)cpu;
		if (missing >> cpu & 1)
			return -ENODEV;
	}
	return 0;
}
