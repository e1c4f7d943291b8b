/*
 * The steps of a start and of a stop in words: every step, every kind of item, and reports that a
 * broken writer could send. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "container/scheduling.h"
#include "container/steps.h"

#include "base/namespaces.h"
#include "kernel/cgroup.h"
#include "kernel/mount.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define NO_SPACE     ": No space left on device"

static const struct container web = {
	.name = "web",
	.argv = ARGV("/bin/httpd", "-f"),
	.directory = "/srv/www",
	.label = { LABEL_APPARMOR, "web-profile" },
	.root = { ROOT_DIRECTORY, .source = "/containers/web", .overlay = OVERLAY_DIRECTORY,
		.upper = "/data/web" },
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/data", .target = "/srv" },
		{ MOUNT_TMPFS, .target = "/tmp", .size_bytes = MiB(1) }),
	.masked = PATHS("/proc/uptime", "/srv/keys"),
	.read_only = PATHS("/tmp/fixed"),
	.limits = LIMITS(.memory_bytes = MiB(4), .processes = 4,
		.hugetlb = HUGETLB({ MiB(2), MiB(2) }), .raw = RAW({ "cpu.idle", "1" })),
};

/* Nothing but what every container has. */
static const struct container bare = {
	.name = "bare",
	.argv = ARGV("/bin/true"),
	.root = { ROOT_HOST },
};

/* Describes into memory of exactly its size, so that the sanitizer sees its edges. */
static void assert_describes(const struct container *container, unsigned step, unsigned item,
	int error, const char *expected)
{
	struct step_report report = { (uint16_t)step, (uint16_t)item, error };
	struct text text = { .bytes = malloc(256), .size = 256 };

	assert_non_null(text.bytes);
	step_describe(&text, container, &report);
	assert_string_equal(text.bytes, expected);
	free(text.bytes);
}

/* "" when there is none. */
static void assert_item(
	const struct container *container, unsigned step, unsigned item, const char *expected)
{
	struct step_report report = { (uint16_t)step, (uint16_t)item, -EIO };
	char bytes[256] = "";
	struct text text = TEXT(bytes);

	step_item(&text, container, &report);
	assert_string_equal(bytes, expected);
}

static void every_step_has_a_word_of_its_own(void **unused)
{
	(void)unused;
	for (unsigned step = STEP_NONE; step < STEP_COUNT; step++) {
		const char *word = step_word((enum step)step);

		assert_non_null(word);
		assert_true(word[0] != '\0');
		/* Of reply_container.step_name. */
		assert_true(strlen(word) < 24);
		for (unsigned other = STEP_NONE; other < step; other++)
			assert_string_not_equal(word, step_word((enum step)other));
	}
}

/* The number goes through a pipe between forks of one program, the word to people and scripts. */
static void steps_stand_in_the_order_of_the_run(void **unused)
{
	static const char *const order[] = { "none", "cgroup", "clone", "release", "root", "mount",
		"pivot_root", "masks", "groups", "user", "seccomp", "exec", "remove link",
		"launcher", "child" };
	unsigned step = STEP_NONE;

	(void)unused;
	for (size_t i = 0; i < COUNT(order); i++) {
		while (step < STEP_COUNT && strcmp(step_word((enum step)step), order[i]) != 0)
			step++;
		if (step == STEP_COUNT)
			print_error("%s is missing or too early\n", order[i]);
		assert_true(step < STEP_COUNT);
	}
}

