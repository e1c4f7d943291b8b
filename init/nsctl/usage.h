/*
 * What a container uses, by the files of its control groups, of version 1, 2 or both. nsctl reads
 * them itself, in the directories that PID 1 hands out (enum group of base/protocol.h).
 */
#ifndef NSINIT_NSCTL_USAGE_H
#define NSINIT_NSCTL_USAGE_H

#include "base/protocol.h"
#include "base/text.h"

enum usage_form { FORM_BYTES, FORM_TIME, FORM_COUNT };

/* X(enumerator, key in JSON, title, enum usage_form); times are microseconds. */
#define USAGES(X)                                                                                  \
	X(USAGE_MEMORY, "memory_bytes", "MEMORY", FORM_BYTES)                                      \
	X(USAGE_PEAK, "memory_peak_bytes", "PEAK", FORM_BYTES) /* version 2: since Linux 5.19 */   \
	X(USAGE_SWAP, "swap_bytes", "SWAP", FORM_BYTES)        /* version 2 alone has it apart */  \
	X(USAGE_CPU, "cpu_us", "CPU", FORM_TIME)                                                   \
	X(USAGE_THROTTLED, "throttled_us", "THROTTLED", FORM_TIME)                                 \
	X(USAGE_TASKS, "tasks", "TASKS", FORM_COUNT)                                               \
	X(USAGE_READ, "read_bytes", "READ", FORM_BYTES)                                            \
	X(USAGE_WRITTEN, "written_bytes", "WRITTEN", FORM_BYTES)                                   \
	X(USAGE_OOM_KILLS, "oom_kills", "OOM-KILLS", FORM_COUNT)

enum usage_number {
#define USAGE_ENUM(number, key, title, form) number,
	USAGES(USAGE_ENUM)
#undef USAGE_ENUM
		USAGE_COUNT
};

struct usage {
	int64_t numbers[USAGE_COUNT]; /* -1: not measured */
};

/* Of the container `name`, whose group may be gone; groups[0] -1: there are none. */
void usage_read(const int groups[GROUP_COUNT], const char *name, struct usage *usage);

/* The sum of the numbers behind a word, or the number that a text begins with for ""; -1: none. */
int64_t usage_find(const char *text, const char *word);

const char *usage_key(enum usage_number number);
const char *usage_title(enum usage_number number);

/* As people read it, "-" when it was not measured. */
void usage_render(struct text *text, enum usage_number number, int64_t value);

/* As a member of an object, see json.h. */
void usage_json(struct text *text, const struct usage *usage, enum usage_number number);

#endif
