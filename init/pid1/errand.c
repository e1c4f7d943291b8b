/*
 * Launchers and cleaners as PID 1 sends them out; see errand.h. PID 1, and the first instructions
 * of its forks.
 */
#include "pid1/errand.h"

#include "base/system.h"
#include "container/bind.h"
#include "container/console.h"
#include "container/process.h"
#include "container/slots.h"
#include "container/terminal.h"
#include "pid1/connections.h"
#include "pid1/learner.h"
#include "pid1/log.h"
#include "pid1/readiness.h"
#include "pid1/reexec.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>

/* Without shared memory. */
static pid_t private_pids[NSINIT_CONTAINERS];

void errand_prepare(struct machine *machine)
{
	machine->pids = reexec_share("pids", sizeof private_pids, &machine->pids_memory);
	if (!machine->pids) {
		log_say(LOG_LEVEL_ERROR, "containers", "shared memory", -ENOMEM);
		machine->pids = private_pids;
	}
	if (NSINIT_USES_SYSCALLS_LEARN)
		learner_prepare(machine);
}

void errand_forget(const struct machine *machine)
{
	if (machine->pids != private_pids)
		sys_unmap(machine->pids, sizeof private_pids);
}

void errand_close(struct machine *machine, struct unit *unit)
{
	if (unit->status < 0)
		return;
	sys_epoll_control(machine->epoll, EPOLL_CTL_DEL, unit->status, 0, 0);
	sys_close(unit->status);
	unit->status = -1;
}

/* As they are while the container is cleared to start: what it joins is up. */
static void find_targets(const struct machine *machine, const struct container *container,
	struct launch_target targets[JOIN_COUNT])
{
	for (unsigned kind = 0; kind < JOIN_COUNT; kind++) {
		const struct container *target = join_target(container, (enum join_kind)kind);

		for (unsigned i = 0; target && i < NSINIT_CONTAINERS; i++)
			if (appliance.containers.items[i] == target)
				targets[kind] = (struct launch_target){ machine->pids[i],
					&machine->pids[i] };
	}
}

/* A child of the launcher that outlives it: PID 1 reaps it as an orphan. */
static int start_relay(int clients, int output)
{
	int pair[2];
	int error = sys_socketpair(pair, SOCK_SEQPACKET);
	pid_t pid = error < 0 ? error : sys_fork();

	if (pid == 0)
		terminal_relay(pair[0], clients, output);
	if (error == 0)
		sys_close(pair[0]);
	return pid < 0 ? pid : pair[1];
}

/* The memory of its path is the caller's. */
static int find_tty(const struct machine *machine, struct launch *launch, struct text *path)
{
	int error;

	if (launch->container->kind != KIND_CONSOLE)
		return 0;
	error = console_find(launch->container, machine->ground.machine, path);
	launch->tty = path->bytes;
	return error;
}

/* The connection is its input and output; what it says beside that is its log. */
static int pass_connection(struct launch *launch, int connection)
{
	if (!launch->container->connections)
		return 0;
	launch->sockets = NULL;
	launch->input = connection;
	launch->errors = launch->output;
	launch->output = connection;
	/* The pipe is the one of earlier runs: see the launcher's. */
	return connection < 0 ? -ECONNABORTED : sys_set_flags(launch->errors, 0);
}

static _Noreturn void run_errand(struct machine *machine, unsigned index, enum errand errand,
	int status, int clients, int news, int learner, const struct launch_target *targets)
{
	struct launch launch = {
		.container = NSINIT_USES_SLOTS ? slots_apply(appliance.containers.items[index])
					       : appliance.containers.items[index],
		.cgroups = &machine->cgroups,
		.status = status,
		.output = machine->logger.output[index],
		.learner = learner,
		.bounding = machine->bounding,
		.pid = &machine->pids[index],
		.pids = machine->pids == private_pids ? NULL : machine->pids,
		.pids_bytes = sizeof private_pids,
		.targets = targets,
		.news = news < 0 ? 0 : news,
		.sockets = NSINIT_USES_SOCKETS && machine->services[index].bound
				   ? machine->units[index].sockets
				   : NULL,
	};
	/* What all containers say is nothing for what becomes a container. */
	int error = logger_forget(&machine->logger);
	char tty[CONSOLE_PATH_MAX];
	struct text path = TEXT(tty);

	/* Out of the way of the sockets' own numbers: it is used after those are in place. */
	if (NSINIT_USES_SOCKETS && NSINIT_USES_SYSCALLS_LEARN && launch.sockets && learner > 0)
		error = launch.learner =
			sys_dup_above(learner, SOCKET_FIRST_DESCRIPTOR + SOCKETS_MAX);

	if (error < 0) {
		process_report(status, STEP_DESCRIPTORS, 0, error);
		sys_exit(1);
	}
	switch (errand) {
	case ERRAND_LAUNCH:
		if (NSINIT_USES_RELAY && launch.container->terminal)
			error = launch.terminal = start_relay(clients, launch.output);
		if (error < 0) {
			process_report(status, STEP_TERMINAL, 0, error);
			sys_exit(1);
		}
		if (NSINIT_USES_CONNECTIONS)
			error = pass_connection(&launch, machine->units[index].connection);
		if (error < 0) {
			process_report(status, STEP_SOCKETS, 0, error);
			sys_exit(1);
		}
		if (NSINIT_USES_CONSOLE)
			error = find_tty(machine, &launch, &path);
		if (error < 0) {
			process_report(status, STEP_TTY, 0, error);
			sys_exit(1);
		}
		launcher_run(&launch);
	case ERRAND_CLEAN:
		cleaner_run(&launch);
	case ERRAND_BIND:
		if (NSINIT_USES_SOCKETS)
			bind_run(&launch);
	}
	sys_exit(1);
}

