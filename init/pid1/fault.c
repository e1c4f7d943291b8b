/*
 * Faults of PID 1 itself: see fault.h. The handler runs on a stack of its own, since the fault may
 * be an overflow of the normal one (sigaltstack(2)).
 */
#include "pid1/fault.h"

#include "base/system.h"
#include "pid1/log.h"

#include <linux/reboot.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#define SYNC_LIMIT_MS 1000

static const int signals[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP };

/*
 * kill -SEGV 1 from outside arrives here too (si_code <= 0) and means nothing. A real fault: the
 * call that restarts the machine is made in place, since nothing of this process can be trusted;
 * in a pid namespace it ends the namespace.
 */
static void on_fault(int number, siginfo_t *info, void *context)
{
	(void)context;
	if (info->si_code <= 0)
		return;
	log_say(LOG_LEVEL_ERROR, "fault in PID 1, restarting the machine: signal",
		number == SIGSEGV  ? "SEGV"
		: number == SIGBUS ? "BUS"
				   : "other",
		0);
	/* A disk that hangs must not keep the machine from restarting. */
	if (sys_fork_default() == 0) {
		sys_sync();
		sys_exit(0);
	}
	sys_sleep_ms(SYNC_LIMIT_MS);
	sys_reboot(LINUX_REBOOT_CMD_RESTART);
	_exit(128 + number);
}

void fault_catch(void)
{
	static _Alignas(16) char stack[16384];
	struct sigaction action = { .sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK };

	/*
	 * One after the other: what others send all at once would lie on the stack all at once, and
	 * a frame that does not fit kills PID 1. With AVX-512 six of them are 20 KiB.
	 */
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
		sigaddset(&action.sa_mask, signals[i]);
	sigaltstack(&(stack_t){ .ss_sp = stack, .ss_size = sizeof stack }, NULL);
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
		sigaction(signals[i], &action, NULL);
}
