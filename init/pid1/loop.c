/*
 * The one loop of PID 1; see loop.h. No system call here waits but epoll_wait.
 */
#include "pid1/loop.h"

#include "base/system.h"
#include "pid1/console.h"
#include "pid1/control.h"
#include "pid1/enabled.h"
#include "pid1/essential.h"
#include "pid1/events.h"
#include "pid1/exec.h"
#include "pid1/helper.h"
#include "pid1/hotplug.h"
#include "pid1/idle.h"
#include "pid1/inside.h"
#include "pid1/keeper.h"
#include "pid1/log.h"
#include "pid1/progress.h"
#include "pid1/pause.h"
#include "pid1/readiness.h"
#include "pid1/reexec.h"
#include "pid1/resume.h"
#include "pid1/set.h"
#include "pid1/sockets.h"
#include "pid1/shortage.h"
#include "pid1/stamps.h"
#include "pid1/supervise.h"
#include "pid1/timers.h"
#include "pid1/watchdog.h"

#include <errno.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>

#define EVENTS_MAX 16

/* A shell that ends at once is not started again at once. */
#define AGAIN_MS 1000

/* The last process's own time; then the machine is switched off without asking anybody. */
#define FINISH_LIMIT_MS 10000

int loop_prepare(struct machine *machine)
{
	int error;

	machine->epoll = sys_epoll_create();
	machine->signals = sys_signalfd(boot_signals());
	machine->timer = sys_timerfd(CLOCK_BOOTTIME);
	if (machine->epoll < 0 || machine->signals < 0 || machine->timer < 0)
		return -EMFILE;
	error = sys_epoll_control(machine->epoll, EPOLL_CTL_ADD, machine->signals, EPOLLIN,
		EPOLL_TAG(SOURCE_SIGNALS, 0));
	if (error == 0)
		error = sys_epoll_control(machine->epoll, EPOLL_CTL_ADD, machine->timer, EPOLLIN,
			EPOLL_TAG(SOURCE_TIMER, 0));
	return error < 0 ? error : timers_prepare(machine);
}

void loop_finish(struct machine *machine, enum finish finish)
{
	machine->finish = finish;
	if (machine->phase >= PHASE_STOPPING)
		return;
	log_say(LOG_LEVEL_NOTICE, "stopping every container", NULL, 0);
	if (NSINIT_USES_EVENTS)
		events_say(machine, "stopping every container");
	machine->phase = PHASE_STOPPING;
	machine->phase_deadline_ms =
		sys_now_ms() + (appliance.shutdown_limit_ms > 0 ? appliance.shutdown_limit_ms
								: SHUTDOWN_LIMIT_DEFAULT_MS);
	machine->progress_ms = sys_now_ms() + PROGRESS_PERIOD_MS;
	supervise_stop_all(machine);
}

static void finish_now(struct machine *machine, bool forced)
{
	pid_t pid = finish_start(machine->finish, machine->ground.machine, forced,
		machine->watchdog, &machine->logger);

	machine->phase = PHASE_FINISHING;
	machine->phase_deadline_ms = sys_now_ms() + FINISH_LIMIT_MS;
	/* The last means left, should the kernel hang on its way out, is the hardware. */
	if (forced)
		machine->watchdog_ms = 0;
	if (pid > 0)
		machine->finisher = pid;
	else if (forced)
		finish_here(machine->finish, machine->ground.machine);
	else
		log_say(LOG_LEVEL_ERROR, "the end of the machine", "fork", pid);
}

static void start_everything(struct machine *machine)
{
	machine->phase = PHASE_RUNNING;
	machine->phase_deadline_ms = 0;
	watchdog_open(machine); /* its driver may be one of the modules */
	watchdog_export(machine);
	if (NSINIT_USES_STAMPS)
		stamps_load(machine);
	supervise_start_all(machine);
	if (NSINIT_USES_CONFIRM)
		essential_start(machine, sys_now_ms());
	if (NSINIT_USES_CONSOLE_SHELL && machine->ground.machine)
		machine->shell_again_ms = sys_now_ms();
}

/* What the containers wait for is done: the helper's work, and the walk through all devices. */
static void go_on(struct machine *machine)
{
	if (machine->phase == PHASE_BOOTING && machine->helper == 0 &&
		(!NSINIT_USES_HOTPLUG || machine->hotplug.walked))
		start_everything(machine);
}

static void helper_exited(struct machine *machine, int status)
{
	machine->helper = 0;
	if (status != 0)
		log_say(LOG_LEVEL_WARNING, "the boot helper failed, see above", NULL, 0);
	if (machine->phase == PHASE_BOOTING)
		go_on(machine);
	else if (NSINIT_USES_REEXEC && machine->phase == PHASE_RUNNING)
		resume_start_new(machine);
}

/* Only where the machine could not be switched off, or where there is none. */
static void finisher_exited(struct machine *machine)
{
	machine->finisher = 0;
	if (!machine->ground.machine)
		sys_exit(finish_exit_status(machine->finish));
}

