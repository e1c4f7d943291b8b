/*
 * From events to actions; see supervise.h. Every event of a container passes supervise_take() once;
 * the actions that the state machine answers with are carried out by act().
 */
#include "pid1/supervise.h"

#include "base/namespaces.h"
#include "base/ready.h"
#include "base/system.h"
#include "pid1/changes.h"
#include "pid1/definition.h"
#include "pid1/errand.h"
#include "pid1/inside.h"
#include "pid1/log.h"
#include "pid1/once.h"
#include "pid1/pause.h"
#include "pid1/progress.h"
#include "pid1/readiness.h"
#include "pid1/reexec.h"
#include "pid1/set.h"
#include "pid1/sockets.h"
#include "pid1/shortage.h"
#include "pid1/stopping.h"
#include "service/order.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/wait.h>

static const struct container *container_of(unsigned index)
{
	return appliance.containers.items[index];
}

/* Of the kernel's 16 random bytes for each program: getauxval(3). */
static uint32_t chance(unsigned index)
{
	uint32_t bytes[4];

	if (NSINIT_USES_JITTER + NSINIT_USES_TIMER == 0)
		return 1;
	memcpy(bytes, (const void *)getauxval(AT_RANDOM), sizeof bytes);
	return bytes[index % 4] + index * 0x9e3779b9u;
}

void supervise_prepare(struct machine *machine)
{
	errand_prepare(machine);
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		machine->units[i].status = machine->units[i].terminal = -1;
		readiness_prepare(&machine->units[i]);
		if (NSINIT_USES_SOCKETS)
			sockets_prepare(&machine->units[i]);
		if (NSINIT_USES_SHORTAGE)
			shortage_prepare(&machine->units[i]);
		service_policy_of(container_of(i), &machine->policies[i]);
		service_prepare(&machine->services[i], chance(i), sys_now_ms());
	}
}

void supervise_resume(struct machine *machine, unsigned index, bool is_new)
{
	service_policy_of(container_of(index), &machine->policies[index]);
	if (is_new)
		service_prepare(&machine->services[index], chance(index), sys_now_ms());
}

static unsigned alive_of(const struct machine *machine, unsigned index)
{
	const struct unit *unit = &machine->units[index];

	return (unit->launcher > 0 ? LIVES_LAUNCHER : 0) |
	       (machine->pids[index] > 0 ? LIVES_CONTAINER : 0) |
	       (unit->cleaner > 0 ? LIVES_CLEANER : 0) |
	       (NSINIT_USES_PROBE && unit->probe > 0 ? LIVES_PROBE : 0) |
	       (NSINIT_USES_COMMAND && unit->command > 0 ? LIVES_COMMAND : 0);
}

/* The first report of a run counts: what follows is its consequence. */
static void fail(struct machine *machine, unsigned index, struct step_report report)
{
	struct unit *unit = &machine->units[index];

	if (unit->reported)
		return;
	unit->reported = true;
	unit->failure = report;
	changes_log_failure(index, &report);
}

static void launch(struct machine *machine, unsigned index, enum errand errand)
{
	struct unit *unit = &machine->units[index];
	pid_t pid = errand_send(machine, index, errand);

	if (pid > 0) {
		unit->failure = (struct step_report){ .step = STEP_NONE };
		unit->launcher = pid;
		if (NSINIT_USES_REEXEC)
			definition_note(unit, index);
		if (NSINIT_USES_FAULT_REEXEC)
			reexec_keep(machine); /* else a fault now would start it twice */
		return;
	}
	unit->reported = false;
	fail(machine, index, (struct step_report){ STEP_FORK, 0, pid });
	supervise_take(machine, index, EVENT_FORK_FAILED, 0);
}

static void clean(struct machine *machine, unsigned index)
{
	pid_t pid = errand_send(machine, index, ERRAND_CLEAN);

	if (pid > 0)
		machine->units[index].cleaner = pid;
	else
		supervise_take(machine, index, EVENT_FORK_FAILED, 0);
}

static void send_signal(pid_t pid, int number)
{
	if (pid > 0)
		sys_kill(pid, number);
}

