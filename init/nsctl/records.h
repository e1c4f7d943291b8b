/*
 * Records of a book in the order of their times, whoever wrote them. nsctl only; pure.
 * Nothing in a book is trusted: the logger that fills it reads what hostile containers write.
 */
#ifndef NSINIT_NSCTL_RECORDS_H
#define NSINIT_NSCTL_RECORDS_H

#include "base/book.h"

#include <nsinit/container.h>
#include <stdbool.h>

/* Containers, nsinit, the kernel. */
#define SOURCES_MAX (CONTAINERS_MAX + 2)

struct record {
	unsigned source; /* index of the book */
	int64_t time_ms; /* since boot */
	unsigned priority;
	const char *text; /* NUL-terminated; good until the next call */
};

struct cursor {
	bool wanted;
	size_t position, end; /* of the ring */
	bool filled;          /* `record` is the next one */
	struct record record;
	char line[512]; /* some more than the longest record */
};
struct records {
	const struct book *book;
	unsigned count;                            /* of sources */
	char names[SOURCES_MAX][CONTROL_NAME_MAX]; /* NUL-terminated here */
	struct cursor cursors[SOURCES_MAX];
};

/* False: these `bytes` bytes are no book. Nobody is wanted yet; the oldest record comes first. */
bool records_open(struct records *records, const struct book *book, size_t bytes);

/* The source of that name, or -1. */
int records_find(const struct records *records, const char *name);

/* How far records_next() goes: to where the rings are now. */
void records_until_now(struct records *records);

/* The oldest record that was not returned yet, of those that are wanted; false at the end. */
bool records_next(struct records *records, struct record *record);

#endif