void loop_reap(struct machine *machine, pid_t pid, int status)
{
	if (supervise_exited(machine, pid, status) ||
		(NSINIT_USES_EXEC && exec_exited(machine, pid)) ||
		(NSINIT_USES_SET && set_exited(machine, pid, status)) ||
		(NSINIT_USES_REEXEC && reexec_exited(machine, pid, status)) ||
		(NSINIT_USES_ENABLE && enabled_exited(machine, pid, status)) ||
		(NSINIT_USES_CLOCK_SAVES && keeper_exited(machine, pid)) ||
		(NSINIT_USES_STAMPS && stamps_exited(machine, pid)) ||
		(NSINIT_USES_IDLE && idle_exited(machine, pid, status)) ||
		(LOG_SINKS > 0 && log_sink_exited(&machine->logger, pid, status)))
		return;
	if (NSINIT_USES_HOTPLUG && hotplug_exited(machine, pid)) {
		go_on(machine);
		return;
	}
	if (pid == machine->helper) {
		helper_exited(machine, status);
	} else if (pid == machine->finisher) {
		finisher_exited(machine);
	} else if (pid == machine->shell) {
		machine->shell = 0;
		machine->shell_again_ms = sys_now_ms() + AGAIN_MS;
	} else if (pid == machine->logger.pid) {
		machine->logger.pid = 0;
		if (machine->phase != PHASE_FINISHING)
			logger_died(&machine->logger);
	}
	/* Everybody else is an orphan: reaping was all. */
}

void loop_reap_all(struct machine *machine)
{
	int status;
	pid_t pid;

	while ((pid = sys_wait(-1, &status, WNOHANG)) > 0)
		loop_reap(machine, pid, status);
}

static void take_signals(struct machine *machine)
{
	struct signalfd_siginfo info;

	while (sys_read(machine->signals, &info, sizeof info) == sizeof info) {
		enum finish finish = finish_of_signal(info.ssi_signo);
		const char *words;

		if (finish != FINISH_NONE)
			loop_finish(machine, finish);
		if (info.ssi_signo == SIGCHLD)
			loop_reap_all(machine);
		if (NSINIT_USES_REEXEC && info.ssi_signo == SIGQUIT &&
			reexec_ask(machine, &words) != 0)
			log_say(LOG_LEVEL_ERROR, "not replaced", words, 0);
	}
}

static bool is_due(int64_t at_ms, int64_t now_ms)
{
	return at_ms > 0 && now_ms >= at_ms;
}

static void step_phase(struct machine *machine, int64_t now_ms)
{
	bool late = is_due(machine->phase_deadline_ms, now_ms);

	switch (machine->phase) {
	case PHASE_BOOTING:
		if (!late)
			break;
		/* 0, when it could not be forked: kill(0) would be PID 1's own process group. */
		if (machine->helper > 0) {
			log_say(LOG_LEVEL_ERROR, "the boot helper hangs and is left behind", NULL,
				0);
			sys_kill(machine->helper, SIGKILL);
		}
		start_everything(machine);
		supervise_step(machine);
		break;
	case PHASE_RUNNING:
		progress_boot(machine, now_ms);
		if (NSINIT_USES_REEXEC && late) {
			log_say(LOG_LEVEL_ERROR, "the boot helper hangs and is left behind", NULL,
				0);
			if (machine->helper > 0)
				sys_kill(machine->helper, SIGKILL);
			resume_start_new(machine);
		}
		if (NSINIT_USES_CLOCK_SAVES)
			keeper_step(machine, now_ms);
		if (NSINIT_USES_STAMPS)
			stamps_step(machine);
		break;
	case PHASE_STOPPING:
		progress_shutdown(machine, now_ms);
		if (late)
			log_say(LOG_LEVEL_ERROR, "some containers do not stop", NULL, 0);
		if (late || supervise_all_down(machine))
			finish_now(machine, false);
		break;
	case PHASE_FINISHING:
		if (late)
			finish_now(machine, true);
		break;
	}
}

static void step_children(struct machine *machine, int64_t now_ms)
{
	if (machine->phase != PHASE_FINISHING)
		logger_step(&machine->logger);
	if (NSINIT_USES_HOTPLUG)
		hotplug_step(machine, now_ms);
	if (NSINIT_USES_CONSOLE_SHELL && is_due(machine->shell_again_ms, now_ms) &&
		machine->phase == PHASE_RUNNING) {
		pid_t pid = console_start(NULL);

		machine->shell = pid > 0 ? pid : 0;
		machine->shell_again_ms = pid > 0 ? 0 : now_ms + AGAIN_MS;
	}
}

static int64_t earlier(int64_t a_ms, int64_t b_ms)
{
	return a_ms == 0 || (b_ms > 0 && b_ms < a_ms) ? b_ms : a_ms;
}

