/*
 * The hardware watchdog; see watchdog.h and Documentation/watchdog/watchdog-api.rst. PID 1 only.
 */
#include "pid1/watchdog.h"

#include "base/system.h"
#include "pid1/log.h"

#include <fcntl.h>
#include <linux/watchdog.h>

void watchdog_open(struct machine *machine)
{
	int timeout_s = appliance.watchdog.timeout_s;
	int error;

	if (machine->watchdog >= 0 || !NSINIT_USES_WATCHDOG || !machine->ground.machine)
		return;
	machine->watchdog = sys_open(-1, appliance.watchdog.device, O_WRONLY);
	if (machine->watchdog < 0) {
		if (machine->phase != PHASE_BOOTING)
			log_say(LOG_LEVEL_ERROR, "watchdog", appliance.watchdog.device,
				machine->watchdog);
		machine->watchdog = -1;
		return;
	}
	error = sys_ioctl(machine->watchdog, WDIOC_SETTIMEOUT, &timeout_s);
	if (error < 0)
		log_say(LOG_LEVEL_WARNING, "watchdog", "timeout", error);
	/* The driver may keep its own time, which is what counts: shorter, it would bite. */
	if (sys_ioctl(machine->watchdog, WDIOC_GETTIMEOUT, &timeout_s) < 0 || timeout_s < 1)
		timeout_s = appliance.watchdog.timeout_s;
	machine->watchdog_period_ms = SECONDS(1) * timeout_s / 2;
	machine->watchdog_ms = sys_now_ms();
}

void watchdog_step(struct machine *machine, int64_t now_ms)
{
	if (!NSINIT_USES_WATCHDOG || machine->watchdog < 0 || machine->watchdog_ms == 0 ||
		now_ms < machine->watchdog_ms)
		return;
	sys_ioctl(machine->watchdog, WDIOC_KEEPALIVE, NULL);
	machine->watchdog_ms = now_ms + machine->watchdog_period_ms;
}
