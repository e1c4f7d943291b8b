/*
 * See rescue.h. PID 1 on the initramfs.
 */
#include "stage/rescue.h"

#include "base/system.h"
#include "pid1/boot.h"
#include "pid1/console.h"
#include "pid1/finish.h"
#include "pid1/log.h"
#include "uses.h"

#include <signal.h>
#include <sys/wait.h>

/* Long enough to read what was wrong. */
#define RESTART_MS 10000

#define GREETING                                                                                   \
	"\nThere is no root file system to go on in; why stands above.\n"                          \
	"  exit       tries it again\n"                                                            \
	"  poweroff   the way out\n\n"

/* What people ask of PID 1 while it waits: reboot, power-off. */
static void obey(int number)
{
	enum finish finish = number > 0 ? finish_of_signal((uint32_t)number) : FINISH_NONE;

	if (finish == FINISH_NONE)
		return;
	sys_sync();
	finish_here(finish, true);
}

/* Whether there was a shell at all. */
static bool run_shell(void)
{
	pid_t shell = console_start(GREETING);
	int status = 127 << 8;
	pid_t pid;

	while (shell > 0) {
		obey(sys_wait_signal(boot_signals(), -1));
		while ((pid = sys_wait(-1, &status, WNOHANG)) > 0)
			if (pid == shell)
				return status != 127 << 8;
	}
	return false;
}

void rescue(void)
{
	int64_t until_ms;

	if (NSINIT_USES_CONSOLE_SHELL) {
		log_say(LOG_LEVEL_ERROR, "rescue", "a shell; the root is tried again after it", 0);
		if (run_shell())
			return;
	}
	log_say(LOG_LEVEL_ERROR, "rescue", "no shell here; the machine restarts in 10 s", 0);
	until_ms = sys_now_ms() + RESTART_MS;
	while (sys_now_ms() < until_ms)
		obey(sys_wait_signal(boot_signals(), until_ms - sys_now_ms() + 1));
	finish_here(FINISH_REBOOT, true);
}
