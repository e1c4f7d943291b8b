/*
 * How many lines of a container are kept: a bucket of them that fills with time. What overflows is
 * counted, and the count is told among the lines. The logger only; pure.
 */
#ifndef NSINIT_PID1_LOG_RATE_H
#define NSINIT_PID1_LOG_RATE_H

#include <nsinit/logs.h>
#include <stdbool.h>
#include <stdint.h>

/* Zeroed memory is a full bucket. */
struct log_rate {
	int64_t at_ms;   /* of `spent` */
	int64_t spent;   /* thousandths of lines that the bucket lacks */
	int64_t tell_ms; /* when `dropped` is told; 0: nothing was dropped */
	unsigned dropped;
};

/* Another line, of a container with this `log`, which may be NULL: whether it is kept. */
bool log_rate_take(struct log_rate *rate, const struct log *log, int64_t now_ms);

/* The number of dropped lines when it is to be told, else 0; then it counts anew. */
unsigned log_rate_dropped(struct log_rate *rate, int64_t now_ms);

#endif
