/*
 * Devices that come and go. A process of its own hears the kernel's uevents, loads modules for what
 * is there and what comes, gives nodes their owners, and tells PID 1 by a pipe which nodes that
 * containers wait for are there. It may wait for hardware as long as it likes. When it dies it is
 * started again, and looks at everything again: nothing depends on an event that nobody heard.
 */
#ifndef NSINIT_PID1_HOTPLUG_H
#define NSINIT_PID1_HOTPLUG_H

#include "uses.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct machine;

/* What PID 1 knows of it. */
struct hotplug {
	pid_t pid;        /* 0: not running */
	int reports;      /* read end of its pipe */
	bool walked;      /* it has seen, once, all that is there; or it could not */
	int64_t again_ms; /* when it is started again; 0: it runs */
	/* The node that each container runs with, by its inode: another one is another device. */
	uint64_t nodes[NSINIT_USES_DEVICE_NODE ? NSINIT_CONTAINERS : 1];
};

/* One packet of the pipe. */
#define HOTPLUG_WALKED UINT32_MAX
struct hotplug_report {
	uint64_t node;  /* its inode; 0: it is gone */
	uint32_t index; /* of the container that it is for, or HOTPLUG_WALKED */
	uint32_t unused;
};

/* PID 1: starts the process, or tries again later. */
void hotplug_start(struct machine *machine);
/* Its pipe can be read. */
void hotplug_read(struct machine *machine);
/* A child of PID 1 ended; true when it was this one. */
bool hotplug_exited(struct machine *machine, pid_t pid);
/* Starts it again when that is due. */
void hotplug_step(struct machine *machine, int64_t now_ms);

/* In the next image: another process takes the place of the one that the image before had. */
void hotplug_resume(struct machine *machine);

/*
 * The process itself: hotplug_run.c. `machine`: modules and owners are its business, which they are
 * not in a pid namespace.
 */
_Noreturn void hotplug_run(int reports, bool machine);

/* Takes from it what it does not need any more; 0 or -errno. */
int hotplug_confine(bool machine);

#endif
