/*
 * The console shell; see console.h. Job control wants the real terminal behind /dev/console, which
 * itself can be no controlling one (drivers/tty: tty_open(); console(4)).
 */
#include "pid1/console.h"

#include "base/system.h"
#include "base/text.h"
#include "container/console.h"
#include "pid1/capability.h"
#include "pid1/log.h"

#include <fcntl.h>
#include <nsinit/container.h>
#include <string.h>
#include <sys/ioctl.h>

static int open_terminal(void)
{
	char path[CONSOLE_PATH_MAX];
	struct text text = TEXT(path);
	int fd;

	console_active(&text);
	fd = sys_open(AT_FDCWD, path, O_RDWR);
	return fd >= 0 ? fd : sys_open(AT_FDCWD, "/dev/console", O_RDWR);
}

/* What PID 1's own shell begins with. */
static void greet(void)
{
	char bytes[1024];
	struct text text = TEXT(bytes);

	text_string(&text, "\n");
	text_string(&text, appliance.hostname);
	text_string(&text, ": nsinit runs");
	for (unsigned i = 0; i < appliance.containers.count; i++) {
		text_char(&text, ' ');
		text_string(&text, appliance.containers.items[i]->name);
	}
	text_string(&text, "\n  nsctl status   how they are\n"
			   "  nsctl logs     what they say\n"
			   "  poweroff       the way out\n\n");
	sys_write(1, bytes, text.length);
}

static _Noreturn void run(const char *greeting)
{
	static char *const environment[] = { "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root",
		"TERM=linux", "PS1=# ", NULL };
	char *const *argv = (char *const *)appliance.console.argv;
	int terminal;
	int error;

	sys_setsid();
	terminal = open_terminal();
	if (terminal < 0) {
		log_say(LOG_LEVEL_ERROR, "console", "no terminal", terminal);
		sys_exit(1);
	}
	for (int fd = 0; fd <= 2; fd++)
		sys_dup_to(terminal, fd, 0);
	sys_ioctl_number(0, TIOCSCTTY, 1);
	if (greeting)
		sys_write(1, greeting, strlen(greeting));
	else
		greet();
	capability_keep_all();
	sys_block_signals(0);
	error = sys_execve(argv[0], argv, environment);
	log_say(LOG_LEVEL_ERROR, "console", argv[0], error);
	sys_exit(127);
}

pid_t console_start(const char *greeting)
{
	pid_t pid = sys_fork_default();

	if (pid == 0)
		run(greeting);
	return pid;
}
