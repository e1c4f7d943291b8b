/*
 * What the logger gives up before it reads the first byte of anybody, and what those give up that
 * carry its records away. Forks of PID 1.
 */
#ifndef NSINIT_PID1_LOGGER_CONFINE_H
#define NSINIT_PID1_LOGGER_CONFINE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>

/* What is left to one of them. Zero is nothing. */
struct logger_walls {
	const char *root; /* the directory below which it can name files, root's while it stands */
	const uint16_t *calls; /* the only ones, LOGGER_CALLS among them */
	size_t count;
	uint64_t descriptors; /* the numbers below can be made */
	uint64_t file_bytes;  /* of a file that it writes */
};

/* Waiting, the time, an end: what the C library calls by itself for these. */
/* clang-format off */
#ifdef SYS_futex
#define LOGGER_FUTEX SYS_futex,
#else
#define LOGGER_FUTEX
#endif
#ifdef SYS_futex_time64
#define LOGGER_FUTEX64 SYS_futex_time64,
#else
#define LOGGER_FUTEX64
#endif
/* Time comes without a call where there is a vDSO. */
#ifdef SYS_clock_gettime
#define LOGGER_CLOCK SYS_clock_gettime,
#else
#define LOGGER_CLOCK
#endif
#ifdef SYS_clock_gettime64
#define LOGGER_CLOCK64 SYS_clock_gettime64,
#else
#define LOGGER_CLOCK64
#endif
#define LOGGER_CALLS LOGGER_FUTEX LOGGER_FUTEX64 LOGGER_CLOCK LOGGER_CLOCK64 SYS_exit_group
/* clang-format on */

/*
 * From here on: no process can be made, no capability is held, no file outside of the root can be
 * named, and no call but these is made. 0 or -errno.
 */
int logger_confine(const struct logger_walls *walls);

#endif
