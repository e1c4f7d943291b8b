/*
 * A probe that is a command; see probe_command.h. The command is entered into the container as
 * `nsctl exec` does it, but into a group of its own inside the container's, which is killed as a
 * whole. Nothing waits here but poll(), until the command is over.
 */
#include "pid1/probe_command.h"

#include "base/namespaces.h"
#include "base/protocol.h"
#include "base/system.h"
#include "base/text.h"
#include "container/entry.h"
#include "container/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>

/* Between two tries: twice as long each time, from the least to the most. */
#define PAUSE_LEAST_MS 50
#define PAUSE_MOST_MS  1000

enum watched { WATCH_OUTPUT, WATCH_STATUS, WATCH_SIGNALS, WATCH_COUNT };

struct probe {
	const struct probe_command *command;
	struct entry entry;
	struct container container; /* the container's, with the words of the command */
	char group[CONTROL_NAME_MAX + sizeof COMMAND_GROUP];
	struct pollfd watched[WATCH_COUNT];
	pid_t entrant;   /* 0: gone */
	bool executes;   /* it said that exec comes next */
	int code;        /* it is over; -1: not yet */
	bool line_ended; /* what comes next is another line */
	size_t length;
	char line[NOTICE_TEXT_MAX]; /* the last one, as far as there is room */
};

/* One is there at a time: PID 1 reads it when it wants to know. */
static void leave_line(const struct probe *probe)
{
	char old[sizeof probe->line];

	while (sys_read(probe->command->said[0], old, sizeof old) > 0)
		;
	sys_write(probe->command->said[1], probe->line, probe->length);
}

/* It goes to logs and terminals. */
static void take_byte(struct probe *probe, char byte)
{
	bool is_control = (unsigned char)byte < ' ' || byte == 0x7f;

	if (byte == '\n' || byte == '\r') {
		probe->line_ended = true;
		return;
	}
	if (probe->line_ended)
		probe->length = 0;
	probe->line_ended = false;
	if (probe->length < sizeof probe->line - 1)
		probe->line[probe->length++] = is_control ? '?' : byte;
}

static void leave(struct pollfd *watched)
{
	if (watched->fd >= 0)
		sys_close(watched->fd);
	watched->fd = -1;
}

static void read_output(struct probe *probe)
{
	char bytes[512];
	ssize_t count;

	while ((count = sys_read(probe->watched[WATCH_OUTPUT].fd, bytes, sizeof bytes)) > 0)
		for (ssize_t i = 0; i < count; i++)
			take_byte(probe, bytes[i]);
	if (count == 0)
		leave(&probe->watched[WATCH_OUTPUT]);
	leave_line(probe);
}

static void say(struct probe *probe, const char *words, const struct step_report *failure, int code)
{
	struct text text = TEXT(probe->line);

	text_string(&text, words);
	if (failure)
		step_describe(&text, &probe->container, failure);
	else
		text_number(&text, code);
	probe->length = text.length;
	leave_line(probe);
}

static void fail(struct probe *probe, struct step_report failure)
{
	probe->code = 1;
	say(probe, "", &failure, 0);
}

/* As far as it goes; a report without an error says that exec comes next. */
static void read_status(struct probe *probe)
{
	struct pollfd *watched = &probe->watched[WATCH_STATUS];
	struct step_report report;
	ssize_t count;

	while ((count = sys_read(watched->fd, &report, sizeof report)) == sizeof report) {
		if (report.error == 0)
			probe->executes = true;
		else if (probe->code < 0)
			fail(probe, report);
	}
	if (count == 0)
		leave(watched);
}

static void command_exited(struct probe *probe, int status)
{
	if (probe->watched[WATCH_STATUS].fd >= 0)
		read_status(probe);
	if (probe->watched[WATCH_OUTPUT].fd >= 0)
		read_output(probe);
	if (probe->code >= 0)
		return;
	if (!probe->executes) {
		fail(probe, (struct step_report){ .step = STEP_CHILD, .error = -ECHILD });
		return;
	}
	probe->code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	if (probe->code != 0 && probe->length == 0)
		say(probe, "status ", NULL, probe->code);
}

static void reap(struct probe *probe)
{
	int status;
	pid_t pid;

	while ((pid = sys_wait(-1, &status, WNOHANG)) > 0) {
		if (pid == probe->entrant)
			probe->entrant = 0;
		if (pid == *probe->entry.launch.pid ||
			(probe->entrant == 0 && *probe->entry.launch.pid == 0))
			command_exited(probe, status);
	}
}

/* All that the command started dies, whatever it did to be left out. */
static void end_all(struct probe *probe)
{
	int status;

	cgroup_inner_end(probe->command->cgroups, probe->group);
	while (sys_wait(-1, &status, 0) > 0)
		;
}

