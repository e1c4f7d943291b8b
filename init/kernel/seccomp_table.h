/*
 * The numbers behind seccomp.c: which calls the default filter lets through on this architecture.
 * Included by seccomp.c and seccomp_table.c alone.
 */
#ifndef NSINIT_KERNEL_SECCOMP_TABLE_H
#define NSINIT_KERNEL_SECCOMP_TABLE_H

#include <asm/unistd.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>

/* Since 5.0 a new call has one number on all architectures, counted from where theirs start. */
#define SECCOMP_UNIFIED(number) (SECCOMP_BASE + (number))
#define SECCOMP_NEWEST          SECCOMP_UNIFIED(469) /* file_setattr, Linux 6.17 */

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

/* Not all of them in order of number; each at most once. */
extern const uint16_t seccomp_allowed[];
extern const size_t seccomp_allowed_count;

/* What one capability adds. */
struct seccomp_capability_call {
	uint16_t number;
	uint8_t capability; /* enum nsinit_capability */
};
extern const struct seccomp_capability_call seccomp_by_capability[];
extern const size_t seccomp_by_capability_count;

#endif
