/*
 * Commands that work on the store's device before it is mounted; see store.h. The boot helper.
 */
#include "pid1/store.h"

#include "base/system.h"
#include "base/text.h"
#include "pid1/capability.h"
#include "pid1/log.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

#define POLL_MS 20

static _Noreturn void run(const char *const *words, const char *path)
{
	static char *const environment[] = { "PATH=/usr/sbin:/usr/bin:/sbin:/bin", NULL };
	const char *argv[ARGUMENTS_MAX + 2];
	unsigned count = 0;
	int error;

	for (; count < ARGUMENTS_MAX && words[count]; count++)
		argv[count] = words[count];
	argv[count++] = path;
	argv[count] = NULL;
	/* What it has to say is its status: it would be on the console at each boot. */
	sys_dup_to(0, 1, 0);
	sys_dup_to(0, 2, 0);
	capability_keep_all();
	sys_block_signals(0);
	sys_setsid(); /* to be ended with all that it starts */
	error = sys_execve(argv[0], (char *const *)argv, environment);
	log_say(LOG_LEVEL_ERROR, "store", argv[0], error);
	sys_exit(STORE_NOT_RUN);
}

static void say_status(const char *program, int status, int bad)
{
	struct log_line line;

	log_start(&line, status >= bad ? LOG_LEVEL_ERROR : LOG_LEVEL_NOTICE);
	text_string(&line.text, "store: ");
	text_string(&line.text, program);
	text_string(&line.text, ": status ");
	text_number(&line.text, status);
	log_end(&line);
}

int store_command(const char *const *words, const char *path, int bad)
{
	int64_t until_ms = sys_now_ms() + store_command_limit_ms();
	pid_t pid = sys_fork_default();
	int status;

	if (pid == 0)
		run(words, path);
	if (pid < 0)
		return pid;
	while (sys_wait(pid, &status, WNOHANG) == 0) {
		if (sys_now_ms() < until_ms) {
			sys_sleep_ms(POLL_MS);
			continue;
		}
		/* One that waits for the medium for ever is not waited for. */
		sys_kill(-pid, SIGKILL);
		return -ETIMEDOUT;
	}
	status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	if (status > 0 && status != STORE_NOT_RUN)
		say_status(words[0], status, bad);
	return status;
}
