/*
 * The life of a container's control groups: killed with all inside, made anew, removed; and of
 * the layout: mounted, opened, closed. Needs root and writable control groups.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel_cgroup.h"

#include <sched.h>
#include <sys/mount.h>

/* Ends by itself when the test does not end it. */
static int bomb(void)
{
	int64_t end_ms = sys_now_ms() + 20000;

	while (sys_now_ms() < end_ms)
		fork();
	return 0;
}

static void kill_bomb(const struct cgroup_layout *where, int32_t processes)
{
	const struct limits limits = { UNLIMITED, UNLIMITED, processes };
	unsigned failed;
	int64_t before, tasks = 0;
	int status;
	pid_t pid;

	assert_int_equal(cgroup_create(where, "web", &limits, &failed), 0);
	pid = start(where, bomb);
	for (int i = 0; i < 500 && tasks < processes; i++) {
		usleep(10000);
		tasks = used(where, USAGE_TASKS);
	}
	assert_in_range(tasks, processes - 1, processes);
	assert_int_equal(cgroup_remove(where, "web", 0), -EBUSY);
	before = sys_now_ms();
	assert_int_equal(cgroup_kill(where, "web"), 0);
	if (where->v2 < 0) /* what keeps the survivors of a pass from multiplying */
		assert_string_equal(shown(CGROUP_PIDS, "pids.max", "pids.max"), "0");
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, SIGKILL);
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
	assert_int_equal(cgroup_remove(where, "web", sys_now_ms() + 5000), 0);
	print_message("a bomb of %d was gone after %lld ms\n", (int)processes,
		(long long)(sys_now_ms() - before));
	expect_gone();
}

static void fork_bomb_dies_at_once(void **state)
{
	(void)state;
	need(__func__, missing(CGROUP_PIDS));
	kill_bomb(&layout, 60);
}

/* Without cgroup.kill: version 2 taken out of the layout. */
static void fork_bomb_dies_without_version_2(void **state)
{
	struct cgroup_layout v1;

	(void)state;
	need(__func__, missing(CGROUP_PIDS));
	need(__func__, is_v2(CGROUP_PIDS) ? "the pids controller is version 2's" : NULL);
	v1 = layout;
	v1.v2 = -1;
	kill_bomb(&v1, 60);
}

static int sleeper(void)
{
	pause();
	return 0;
}

static void stale_groups_are_made_anew(void **state)
{
	static const struct limits limits = { UNLIMITED, UNLIMITED, 3 };
	static const struct limits other = { UNLIMITED, UNLIMITED, UNLIMITED };
	unsigned failed = 99;

	(void)state;
	need(__func__, missing(CGROUP_PIDS));
	create(&limits);
	create(&other);
	assert_string_equal(shown(CGROUP_PIDS, "pids.max", "pids.max"), "max");
	start(&layout, sleeper);
	assert_int_equal(cgroup_create(&layout, "web", &limits, &failed), -EBUSY);
	assert_int_equal(failed, CGROUP_ITEM_GROUP);
	clean();
	expect_gone();
}

/* A service with a group of its own makes others inside and puts processes there. */
static void groups_inside_go_too(void **state)
{
	int directory;

	(void)state;
	need(__func__, NULL);
	create(NULL);
	directory = layout.v2 >= 0 ? layout.v2 : layout.v1[CGROUP_PIDS];
	assert_int_equal(mkdirat(directory, "web/a", 0755), 0);
	assert_int_equal(mkdirat(directory, "web/a/b", 0755), 0);
	assert_int_equal(mkdirat(directory, "web/a/b/c", 0755), 0);
	assert_int_equal(mkdirat(directory, "web/d", 0755), 0);
	{
		char number[16];
		pid_t pid = start(&layout, sleeper);

		snprintf(number, sizeof number, "%d", (int)pid);
		assert_int_equal(sys_write_file(directory, "web/a/b/c/cgroup.procs", number), 0);
		assert_int_equal(cgroup_remove(&layout, "web", sys_now_ms() + 50), -EBUSY);
	}
	clean();
	expect_gone();
}

static void absent_groups_are_no_error(void **state)
{
	(void)state;
	need(__func__, NULL);
	assert_int_equal(cgroup_kill(&layout, "absent"), 0);
	assert_int_equal(cgroup_remove(&layout, "absent", sys_now_ms() + 1000), 0);
	assert_int_equal(cgroup_group_fd(&layout, "absent"), -ENOENT);
}

static void closing_leaves_nothing(void **state)
{
	struct cgroup_layout second;
	char name[48];
	int up;

	(void)state;
	need(__func__, NULL);
	snprintf(name, sizeof name, "%s-2", parent);
	assert_int_equal(cgroup_open(&second, name), 0);
	assert_int_equal(cgroup_version(&second), cgroup_version(&layout));
	up = dup(second.v2 >= 0 ? second.v2 : second.v1[CGROUP_PIDS]);
	cgroup_close(&second, name);
	assert_int_equal(cgroup_version(&second), 0);
	assert_int_equal(second.left, -1);
	/* A removed group has no files any more. */
	assert_int_equal(faccessat(up, "cgroup.procs", F_OK, 0), -1);
	close(up);
}

static int mount_and_look(enum cgroup_choice choice, unsigned version)
{
	struct cgroup_layout made;
	char name[48];
	int error;

	snprintf(name, sizeof name, "%s-m%d", parent, (int)choice);
	if (unshare(CLONE_NEWNS) < 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0)
		return 1;
	while (umount2(CGROUP_MOUNT_POINT, MNT_DETACH) == 0)
		;
	error = cgroup_mount(choice);
	if (error < 0)
		return 2;
	if (cgroup_mount(choice) != 0) /* a second time: it is there */
		return 3;
	if (cgroup_open(&made, name) < 0)
		return 4;
	version = cgroup_version(&made) == version ? 0 : 10 + cgroup_version(&made);
	cgroup_close(&made, name);
	return (int)version;
}

/* In a mount namespace of a child, over a bare sysfs; the hierarchies are the machine's. */
static void boot_mounts_what_is_asked_for(void **state)
{
	static const enum cgroup_choice choices[] = { CGROUP_AUTO, CGROUP_ONLY_V1, CGROUP_ONLY_V2 };

	(void)state;
	need(__func__, NULL);
	for (unsigned i = 0; i < 3; i++) {
		unsigned version = choices[i] == CGROUP_AUTO ? (cgroup_version(&layout) & 1 ? 3 : 2)
							     : (unsigned)choices[i];
		int status;
		pid_t pid;

		/* What version 2 holds cannot be mounted as version 1 meanwhile. */
		if (choices[i] == CGROUP_ONLY_V1 && (cgroup_version(&layout) & 1) == 0)
			continue;
		fflush(NULL);
		pid = fork();
		if (pid == 0)
			_exit(mount_and_look(choices[i], version));
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_int_equal(status, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(fork_bomb_dies_at_once, forget_container),
		cmocka_unit_test_teardown(fork_bomb_dies_without_version_2, forget_container),
		cmocka_unit_test_teardown(stale_groups_are_made_anew, forget_container),
		cmocka_unit_test_teardown(groups_inside_go_too, forget_container),
		cmocka_unit_test_teardown(absent_groups_are_no_error, forget_container),
		cmocka_unit_test_teardown(closing_leaves_nothing, forget_container),
		cmocka_unit_test_teardown(boot_mounts_what_is_asked_for, forget_container),
	};

	return cmocka_run_group_tests(tests, open_layout, close_layout);
}
