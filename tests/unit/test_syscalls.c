/*
 * The names of system calls, against the enum that they belong to.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/syscalls.h"

static void every_call_has_its_name(void **state)
{
	(void)state;
#define IS_NAMED(name)             assert_string_equal(syscall_name(NSINIT_SYSCALL_##name), #name);
#define NEW_IS_NAMED(number, name) IS_NAMED(name)
	NSINIT_SYSCALLS(IS_NAMED, NEW_IS_NAMED)
}

static void what_is_no_call_has_no_name(void **state)
{
	(void)state;
	assert_null(syscall_name(NSINIT_SYSCALL_NONE));
	assert_null(syscall_name(NSINIT_SYSCALL_COUNT));
	assert_null(syscall_name(UINT32_MAX));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_call_has_its_name),
		cmocka_unit_test(what_is_no_call_has_no_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