static void act(struct machine *machine, unsigned index, unsigned actions)
{
	const struct container *container = container_of(index);
	struct unit *unit = &machine->units[index];

	if (actions & ACTION_SIGNAL)
		stopping_begin(machine, index);
	if (actions & ACTION_KILL) {
		send_signal(unit->launcher, SIGKILL);
		send_signal(machine->pids[index], SIGKILL);
		send_signal(unit->cleaner, SIGKILL);
		send_signal(unit->probe, SIGKILL);
		if (NSINIT_USES_COMMAND)
			send_signal(unit->command, SIGKILL);
	}
	if (NSINIT_USES_PAUSE && actions & (ACTION_SIGNAL | ACTION_KILL))
		pause_release(machine, index);
	if (actions & ACTION_CLEAN)
		clean(machine, index);
	if (actions & ACTION_LAUNCH)
		launch(machine, index, ERRAND_LAUNCH);
	if (NSINIT_USES_SOCKETS && (actions & ACTION_BIND) && !connections_take(machine, index))
		launch(machine, index, ERRAND_BIND);
	if (NSINIT_USES_ALIVE && (actions & ACTION_UNPROBE))
		send_signal(unit->probe,
			NSINIT_USES_PROBE_COMMAND && probe_command_of(container, true) ? SIGTERM
										       : SIGKILL);
	/* Who cannot be probed is not ready in time. */
	if (NSINIT_USES_PROBE && (actions & ACTION_PROBE))
		readiness_probe(machine, index);
	if (NSINIT_USES_FAILURES && (actions & ACTION_GIVE_UP))
		supervise_give_up(machine, index);
}

/* SIGKILL came from the kernel when it says so of the group, which is still there. */
static bool is_starved(const struct machine *machine, unsigned index, int status)
{
	bool is_killed = WIFSIGNALED(status) ? WTERMSIG(status) == SIGKILL
					     : WEXITSTATUS(status) == 128 + SIGKILL;

	return is_killed && cgroup_oom_killed(&machine->cgroups, container_of(index)->name);
}

static void take(struct machine *machine, unsigned index, const struct service_event *event)
{
	struct service *service = &machine->services[index];
	enum service_state before = service->state;
	int64_t now_ms = sys_now_ms();
	enum service_cause cause = service->cause;
	unsigned actions = service_step(service, &machine->policies[index], event, now_ms);

	progress_note(machine, index, now_ms);
	if (service->cause != cause && service->cause != CAUSE_NONE) {
		if (NSINIT_USES_PROBE_COMMAND)
			readiness_words(&machine->units[index], false);
		changes_log_cause(machine, index);
	}
	changes_log_state(machine, index, before);
	if (NSINIT_USES_ONCE)
		once_follow(machine, index, before);
	if (NSINIT_USES_SOCKETS)
		sockets_follow(machine, index);
	act(machine, index, actions);
}

void supervise_take(
	struct machine *machine, unsigned index, enum service_event_kind kind, int status)
{
	struct service_event event = {
		.kind = kind,
		.alive = alive_of(machine, index),
		.status = status,
		.starved = kind == EVENT_CONTAINER_GONE && is_starved(machine, index, status),
	};

	take(machine, index, &event);
}

void supervise_relieve(struct machine *machine, unsigned index, enum service_relief relief,
	enum service_cause cause)
{
	struct service_event event = {
		.kind = EVENT_SHORT,
		.alive = alive_of(machine, index),
		.relief = relief,
		.cause = cause,
	};

	take(machine, index, &event);
}

/* Who is not watched as the config says does not run. */
static void begin(struct machine *machine, unsigned index)
{
	uint16_t item = 0;
	int error = 0;

	changes_record(machine, index, true);
	if (NSINIT_USES_NOTIFY || NSINIT_USES_READY_FD)
		readiness_open(machine, index);
	if (NSINIT_USES_SHORTAGE)
		error = shortage_open(machine, index, &item);
	if (error < 0)
		fail(machine, index, (struct step_report){ STEP_WATCH, item, error });
	supervise_take(machine, index, error < 0 ? EVENT_STEP_FAILED : EVENT_EXECUTED, 0);
}

/* Reads the status pipe as far as it goes: reports, then its end, which means exec succeeded. */
void supervise_status(struct machine *machine, unsigned index)
{
	struct unit *unit = &machine->units[index];
	struct step_report report;
	bool is_launch = unit->cleaner == 0;
	ssize_t count = 0;

	while (unit->status >= 0 && (count = sys_read(unit->status, &report, sizeof report)) > 0) {
		if (count != sizeof report)
			continue;
		if (report.error == 0) {
			unit->executes = true;
			continue;
		}
		fail(machine, index, report);
		if (is_launch)
			supervise_take(machine, index, EVENT_STEP_FAILED, 0);
	}
	if (unit->status < 0 || count == -EAGAIN)
		return;
	errand_close(machine, unit);
	if (is_launch && unit->executes && !unit->reported)
		begin(machine, index);
}

/* A process that died without a word: its death is the report. */
static void fail_by_exit(struct machine *machine, unsigned index, enum step step, int status)
{
	struct step_report report = { .step = (uint16_t)step, .error = -ECHILD };

	if (WIFSIGNALED(status))
		report.item = (uint16_t)WTERMSIG(status);
	fail(machine, index, report);
}

static void launcher_exited(struct machine *machine, unsigned index, int status)
{
	bool was_starting = machine->services[index].state == SERVICE_STARTING;

	supervise_status(machine, index);
	machine->units[index].launcher = 0;
	/*
	 * Killed later than that, it was killed on purpose. A child that it did not release says so
	 * itself, and one that it released goes on alone.
	 */
	if (status != 0 && was_starting && machine->pids[index] == 0)
		fail_by_exit(machine, index, STEP_LAUNCHER, status);
	supervise_take(machine, index,
		NSINIT_USES_SOCKETS ? sockets_launcher_gone(machine, index, status)
				    : EVENT_LAUNCHER_GONE,
		0);
}

