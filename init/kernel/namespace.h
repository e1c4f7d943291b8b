/*
 * Namespaces of a process: namespaces(7), and which pid namespace lies below which, ioctl_ns(2).
 * PID 1 and the launcher, whose /proc has the numbers that they know; nothing here waits.
 */
#ifndef NSINIT_KERNEL_NAMESPACE_H
#define NSINIT_KERNEL_NAMESPACE_H

#include <stdbool.h>
#include <sys/types.h>

/* A descriptor of its "pid", "user", ... namespace, which the caller closes; or -errno. */
int namespace_open(pid_t pid, const char *kind);

/* The inode that stands for its pid namespace; 0: the process is gone. */
ino_t pid_namespace_of(pid_t pid);

/* Whether the process is in that one, or in one that was made below it. */
bool pid_namespace_holds(ino_t inode, pid_t pid);

#endif
