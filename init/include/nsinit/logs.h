/*
 * What the logger takes, and what becomes of it. Part of container.h.
 */
#ifndef NSINIT_LOGS_H
#define NSINIT_LOGS_H

#include <stdbool.h>
#include <stdint.h>

/* The most lines a second, and at once. */
#define LOG_RATE_MAX  100000
#define LOG_BURST_MAX 1000000

/* What becomes of the output of one container, and of what it writes to its /dev/log. */
struct log {
	/*
	 * Lines a second; 0: all are kept. What comes faster is dropped, and how many lines that
	 * were is told among the others.
	 */
	int32_t rate;
	int32_t burst; /* lines that may come at once; 0: as many as in a second */
	bool none;     /* nothing is kept: its 1 and 2 are /dev/null, nobody reads its /dev/log */
};
#define LOG(...) (&(const struct log){ __VA_ARGS__ })

struct logs {
	bool syslog; /* each container has a /dev/log; what is written there is logged as its own */
	bool kernel; /* what the kernel says is kept too, as "kernel" */
};
#define LOGS(...) (&(const struct logs){ __VA_ARGS__ })

#endif
