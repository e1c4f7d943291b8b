/*
 * How a run ended, in words; see render.h. nsctl only.
 */
#include "nsctl/render.h"

#include <signal.h>
#include <sys/wait.h>

/* X(number, name without SIG): those that end a program. */
#define SIGNALS(X)                                                                                 \
	X(SIGHUP, "HUP")                                                                           \
	X(SIGINT, "INT")                                                                           \
	X(SIGQUIT, "QUIT")                                                                         \
	X(SIGILL, "ILL")                                                                           \
	X(SIGTRAP, "TRAP")                                                                         \
	X(SIGABRT, "ABRT")                                                                         \
	X(SIGBUS, "BUS")                                                                           \
	X(SIGFPE, "FPE")                                                                           \
	X(SIGKILL, "KILL")                                                                         \
	X(SIGUSR1, "USR1")                                                                         \
	X(SIGSEGV, "SEGV")                                                                         \
	X(SIGUSR2, "USR2")                                                                         \
	X(SIGPIPE, "PIPE")                                                                         \
	X(SIGALRM, "ALRM")                                                                         \
	X(SIGTERM, "TERM")                                                                         \
	X(SIGXCPU, "XCPU")                                                                         \
	X(SIGXFSZ, "XFSZ")                                                                         \
	X(SIGSYS, "SYS")

static void add_signal(struct text *text, int number)
{
	switch (number) {
#define SIGNAL_CASE(number, name)                                                                  \
	case number:                                                                               \
		text_string(text, "SIG" name);                                                     \
		return;
		SIGNALS(SIGNAL_CASE)
#undef SIGNAL_CASE
	}
	text_string(text, "signal ");
	text_number(text, number);
}

/*
 * The container's init dies by HUP or INT only when somebody inside called reboot(2), and tells a
 * program's death as shells do: pid_namespaces(7), init/container/init.c.
 */
void render_ending(struct text *text, int status)
{
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;

	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGHUP) {
		text_string(text, "restarted itself");
	} else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGINT) {
		text_string(text, "powered itself off");
	} else if (WIFSIGNALED(status)) {
		text_string(text, "killed by ");
		add_signal(text, WTERMSIG(status));
	} else if (code > 128 && code <= 128 + 64) {
		text_string(text, "killed by ");
		add_signal(text, code - 128);
	} else {
		text_string(text, "exited with status ");
		text_number(text, code);
	}
}
