/*
 * Which pid namespace a process is in: pid_namespaces(7), ioctl_ns(2). PID 1; nothing here waits.
 */
#ifndef NSINIT_KERNEL_PID_NAMESPACE_H
#define NSINIT_KERNEL_PID_NAMESPACE_H

#include <stdbool.h>
#include <sys/types.h>

/* The inode that stands for it; 0: the process is gone. */
ino_t pid_namespace_of(pid_t pid);

/* Whether the process is in that one, or in one that was made below it. */
bool pid_namespace_holds(ino_t inode, pid_t pid);

#endif
