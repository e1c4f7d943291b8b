/*
 * Learners; see learner.h. PID 1, and the forks that it makes here.
 */
#include "pid1/learner.h"

#include "base/system.h"
#include "container/process.h"
#include "kernel/seccomp_listen.h"
#include "kernel/seccomp_table.h"
#include "pid1/log.h"
#include "pid1/reexec.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#define LEARNED_BYTES (NSINIT_CONTAINERS * sizeof(struct learned))

void learner_prepare(struct machine *machine)
{
	machine->learned = reexec_share("learned", LEARNED_BYTES, &machine->learned_memory);
	if (!machine->learned)
		log_say(LOG_LEVEL_ERROR, "learners", "shared memory", -ENOMEM);
}

static void note(struct learned *learned, const struct seccomp_call *call)
{
	enum nsinit_syscall name = seccomp_name(call);

	learned->calls[name / 64] |= UINT64_C(1) << name % 64;
	if ((name == NSINIT_SYSCALL_socket || name == NSINIT_SYSCALL_socketpair) &&
		call->first < 64)
		learned->families |= UINT64_C(1) << call->first;
}

static _Noreturn void run(struct machine *machine, unsigned index, int socket)
{
	struct learned *learned = &machine->learned[index];
	struct seccomp_call call;
	int error = 0;
	int listener;

	sys_prctl(PR_SET_NAME, (unsigned long)"learner", 0, 0, 0);
	/* The end of the machine waits for who does not hear SIGTERM. */
	sys_block_signals(~SIGNAL_BIT(SIGTERM));
	process_close_others(&socket, 1);
	if (process_become_nobody() < 0)
		sys_exit(1);
	listener = sys_receive_descriptor(socket);
	sys_close(socket);
	if (listener < 0)
		sys_exit(0);
	while (error == 0 || error == -ENOENT || error == -EINTR) {
		error = seccomp_next(listener, &call);
		if (error < 0)
			continue;
		note(learned, &call);
		seccomp_continue(listener, &call);
	}
	sys_exit(error == -EPIPE ? 0 : 1);
}

int learner_start(struct machine *machine, unsigned index)
{
	const struct container *container = appliance.containers.items[index];
	struct unit *unit = &machine->units[index];
	int ends[2];
	pid_t pid;
	int error;

	if (container->syscalls != SYSCALLS_LEARN)
		return 0;
	if (!machine->learned)
		return -ENOMEM;
	log_say(LOG_LEVEL_WARNING, container->name, "LEARNS: nearly every call is allowed", 0);
	error = sys_socketpair(ends, SOCK_SEQPACKET);
	if (error < 0)
		return error;
	/* That of the last run has nobody left to answer. */
	if (unit->learner > 0)
		sys_kill(unit->learner, SIGKILL);
	pid = sys_fork_default();
	if (pid == 0)
		run(machine, index, ends[0]);
	sys_close(ends[0]);
	if (pid < 0)
		sys_close(ends[1]);
	unit->learner = pid > 0 ? pid : 0;
	return pid < 0 ? pid : ends[1];
}

void learner_fill(const struct machine *machine, unsigned index, struct reply_syscalls *reply)
{
	reply->caps = appliance.containers.items[index]->caps;
	if (machine->learned)
		reply->learned = machine->learned[index];
	for (unsigned i = 1; i < NSINIT_SYSCALL_COUNT; i++)
		if (seccomp_numbers[i] != SECCOMP_MISSING)
			reply->present[i / 64] |= UINT64_C(1) << i % 64;
}
