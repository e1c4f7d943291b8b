/*
 * The last process of the machine; see finish.h.
 */
#include "pid1/finish.h"

#include "base/system.h"
#include "pid1/keeper.h"
#include "pid1/log.h"
#include "pid1/log_sink.h"
#include "pid1/watchdog.h"

#include <errno.h>
#include <linux/reboot.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mount.h>

enum finish finish_of_signal(uint32_t number)
{
	switch (number) {
	case SIGTERM:
	case SIGINT: /* ctrl-alt-del */
	case 39:
		return FINISH_REBOOT;
	case SIGUSR1:
	case 37: /* systemd(1), SIGRTMIN+3 of glibc; a container's manager sends it */
		return FINISH_HALT;
	case SIGUSR2:
	case SIGPWR:
	case 38:
		return FINISH_POWEROFF;
	default:
		return FINISH_NONE;
	}
}

/* Shells and strays get this long between SIGTERM and SIGKILL. */
#define GRACE_MS 500
#define POLL_MS  10

int finish_exit_status(enum finish finish)
{
	switch (finish) {
	case FINISH_NONE:
	case FINISH_POWEROFF:
		return EXIT_POWEROFF;
	case FINISH_HALT:
		return EXIT_HALT;
	case FINISH_REBOOT:
		return EXIT_REBOOT;
	}
	return EXIT_POWEROFF;
}

static unsigned reboot_command(enum finish finish)
{
	switch (finish) {
	case FINISH_NONE:
	case FINISH_REBOOT:
		return LINUX_REBOOT_CMD_RESTART;
	case FINISH_POWEROFF:
		return LINUX_REBOOT_CMD_POWER_OFF;
	case FINISH_HALT:
		return LINUX_REBOOT_CMD_HALT;
	}
	return LINUX_REBOOT_CMD_RESTART;
}

/* kill(-1) spares the caller and PID 1 (kill(2)); ESRCH: nobody else is left. */
static void end_others(void)
{
	int64_t limit_ms = sys_now_ms() + GRACE_MS;

	sys_kill(-1, SIGTERM);
	sys_kill(-1, SIGHUP); /* what an interactive shell ends for */
	sys_kill(-1, SIGCONT);
	while (sys_kill(-1, 0) != -ESRCH && sys_now_ms() < limit_ms)
		sys_sleep_ms(POLL_MS);
	sys_kill(-1, SIGKILL);
}

static void stop_watchdog(int watchdog)
{
	int error = watchdog_disable(watchdog);

	if (error < 0)
		log_say(LOG_LEVEL_WARNING, "watchdog", "it cannot be stopped", error);
}

static _Noreturn void run(
	enum finish finish, bool machine, bool forced, int watchdog, const struct logger *logger)
{
	int error = 0;

	if (!forced)
		end_others();
	if (LOG_SINKS > 0 && !forced)
		log_sinks_last(logger);
	if (machine && !forced) {
		if (NSINIT_USES_KEEPER)
			keeper_save();
		sys_sync();
		sys_mount(NULL, "/", NULL, MS_REMOUNT | MS_RDONLY, NULL);
	}
	if (NSINIT_USES_WATCHDOG && finish == FINISH_POWEROFF && watchdog >= 0 && !forced)
		stop_watchdog(watchdog);
	if (machine)
		error = sys_reboot(reboot_command(finish));
	if (error < 0)
		log_say(LOG_LEVEL_ERROR, "reboot", "the kernel refuses", error);
	sys_exit(error < 0);
}

void finish_here(enum finish finish, bool machine)
{
	if (!machine)
		sys_exit(finish_exit_status(finish));
	sys_reboot(reboot_command(finish));
}

pid_t finish_start(
	enum finish finish, bool machine, bool forced, int watchdog, const struct logger *logger)
{
	pid_t pid = sys_fork_default();

	if (pid == 0)
		run(finish, machine, forced, watchdog, logger);
	return pid;
}
