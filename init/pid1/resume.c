/*
 * What the new image does first; see resume.h. PID 1, and the forks that stop what is gone.
 */
#include "pid1/resume.h"

#include "base/system.h"
#include "container/launch.h"
#include "container/record.h"
#include "pid1/boot.h"
#include "pid1/definition.h"
#include "pid1/errand.h"
#include "pid1/fault.h"
#include "pid1/helper.h"
#include "pid1/learner.h"
#include "pid1/log.h"
#include "pid1/loop.h"
#include "pid1/reexec.h"
#include "pid1/sockets.h"
#include "pid1/shortage.h"
#include "pid1/state.h"
#include "pid1/supervise.h"
#include "pid1/timers.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a process that is told to end may take, and then one that is killed. */
#define GONE_LIMIT_MS STOP_LIMIT_DEFAULT_MS
#define KILL_LIMIT_MS 2000

/* Those that the image before did not have, until they are started. */
static bool is_new[NSINIT_CONTAINERS];

static int add(
	const struct machine *machine, int fd, uint32_t events, enum source source, unsigned index)
{
	return fd < 0 ? 0
		      : sys_epoll_control(machine->epoll, EPOLL_CTL_ADD, fd, events,
				EPOLL_TAG(source, index));
}

/* Everything that the loop listens to, besides its own. 0 or -errno. */
static int listen_again(const struct machine *machine)
{
	int error = add(machine, machine->control, EPOLLIN, SOURCE_CONTROL, 0);

	for (unsigned i = 0; i < NSINIT_CONTAINERS && error == 0; i++) {
		const struct unit *unit = &machine->units[i];

		error = add(machine, unit->status, EPOLLIN, SOURCE_STATUS, i);
		if (NSINIT_USES_MAIN_PID && error == 0 && unit->notify >= 0)
			error = add(machine, unit->news, EPOLLIN, SOURCE_NEWS, i);
		if (error == 0)
			error = add(machine, unit->notify, unit->deaf_until_ms > 0 ? 0 : EPOLLIN,
				SOURCE_NOTIFY, i);
		if (error == 0)
			error = add(machine, unit->pipe, EPOLLIN, SOURCE_PIPE, i);
	}
	for (unsigned i = 0; i < CLIENTS_MAX && error == 0; i++)
		error = add(
			machine, machine->clients[i].fd, EPOLLIN | EPOLLRDHUP, SOURCE_CLIENT, i);
	return error;
}

/* Its containers are others now. Who asked for one that is gone hears the end of the connection. */
static void settle_clients(const struct state *state, struct machine *machine)
{
	for (unsigned i = 0; i < CLIENTS_MAX; i++) {
		struct client *client = &machine->clients[i];
		bool is_known = client->first < state->head->containers &&
				client->last < state->head->containers;
		bool is_one = client->first == client->last;
		unsigned index = is_known ? state->index_of[client->first] : STATE_GONE;

		if (client->state == CLIENT_FREE && client->fd < 0)
			continue;
		if (client->fd < 0 || client->state == CLIENT_FREE ||
			client->state == CLIENT_SENDING || !is_known ||
			(is_one && state->head->containers > 1 && index == STATE_GONE)) {
			if (client->fd >= 0)
				sys_close(client->fd);
			*client = (struct client){ .state = CLIENT_FREE, .fd = -1 };
			continue;
		}
		client->first = is_one && state->head->containers > 1 ? index : 0;
		client->last =
			is_one && state->head->containers > 1 ? index : NSINIT_CONTAINERS - 1;
	}
}

/* The memory of the image before, or NULL. */
static const void *map_old(int fd, size_t bytes)
{
	struct stat status;

	if (fd < 0 || sys_stat(fd, "", &status, AT_EMPTY_PATH) < 0 ||
		status.st_size != (off_t)bytes)
		return NULL;
	return sys_map_read(fd, bytes);
}

/* The same containers in the same places. */
static bool is_same(const struct state *state)
{
	for (unsigned i = 0; i < state->head->containers; i++)
		if (state->index_of[i] != i)
			return false;
	return state->head->containers == NSINIT_CONTAINERS;
}

/*
 * A page that others write, or have written, with `size` bytes for each container: mapped again
 * where the containers are the same, else a new one with what was in the old. NULL: neither.
 */
