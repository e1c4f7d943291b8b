/*
 * The names of enum nsinit_syscall. nsctl and tests; pure.
 */
#ifndef NSINIT_BASE_SYSCALLS_H
#define NSINIT_BASE_SYSCALLS_H

#include <nsinit/syscalls.h>

/* "openat" for NSINIT_SYSCALL_openat; NULL for what is none. */
const char *syscall_name(unsigned call);

#endif
