/*
 * What the control group tests share: a layout below a group of the test's own, a container's
 * process started as the launcher does it, and the cleaning up. Every helper asserts.
 */
#ifndef NSINIT_TESTS_KERNEL_CGROUP_H
#define NSINIT_TESTS_KERNEL_CGROUP_H

#include "base/system.h"
#include "kernel/cgroup_parts.h"
#include "nsctl/usage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static struct cgroup_layout layout;
static char parent[32];
static const char *reason;              /* not to run: why */
static const struct limits *limits_now; /* of create() */

static inline int open_layout(void **state)
{
	(void)state;
	/* Orphans of the tests' containers are reaped here. */
	prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
	snprintf(parent, sizeof parent, "nsinit-test-%d", (int)getpid());
	if (geteuid() != 0)
		reason = "not root";
	else if (cgroup_open(&layout, parent) < 0)
		reason = "control groups are not writable here";
	else if (cgroup_version(&layout) == 0)
		reason = "no control groups are mounted";
	return 0;
}

/* One number of what "web" uses, as nsctl reads it. */
static inline int64_t used(const struct cgroup_layout *where, enum usage_number number)
{
	int groups[GROUP_COUNT];
	struct usage usage;

	assert_true(cgroup_directories(where, groups));
	usage_read(groups, "web", &usage);
	return usage.numbers[number];
}

static inline void need(const char *test, const char *missing)
{
	if (reason != NULL || missing != NULL) {
		print_message("%s: skipped: %s\n", test, reason != NULL ? reason : missing);
		skip();
	}
}

/* A caller that had to move into a leaf is back where it was, and the leaf is gone. */
static inline int close_layout(void **state)
{
	char leaf[sizeof parent + 8];
	int left, is_there;

	(void)state;
	if (reason != NULL)
		return 0;
	left = layout.left < 0 ? -1 : dup(layout.left);
	cgroup_close(&layout, parent);
	if (left < 0)
		return 0;
	snprintf(leaf, sizeof leaf, "%s-self", parent);
	is_there = faccessat(left, leaf, F_OK, 0) == 0;
	close(left);
	return is_there ? -1 : 0;
}

/* After a test that failed half way. */
static inline int forget_container(void **state)
{
	(void)state;
	if (reason != NULL)
		return 0;
	cgroup_kill(&layout, "web");
	while (waitpid(-1, NULL, 0) > 0)
		;
	return cgroup_remove(&layout, "web", sys_now_ms() + 5000);
}

static inline bool is_v2(enum cgroup_controller controller)
{
	return (layout.v2_controllers >> controller & 1) != 0;
}

static inline const char *missing(enum cgroup_controller controller)
{
	static char text[64];

	snprintf(text, sizeof text, "no %s controller here", cgroup_controller_name(controller, 1));
	return is_v2(controller) || layout.v1[controller] >= 0 ? NULL : text;
}

/* A file of a group as the kernel shows it, without its line end. */
static inline const char *shown(enum cgroup_controller controller, const char *v2, const char *v1)
{
	static char text[64];
	char path[128];
	int directory = is_v2(controller) ? layout.v2 : layout.v1[controller];
	ssize_t length;

	snprintf(path, sizeof path, "web/%s", is_v2(controller) ? v2 : v1);
	length = sys_read_file(directory, path, text, sizeof text);
	if (length <= 0)
		return "";
	text[length - 1] = '\0';
	return text;
}

/* Starts `run` as the launcher does: cloned into the version 2 group, put into the others. */
static inline pid_t start(const struct cgroup_layout *where, int (*run)(void))
{
	int group = cgroup_group_fd(where, "web");
	struct clone_args arguments = { .exit_signal = SIGCHLD };
	int gate[2];
	char byte = 0;
	pid_t pid;

	if (group >= 0) {
		arguments.flags = CLONE_INTO_CGROUP;
		arguments.cgroup = (unsigned)group;
	}
	assert_int_equal(pipe(gate), 0);
	fflush(NULL);
	pid = (pid_t)syscall(SYS_clone3, &arguments, sizeof arguments);
	assert_true(pid >= 0);
	if (pid == 0) {
		setpgid(0, 0);
		alarm(30);
		if (read(gate[0], &byte, 1) != 1)
			_exit(99);
		_exit(run());
	}
	assert_int_equal(cgroup_enter(where, "web", limits_now, pid), 0);
	assert_int_equal(write(gate[1], "x", 1), 1);
	close(gate[0]);
	close(gate[1]);
	if (group >= 0)
		close(group);
	return pid;
}

static inline void create(const struct limits *limits)
{
	unsigned failed = 99;
	int error = cgroup_create(&layout, "web", limits, &failed);
	char bytes[128] = "";
	struct text item = TEXT(bytes);

	limits_now = limits;
	cgroup_item(&item, limits, failed);
	if (error != 0)
		print_error("%s: %s\n", bytes, strerror(-error));
	assert_int_equal(error, 0);
}

static inline void clean(void)
{
	assert_int_equal(cgroup_kill(&layout, "web"), 0);
	while (waitpid(-1, NULL, 0) > 0)
		;
	assert_int_equal(cgroup_remove(&layout, "web", sys_now_ms() + 5000), 0);
}

static inline int directory_is_gone(int directory)
{
	return directory < 0 || faccessat(directory, "web", F_OK, 0) < 0;
}

static inline void expect_gone(void)
{
	assert_true(directory_is_gone(layout.v2));
	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++)
		assert_true(directory_is_gone(layout.v1[i]));
}

#endif
