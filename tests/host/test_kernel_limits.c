/*
 * Every limit and the list of devices against the kernel, whatever control groups this machine
 * mounts. Needs root and writable control groups; what this kernel lacks is skipped with a reason.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel/devices.h"
#include "kernel_cgroup.h"

#include <sched.h>
#include <sys/sysmacros.h>

#define FREE .memory_bytes = UNLIMITED, .processes = UNLIMITED

/* What the group's file shows when a limit is in force; NULL: this version must refuse it. */
static void expect(const struct limits *limits, enum cgroup_controller controller,
	const char *v1_file, const char *v1_shown, const char *v2_file, const char *v2_shown)
{
	bool v2 = is_v2(controller);
	const char *shows = v2 ? v2_shown : v1_shown;
	char bytes[64] = "";
	struct text item = TEXT(bytes);
	unsigned failed;

	if (shows != NULL) {
		create(limits);
		assert_string_equal(shown(controller, v2_file, v1_file), shows);
	} else {
		assert_int_equal(cgroup_create(&layout, "web", limits, &failed), -EOPNOTSUPP);
		cgroup_item(&item, limits, failed);
		assert_string_equal(bytes, v2 ? v1_file : v2_file);
	}
	clean();
	expect_gone();
}

static void memory_is_limited_in_every_way(void **state)
{
	static const struct limits high = { FREE, .memory_high_bytes = MiB(8) };
	static const struct limits low = { FREE, .memory_low_bytes = MiB(4) };
	static const struct limits least = { FREE, .memory_min_bytes = MiB(4) };
	static const struct limits swap = {
		.memory_bytes = MiB(8), .swap_bytes = MiB(4), .processes = UNLIMITED
	};
	static const struct limits swappiness = { FREE, .swappiness = 10 };
	static const struct limits group = { FREE, .oom = OOM_CONTAINER };

	(void)state;
	need(__func__, missing(CGROUP_MEMORY));
	expect(&high, CGROUP_MEMORY, "", NULL, "memory.high", "8388608");
	expect(&low, CGROUP_MEMORY, "memory.soft_limit_in_bytes", "4194304", "memory.low",
		"4194304");
	expect(&least, CGROUP_MEMORY, "", NULL, "memory.min", "4194304");
	expect(&swap, CGROUP_MEMORY, "memory.memsw.limit_in_bytes", "12582912", "memory.swap.max",
		"4194304");
	expect(&swappiness, CGROUP_MEMORY, "memory.swappiness", "10", "", NULL);
	expect(&group, CGROUP_MEMORY, "", NULL, "memory.oom.group", "1");
}

static void processors_are_shared_by_weight_period_and_burst(void **state)
{
	static const struct limits weight = { FREE, .cpu_weight = 50 };
	static const struct limits period = { FREE, .cpu_percent = 10, .cpu_period_us = 20000 };
	static const struct limits burst = { FREE, .cpu_percent = 50, .cpu_burst_us = 20000 };

	(void)state;
	need(__func__, missing(CGROUP_CPU));
	expect(&weight, CGROUP_CPU, "cpu.shares", "512", "cpu.weight", "50");
	expect(&period, CGROUP_CPU, "cpu.cfs_period_us", "20000", "cpu.max", "2000 20000");
	expect(&period, CGROUP_CPU, "cpu.cfs_quota_us", "2000", "cpu.max", "2000 20000");
	expect(&burst, CGROUP_CPU, "cpu.cfs_burst_us", "20000", "cpu.max.burst", "20000");
}

static int on_first_processor(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof set, &set) < 0)
		return 1;
	return CPU_COUNT(&set) == 1 && CPU_ISSET(0, &set) ? 0 : 2;
}

/* In version 1 a new group has neither processors nor memory: what is not said is the parent's. */
static void processors_are_named(void **state)
{
	static const struct limits cpus = { FREE, .cpus = "0" };
	static const struct limits nodes = { FREE, .memory_nodes = "0" };
	int status;
	pid_t pid;

	(void)state;
	need(__func__, missing(CGROUP_CPUSET));
	expect(&nodes, CGROUP_CPUSET, "cpuset.mems", "0", "cpuset.mems", "0");
	create(&cpus);
	pid = start(&layout, on_first_processor);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	clean();
	expect_gone();
}

/* A hierarchy that is mounted and not used costs nothing: no group is made there. */
static void unused_hierarchies_are_left_alone(void **state)
{
	static const struct limits limits = { FREE, .cpu_weight = 50 };

	(void)state;
	need(__func__, layout.v1[CGROUP_CPUSET] < 0 ? "no cpuset of version 1 here" : NULL);
	create(&limits);
	assert_true(directory_is_gone(layout.v1[CGROUP_CPUSET]));
	assert_true(layout.v1[CGROUP_IO] < 0 || directory_is_gone(layout.v1[CGROUP_IO]));
	clean();
}

