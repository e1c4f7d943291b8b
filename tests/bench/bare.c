/*
 * bare [alone]: starts a container that does nothing with the kernel calls of nsinit and nothing
 * around them, and prints how many microseconds passed from the first call to the last: groups with
 * three limits, clone into namespaces, a veth unless it is `alone`, root, file systems, pivot,
 * masks, identity, filter, exec, exit, removal. There is no supervisor, no launcher, no init
 * inside, no cleaner and no log.
 * Runs where nsinit runs, whose /dev template and bridge it uses, and uses its kernel layer.
 */
#include "base/system.h"
#include "kernel/cgroup.h"
#include "kernel/devices.h"
#include "kernel/ipv6.h"
#include "kernel/mount.h"
#include "kernel/netlink.h"
#include "kernel/seccomp.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/mount.h>
#include <linux/sched.h>
#include <linux/securebits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>

#define NAME     "bare"
#define LINK     "v0-bare"
#define USER_ID  301
#define ADDRESS  IP4(10, 77, 0, 9)
#define GATEWAY  IP4(10, 77, 0, 1)
#define INNER    100 /* index of eth0 */
#define LIMIT_MS 5000
#define CONFINED (MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV)
#define DATA     (CONFINED | MOUNT_ATTR_NOEXEC)

static bool alone; /* without a link to the bridge */
static const struct limits limits = { .memory_bytes = MiB(8), .cpu_percent = 50, .processes = 4 };

static long long now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* A bench that went wrong measures nothing. */
static int must(const char *what, long result)
{
	if (result >= 0)
		return (int)result;
	fprintf(stderr, NAME ": %s: %s\n", what, strerror((int)-result));
	exit(1);
}

static void raise_network(void)
{
	const struct netlink_prefix own = netlink_prefix4(ADDRESS, 24);
	const struct netlink_prefix via = netlink_prefix4(GATEWAY, 32);
	const struct netlink_prefix all = netlink_prefix4(0, 0);
	struct netlink_batch batch;
	int socket = must("socket", netlink_open());

	netlink_batch_start(&batch);
	netlink_link_up(&batch, NETLINK_LOOPBACK);
	if (!alone) {
		must("ipv6", ipv6_confine(IPV6_SETTINGS_HERE, "eth0", false));
		netlink_link_up(&batch, INNER);
		netlink_address_add(&batch, INNER, &own);
		netlink_route_add(&batch, INNER, &all, &via);
	}
	must("network", netlink_send(socket, &batch, NULL));
}

static int attach(int root, const struct mount_detached *mount, const char *path)
{
	must(path, mount_attach(mount, must(path, mount_open_target(root, path))));
	return mount->fd;
}

static int new_mount(int root, const char *type, const char *path,
	const struct mount_option *options, unsigned attributes)
{
	struct mount_detached mount;

	must(path, mount_new(&mount, type, options, attributes));
	return attach(root, &mount, path);
}

static void change_root(void)
{
	static const struct mount_option hidden[] = { { "hidepid", "2" }, { NULL, NULL } };
	static const struct mount_option terminals[] = { { "ptmxmode", "0666" }, { "mode", "0620" },
		{ NULL, NULL } };
	static const struct mount_option memory[] = { { "mode", "01777" }, { "size", "50%" },
		{ NULL, NULL } };
	struct mount_detached root, dev;
	unsigned failed;
	int proc, sys, null;

	must("private", sys_mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL));
	must("root", mount_clone(&root, AT_FDCWD, "/", CONFINED | MOUNT_ATTR_RDONLY));
	must("root", mount_attach(&root, must("root", sys_open(AT_FDCWD, "/run/nsinit/root",
							      O_PATH | O_DIRECTORY))));
	proc = new_mount(root.fd, "proc", "proc", hidden, DATA | MOUNT_ATTR_RDONLY);
	sys = new_mount(root.fd, "sysfs", "sys", NULL, DATA | MOUNT_ATTR_RDONLY);
	must("dev", mount_clone(&dev, AT_FDCWD, "/run/nsinit/dev",
			    MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC | MOUNT_ATTR_RDONLY));
	attach(root.fd, &dev, "dev");
	new_mount(root.fd, "devpts", "dev/pts", terminals, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC);
	new_mount(root.fd, "tmpfs", "dev/shm", memory, DATA);
	must("root", sys_fchdir(root.fd));
	must("pivot_root", sys_pivot_root(".", "."));
	must("old root", sys_umount(".", MNT_DETACH));
	null = must("null", mount_open_null(dev.fd, "null"));
	must("masks", mount_masks(proc, sys, null, &failed));
}

