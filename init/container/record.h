/*
 * The files by which others find a container: DIR/pid and DIR/start.
 *
 * `pid` is the number of its first process, `start` that process's start time in clock ticks since
 * boot: the two together name one process for ever, since numbers come again (proc(5), field 22 of
 * stat). They stand while the container is up. Written by PID 1, or by the process of
 * `nsinit run`.
 */
#ifndef NSINIT_CONTAINER_RECORD_H
#define NSINIT_CONTAINER_RECORD_H

#include <sys/types.h>

/*
 * Makes the directory if it is not there, and both files in it, each appearing whole. The process
 * must be the caller's child and not be reaped. 0 or -errno; then none of the files is there.
 */
int record_write(const char *directory, pid_t pid);

/* Removes the files, and the directory when nothing else is in it. Absent is fine. */
void record_remove(const char *directory);

/* The start time in a line of /proc/PID/stat, or -1. The name in it may hold anything. Pure. */
long long record_start_time(const char *stat);

#endif
