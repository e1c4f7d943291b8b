/*
 * Limits of a process against the kernel's own names for them, and the words of securityfs. Each
 * limit is set in a child of its own and read back from /proc/self/limits by its name, so that a
 * number that means another limit on this architecture shows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "container/rlimits.h"
#include "kernel/label.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const struct {
	enum resource resource;
	const char *name;
	int64_t soft, hard;
} cases[] = {
	{ RESOURCE_CORE, "Max core file size", 17, 4097 },
	{ RESOURCE_CPU, "Max cpu time", 1001, 1002 },
	{ RESOURCE_FSIZE, "Max file size", 1001, 1002 },
	{ RESOURCE_MEMLOCK, "Max locked memory", 11, 12 },
	{ RESOURCE_MSGQUEUE, "Max msgqueue size", 13, 14 },
	{ RESOURCE_NICE, "Max nice priority", 0, 0 },
	{ RESOURCE_NOFILE, "Max open files", 101, 102 },
	{ RESOURCE_NPROC, "Max processes", 1003, 1004 },
	{ RESOURCE_RTPRIO, "Max realtime priority", 0, 0 },
	{ RESOURCE_RTTIME, "Max realtime timeout", 1005, 1006 },
	{ RESOURCE_SIGPENDING, "Max pending signals", 15, 16 },
	{ RESOURCE_STACK, "Max stack size", 1 << 20, (1 << 20) + 4096 },
	/* The sanitizer has taken more than a program should have. */
	{ RESOURCE_DATA, "Max data size", INT64_C(1) << 60, INT64_C(1) << 61 },
	{ RESOURCE_AS, "Max address space", INT64_C(1) << 60, INT64_C(1) << 61 },
};

static bool shows(const char *name, int64_t soft, int64_t hard)
{
	FILE *file = fopen("/proc/self/limits", "r");
	char line[128];
	bool found = false;

	while (file && fgets(line, sizeof line, file)) {
		long long got_soft = -1;
		long long got_hard = -1;

		if (strncmp(line, name, strlen(name)) == 0 &&
			sscanf(line + strlen(name), "%lld %lld", &got_soft, &got_hard) == 2)
			found = got_soft == soft && got_hard == hard;
	}
	if (file)
		fclose(file);
	return found;
}

/* In a child, since what is lowered cannot be raised again. */
static int status_of(
	const struct resource_limit *list, const char *name, int64_t soft, int64_t hard)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		uint16_t item = 0;

		_exit(rlimits_set(list, &item) != 0 ? 2 : shows(name, soft, hard) ? 0 : 1);
	}
	waitpid(pid, &status, 0);
	return status;
}

static void every_limit_is_the_kernels_of_that_name(void **unused)
{
	bool seen[RESOURCE_STACK + 1] = { false };

	(void)unused;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct resource_limit list[] = {
			{ cases[i].resource, cases[i].soft, cases[i].hard },
			{ .kind = RESOURCE_END },
		};
		int status = status_of(list, cases[i].name, cases[i].soft, cases[i].hard);

		if (status != 0)
			print_error("%s: %#x\n", cases[i].name, (unsigned)status);
		assert_int_equal(status, 0);
		seen[cases[i].resource] = true;
	}
	for (unsigned i = RESOURCE_END + 1; i < COUNT(seen); i++)
		assert_true(seen[i]);
}

static void no_two_resources_are_one(void **unused)
{
	(void)unused;
	assert_int_equal(rlimits_number(RESOURCE_END), -1);
	assert_int_equal(rlimits_number(RESOURCE_STACK + 1), -1);
	assert_int_equal(rlimits_number(RESOURCE_CPU), RLIMIT_CPU);
	for (unsigned i = RESOURCE_END + 1; i <= RESOURCE_STACK; i++)
		for (unsigned j = RESOURCE_END + 1; j < i; j++)
			assert_int_not_equal(
				rlimits_number((enum resource)i), rlimits_number((enum resource)j));
}

static void defaults_are_set_when_nothing_is_said(void **unused)
{
	(void)unused;
	assert_int_equal(status_of(NULL, "Max open files", 1024, 4096), 0);
}

/* As of a shell whose own hard limit is lower, without the right to raise it. */
static void defaults_that_are_too_high_are_left(void **unused)
{
	const struct rlimit low = { 200, 300 };
	int status = -1;
	pid_t pid = fork();

	(void)unused;
	if (pid == 0) {
		uint16_t item = 0;

		if (setrlimit(RLIMIT_NOFILE, &low) != 0 || (geteuid() == 0 && setuid(65534) != 0))
			_exit(3);
		_exit(rlimits_set(NULL, &item) != 0         ? 2
			: shows("Max open files", 200, 300) ? 0
							    : 1);
	}
	waitpid(pid, &status, 0);
	assert_int_equal(status, 0);
}

static void modules_are_found_as_whole_words(void **unused)
{
	(void)unused;
	assert_true(label_module_listed("apparmor", "apparmor"));
	assert_true(label_module_listed("capability,landlock,apparmor,bpf\n", "apparmor"));
	assert_true(label_module_listed("capability,selinux\n", "selinux"));
	assert_false(label_module_listed("", "selinux"));
	assert_false(label_module_listed("capability,selinux2\n", "selinux"));
	assert_false(label_module_listed("capability,notselinux\n", "selinux"));
	assert_false(label_module_listed("capability,", "selinux"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_limit_is_the_kernels_of_that_name),
		cmocka_unit_test(no_two_resources_are_one),
		cmocka_unit_test(defaults_are_set_when_nothing_is_said),
		cmocka_unit_test(defaults_that_are_too_high_are_left),
		cmocka_unit_test(modules_are_found_as_whole_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
