/*
 * Signals as people write them, and which of them a container's init passes on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/signals.h"
#include "nsctl/signals.h"

static void names_and_numbers_are_signals(void **unused)
{
	(void)unused;
	assert_int_equal(signal_parse("HUP"), SIGHUP);
	assert_int_equal(signal_parse("SIGUSR1"), SIGUSR1);
	assert_int_equal(signal_parse("sigwinch"), SIGWINCH);
	assert_int_equal(signal_parse("10"), 10);
	assert_int_equal(signal_parse("64"), 64);
}

static void nothing_else_is_one(void **unused)
{
	static const char *const words[] = { "", "0", "65", "1x", "-1", "SIG", "SIGSIGHUP", "HUPS",
		"18446744073709551617" };

	(void)unused;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		assert_int_equal(signal_parse(words[i]), 0);
}

static void faults_stay(void **unused)
{
	(void)unused;
	assert_true(signal_stays(SIGSEGV) && signal_stays(SIGCHLD) && signal_stays(SIGSTOP));
	assert_false(signal_stays(SIGHUP) || signal_stays(SIGKILL) || signal_stays(SIGABRT));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_and_numbers_are_signals),
		cmocka_unit_test(nothing_else_is_one),
		cmocka_unit_test(faults_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
