/*
 * Signals from outside of a container to its program: which of them its init passes on, and their
 * names. Any process, and the checker; pure.
 */
#ifndef NSINIT_BASE_SIGNALS_H
#define NSINIT_BASE_SIGNALS_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#define SIGNAL_MOST 64u

/* X(name without SIG): those that every architecture has. */
/* clang-format off */
#define SIGNALS(X)                                                                                 \
	X(HUP) X(INT) X(QUIT) X(ILL) X(TRAP) X(ABRT) X(BUS) X(FPE) X(KILL) X(USR1) X(SEGV) X(USR2) \
	X(PIPE) X(ALRM) X(TERM) X(CHLD) X(CONT) X(STOP) X(TSTP) X(TTIN) X(TTOU) X(URG) X(XCPU)     \
	X(XFSZ) X(VTALRM) X(PROF) X(WINCH) X(IO) X(PWR) X(SYS)
/* clang-format on */

/* The container's init takes it for itself: a child, a fault, or what nobody can catch. */
static inline bool signal_stays(uint32_t number)
{
	return number == SIGCHLD || number == SIGSTOP || number == SIGSEGV || number == SIGBUS ||
	       number == SIGILL || number == SIGFPE || number == SIGTRAP;
}

#endif
