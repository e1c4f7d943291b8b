/*
 * Limits and usage against the kernel, whatever control groups this machine mounts, below a group
 * of the test's own that is removed again. Needs root and writable control groups.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel_cgroup.h"

#include <sys/mman.h>

static void limits_stand_before_anyone_is_in(void **state)
{
	static const struct limits limits = {
		.memory_bytes = MiB(16), .cpu_percent = 150, .processes = 7
	};

	(void)state;
	need(__func__, missing(CGROUP_MEMORY));
	need(__func__, missing(CGROUP_CPU));
	need(__func__, missing(CGROUP_PIDS));
	create(&limits);
	assert_string_equal(
		shown(CGROUP_MEMORY, "memory.max", "memory.limit_in_bytes"), "16777216");
	assert_string_equal(shown(CGROUP_CPU, "cpu.max", "cpu.cfs_quota_us"),
		is_v2(CGROUP_CPU) ? "150000 100000" : "150000");
	assert_string_equal(shown(CGROUP_PIDS, "pids.max", "pids.max"), "7");
	if (is_v2(CGROUP_MEMORY)) {
		assert_string_equal(shown(CGROUP_MEMORY, "memory.oom.group", ""), "1");
	} else {
		const char *swap = shown(CGROUP_MEMORY, "", "memory.memsw.limit_in_bytes");

		assert_true(swap[0] == '\0' || strcmp(swap, "16777216") == 0);
	}
	clean();
	expect_gone();
}

static int use_memory(size_t bytes)
{
	char *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	for (size_t i = 0; i < bytes; i += 4096)
		((volatile char *)at)[i] = 1;
	return 0;
}

static int hog(void)
{
	return use_memory(64 << 20);
}

static int modest(void)
{
	return use_memory(4 << 20);
}

static void memory_over_the_limit_is_killed(void **state)
{
	static const struct limits limits = {
		.memory_bytes = MiB(16), .cpu_percent = UNLIMITED, .processes = UNLIMITED
	};
	int status;
	pid_t pid;

	(void)state;
	need(__func__, missing(CGROUP_MEMORY));
	create(&limits);
	pid = start(&layout, modest);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	pid = start(&layout, hog);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGKILL);
	clean();
}

/* How many forks work under a limit of five processes. */
static int count_forks(void)
{
	int count = 0;

	while (count < 20) {
		pid_t pid = fork();

		if (pid < 0)
			break;
		if (pid == 0) {
			pause();
			_exit(0);
		}
		count++;
	}
	return errno == EAGAIN ? count : 99;
}

static void processes_are_counted(void **state)
{
	static const struct limits limits = { UNLIMITED, UNLIMITED, 5 };
	int status;
	pid_t pid;

	(void)state;
	need(__func__, missing(CGROUP_PIDS));
	create(&limits);
	pid = start(&layout, count_forks);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 4 << 8);
	assert_int_equal(used(&layout, USAGE_TASKS), 4);
	if (missing(CGROUP_MEMORY) == NULL)
		assert_in_range(used(&layout, USAGE_MEMORY), 4096, 64 << 20);
	else
		assert_int_equal(used(&layout, USAGE_MEMORY), -1);
	clean();
	expect_gone();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(limits_stand_before_anyone_is_in, forget_container),
		cmocka_unit_test_teardown(memory_over_the_limit_is_killed, forget_container),
		cmocka_unit_test_teardown(processes_are_counted, forget_container),
	};

	return cmocka_run_group_tests(tests, open_layout, close_layout);
}
