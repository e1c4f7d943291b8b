/*
 * The numbers behind seccomp.c: what the names of the schema are on this architecture.
 * Included by the seccomp*.c files alone.
 */
#ifndef NSINIT_KERNEL_SECCOMP_TABLE_H
#define NSINIT_KERNEL_SECCOMP_TABLE_H

#include <asm/unistd.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <nsinit/container.h>
#include <stddef.h>
#include <stdint.h>

/* Since 5.0 a new call has one number on all architectures, counted from where theirs start. */
#define SECCOMP_UNIFIED(number) (SECCOMP_BASE + (number))
#define SECCOMP_NEWEST          SECCOMP_UNIFIED(469) /* file_setattr, Linux 6.17 */
#define SECCOMP_NUMBERS         (SECCOMP_NEWEST - SECCOMP_BASE + 1)

/* The number of a name that this architecture does not have. */
#define SECCOMP_MISSING (SECCOMP_NEWEST + 1)

#if defined __x86_64__ && !defined __ILP32__
#define SECCOMP_ARCH AUDIT_ARCH_X86_64
#define SECCOMP_BASE 0
#elif defined __i386__
#define SECCOMP_ARCH AUDIT_ARCH_I386
#define SECCOMP_BASE 0
#elif defined __aarch64__ && defined __AARCH64EL__
#define SECCOMP_ARCH AUDIT_ARCH_AARCH64
#define SECCOMP_BASE 0
#elif defined __ARM_EABI__ && defined __ARMEL__
#define SECCOMP_ARCH AUDIT_ARCH_ARM
#define SECCOMP_BASE 0
#elif defined __riscv && __riscv_xlen == 64
#define SECCOMP_ARCH AUDIT_ARCH_RISCV64
#define SECCOMP_BASE 0
#elif defined __mips__ && defined _ABIO32 && _MIPS_SIM == _ABIO32 && defined __MIPSEL__
#define SECCOMP_ARCH AUDIT_ARCH_MIPSEL
#define SECCOMP_BASE 4000
#elif defined __mips__ && defined _ABIO32 && _MIPS_SIM == _ABIO32
#define SECCOMP_ARCH AUDIT_ARCH_MIPS
#define SECCOMP_BASE 4000
#else
#error "no system call table for this architecture: see seccomp_table.c"
#endif

#include "kernel/seccomp_missing.h"

/* Where the half of an argument begins that 32 bits are compared with. */
#ifndef SECCOMP_LOW_HALF
#define SECCOMP_LOW_HALF (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 4 : 0)
#endif

/* A set of numbers: n is bit n % 64, from SECCOMP_BASE on, of word n / 64. */
#define SECCOMP_WORDS ((SECCOMP_NUMBERS + 1 + 63) / 64)

/* The number of each enum nsinit_syscall, or SECCOMP_MISSING. */
extern const uint16_t seccomp_numbers[NSINIT_SYSCALL_COUNT];

/* One that a container of the config has, or the logger. */
const uint64_t *seccomp_set(enum syscall_set set);

#endif