static void drop_privileges(void)
{
	static const struct container container = { .syscalls = SYSCALLS_DEFAULT };
	struct sock_filter program[SECCOMP_PROGRAM_MAX];

	must("hostname", sys_sethostname(NAME));
	must("rlimit", sys_setrlimit(RLIMIT_CORE, 0, UINT64_MAX));
	must("securebits",
		sys_prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NO_SETUID_FIXUP, 0, 0, 0));
	must("groups", sys_setgroups(0, NULL));
	must("gid", sys_setresgid(USER_ID, USER_ID, USER_ID));
	must("uid", sys_setresuid(USER_ID, USER_ID, USER_ID));
	must("capabilities", sys_capset(0, 0, 0));
	must("no_new_privs", sys_prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
	must("directory", sys_chdir("/"));
	must("filter",
		seccomp_load(program, seccomp_container(program, SECCOMP_PROGRAM_MAX, &container)));
}

static _Noreturn void run_child(int release)
{
	static char *const argv[] = { "/test/serve", "exit", "0", NULL };
	static char *const environment[] = { "PATH=/bin", "HOME=/", NULL };
	char token;

	sys_close_range((unsigned)release + 1, UINT_MAX, 0);
	must("release", sys_read(release, &token, 1) == 1 ? 0 : -ECANCELED);
	must("cgroup namespace", sys_unshare(CLONE_NEWCGROUP));
	must("keyring", sys_keyctl(1, NULL));
	raise_network();
	change_root();
	drop_privileges();
	must("session", sys_setsid());
	must("exec", sys_execve(argv[0], argv, environment));
	exit(1);
}

static pid_t clone_child(int group, int release)
{
	struct clone_args arguments = {
		.flags = UINT64_C(0) | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWIPC |
			 CLONE_NEWNET | (group >= 0 ? CLONE_INTO_CGROUP : 0),
		.exit_signal = SIGCHLD,
		.cgroup = group >= 0 ? (unsigned)group : 0,
	};
	pid_t pid = must("clone", sys_clone3(&arguments));

	if (pid == 0)
		run_child(release);
	return pid;
}

static void make_link(int socket, pid_t pid)
{
	struct netlink_veth veth = { .name = LINK,
		.peer_name = "eth0",
		.index = (1 << 30) + (int)pid,
		.peer_index = INNER,
		.mac = { { 2, 0, 0, 0, 0, 1 } },
		.peer_mac = { { 2, 0, 0, 0, 0, 2 } },
		.peer_pid = pid,
		.bridge_index = must("bridge", netlink_index(socket, "lan0")) };
	struct netlink_batch batch;

	netlink_batch_start(&batch);
	netlink_link_delete(&batch, LINK);
	netlink_veth_add(&batch, &veth);
	netlink_link_quiet(&batch, veth.index);
	netlink_port_up(&batch, veth.index, &(struct netlink_port){ .isolated = true });
	must("link", netlink_send(socket, &batch, NULL));
}

static void delete_link(int socket)
{
	struct netlink_batch batch;

	netlink_batch_start(&batch);
	netlink_link_delete(&batch, LINK);
	must("remove link", netlink_send(socket, &batch, NULL));
}

static void measure(const struct cgroup_layout *groups)
{
	long long start_us = now_us();
	unsigned failed;
	int status, socket, group, ends[2];
	pid_t pid;

	must("group", cgroup_create(groups, NAME, &limits, &failed));
	group = cgroup_group_fd(groups, NAME);
	if (devices_filtered(groups))
		must("devices", devices_limit(groups, NAME, group, NULL));
	must("pipe", sys_pipe(ends, 0));
	pid = clone_child(group, ends[0]);
	must("enter", cgroup_enter(groups, NAME, &limits, pid));
	socket = alone ? -1 : must("socket", netlink_open());
	if (!alone)
		make_link(socket, pid);
	must("release", sys_write(ends[1], "r", 1));
	must("wait", sys_wait(pid, &status, 0));
	must("exit", status == 0 ? 0 : -ECHILD);
	if (!alone)
		delete_link(socket);
	must("remove", cgroup_remove(groups, NAME, sys_now_ms() + LIMIT_MS));
	printf("%lld\n", now_us() - start_us);
}

int main(int argc, char **argv)
{
	struct cgroup_layout groups;

	alone = argc > 1 && strcmp(argv[1], "alone") == 0;
	must("groups", cgroup_open(&groups, NAME "-parent"));
	/* As in nsinit, what is dropped for every container is dropped before. */
	for (unsigned long cap = 0; sys_prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) == 0;)
		cap++;
	measure(&groups);
	cgroup_close(&groups, NAME "-parent");
	return 0;
}
