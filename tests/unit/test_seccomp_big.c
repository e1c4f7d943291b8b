/*
 * The checks of arguments on a big-endian machine: the program as it is made there, with arguments
 * as they lie there. Everything else of a filter is a word in the machine's own order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* Instead of the library's, which is this machine's. */
#define SECCOMP_LOW_HALF 4
#include "kernel/seccomp.c"
#include "kernel/seccomp_user.c"

#include "filter.h"
#include <asm/ioctls.h>

#define HIGH (UINT64_C(0x5412) << 32)

/* An argument of 64 bits with its halves as they lie in memory there. */
static uint64_t big(uint64_t value)
{
	return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? value << 32 | value >> 32 : value;
}

static uint32_t call(const struct filter *filter, int number, uint64_t first, uint64_t second)
{
	const struct seccomp_data data = {
		.nr = number, .arch = SECCOMP_ARCH, .args = { big(first), big(second) }
	};

	return run(filter, &data);
}

static void low_half_counts(void **state)
{
	const struct container container = { .syscalls = SYSCALLS_NETWORK_SERVICE,
		.syscall_rules = SYSCALL_RULES({ ARGUMENT_WITHOUT, CALL(prctl), 0, VALUES(0x100) },
			{ ARGUMENT_ONE_OF, CALL(setsockopt), 1, VALUES(1, 6) }) };
	struct filter filter;

	(void)state;
	filter.count = seccomp_container(filter.code, SECCOMP_PROGRAM_MAX, &container);
	assert_in_range(filter.count, 50, SECCOMP_PROGRAM_MAX);
	assert_int_equal(call(&filter, __NR_ioctl, 0, 0x5401), SECCOMP_RET_ALLOW);
	assert_int_equal(call(&filter, __NR_ioctl, 0, 0x5401 | HIGH), SECCOMP_RET_ALLOW);
	assert_int_equal(call(&filter, __NR_ioctl, 0, TIOCSTI), SECCOMP_ERROR(EPERM));
	assert_int_equal(call(&filter, __NR_ioctl, 0, TIOCSTI | HIGH), SECCOMP_ERROR(EPERM));
	assert_int_equal(call(&filter, __NR_socket, 2, 1), SECCOMP_RET_ALLOW);
	assert_int_equal(call(&filter, __NR_socket, 40, 1), SECCOMP_ERROR(EAFNOSUPPORT));
	assert_int_equal(call(&filter, __NR_clone, 17, 0), SECCOMP_RET_ALLOW);
	assert_int_equal(call(&filter, __NR_clone, 0x10000000, 0), SECCOMP_ERROR(EPERM));
	assert_int_equal(call(&filter, __NR_clone, 0x10000000 | HIGH, 0), SECCOMP_ERROR(EPERM));
	assert_int_equal(
		call(&filter, __NR_clone, UINT64_C(0x10000000) << 32 | 17, 0), SECCOMP_RET_ALLOW);
	assert_int_equal(call(&filter, __NR_prctl, 0xff, 0), SECCOMP_RET_ALLOW);
	assert_int_equal(call(&filter, __NR_prctl, 0x1ff, 0), SECCOMP_ERROR(EPERM));
	assert_int_equal(call(&filter, __NR_setsockopt, 3, 6), SECCOMP_RET_ALLOW);
	assert_int_equal(call(&filter, __NR_setsockopt, 3, 7), SECCOMP_ERROR(EPERM));
}

static void user_namespaces_are_refused(void **state)
{
	struct filter filter;

	(void)state;
	filter.count = seccomp_no_user_namespace(filter.code, SECCOMP_PROGRAM_MAX);
	assert_int_equal(call(&filter, __NR_unshare, 0x10000000, 0), SECCOMP_ERROR(EPERM));
	assert_int_equal(call(&filter, __NR_unshare, 0x10000000 | HIGH, 0), SECCOMP_ERROR(EPERM));
	assert_int_equal(call(&filter, __NR_unshare, 0x400, 0), SECCOMP_RET_ALLOW);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(low_half_counts),
		cmocka_unit_test(user_namespaces_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
