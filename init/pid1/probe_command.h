/*
 * A probe that is a command: run inside the container by a process that watches it from outside.
 */
#ifndef NSINIT_PID1_PROBE_COMMAND_H
#define NSINIT_PID1_PROBE_COMMAND_H

#include "kernel/cgroup.h"

#include <nsinit/container.h>
#include <stdbool.h>
#include <stdint.h>

#define PROBE_GROUP "/nsinit-probe"
/* Of a command that is no probe: see inside.h. */
#define COMMAND_GROUP "/nsinit-command"

struct probe_command {
	const struct container *container;
	const char *const *argv;
	const char *group; /* inside the container's own: of the command and all that it starts */
	bool again;        /* until it exits with 0: .ready; once: .alive */
	int init;          /* pidfd of the container's init */
	int said[2]; /* a pipe without waiting that holds its last line, of NOTICE_TEXT_MAX - 1 */
	const struct cgroup_layout *cgroups;
	uint64_t bounding; /* as of struct launch */
};

/*
 * The probe, a fork of PID 1 that has let go of PID 1's shared memory. Exits with 0 or 1 when the
 * command and all it started are gone, and does so early at SIGTERM.
 */
_Noreturn void probe_command_run(const struct probe_command *command);

#endif
