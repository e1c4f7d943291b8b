/*
 * The part of the schema that says what is done when a container is short of something: memory, for
 * want of which the kernel killed, or anything that its processes wait for. Included by
 * container.h; a config includes that.
 */
#ifndef NSINIT_SHORTAGE_H
#define NSINIT_SHORTAGE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * What follows when a process of the container was killed for want of memory, whether that was its
 * program or another. Whom the kernel kills is said by limits.oom.
 */
enum oom {
	OOM_UNWATCHED = 0, /* nothing; it is told when the container ended by it */
	OOM_TELL,          /* it is told, each time */
	OOM_KILL,          /* all of the container is killed, and has failed: see .restart */
	OOM_RESTART,       /* it is stopped as .stop says, and has failed: see .restart */
	OOM_STOP,          /* it is stopped, and has failed until somebody starts it */
};

/*
 * What follows when processes of the container waited too long for something, as the kernel's
 * pressure stall information has it (Documentation/accounting/psi.rst). It takes control groups of
 * version 2 and a kernel with PSI; without, the start fails and says so.
 */
enum pressure_kind {
	PRESSURE_END = 0,
	PRESSURE_MEMORY,
	PRESSURE_CPU,
	PRESSURE_IO,
};
enum pressure_action {
	PRESSURE_TELL = 0, /* it is told, at most every 10 seconds */
	PRESSURE_RESTART,  /* as OOM_RESTART */
	PRESSURE_STOP,     /* as OOM_STOP */
};
struct pressure {
	enum pressure_kind kind;
	enum pressure_action action;
	bool full;         /* all of its processes waited at once; otherwise: some */
	int32_t stall_us;  /* as long as this in all ... */
	int32_t window_us; /* ... within this: 500 000 to 10 000 000 */
};
#define PRESSURES_MAX         4
#define PRESSURE_WINDOW_LEAST 500000
#define PRESSURE_WINDOW_MOST  10000000
/* PRESSURE({ PRESSURE_MEMORY, .stall_us = 500000, .window_us = 2000000 }) */
#define PRESSURE(...) ((const struct pressure[]){ __VA_ARGS__, { .kind = PRESSURE_END } })

#endif