/* No timer is armed when nothing is due: an idle machine makes no system call. */
static void arm_timer(struct machine *machine)
{
	int64_t at_ms = earlier(supervise_deadline(machine), control_deadline(machine));

	if (NSINIT_USES_PAUSE)
		at_ms = earlier(at_ms, pause_deadline(machine));
	if (NSINIT_USES_ESSENTIAL)
		at_ms = earlier(at_ms, essential_deadline(machine));
	if (NSINIT_USES_CLOCK_SAVES)
		at_ms = earlier(at_ms, keeper_deadline(machine));
	at_ms = earlier(at_ms, machine->phase_deadline_ms);
	if (NSINIT_USES_NOTIFY)
		at_ms = earlier(at_ms, readiness_deadline(machine));
	if (NSINIT_USES_REEXEC)
		at_ms = earlier(at_ms, reexec_deadline(machine));
	if (NSINIT_USES_IDLE)
		at_ms = earlier(at_ms, idle_deadline(machine));
	if (NSINIT_USES_TIMER)
		at_ms = earlier(at_ms, timers_deadline(machine));
	if (NSINIT_USES_COMMAND)
		at_ms = earlier(at_ms, inside_deadline(machine));
	if (NSINIT_USES_OOM)
		at_ms = earlier(at_ms, shortage_deadline(machine));
	at_ms = earlier(at_ms, machine->watchdog_ms);
	if (machine->phase == PHASE_STOPPING)
		at_ms = earlier(at_ms, machine->progress_ms);
	if (machine->phase != PHASE_FINISHING)
		at_ms = earlier(at_ms, logger_deadline(&machine->logger));
	if (NSINIT_USES_HOTPLUG && machine->phase != PHASE_FINISHING)
		at_ms = earlier(at_ms, machine->hotplug.again_ms);
	if (machine->phase == PHASE_RUNNING)
		at_ms = earlier(at_ms, machine->shell_again_ms);
	if (at_ms == machine->armed_ms)
		return;
	machine->armed_ms = at_ms;
	sys_timerfd_set(machine->timer, at_ms);
}

static void dispatch(struct machine *machine, uint64_t tag)
{
	unsigned index = (uint32_t)tag;
	uint64_t expirations;

	switch ((enum source)(tag >> 32)) {
	case SOURCE_SIGNALS:
		take_signals(machine);
		break;
	case SOURCE_TIMER:
		sys_read(machine->timer, &expirations, sizeof expirations);
		machine->armed_ms = 0;
		break;
	case SOURCE_CONTROL:
		control_accept(machine);
		break;
	case SOURCE_CLIENT:
		control_client(machine, index);
		break;
	case SOURCE_STATUS:
		supervise_status(machine, index);
		break;
	case SOURCE_NOTIFY:
		if (NSINIT_USES_NOTIFY)
			readiness_notify(machine, index);
		break;
	case SOURCE_SOCKET:
		if (NSINIT_USES_SOCKETS)
			sockets_ready(machine, index);
		break;
	case SOURCE_PIPE:
		if (NSINIT_USES_READY_FD)
			readiness_pipe(machine, index);
		break;
	case SOURCE_NEWS:
		if (NSINIT_USES_MAIN_PID)
			readiness_news(machine, index);
		break;
	case SOURCE_CLOCK:
		if (NSINIT_USES_CALENDAR)
			timers_clock(machine);
		break;
	case SOURCE_HOTPLUG:
		if (NSINIT_USES_HOTPLUG) {
			hotplug_read(machine);
			go_on(machine);
		}
		break;
	case SOURCE_SHORTAGE:
		if (NSINIT_USES_SHORTAGE)
			shortage_take(machine, index);
		break;
	}
}

_Noreturn void loop_run(struct machine *machine)
{
	for (;;) {
		struct epoll_event events[EVENTS_MAX];
		int64_t now_ms = sys_now_ms();
		int count;

		step_children(machine, now_ms);
		if (NSINIT_USES_TIMER)
			timers_step(machine, now_ms);
		supervise_step(machine);
		while (NSINIT_USES_ESSENTIAL && essential_step(machine, now_ms))
			supervise_step(machine);
		if (NSINIT_USES_PAUSE)
			pause_step(machine);
		if (NSINIT_USES_NOTIFY)
			readiness_step(machine, now_ms);
		if (NSINIT_USES_IDLE)
			idle_step(machine, now_ms);
		if (NSINIT_USES_COMMAND)
			inside_step(machine, now_ms);
		if (NSINIT_USES_OOM)
			shortage_step(machine, now_ms);
		step_phase(machine, now_ms);
		if (NSINIT_USES_REEXEC)
			reexec_step(machine, now_ms);
		control_step(machine);
		watchdog_step(machine, now_ms);
		arm_timer(machine);
		if (NSINIT_USES_FAULT_REEXEC)
			reexec_keep(machine);
		count = sys_epoll_wait(machine->epoll, events, EVENTS_MAX, -1);
		if (count < 0 && count != -EINTR)
			sys_sleep_ms(AGAIN_MS); /* without an epoll: deaf, but no spin */
		for (int i = 0; i < count; i++)
			dispatch(machine, events[i].data.u64);
	}
}
