/*
 * What is kept of crashes on the data store: last words of a kernel, which pstore carries over a
 * reset (Documentation/admin-guide/pstore-blk.rst, ramoops.rst), and cores of programs (core(5)).
 */
#ifndef NSINIT_PID1_CRASHES_H
#define NSINIT_PID1_CRASHES_H

#include <stdbool.h>
#include <stdint.h>

/* In the boot helper; `store` is its descriptor. Failures are logged; false when there was one. */
bool crashes_start(int store);

/*
 * `nsinit core UID SIGNAL`, as the kernel calls it outside of all containers with a core as its
 * input: keeps it. `arguments` are these two words.
 */
_Noreturn void crashes_take_core(char *const arguments[2]);

/* The parts of it, which know nothing of the config. */
struct crash_limits {
	int64_t total_bytes;
	unsigned files;
};

/*
 * A file "NNNNNN-NAME" with what can be read from `source`, cut to `most_bytes`, for which the
 * oldest make room. It is on the medium then, and whole. 0 or -errno.
 */
int crashes_keep(int directory, const struct crash_limits *limits, const char *name, int source,
	int64_t most_bytes);

/* Moves each regular file of `from`, which goes when it is on the medium. The first -errno, or 0.
 */
int crashes_move(int directory, const struct crash_limits *limits, int from);

#endif