/* The first whole block device of the machine; false when there is none. */
static bool find_disk(uint32_t *major, uint32_t *minor)
{
	static const char *const names[] = { "vda", "sda", "nvme0n1", "mmcblk0", "loop0", "zram0" };

	for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
		char path[64], text[32];
		unsigned a, b;

		snprintf(path, sizeof path, "/sys/block/%s/dev", names[i]);
		if (sys_read_file(AT_FDCWD, path, text, sizeof text) > 0 &&
			sscanf(text, "%u:%u", &a, &b) == 2) {
			*major = a;
			*minor = b;
			return true;
		}
	}
	return false;
}

static void block_devices_are_limited(void **state)
{
	static const struct limits weight = { FREE, .io_weight = 1000 };
	struct io_limit list[2] = { { .read_bytes = MiB(2), .write_operations = 120 } };
	const struct limits limits = { FREE, .io = list };
	const struct io_limit absent[2] = { { 4000, 7, .read_bytes = 1 } };
	const struct limits nowhere = { FREE, .io = absent };
	char v1[64], v2[96];
	unsigned failed;

	(void)state;
	need(__func__, missing(CGROUP_IO));
	need(__func__, find_disk(&list[0].major, &list[0].minor) ? NULL : "no block device here");
	snprintf(v1, sizeof v1, "%u:%u 2097152", list[0].major, list[0].minor);
	snprintf(v2, sizeof v2, "%u:%u rbps=2097152 wbps=max riops=max wiops=120", list[0].major,
		list[0].minor);
	expect(&limits, CGROUP_IO, "blkio.throttle.read_bps_device", v1, "io.max", v2);
	snprintf(v1, sizeof v1, "%u:%u 120", list[0].major, list[0].minor);
	expect(&limits, CGROUP_IO, "blkio.throttle.write_iops_device", v1, "io.max", v2);
	assert_int_equal(cgroup_create(&layout, "web", &nowhere, &failed), -ENODEV);
	clean();
	create(&weight);
	if (!is_v2(CGROUP_IO))
		assert_string_equal(shown(CGROUP_IO, "", "blkio.bfq.weight"), "181");
	clean();
}

static void raw_values_are_written(void **state)
{
	static const struct raw_limit idle[2] = { { "cpu.idle", "1" } };
	static const struct raw_limit other[3] = { { "cpu.nothing", "1", .optional = true },
		{ "pids.nothing", "1" } };
	static const struct limits limits = { FREE, .raw = idle };
	static const struct limits unknown = { FREE, .raw = other };
	char bytes[64] = "";
	struct text item = TEXT(bytes);
	unsigned failed;

	(void)state;
	need(__func__, missing(CGROUP_CPU));
	need(__func__, missing(CGROUP_PIDS));
	expect(&limits, CGROUP_CPU, "cpu.idle", "1", "cpu.idle", "1");
	assert_int_equal(cgroup_create(&layout, "web", &unknown, &failed), -EOPNOTSUPP);
	cgroup_item(&item, &unknown, failed);
	assert_string_equal(bytes, "pids.nothing");
	clean();
}

static int make_inner_group(void)
{
	if (setgid(4321) < 0 || setuid(4321) < 0)
		return 1;
	/* Its limits stay out of reach, the tree below is its own. */
	if (faccessat(layout.v2, "web/pids.max", W_OK, AT_EACCESS) == 0)
		return 2;
	if (mkdirat(layout.v2, "web/inner", 0755) < 0)
		return 3;
	if (faccessat(layout.v2, "web/cgroup.subtree_control", W_OK, AT_EACCESS) < 0)
		return 4;
	return sys_write_file(layout.v2, "web/inner/cgroup.procs", "0") < 0 ? 5 : 0;
}

static void delegated_group_is_the_user_s(void **state)
{
	static const struct limits limits = { FREE };
	int status;
	pid_t pid;

	(void)state;
	need(__func__, layout.v2 < 0 ? "version 2 is not mounted" : NULL);
	create(&limits);
	pid = start(&layout, make_inner_group);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 3 << 8); /* what is not delegated is not */
	assert_int_equal(cgroup_delegate(&layout, "web", 4321, 4321), 0);
	pid = start(&layout, make_inner_group);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	clean();
	expect_gone();
}

/* 0 opened, else errno; through a node of its own, so that only the filter can refuse. */
static int try_device(mode_t kind, unsigned major, unsigned minor, int flags)
{
	char path[64];
	int fd, error;

	snprintf(path, sizeof path, "/tmp/nsinit-test-node-%d", (int)getpid());
	unlink(path);
	if (mknod(path, kind | 0600, makedev(major, minor)) < 0)
		return errno;
	fd = open(path, flags);
	error = fd < 0 ? errno : 0;
	unlink(path);
	if (fd >= 0)
		close(fd);
	return error;
}

