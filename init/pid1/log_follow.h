/*
 * The book as a process reads that carries records away: piece by piece, from where the one before
 * it got to. Such a process is a reader like any other: while it waits for a slow medium or for a
 * network, the logger writes on, and what is overwritten meanwhile is counted.
 */
#ifndef NSINIT_PID1_LOG_FOLLOW_H
#define NSINIT_PID1_LOG_FOLLOW_H

#include "base/book.h"

#include <stdbool.h>

/* Some records of one source. */
struct log_piece {
	size_t lost;  /* bytes that were overwritten before they were read */
	size_t start; /* of the ring: where `bytes` begins */
	size_t count, at;
	char bytes[2048];
};
struct log_record {
	int64_t time_ms; /* since boot */
	unsigned priority;
	const char *text; /* NUL-terminated, into the piece */
};

/* What follows `position`; false: nothing is there. */
bool log_follow(const struct ring *ring, size_t position, struct log_piece *piece);

/* The next record; false: there is no more. Then the position is log_followed(). */
bool log_next(struct log_piece *piece, struct log_record *record);

/* The position behind the last record that was taken. */
size_t log_followed(const struct log_piece *piece);

#endif