static void take_signals(struct probe *probe)
{
	struct signalfd_siginfo info;

	while (sys_read(probe->watched[WATCH_SIGNALS].fd, &info, sizeof info) == sizeof info) {
		if (info.ssi_signo == SIGTERM) {
			end_all(probe);
			sys_exit(1);
		}
	}
	reap(probe);
}

/* A pipe that the container's user may open again as /dev/stdout: proc(5), fd. */
static int make_pipes(struct probe *probe, int output[2], int status[2])
{
	const struct container *container = &probe->container;
	int error = sys_pipe(output, 0);

	if (error == 0)
		error = sys_fchown(output[1], uid_outside(container, container->identity.uid),
			gid_outside(container, container->identity.gid));
	if (error == 0)
		error = sys_set_flags(output[0], O_NONBLOCK);
	return error < 0 ? error : sys_pipe(status, O_NONBLOCK);
}

static int start(struct probe *probe)
{
	int output[2];
	int status[2];
	int error = make_pipes(probe, output, status);

	if (error == 0)
		error = cgroup_inner_make(probe->command->cgroups, probe->group);
	if (error < 0)
		return error;
	probe->entry.streams[1] = probe->entry.streams[2] = output[1];
	probe->entry.launch.status = status[1];
	*probe->entry.launch.pid = 0;
	probe->watched[WATCH_OUTPUT] = (struct pollfd){ .fd = output[0], .events = POLLIN };
	probe->watched[WATCH_STATUS] = (struct pollfd){ .fd = status[0], .events = POLLIN };
	probe->entrant = entry_start(&probe->entry);
	sys_close(output[1]);
	sys_close(status[1]);
	return probe->entrant < 0 ? probe->entrant : 0;
}

/* Its exit status, or 1. */
static int try_once(struct probe *probe)
{
	int error;

	probe->code = -1;
	probe->executes = probe->line_ended = false;
	probe->length = 0;
	error = start(probe);
	if (error < 0)
		fail(probe, (struct step_report){ STEP_CLONE, 0, error });
	while (probe->code < 0) {
		sys_poll(probe->watched, WATCH_COUNT, -1);
		if (probe->watched[WATCH_OUTPUT].revents)
			read_output(probe);
		if (probe->watched[WATCH_STATUS].revents)
			read_status(probe);
		if (probe->watched[WATCH_SIGNALS].revents)
			take_signals(probe);
	}
	end_all(probe);
	leave(&probe->watched[WATCH_OUTPUT]);
	leave(&probe->watched[WATCH_STATUS]);
	return probe->code;
}

/* Nothing of PID 1 is kept but what the entry needs. */
static int prepare(struct probe *probe)
{
	const struct probe_command *command = probe->command;
	const struct cgroup_layout *cgroups = command->cgroups;
	int keep[CGROUP_CONTROLLER_COUNT + 4] = { cgroups->v2, command->init, command->said[0],
		command->said[1] };
	struct text group = TEXT(probe->group);

	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++)
		keep[4 + i] = cgroups->v1[i];
	process_close_others(keep, sizeof keep / sizeof keep[0]);
	sys_prctl(PR_SET_NAME, (unsigned long)"probe", 0, 0, 0);
	text_string(&group, probe->container.name);
	text_string(&group, command->group);
	probe->entry.streams[0] = sys_dup_above(0, 3);
	probe->watched[WATCH_SIGNALS] =
		(struct pollfd){ .fd = sys_signalfd(SIGNAL_BIT(SIGCHLD) | SIGNAL_BIT(SIGTERM)),
			.events = POLLIN };
	return probe->entry.streams[0] < 0 ? probe->entry.streams[0]
					   : probe->watched[WATCH_SIGNALS].fd;
}

_Noreturn void probe_command_run(const struct probe_command *command)
{
	struct probe probe = { .command = command,
		.container = *command->container,
		.watched = { { .fd = -1 }, { .fd = -1 }, { .fd = -1 } } };
	int64_t pause_ms = PAUSE_LEAST_MS;

	probe.container.argv = command->argv;
	probe.entry.group = probe.group;
	probe.entry.init = command->init;
	probe.entry.terminal = -1;
	probe.entry.launch = (struct launch){ .container = &probe.container,
		.cgroups = command->cgroups,
		.bounding = command->bounding,
		.pids = sys_map_shared(sizeof(pid_t)),
		.pids_bytes = sizeof(pid_t) };
	probe.entry.launch.pid = probe.entry.launch.pids;
	if (prepare(&probe) < 0 || !probe.entry.launch.pid)
		sys_exit(1);
	while (try_once(&probe) != 0) {
		if (!command->again)
			sys_exit(1);
		/* In between only the end of the container is of interest, which kills. */
		sys_sleep_ms(pause_ms);
		pause_ms = pause_ms < PAUSE_MOST_MS / 2 ? pause_ms * 2 : PAUSE_MOST_MS;
	}
	sys_exit(0);
}
