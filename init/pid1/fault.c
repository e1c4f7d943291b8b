/*
 * Faults of PID 1 itself: see fault.h. The handler runs on a stack of its own, since the fault may
 * be an overflow of the normal one (sigaltstack(2)).
 */
#include "pid1/fault.h"

#include "base/system.h"
#include "pid1/log.h"
#include "pid1/reexec.h"
#include "pid1/registers.h"

#include <linux/reboot.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#define SYNC_LIMIT_MS 1000

static const int signals[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP };

static const char *word_of(int number)
{
	switch (number) {
	case SIGSEGV:
		return "SEGV";
	case SIGBUS:
		return "BUS";
	case SIGILL:
		return "ILL";
	case SIGFPE:
		return "FPE";
	case SIGABRT:
		return "ABRT";
	default:
		return "TRAP";
	}
}

_Noreturn void fault_restart(int status)
{
	/* A disk that hangs must not keep the machine from restarting. */
	if (sys_fork_default() == 0) {
		sys_sync();
		sys_exit(0);
	}
	sys_sleep_ms(SYNC_LIMIT_MS);
	sys_reboot(LINUX_REBOOT_CMD_RESTART);
	_exit(status);
}

/* The three that find the place in the program's symbols: addr2line(1). */
static void tell(int number, const siginfo_t *info, const void *context)
{
	struct log_line line;

	log_start(&line, LOG_LEVEL_ERROR);
	text_string(&line.text, "fault in PID 1: ");
	text_string(&line.text, word_of(number));
	text_string(&line.text, " at ");
	text_hex(&line.text, (uintptr_t)info->si_addr);
	text_string(&line.text, ", pc ");
	text_hex(&line.text, registers_pc(context));
	text_string(&line.text, ", sp ");
	text_hex(&line.text, registers_sp(context));
	log_end(&line);
}

/*
 * kill -SEGV 1 from outside arrives here too (si_code <= 0) and means nothing. What is done after a
 * real fault is done in place, since nothing of this process can be trusted.
 */
static void on_fault(int number, siginfo_t *info, void *context)
{
	if (info->si_code <= 0)
		return;
	tell(number, info, context);
	if (NSINIT_USES_FAULT_REEXEC)
		reexec_after_fault();
	log_say(LOG_LEVEL_ERROR, "restarting the machine", NULL, 0);
	fault_restart(128 + number);
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