static void every_step_is_described(void **unused)
{
	static const struct {
		enum step step;
		unsigned item;
		const char *words, *name;
	} cases[] = {
		{ STEP_DESCRIPTORS, 0, "descriptors", "" },
		{ STEP_USER_NAMESPACE, 0, "user namespace", "" },
		{ STEP_ID_MAP, 0, "id map uids", "uids" },
		{ STEP_ID_MAP, 1, "id map gids", "gids" },
		{ STEP_ID_MAP, 2, "id map", "" },
		{ STEP_TIME_NAMESPACE, 0, "time namespace", "" },
		{ STEP_JOIN, JOIN_NETWORK, "join network", "network" },
		{ STEP_JOIN, JOIN_MOUNT, "join mount", "mount" },
		{ STEP_JOIN, JOIN_COUNT, "join", "" },
		{ STEP_NOTIFY, 0, "notification", "" },
		{ STEP_OWNERS, 1, "mount owners[1] /tmp", "/tmp" },
		{ STEP_JOIN_MOUNTS, 0, "join mounts", "" },
		{ STEP_ENTER_USER, 0, "enter user namespace", "" },
		{ STEP_CLONE, 0, "clone", "" },
		{ STEP_DEVICES, 0, "devices", "" },
		{ STEP_CGROUP_ENTER, 0, "cgroup.procs", "" },
		{ STEP_SCHEDULING, SCHEDULING_OOM_SCORE, "scheduling oom_score", "oom_score" },
		{ STEP_SCHEDULING, SCHEDULING_POLICY, "scheduling scheduler", "scheduler" },
		{ STEP_SCHEDULING, SCHEDULING_NICE, "scheduling nice", "nice" },
		{ STEP_SCHEDULING, SCHEDULING_IO_PRIORITY, "scheduling io_priority",
			"io_priority" },
		{ STEP_SCHEDULING, SCHEDULING_IO_PRIORITY + 1, "scheduling", "" },
		{ STEP_CPUS, 63, "cpu[63]", "" },
		{ STEP_LINK, 1, "link[1]", "" },
		{ STEP_RELEASE, 0, "release", "" },
		{ STEP_NAMESPACE, 0, "namespace", "" },
		{ STEP_KEYRING, 0, "keyring", "" },
		{ STEP_TERMINAL, 0, "terminal", "" },
		{ STEP_TTY, 0, "tty console", "console" },
		{ STEP_NETWORK, 3, "network[3]", "" },
		{ STEP_WATCH, 0, "watch memory", "memory" },
		{ STEP_NETWORK, NETWORK_ITEM(1, NETWORK_ADDRESS6), "network[1] address6",
			"address6" },
		{ STEP_NETWORK, NETWORK_ITEM(0, NETWORK_GATEWAY), "network[0] gateway", "gateway" },
		{ STEP_NETWORK, NETWORK_ITEM(2, NETWORK_ROUTES), "network[2] routes[0]",
			"routes[0]" },
		{ STEP_NETWORK, NETWORK_ITEM(3, NETWORK_ROUTES6 + ROUTES_MAX - 1),
			"network[3] routes6[7]", "routes6[7]" },
		{ STEP_PROPAGATION, 0, "propagation", "" },
		{ STEP_ROOT, 0, "root /containers/web", "/containers/web" },
		{ STEP_OVERLAY, 0, "overlay /data/web", "/data/web" },
		{ STEP_SYSTEM, SYSTEM_PROC, "system /proc", "/proc" },
		{ STEP_SYSTEM, SYSTEM_SYS, "system /sys", "/sys" },
		{ STEP_SYSTEM, SYSTEM_DEV, "system /dev", "/dev" },
		{ STEP_SYSTEM, SYSTEM_PTS, "system /dev/pts", "/dev/pts" },
		{ STEP_SYSTEM, SYSTEM_SHM, "system /dev/shm", "/dev/shm" },
		{ STEP_SYSTEM, SYSTEM_LOG, "system /dev/log", "/dev/log" },
		{ STEP_TERMINAL, 0, "terminal", "" },
		{ STEP_MOUNT, 0, "mount[0] /srv", "/srv" },
		{ STEP_MOUNT, 1, "mount[1] /tmp", "/tmp" },
		{ STEP_PATHS, 0, "paths /proc/uptime", "/proc/uptime" },
		{ STEP_PATHS, 1, "paths /srv/keys", "/srv/keys" },
		{ STEP_PATHS, 2, "paths /tmp/fixed", "/tmp/fixed" },
		{ STEP_PATHS, 3, "paths", "" },
		{ STEP_PIVOT, 0, "pivot_root", "" },
		{ STEP_HOSTNAME, 0, "hostname", "" },
		{ STEP_DIRECTORY, 0, "directory /srv/www", "/srv/www" },
		{ STEP_LABEL, 0, "label web-profile", "web-profile" },
		{ STEP_RLIMITS, RESOURCE_NOFILE, "rlimits NOFILE", "NOFILE" },
		{ STEP_RLIMITS, RESOURCE_STACK, "rlimits STACK", "STACK" },
		{ STEP_RLIMITS, RESOURCE_STACK + 1, "rlimits", "" },
		{ STEP_BOUNDING, NSINIT_CAP_CHOWN, "bounding set CHOWN", "CHOWN" },
		{ STEP_BOUNDING, NSINIT_CAP_CHECKPOINT_RESTORE, "bounding set CHECKPOINT_RESTORE",
			"CHECKPOINT_RESTORE" },
		{ STEP_SECUREBITS, 0, "securebits", "" },
		{ STEP_GROUPS, 0, "groups", "" },
		{ STEP_USER, 0, "user", "" },
		{ STEP_CAPABILITIES, 0, "capabilities", "" },
		{ STEP_AMBIENT, NSINIT_CAP_NET_BIND_SERVICE, "ambient set NET_BIND_SERVICE",
			"NET_BIND_SERVICE" },
		{ STEP_PARENT, 0, "parent", "" },
		{ STEP_NO_NEW_PRIVS, 0, "no_new_privs", "" },
		{ STEP_INIT, 0, "init", "" },
		{ STEP_SESSION, 0, "session", "" },
		{ STEP_SOCKETS, 1, "sockets[1]", "" },
		{ STEP_READY_FD, 0, "ready descriptor", "" },
		{ STEP_SECCOMP, 0, "seccomp", "" },
		{ STEP_LAST_CAPABILITY, 0, "last capability", "" },
		{ STEP_EXEC, 0, "exec /bin/httpd", "/bin/httpd" },
		{ STEP_UNLINK, 2, "remove link[2]", "" },
		{ STEP_CGROUP_REMOVE, 0, "remove cgroup", "" },
		{ STEP_FORK, 0, "fork", "" },
		{ STEP_TIME, 0, "time limit", "" },
	};
	/* Those with tests of their own. */
	bool seen[STEP_COUNT] = { [STEP_NONE] = true,
		[STEP_CGROUP] = true,
		[STEP_MASKS] = true,
		[STEP_LAUNCHER] = true,
		[STEP_CHILD] = true,
		[STEP_LANDLOCK] = true,
		[STEP_LEARNER] = true };

	(void)unused;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char expected[128];

		snprintf(expected, sizeof expected, "%s" NO_SPACE, cases[i].words);
		assert_describes(&web, cases[i].step, cases[i].item, -ENOSPC, expected);
		assert_item(&web, cases[i].step, cases[i].item, cases[i].name);
		seen[cases[i].step] = true;
	}
	for (unsigned step = 0; step < STEP_COUNT; step++) {
		if (!seen[step])
			print_error("%s is not described here\n", step_word((enum step)step));
		assert_true(seen[step]);
	}
}