static void *share_again(const struct state *state, const char *name, size_t size, int *fd)
{
	const size_t bytes = state->head->containers * size;
	const char *old = map_old(*fd, bytes);
	char *at = NULL;
	int old_fd = *fd;

	if (old && is_same(state))
		at = sys_map_write(*fd, bytes);
	else if (old)
		at = reexec_share(name, NSINIT_CONTAINERS * size, fd);
	for (unsigned i = 0; old && at && *fd != old_fd && i < state->head->containers; i++)
		if (state->index_of[i] != STATE_GONE)
			memcpy(at + state->index_of[i] * size, old + i * size, size);
	if (old)
		sys_unmap((void *)(uintptr_t)old, bytes);
	return at;
}

/* A process of its own stops it and takes away what it had: it may take its time. */
static _Noreturn void stop_gone(struct machine *machine, const char *name, int process)
{
	static const struct network links[] = { { .kind = NETWORK_VETH }, { .kind = NETWORK_VETH },
		{ .kind = NETWORK_VETH }, { .kind = NETWORK_VETH }, { .kind = NETWORK_END } };
	const struct container gone = { .name = name, .networks = links };
	const struct launch launch = {
		.container = &gone, .cgroups = &machine->cgroups, .status = -1, .output = -1
	};
	char path[sizeof LOG_SOCKETS + CONTROL_NAME_MAX];
	struct text directory = TEXT(path);

	logger_forget(&machine->logger);
	errand_forget(machine);
	if (process >= 0 && sys_pidfd_signal(process, SIGTERM) == 0 &&
		sys_poll_in(process, GONE_LIMIT_MS) == 0) {
		sys_pidfd_signal(process, SIGKILL);
		sys_poll_in(process, KILL_LIMIT_MS);
	}
	text_string(&directory, RUN_DIRECTORY "/");
	text_string(&directory, name);
	record_remove(path);
	directory.length = 0;
	text_string(&directory, LOG_SOCKETS "/");
	text_string(&directory, name);
	sys_unlink(AT_FDCWD, path, 0);
	cleaner_run(&launch);
}

static void stop_all_gone(const struct state *state, struct machine *machine, const pid_t *pids)
{
	for (unsigned i = 0; i < state->head->containers; i++) {
		int process = -1;
		pid_t pid;

		if (state->index_of[i] != STATE_GONE)
			continue;
		log_say(LOG_LEVEL_NOTICE, state->names[i], "is in the config no more, stopped", 0);
		if (sys_is_child(pids[i]))
			process = sys_pidfd_open(pids[i]);
		pid = sys_fork_default();
		if (pid == 0)
			stop_gone(machine, state->names[i], process);
		if (process >= 0)
			sys_close(process);
		if (pid < 0)
			log_say(LOG_LEVEL_ERROR, state->names[i], "fork", pid);
	}
}

/* 0 or what restarts the machine: without the page nobody knows the containers' pids. */
static int take_pids(const struct state *state, struct machine *machine)
{
	size_t bytes = state->head->containers * sizeof(pid_t);
	int old_fd = machine->pids_memory;
	const pid_t *old = map_old(old_fd, bytes);

	machine->pids = share_again(state, "pids", sizeof(pid_t), &machine->pids_memory);
	if (old && machine->pids)
		stop_all_gone(state, machine, old);
	if (old)
		sys_unmap((void *)(uintptr_t)old, bytes);
	if (machine->pids && machine->pids_memory != old_fd)
		sys_close(old_fd);
	if (!machine->pids)
		return -1;
	if (NSINIT_USES_SYSCALLS_LEARN) {
		old_fd = machine->learned_memory;
		machine->learned = share_again(
			state, "learned", sizeof(struct learned), &machine->learned_memory);
		if (!machine->learned)
			learner_prepare(machine);
		if (machine->learned_memory != old_fd && old_fd >= 0)
			sys_close(old_fd);
	}
	return 0;
}

/* Those of the image before as ones of this. */
static struct container_set moved(const struct state *state, const struct container_set *old)
{
	struct container_set set = { { 0 } };

	for (unsigned i = 0; i < state->head->containers; i++)
		if (set_has(old, i) && state->index_of[i] != STATE_GONE)
			set_add(&set, state->index_of[i]);
	return set;
}

static void settle_units(const struct state *state, struct machine *machine)
{
	machine->essential.lost = moved(state, &machine->essential.lost);
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		is_new[i] = true;
	for (unsigned i = 0; i < state->head->containers; i++)
		if (state->index_of[i] != STATE_GONE)
			is_new[state->index_of[i]] = false;
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		struct step_report *failure = &machine->units[i].failure;

		/* Steps of another image have other numbers. */
		if (state->head->steps != STEP_COUNT || failure->step >= STEP_COUNT)
			*failure = (struct step_report){ .step = STEP_NONE };
		machine->units[i].words[NOTICE_TEXT_MAX - 1] = '\0';
		machine->units[i].reason[sizeof machine->units[i].reason - 1] = '\0';
		machine->units[i].command_words[sizeof machine->units[i].command_words - 1] = '\0';
		supervise_resume(machine, i, is_new[i]);
	}
}

