/*
 * Where a program was when a signal came, by the frame that the kernel left: sigaction(2), the
 * third argument of a handler. Each architecture has its own words for it. The handler of faults
 * only.
 */
#ifndef NSINIT_PID1_REGISTERS_H
#define NSINIT_PID1_REGISTERS_H

#include <stdint.h>
#include <ucontext.h>

/* Expressions of struct ucontext_t *context; 0 where nobody told this header yet. */
#if defined __x86_64__
#define REGISTERS_PC(context) (context)->uc_mcontext.gregs[REG_RIP]
#define REGISTERS_SP(context) (context)->uc_mcontext.gregs[REG_RSP]
#elif defined __i386__
#define REGISTERS_PC(context) (context)->uc_mcontext.gregs[REG_EIP]
#define REGISTERS_SP(context) (context)->uc_mcontext.gregs[REG_ESP]
#elif defined __aarch64__
#define REGISTERS_PC(context) (context)->uc_mcontext.pc
#define REGISTERS_SP(context) (context)->uc_mcontext.sp
#elif defined __arm__
#define REGISTERS_PC(context) (context)->uc_mcontext.arm_pc
#define REGISTERS_SP(context) (context)->uc_mcontext.arm_sp
#elif defined __mips__
#define REGISTERS_PC(context) (context)->uc_mcontext.pc
#define REGISTERS_SP(context) (context)->uc_mcontext.gregs[29]
#elif defined __riscv
#define REGISTERS_PC(context) (context)->uc_mcontext.__gregs[0]
#define REGISTERS_SP(context) (context)->uc_mcontext.__gregs[2]
#else
#define REGISTERS_PC(context) ((void)(context), 0)
#define REGISTERS_SP(context) ((void)(context), 0)
#endif

static inline uint64_t registers_pc(const void *frame)
{
	const ucontext_t *context = frame;

	return (uint64_t)REGISTERS_PC(context);
}

static inline uint64_t registers_sp(const void *frame)
{
	const ucontext_t *context = frame;

	return (uint64_t)REGISTERS_SP(context);
}

#endif