/* What the kernel layer names: its files and masks, each of them. */
static void files_and_masks_have_their_names(void **unused)
{
	unsigned masks = 0, files = 0;

	(void)unused;
	assert_describes(&web, STEP_CGROUP, CGROUP_ITEM_GROUP, -ENOSPC, "cgroup group" NO_SPACE);
	assert_item(&web, STEP_CGROUP, CGROUP_ITEM_DELEGATE, "delegate");
	for (unsigned item = 0; item <= UINT16_MAX; item++) {
		char bytes[64] = "", expected[128];
		struct text name = TEXT(bytes);

		cgroup_item(&name, web.limits, item);
		files += bytes[0] != '\0';
		assert_item(&web, STEP_CGROUP, item, bytes);
		snprintf(expected, sizeof expected, "cgroup%s%s" NO_SPACE, bytes[0] ? " " : "",
			bytes);
		assert_describes(&web, STEP_CGROUP, item, -ENOSPC, expected);
	}
	assert_true(files > 20);
	for (; mount_mask_name(masks)[0]; masks++) {
		char expected[128];

		snprintf(expected, sizeof expected, "masks %s" NO_SPACE, mount_mask_name(masks));
		assert_describes(&web, STEP_MASKS, masks, -ENOSPC, expected);
		assert_item(&web, STEP_MASKS, masks, mount_mask_name(masks));
	}
	assert_true(masks > 5);
}

static void a_death_is_told_by_its_signal(void **unused)
{
	(void)unused;
	assert_describes(&web, STEP_LAUNCHER, 9, -ECHILD, "launcher killed by signal 9");
	assert_describes(&web, STEP_CHILD, 11, -ECHILD, "child killed by signal 11");
	assert_describes(&web, STEP_LEARNER, 9, -ECHILD, "learner killed by signal 9");
	assert_describes(&web, STEP_CHILD, 0, -ECHILD, "child: No child processes");
	assert_item(&web, STEP_LAUNCHER, 9, "");
}

