/*
 * What the machine keeps over a reboot; see keeper.h.
 */
#include "pid1/keeper.h"

#include "base/system.h"
#include "pid1/crashes.h"
#include "pid1/enabled.h"
#include "pid1/log.h"
#include "pid1/once.h"
#include "pid1/slots.h"
#include "pid1/stamps.h"
#include "pid1/store.h"

#include <errno.h>
#include <fcntl.h>

static bool check(const char *what, int error)
{
	if (error < 0)
		log_say(LOG_LEVEL_ERROR, "store", what, error);
	return error >= 0;
}

int keeper_open(void)
{
	int directory = sys_open(AT_FDCWD, appliance.store, O_RDONLY | O_DIRECTORY);

	check(appliance.store, directory);
	return directory;
}

bool keeper_restore(void)
{
	bool good = true;
	bool there = true;
	int directory;

	if (NSINIT_USES_STORE_MOUNT)
		good = store_mount(&there);
	if (!NSINIT_USES_STORE_FILES)
		return good;
	/* What lies below a mount that failed is no store. */
	directory = there ? keeper_open() : -ENODEV;
	if (NSINIT_USES_FACTORY_RESET && directory >= 0)
		good = store_reset(directory) && good;
	if (NSINIT_USES_ROOT_OVERLAYS)
		good = (directory >= 0 && store_overlays(directory)) && good;
	if (NSINIT_USES_SLOTS)
		good = slots_restore(directory) && good;
	if (NSINIT_USES_CLOCK)
		good = check("clock", clock_restore(directory)) && good;
	if (directory < 0)
		return false;
	if (NSINIT_USES_ONCE)
		once_restore(directory);
	if (NSINIT_USES_SEED)
		good = check("seed", seed_restore(directory)) && good;
	if (NSINIT_USES_STAMPS)
		good = check("timers", stamps_restore(directory)) && good;
	if (NSINIT_USES_ENABLE)
		good = check("disabled", enabled_restore(directory)) && good;
	if (NSINIT_USES_CRASHES)
		good = crashes_start(directory) && good;
	sys_close(directory);
	return good;
}

bool keeper_restore_here(void)
{
	int directory = keeper_open();
	bool good = directory >= 0 && check("disabled", enabled_restore(directory));

	if (directory >= 0)
		sys_close(directory);
	return good;
}

void keeper_save(void)
{
	int directory = NSINIT_USES_SEED || NSINIT_USES_CLOCK ? keeper_open() : -ENOENT;

	if (NSINIT_USES_SEED && directory >= 0)
		check("seed", seed_save(directory));
	if (NSINIT_USES_CLOCK && directory >= 0)
		check("clock", clock_save(directory));
	if (directory >= 0)
		sys_close(directory);
	if (NSINIT_USES_ROOT_OVERLAYS)
		store_overlays_end();
	if (NSINIT_USES_STORE_MOUNT)
		check("unmount", sys_umount(appliance.store, 0));
}

static pid_t start_saving(void)
{
	pid_t pid = sys_fork_default();
	int directory;

	if (pid != 0)
		return pid;
	directory = keeper_open();
	sys_exit(directory < 0 || !check("clock", clock_save(directory)));
}

/* A save that hangs is the only one. */
void keeper_step(struct machine *machine, int64_t now_ms)
{
	bool is_due = machine->clock_ms > 0 && now_ms >= machine->clock_ms;

	if (!machine->ground.machine)
		return;
	if (is_due || machine->clock_ms == 0)
		machine->clock_ms = now_ms + appliance.clock->save_ms;
	if (!is_due || machine->saver > 0)
		return;
	machine->saver = start_saving();
	if (machine->saver < 0) {
		check("clock", machine->saver);
		machine->saver = 0;
	}
}

int64_t keeper_deadline(const struct machine *machine)
{
	return machine->phase == PHASE_RUNNING ? machine->clock_ms : 0;
}

bool keeper_exited(struct machine *machine, pid_t pid)
{
	if (pid != machine->saver)
		return false;
	machine->saver = 0;
	return true;
}
