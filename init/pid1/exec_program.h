/*
 * One program inside a container, from the client's request to the program's end: see exec.h.
 */
#ifndef NSINIT_PID1_EXEC_PROGRAM_H
#define NSINIT_PID1_EXEC_PROGRAM_H

#include "kernel/cgroup.h"
#include "pid1/request.h"

#include <nsinit/container.h>
#include <stdint.h>

struct exec_program {
	const struct container *container;
	const struct request *request; /* argv, term, and what the packet says of a terminal */
	int client;                    /* its connection */
	int init;                      /* pidfd of the container's init */
	const struct cgroup_layout *cgroups;
	uint64_t bounding; /* as of struct launch */
};

/*
 * The supervisor, a fork of PID 1 that has let go of PID 1's shared memory. It exits when the
 * client knows how the program ended, or the client and the program are both gone.
 */
_Noreturn void exec_program_run(const struct exec_program *program);

#endif
