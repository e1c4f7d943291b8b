/*
 * nsinit, PID 1: the boot story from the first instruction to the loop that never ends.
 */
#include "base/system.h"
#include "container/run.h"
#include "pid1/boot.h"
#include "pid1/capability.h"
#include "pid1/control.h"
#include "pid1/crashes.h"
#include "pid1/fault.h"
#include "pid1/helper.h"
#include "pid1/hotplug.h"
#include "pid1/log.h"
#include "pid1/loop.h"
#include "pid1/reexec.h"
#include "pid1/resume.h"
#include "pid1/store.h"
#include "pid1/supervise.h"
#include "pid1/watchdog.h"

#include <string.h>
#include <sys/resource.h>

static struct machine machine;

/* A part that fails is missed by its own users; PID 1 goes on without it. */
static void check(const char *what, int error)
{
	if (error < 0)
		log_say(LOG_LEVEL_ERROR, what, "goes on without", error);
}

static void start_helper(void)
{
	pid_t pid = sys_fork_default();

	if (pid == 0)
		helper_run(machine.ground.machine);
	check("boot helper", pid);
	machine.helper = pid > 0 ? pid : 0;
	machine.phase_deadline_ms =
		sys_now_ms() + (pid > 0 ? HELPER_LIMIT_MS + appliance.store_mount.wait_ms : 1);
	if (NSINIT_USES_STORE_CHECK || NSINIT_USES_STORE_FORMAT)
		machine.phase_deadline_ms += store_limit_ms();
}

static void begin(void)
{
	boot(&machine.ground, &machine.cgroups);
	fault_catch();
	machine.watchdog = -1;
	watchdog_open(&machine);
	if (DESCRIPTORS_MAX > DESCRIPTORS_GIVEN)
		check("descriptors",
			sys_setrlimit(RLIMIT_NOFILE, DESCRIPTORS_MAX, DESCRIPTORS_HARD));
	check("logs", logger_prepare(&machine.logger, machine.ground.machine));
	log_to(machine.logger.output[LOG_OWN]);
	logger_step(&machine.logger);
	machine.bounding = capability_reduce();
	supervise_prepare(&machine);
	check("loop", loop_prepare(&machine));
	check("control socket", control_open(&machine));
	if (NSINIT_USES_REEXEC)
		reexec_prepare();
	start_helper();
	if (NSINIT_USES_HOTPLUG)
		hotplug_start(&machine);
}

int main(int argc, char **argv)
{
	const char *argument = argc > 1 ? argv[1] : NULL;

	if (NSINIT_USES_REEXEC && reexec_argument(argument, REEXEC_CHECK) >= 0)
		return reexec_check(argument);
	if (NSINIT_USES_CORES && argc == 4 && strcmp(argument, "core") == 0 && sys_getpid() != 1)
		crashes_take_core(argv + 2);
	if (sys_getpid() != 1)
		return run_elsewhere(argc, argv);
	if (!NSINIT_USES_REEXEC || !resume(&machine, argument))
		begin();
	loop_run(&machine);
}