static int open_node(const char *path, int flags)
{
	int fd = open(path, flags);
	int error = fd < 0 ? errno : 0;

	if (fd >= 0)
		close(fd);
	return error;
}

static int use_usual_devices(void)
{
	if (open_node("/dev/null", O_RDWR) != 0 || open_node("/dev/urandom", O_RDONLY) != 0)
		return 1;
	if (try_device(S_IFCHR, 1, 5, O_RDWR) != 0)
		return 2;
	/* /dev/kmsg: it is there, and root may otherwise open it. */
	if (open_node("/dev/kmsg", O_RDONLY) != EPERM)
		return 3;
	if (try_device(S_IFCHR, 1, 11, O_RDONLY) != EPERM || try_device(S_IFBLK, 7, 0, 0) != EPERM)
		return 4;
	return 0;
}

static int use_listed_devices(void)
{
	if (open_node("/dev/kmsg", O_RDONLY) != 0 || open_node("/dev/null", O_RDWR) != 0)
		return 1;
	/* Listed for reading alone; to make a node is an access of its own. */
	if (open_node("/dev/kmsg", O_WRONLY) != EPERM)
		return 2;
	return try_device(S_IFCHR, 1, 11, O_RDONLY) == EPERM ? 0 : 3;
}

static void run_with_devices(
	const struct cgroup_layout *where, const struct device *list, int (*run)(void))
{
	static const struct limits limits = { FREE };
	unsigned failed;
	int group, status;
	pid_t pid;

	assert_int_equal(cgroup_create(where, "web", &limits, &failed), 0);
	limits_now = &limits;
	group = cgroup_group_fd(where, "web");
	assert_int_equal(devices_limit(where, "web", group, list), 0);
	if (group >= 0)
		close(group);
	pid = start(where, run);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(cgroup_remove(where, "web", sys_now_ms() + 5000), 0);
}

static const struct device kmsg[] = {
	{ DEVICE_CHARACTER, 1, 11, DEVICE_READ },
	{ .kind = DEVICE_END },
};

static const char *without_kmsg(void)
{
	return open_node("/dev/kmsg", O_RDWR) == 0 ? NULL : "no /dev/kmsg that opens";
}

static void devices_are_refused_by_the_program(void **state)
{
	(void)state;
	need(__func__, layout.device_program < 0 ? "no device programs in this kernel" : NULL);
	need(__func__, without_kmsg());
	run_with_devices(&layout, NULL, use_usual_devices);
	run_with_devices(&layout, kmsg, use_listed_devices);
}

/* The other way, beside it on a machine that has both: version 2 is taken out of the layout. */
static void devices_are_refused_by_the_hierarchy(void **state)
{
	struct cgroup_layout v1 = layout;
	int top = open(CGROUP_MOUNT_POINT "/devices", O_PATH | O_DIRECTORY | O_CLOEXEC);

	(void)state;
	need(__func__, top < 0 ? "no devices hierarchy of version 1 here" : NULL);
	need(__func__, without_kmsg());
	assert_true(mkdirat(top, parent, 0755) == 0 || errno == EEXIST);
	v1.v2 = -1;
	v1.device_program = -1;
	v1.v1[CGROUP_DEVICES] = openat(top, parent, O_PATH | O_DIRECTORY | O_CLOEXEC);
	assert_true(v1.v1[CGROUP_DEVICES] >= 0);
	run_with_devices(&v1, NULL, use_usual_devices);
	run_with_devices(&v1, kmsg, use_listed_devices);
	close(v1.v1[CGROUP_DEVICES]);
	assert_int_equal(unlinkat(top, parent, AT_REMOVEDIR), 0);
	close(top);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(memory_is_limited_in_every_way, forget_container),
		cmocka_unit_test_teardown(
			processors_are_shared_by_weight_period_and_burst, forget_container),
		cmocka_unit_test_teardown(processors_are_named, forget_container),
		cmocka_unit_test_teardown(unused_hierarchies_are_left_alone, forget_container),
		cmocka_unit_test_teardown(block_devices_are_limited, forget_container),
		cmocka_unit_test_teardown(raw_values_are_written, forget_container),
		cmocka_unit_test_teardown(delegated_group_is_the_user_s, forget_container),
		cmocka_unit_test_teardown(devices_are_refused_by_the_program, forget_container),
		cmocka_unit_test_teardown(devices_are_refused_by_the_hierarchy, forget_container),
	};

	return cmocka_run_group_tests(tests, open_layout, close_layout);
}
