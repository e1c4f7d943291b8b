/*
 * The last runs of timers over a reboot; see stamps.h.
 */
#include "pid1/stamps.h"

#include "base/keep.h"
#include "base/system.h"
#include "base/text.h"
#include "container/launch.h"
#include "pid1/keeper.h"
#include "pid1/log.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#define STAMPS_FILE "timers"

/* Of one container; by its name, since another config has others in other places. */
struct stamp {
	char name[CONTROL_NAME_MAX];
	int64_t last_ms;
};

static const struct container *container_of(unsigned index)
{
	return appliance.containers.items[index];
}

static bool is_stamped(unsigned index)
{
	return container_of(index)->timer && container_of(index)->timer->catch_up;
}

static int open_run(void)
{
	return sys_open(AT_FDCWD, RUN_DIRECTORY, O_RDONLY | O_DIRECTORY);
}

int stamps_restore(int directory)
{
	struct stamp stamps[CONTAINERS_MAX];
	ssize_t count = keep_read(directory, STAMPS_FILE, stamps, sizeof stamps);
	int run;
	int error;

	if (count == -ENOENT)
		return 0;
	if (count < 0)
		return (int)count;
	if ((size_t)count % sizeof *stamps != 0)
		return -EINVAL;
	run = open_run();
	error = run < 0 ? run : keep_write(run, STAMPS_FILE, stamps, (size_t)count);
	if (run >= 0)
		sys_close(run);
	return error;
}

/* Changes whenever one of them does: each only grows, but for a clock that was set back. */
static int64_t sum_of(const struct machine *machine)
{
	uint64_t sum = 0;

	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		if (is_stamped(i))
			sum = sum * 31 + (uint64_t)machine->units[i].timer.last_ms;
	return (int64_t)(sum & INT64_MAX);
}

static void take(struct machine *machine, const struct stamp *stamp)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		if (is_stamped(i) && stamp->last_ms > 0 &&
			strncmp(stamp->name, container_of(i)->name, sizeof stamp->name) == 0)
			machine->units[i].timer.last_ms = stamp->last_ms;
}

void stamps_load(struct machine *machine)
{
	static struct stamp stamps[CONTAINERS_MAX];
	int run = open_run();
	ssize_t count = run < 0 ? run : keep_read(run, STAMPS_FILE, stamps, sizeof stamps);

	if (run >= 0)
		sys_close(run);
	for (size_t i = 0; count > 0 && i < (size_t)count / sizeof *stamps; i++)
		take(machine, &stamps[i]);
	machine->stamped = sum_of(machine);
}

static _Noreturn void save(const struct machine *machine)
{
	struct stamp stamps[NSINIT_CONTAINERS] = { { .last_ms = 0 } };
	size_t count = 0;
	int directory = keeper_open();
	int error = directory;

	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		struct text name = TEXT(stamps[count].name);

		if (!is_stamped(i))
			continue;
		text_string(&name, container_of(i)->name);
		stamps[count++].last_ms = machine->units[i].timer.last_ms;
	}
	if (directory >= 0)
		error = keep_write(directory, STAMPS_FILE, stamps, count * sizeof *stamps);
	if (directory >= 0 && error < 0)
		log_say(LOG_LEVEL_ERROR, "store", STAMPS_FILE, error);
	sys_exit(error < 0);
}

void stamps_step(struct machine *machine)
{
	int64_t sum = sum_of(machine);
	pid_t pid;

	if (!machine->ground.machine || machine->stamper > 0 || sum == machine->stamped)
		return;
	machine->stamped = sum;
	pid = sys_fork_default();
	if (pid == 0)
		save(machine);
	if (pid < 0)
		log_say(LOG_LEVEL_ERROR, "store", STAMPS_FILE, pid);
	machine->stamper = pid > 0 ? pid : 0;
}

bool stamps_exited(struct machine *machine, pid_t pid)
{
	if (pid != machine->stamper)
		return false;
	machine->stamper = 0;
	return true;
}