/* A process that ended, and was reaped, in the turn that a fault broke off. */
static void miss(struct machine *machine, pid_t pid)
{
	if (pid > 0 && !sys_is_child(pid))
		loop_reap(machine, pid, SIGKILL);
}

static void miss_the_dead(struct machine *machine)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		miss(machine, machine->units[i].launcher);
		miss(machine, machine->pids[i]);
		miss(machine, machine->units[i].cleaner);
		miss(machine, machine->units[i].probe);
		miss(machine, machine->units[i].learner);
		miss(machine, machine->units[i].setter);
		miss(machine, machine->units[i].command);
	}
	for (unsigned i = 0; i < EXECS_MAX; i++)
		miss(machine, machine->execs[i]);
	miss(machine, machine->shell);
	miss(machine, machine->disabler);
	/* The signal of these may have been taken already. */
	loop_reap_all(machine);
}

static void start_helper(struct machine *machine)
{
	pid_t pid = sys_fork_default();

	if (pid == 0)
		helper_run(false);
	machine->helper = pid > 0 ? pid : 0;
	machine->phase_deadline_ms = sys_now_ms() + (pid > 0 ? HELPER_LIMIT_MS : 1);
}

void resume_start_new(struct machine *machine)
{
	machine->phase_deadline_ms = 0;
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		if (is_new[i] && !supervise_is_on_demand(i))
			supervise_take(machine, i, EVENT_WANT_UP, 0);
		is_new[i] = false;
	}
}

static void tell(const struct machine *machine, const struct state_head *head)
{
	struct log_line line;
	unsigned count = 0;

	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		count += machine->pids[i] > 0;
	log_start(&line, head->after == STATE_AFTER_FAULT ? LOG_LEVEL_ERROR : LOG_LEVEL_NOTICE);
	text_string(&line.text, head->after == STATE_AFTER_FAULT ? "goes on after the fault with "
								 : "nsinit " NSINIT_VERSION
								   " goes on with ");
	text_number(&line.text, count);
	text_string(&line.text, count == 1 ? " container" : " containers");
	log_end(&line);
}

/* Each part stands on those before it. 0, or what restarts the machine. */
static int go_on(const struct state *state, struct machine *machine)
{
	int error;

	state_apply(state, machine);
	log_to(machine->logger.output[LOG_OWN]);
	error = loop_prepare(machine);
	if (error == 0)
		error = take_pids(state, machine);
	if (error < 0)
		return error;
	logger_resume(&machine->logger, state, is_same(state), machine->ground.machine);
	settle_units(state, machine);
	if (NSINIT_USES_TIMER)
		timers_resume(machine);
	settle_clients(state, machine);
	error = listen_again(machine);
	if (error < 0)
		return error;
	for (unsigned i = 0; NSINIT_USES_SOCKETS && i < NSINIT_CONTAINERS; i++)
		sockets_resume(machine, i);
	if (NSINIT_USES_SHORTAGE)
		shortage_resume(machine);
	tell(machine, state->head);
	definition_tell(machine);
	hotplug_resume(machine);
	miss_the_dead(machine);
	if (state->head->after == STATE_AFTER_FAULT)
		return 0;
	error = ground_renew();
	if (error < 0)
		log_say(LOG_LEVEL_ERROR, "mount", DEVICE_NODES, error);
	start_helper(machine);
	return 0;
}

bool resume(struct machine *machine, const char *argument)
{
	char bytes[128];
	struct text why = TEXT(bytes);
	int fd = reexec_argument(argument, REEXEC_STATE);
	struct ground ground;
	struct state state;

	/* The kernel passes what is said behind "--" of its command line. */
	if (fd < 0 || !sys_is_sealed(fd))
		return false;
	boot_again(&ground);
	fault_catch();
	if (state_take(fd, &state, &why) < 0 || state_check_machine(&state, &why) < 0 ||
		go_on(&state, machine) < 0) {
		log_say(LOG_LEVEL_ERROR, "cannot go on from the state, restarting the machine",
			why.length > 0 ? bytes : NULL, 0);
		fault_restart(1);
	}
	sys_unmap((void *)(uintptr_t)state.head, state.head->bytes);
	sys_close(fd);
	reexec_prepare();
	return true;
}
