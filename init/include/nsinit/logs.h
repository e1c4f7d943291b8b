/*
 * What the logger takes besides the output of the containers. Part of container.h.
 */
#ifndef NSINIT_LOGS_H
#define NSINIT_LOGS_H

#include <stdbool.h>
#include <stdint.h>

struct logs {
	bool syslog; /* each container has a /dev/log; what is written there is logged as its own */
	bool kernel; /* what the kernel says is kept too, as "kernel" */
};
#define LOGS(...) (&(const struct logs){ __VA_ARGS__ })

#endif