/* reboot(2) inside: see ending_outcome(). Its program can be that fast. */
static bool is_by_itself(int number)
{
	return number == SIGHUP || number == SIGINT;
}

static void container_exited(struct machine *machine, unsigned index, int status)
{
	/* Gone before the pipe is read: its end says nothing when the exit status is known. */
	machine->pids[index] = 0;
	if (NSINIT_USES_PAUSE)
		machine->units[index].pause = PAUSE_NONE;
	if (NSINIT_USES_SET)
		set_forget(&machine->units[index]);
	supervise_status(machine, index);
	if (machine->services[index].state == SERVICE_STARTING && WIFSIGNALED(status) &&
		!(machine->units[index].executes && is_by_itself(WTERMSIG(status))))
		fail_by_exit(machine, index, STEP_CHILD, status);
	changes_record(machine, index, false);
	if (NSINIT_USES_NOTIFY || NSINIT_USES_READY_FD)
		readiness_close(machine, index);
	if (NSINIT_USES_SHORTAGE)
		shortage_close(machine, index);
	supervise_take(machine, index, EVENT_CONTAINER_GONE, status);
}

/* Its container would go on with calls that all fail; one that ends well has nobody left. */
static void learner_exited(struct machine *machine, unsigned index, int status)
{
	machine->units[index].learner = 0;
	if (status == 0 || machine->pids[index] == 0)
		return;
	fail_by_exit(machine, index, STEP_LEARNER, status);
	act(machine, index, ACTION_KILL);
}

static void cleaner_exited(struct machine *machine, unsigned index)
{
	supervise_status(machine, index);
	errand_close(machine, &machine->units[index]);
	machine->units[index].cleaner = 0;
	supervise_take(machine, index, EVENT_CLEANER_GONE, 0);
}

static void probe_exited(struct machine *machine, unsigned index, int status)
{
	machine->units[index].probe = 0;
	if (NSINIT_USES_PROBE_COMMAND)
		readiness_words(&machine->units[index], true);
	supervise_take(machine, index, status == 0 ? EVENT_PROBE_GOOD : EVENT_PROBE_BAD, 0);
}

bool supervise_exited(struct machine *machine, pid_t pid, int status)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		if (machine->units[i].launcher == pid)
			launcher_exited(machine, i, status);
		else if (machine->units[i].cleaner == pid)
			cleaner_exited(machine, i);
		else if (NSINIT_USES_PROBE && machine->units[i].probe == pid)
			probe_exited(machine, i, status);
		else if (machine->pids[i] == pid)
			container_exited(machine, i, status);
		else if (NSINIT_USES_SYSCALLS_LEARN && machine->units[i].learner == pid)
			learner_exited(machine, i, status);
		else if (NSINIT_USES_COMMAND && machine->units[i].command == pid)
			inside_exited(machine, i, status);
		else
			continue;
		return true;
	}
	return false;
}

static void step_deadline(struct machine *machine, unsigned index)
{
	const struct service *service = &machine->services[index];

	if (service->deadline_ms == 0 || sys_now_ms() < service->deadline_ms)
		return;
	if (service->state == SERVICE_STARTING)
		fail(machine, index, (struct step_report){ STEP_TIME, 0, -ETIMEDOUT });
	/* Who is held gives no sign. */
	supervise_take(machine, index,
		NSINIT_USES_ALIVE && NSINIT_USES_PAUSE && service->state == SERVICE_UP &&
				pause_holds(machine, index)
			? EVENT_ALIVE
			: EVENT_DEADLINE,
		0);
}

void supervise_step(struct machine *machine)
{
	/* Backwards: a stop goes from those that need to those that are needed. */
	for (unsigned i = NSINIT_CONTAINERS; i-- > 0;) {
		step_deadline(machine, i);
		if (machine->leaving[i] && machine->services[i].wanted &&
			order_may_stop(
				&appliance.containers, machine->services, machine->leaving, i))
			supervise_take(machine, i, EVENT_WANT_DOWN, 0);
	}
	if (NSINIT_USES_FOLLOW && machine->phase == PHASE_RUNNING)
		supervise_follow(machine);
	if (NSINIT_USES_REEXEC && reexec_holds(machine))
		return;
	for (unsigned i = 0; i < NSINIT_CONTAINERS && machine->phase == PHASE_RUNNING; i++)
		if (machine->services[i].state == SERVICE_WAITING &&
			order_cleared(&appliance.containers, machine->services, i) &&
			!connections_must_wait(machine, i))
			supervise_take(machine, i, EVENT_CLEARED, 0);
}