/* How clients get to the relay of the container's terminal: clients[0] is the relay's end. */
static int make_clients(unsigned index, enum errand errand, int clients[2])
{
	clients[0] = clients[1] = -1;
	if (!NSINIT_USES_RELAY || errand != ERRAND_LAUNCH ||
		!appliance.containers.items[index]->terminal)
		return 0;
	return sys_socketpair(clients, SOCK_SEQPACKET | SOCK_NONBLOCK);
}

static void close_pair(const int ends[2])
{
	for (unsigned i = 0; i < 2; i++)
		if (ends[i] >= 0)
			sys_close(ends[i]);
}

/* Of the run before, whatever became of it. */
static void keep_relay(struct unit *unit, int terminal)
{
	if (unit->terminal >= 0)
		sys_close(unit->terminal);
	unit->terminal = terminal;
}

int errand_attach(const struct machine *machine, const struct client *client, const char **words)
{
	const struct unit *unit = &machine->units[client->first];

	*words = "it has no terminal";
	if (!appliance.containers.items[client->first]->terminal)
		return EINVAL;
	*words = "it is not up";
	if (machine->services[client->first].state != SERVICE_UP || unit->terminal < 0)
		return ESRCH;
	*words = NULL;
	return -sys_send_descriptor(unit->terminal, client->fd);
}

static pid_t send_out(struct machine *machine, unsigned index, enum errand errand, int learner)
{
	struct unit *unit = &machine->units[index];
	struct launch_target targets[JOIN_COUNT] = { 0 };
	bool joined = NSINIT_USES_JOIN && machine->pids != private_pids;
	int ends[2];
	int clients[2];
	int news[2] = { -1, -1 };
	int error = make_clients(index, errand, clients);
	pid_t pid;

	if ((NSINIT_USES_NOTIFY || NSINIT_USES_READY_FD) && error == 0 && errand == ERRAND_LAUNCH)
		error = readiness_pair(appliance.containers.items[index], news);
	if (NSINIT_USES_SOCKETS && errand == ERRAND_BIND)
		error = sys_socketpair(news, SOCK_SEQPACKET | SOCK_NONBLOCK);
	if (error < 0) {
		close_pair(clients);
		return error;
	}
	if (joined)
		find_targets(machine, appliance.containers.items[index], targets);
	error = sys_pipe(ends, O_NONBLOCK);
	if (error < 0) {
		close_pair(clients);
		close_pair(news);
		return error;
	}
	/* Unwatched, the start would be a silent wait for its deadline. */
	error = sys_epoll_control(
		machine->epoll, EPOLL_CTL_ADD, ends[0], EPOLLIN, EPOLL_TAG(SOURCE_STATUS, index));
	pid = error < 0 ? error : sys_fork_default();
	if (pid == 0)
		run_errand(machine, index, errand, ends[1], clients[0], news[1], learner,
			joined ? targets : NULL);
	if (pid < 0) {
		sys_epoll_control(machine->epoll, EPOLL_CTL_DEL, ends[0], 0, 0);
		close_pair(ends);
		close_pair(clients);
		close_pair(news);
		return pid;
	}
	sys_close(ends[1]);
	if (clients[0] >= 0)
		sys_close(clients[0]);
	errand_close(machine, unit);
	keep_relay(unit, clients[1]);
	if (news[1] >= 0)
		sys_close(news[1]);
	if (errand != ERRAND_CLEAN)
		unit->news = news[0];
	if (NSINIT_USES_SOCKETS)
		unit->binds = errand == ERRAND_BIND;
	unit->reported = unit->executes = false;
	unit->status = ends[0];
	return pid;
}

pid_t errand_send(struct machine *machine, unsigned index, enum errand errand)
{
	int learner = 0;
	pid_t pid;

	if (NSINIT_USES_SYSCALLS_LEARN && errand == ERRAND_LAUNCH)
		learner = learner_start(machine, index);
	pid = learner < 0 ? learner : send_out(machine, index, errand, learner);
	if (NSINIT_USES_CONNECTIONS && errand == ERRAND_LAUNCH)
		connections_close(&machine->units[index]);
	/* Without a launcher that is the learner's end too. */
	if (learner > 0)
		sys_close(learner);
	return pid;
}
