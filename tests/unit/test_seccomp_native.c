/*
 * The filter of the default set on whatever processor this runs: its numbers, its own architecture
 * and no other, and arguments as they lie in memory here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel/seccomp.h"
#include "filter.h"

#include <asm/ioctls.h>
#include <asm/unistd.h>
#include <errno.h>
#include <linux/seccomp.h>

#define ABOVE        (UINT64_C(1) << 32)
#define REFUSED      (SECCOMP_RET_ERRNO | EPERM)
#define NEW_USER     0x10000000u
#define OTHER_MAKERS 0x40000000u /* the bit of a little-endian architecture: linux/audit.h */

/* linux/audit.h: AUDIT_ARCH of what this is compiled for, and the number of openat there. */
#if defined __x86_64__
enum { ARCH = (int)0xC000003E, OPENAT = 257 };
#elif defined __aarch64__
enum { ARCH = (int)0xC00000B7, OPENAT = 56 };
#elif defined __riscv
enum { ARCH = (int)0xC00000F3, OPENAT = 56 };
#elif defined __arm__
enum { ARCH = 0x40000028, OPENAT = 322 };
#elif defined __mips__ && defined __MIPSEB__
enum { ARCH = 0x00000008, OPENAT = 4288 };
#elif defined __mips__
enum { ARCH = 0x40000008, OPENAT = 4288 };
#endif

static uint32_t call_of(uint32_t arch, int number, uint64_t first, uint64_t second)
{
	static const struct container container = { .syscalls = SYSCALLS_DEFAULT };
	const struct seccomp_data data = { .nr = number, .arch = arch, .args = { first, second } };
	struct filter filter;

	filter.count = seccomp_container(filter.code, SECCOMP_PROGRAM_MAX, &container);
	assert_in_range(filter.count, 5, SECCOMP_PROGRAM_MAX);
	return run(&filter, &data);
}

static uint32_t call(int number, uint64_t first, uint64_t second)
{
	return call_of((uint32_t)ARCH, number, first, second);
}

static void numbers_are_those_of_this_architecture(void **state)
{
	(void)state;
	assert_int_equal(__NR_openat, OPENAT);
	assert_int_equal(call(OPENAT, 0, 0), SECCOMP_RET_ALLOW);
	assert_int_equal(call(__NR_write, 0, 0), SECCOMP_RET_ALLOW);
	assert_int_equal(call(__NR_exit_group, 0, 0), SECCOMP_RET_ALLOW);
	assert_int_equal(call(__NR_mount, 0, 0), REFUSED);
	assert_int_equal(call(__NR_ptrace, 0, 0), REFUSED);
	assert_int_equal(call(__NR_bpf, 0, 0), REFUSED);
}

/* Programs of 32 bits are given their times in 64 by calls of their own. */
static void calls_with_times_of_64_bits_are_there(void **state)
{
	(void)state;
#ifdef __NR_clock_gettime64
	assert_int_equal(call(__NR_clock_gettime64, 0, 0), SECCOMP_RET_ALLOW);
	assert_int_equal(call(__NR_futex_time64, 0, 0), SECCOMP_RET_ALLOW);
	assert_int_equal(call(__NR_ppoll_time64, 0, 0), SECCOMP_RET_ALLOW);
	assert_int_equal(call(__NR_clock_settime64, 0, 0), REFUSED);
#else
	assert_int_equal(sizeof(long), 8);
#endif
	assert_int_equal(call(__NR_clock_settime, 0, 0), REFUSED);
}

static void another_architecture_is_killed(void **state)
{
	(void)state;
	assert_int_equal(
		call_of((uint32_t)ARCH ^ OTHER_MAKERS, __NR_write, 0, 0), SECCOMP_RET_KILL_PROCESS);
	assert_int_equal(call_of(0, __NR_write, 0, 0), SECCOMP_RET_KILL_PROCESS);
}

/* The kernel looks at 32 bits of these, wherever they lie in the 64 of an argument. */
static void arguments_count_by_their_low_half(void **state)
{
	(void)state;
	assert_int_equal(call(__NR_clone, 17, 0), SECCOMP_RET_ALLOW);
	assert_int_equal(call(__NR_clone, NEW_USER | 17, 0), REFUSED);
	assert_int_equal(call(__NR_clone, NEW_USER | ABOVE, 0), REFUSED);
	assert_int_equal(call(__NR_clone, NEW_USER * ABOVE | 17, 0), SECCOMP_RET_ALLOW);
	assert_int_equal(call(__NR_ioctl, 0, TIOCSTI), REFUSED);
	assert_int_equal(call(__NR_ioctl, 0, TIOCSTI | ABOVE), REFUSED);
	assert_int_equal(call(__NR_ioctl, 0, TIOCSTI * ABOVE), SECCOMP_RET_ALLOW);
	assert_int_equal(call(__NR_ioctl, 0, TCGETS), SECCOMP_RET_ALLOW);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_those_of_this_architecture),
		cmocka_unit_test(calls_with_times_of_64_bits_are_there),
		cmocka_unit_test(another_architecture_is_killed),
		cmocka_unit_test(arguments_count_by_their_low_half),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