static void a_bare_container_has_defaults(void **unused)
{
	(void)unused;
	assert_describes(&bare, STEP_ROOT, 0, -ENOSPC, "root /" NO_SPACE);
	assert_describes(&bare, STEP_DIRECTORY, 0, -ENOSPC, "directory /" NO_SPACE);
	assert_describes(&bare, STEP_EXEC, 0, -ENOENT, "exec /bin/true: No such file or directory");
	assert_describes(&bare, STEP_MOUNT, 0, -ENOSPC, "mount[0]" NO_SPACE);
	assert_item(&bare, STEP_MOUNT, 0, "");
}

/* An item that does not exist is named by its number, or not at all; nothing is read past a list.
 */
static void items_out_of_range_have_no_name(void **unused)
{
	static const unsigned numbers[] = { 2, 3, 1000, UINT16_MAX };

	(void)unused;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		char expected[128];

		snprintf(expected, sizeof expected, "mount[%u]" NO_SPACE, numbers[i]);
		assert_describes(&web, STEP_MOUNT, numbers[i], -ENOSPC, expected);
	}
	for (unsigned i = NETWORK_ROUTES6 + ROUTES_MAX; i < UINT16_MAX / NETWORKS_MAX; i += 1000) {
		assert_describes(
			&web, STEP_NETWORK, NETWORK_ITEM(1, i), -ENOSPC, "network[1]" NO_SPACE);
	}
	assert_describes(&web, STEP_SYSTEM, SYSTEM_LOG + 1, -ENOSPC, "system" NO_SPACE);
	assert_describes(&web, STEP_SYSTEM, UINT16_MAX, -ENOSPC, "system" NO_SPACE);
	assert_describes(&web, STEP_BOUNDING, NSINIT_CAP_COUNT, -ENOSPC, "bounding set" NO_SPACE);
	assert_describes(&web, STEP_AMBIENT, UINT16_MAX, -ENOSPC, "ambient set" NO_SPACE);
	assert_describes(&web, STEP_EXEC, UINT16_MAX, -ENOSPC, "exec /bin/httpd" NO_SPACE);
}

static void files_and_masks_out_of_range_have_no_name(void **unused)
{
	(void)unused;
	assert_describes(&bare, STEP_CGROUP, CGROUP_ITEM_ROWS, -ENOSPC, "cgroup" NO_SPACE);
	assert_describes(&web, STEP_CGROUP, UINT16_MAX, -ENOSPC, "cgroup" NO_SPACE);
	assert_describes(&web, STEP_MASKS, UINT16_MAX, -ENOSPC, "masks" NO_SPACE);
}

static void steps_out_of_range_are_unknown(void **unused)
{
	static const unsigned steps[] = { STEP_COUNT, STEP_COUNT + 1, UINT16_MAX };

	(void)unused;
	for (size_t i = 0; i < COUNT(steps); i++) {
		assert_string_equal(step_word((enum step)steps[i]), "unknown step");
		assert_describes(&web, steps[i], 7, -ENOSPC, "unknown step" NO_SPACE);
		assert_item(&web, steps[i], 7, "");
	}
	assert_describes(&web, STEP_NONE, 7, -ENOSPC, "none" NO_SPACE);
}

/* The status pipe carries -errno; a positive one has the same words. */
static void errors_have_either_sign(void **unused)
{
	(void)unused;
	assert_describes(&web, STEP_CLONE, 0, ENOSPC, "clone" NO_SPACE);
}

static void a_report_is_written_whole(void **unused)
{
	(void)unused;
	assert_int_equal(sizeof(struct step_report), 8);
	assert_true(sizeof(struct step_report) <= _POSIX_PIPE_BUF);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_step_has_a_word_of_its_own),
		cmocka_unit_test(steps_stand_in_the_order_of_the_run),
		cmocka_unit_test(every_step_is_described),
		cmocka_unit_test(files_and_masks_have_their_names),
		cmocka_unit_test(a_death_is_told_by_its_signal),
		cmocka_unit_test(a_bare_container_has_defaults),
		cmocka_unit_test(items_out_of_range_have_no_name),
		cmocka_unit_test(files_and_masks_out_of_range_have_no_name),
		cmocka_unit_test(steps_out_of_range_are_unknown),
		cmocka_unit_test(errors_have_either_sign),
		cmocka_unit_test(a_report_is_written_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
