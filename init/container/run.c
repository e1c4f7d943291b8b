/*
 * `nsinit run` from its first line to its exit status; see run.h. The foreground process.
 */
#include "container/run.h"

#include "base/system.h"
#include "base/text.h"
#include "container/launch.h"
#include "container/record.h"
#include "uses.h"

#include <fcntl.h>
#include <string.h>
#include <sys/prctl.h>

int run_refuse(const char *what, const char *detail, int error, const char *remedy)
{
	char bytes[512];
	struct text text = TEXT(bytes);

	text_string(&text, "nsinit run: ");
	text_string(&text, what);
	if (detail) {
		text_string(&text, ": ");
		text_string(&text, detail);
	}
	if (error) {
		text_string(&text, ": ");
		text_errno(&text, error);
	}
	if (remedy) {
		text_string(&text, "; ");
		text_string(&text, remedy);
	}
	text_char(&text, '\n');
	sys_write(2, bytes, text.length);
	return RUN_FAILED;
}

/* Else the next file that is opened would be taken for one of them. */
static void open_standard_descriptors(void)
{
	int fd;

	do
		fd = sys_open(AT_FDCWD, "/dev/null", O_RDWR | O_NOCTTY);
	while (fd >= 0 && fd <= 2);
	if (fd > 2)
		sys_close(fd);
}

static void say_reports(const struct run *run, int status)
{
	struct step_report report;

	while (sys_read(status, &report, sizeof report) == sizeof report) {
		char bytes[256];
		struct text text = TEXT(bytes);

		step_describe(&text, &run->container, &report);
		run_refuse(run->container.name, bytes, 0, NULL);
	}
}

void run_clean(const struct run *run)
{
	int ends[2];
	struct launch launch = {
		.container = &run->container, .cgroups = &run->cgroups, .output = -1
	};
	int error = sys_pipe(ends, 0);
	pid_t pid;

	if (error < 0) {
		run_refuse(run->container.name, "cleaner", error, NULL);
		return;
	}
	launch.status = ends[1];
	pid = sys_fork_default();
	if (pid == 0)
		cleaner_run(&launch);
	sys_close(ends[1]);
	say_reports(run, ends[0]);
	sys_close(ends[0]);
	if (pid > 0)
		sys_wait(pid, &error, 0);
}

/* What the foreground process would have done. Its death came as the end of a pipe. */
static _Noreturn void guard(struct run *run, int alive)
{
	int null = sys_open(AT_FDCWD, "/dev/null", O_RDWR);
	char token;

	sys_setsid();
	sys_prctl(PR_SET_NAME, (unsigned long)"guard", 0, 0, 0);
	/* Whoever reads what the container writes must not wait for this process. */
	for (int fd = run->raw ? 1 : 0; fd <= 2; fd++)
		sys_dup_to(null, fd, 0);
	sys_close(run->parent);
	sys_close(run->guarding);
	if (run->ready > 2)
		sys_close(run->ready);
	if (sys_read(alive, &token, 1) == 1)
		sys_exit(0);
	if (run->raw)
		sys_terminal_set(0, &run->settings);
	run_clean(run);
	record_remove(run->directory);
	run_ground_leave(run);
	sys_exit(0);
}

int run_guard(struct run *run)
{
	int ends[2];
	int error = sys_pipe(ends, 0);

	if (error < 0)
		return error;
	run->guarding = ends[1];
	run->guard = sys_fork_default();
	if (run->guard == 0)
		guard(run, ends[0]);
	sys_close(ends[0]);
	return run->guard < 0 ? run->guard : 0;
}

void run_guard_end(struct run *run)
{
	int status;

	sys_write(run->guarding, "", 1);
	sys_close(run->guarding);
	if (run->guard > 0)
		sys_wait(run->guard, &status, 0);
}

static int run_here(int argc, char **argv)
{
	static struct run run;
	int status = run_options(&run, argc, argv);
	int error;

	if (status != 0)
		return status;
	open_standard_descriptors();
	status = run_ground(&run, argv);
	if (status != 0)
		return status;
	run.raw = run.terminal && sys_terminal_get(0, &run.settings) == 0;
	error = run_guard(&run);
	if (error == 0) {
		/* What a run left that was killed together with its guard. */
		run_clean(&run);
		status = run_foreground(&run);
		run_guard_end(&run);
	} else {
		status = run_refuse(run.container.name, "guard", error, NULL);
	}
	run_ground_leave(&run);
	return status;
}

static void say(int fd, const char *words)
{
	sys_write(fd, words, strlen(words));
}

int run_elsewhere(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "";

	if (strcmp(verb, "run") == 0)
		return NSINIT_USES_FOREGROUND
			       ? run_here(argc, argv)
			       : run_refuse("this nsinit is PID 1 only", NULL, 0,
					 "build it with .foreground = true in its appliance");
	if (NSINIT_USES_FOREGROUND && strcmp(verb, "--help") == 0) {
		say(1, run_help);
		return 0;
	}
	say(2, "nsinit: it is PID 1: on a machine by the kernel's init=, else in a pid "
	       "namespace\n");
	if (NSINIT_USES_FOREGROUND)
		say(2, "nsinit run NAME runs one container here: nsinit --help\n");
	return 2;
}
