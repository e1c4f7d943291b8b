/*
 * What `nsinit run` needs of the host, and what it says when that is not there; see run.h.
 * The foreground process, before anything of the container exists.
 */
#include "base/namespaces.h"
#include "base/system.h"
#include "base/text.h"
#include "container/launch.h"
#include "container/run.h"
#include "kernel/netlink.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#define DELEGATE                                                                                   \
	"start it in a cgroup that is delegated to it: systemd-run --scope -p Delegate=yes "       \
	"nsinit run ..."

static int check_namespaces(void)
{
	static const char *const names[] = { "mnt", "pid", "net", "uts", "ipc", "cgroup" };

	for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
		char bytes[32];
		char target[8];
		struct text path = TEXT(bytes);

		text_string(&path, "/proc/self/ns/");
		text_string(&path, names[i]);
		if (sys_readlink(AT_FDCWD, bytes, target, sizeof target) < 0)
			return run_refuse(bytes, NULL, -ENOENT,
				"it needs a mounted /proc, and a kernel with this namespace");
	}
	return 0;
}

/* What is mounted there is this process's and its children's own. */
static int mount_ground(void)
{
	int error = ground_make();

	return error < 0 ? run_refuse("mount", DEVICE_TEMPLATE, error,
				   error == -EPERM ? "devices are made by root of the host alone"
						   : NULL)
			 : 0;
}

static int leave_mounts(void)
{
	int error = sys_unshare(CLONE_NEWNS);

	if (error < 0)
		return run_refuse("mount namespace", NULL, error, "it needs CAP_SYS_ADMIN");
	error = sys_mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
	return error < 0
		       ? run_refuse("private mounts", "/", error,
				 error == -EINVAL ? "a chroot must be a mount: mount --bind DIR DIR"
						  : NULL)
		       : 0;
}

/* With the others' mounts, processes and cgroups it would have to find those others first. */
static int check_joins(const struct run *run)
{
	for (unsigned i = 0; NSINIT_USES_JOIN && i < JOIN_COUNT; i++)
		if (join_target(&run->container, (enum join_kind)i))
			return run_refuse(run->container.name, "it joins namespaces of another", 0,
				"nsinit run has one container alone: PID 1 runs both");
	return 0;
}

/* Nobody would wait for who connects. */
static int check_sockets(const struct run *run)
{
	if (!NSINIT_USES_SOCKETS || !run->container.sockets)
		return 0;
	return run_refuse(run->container.name, "it is started by its sockets", 0,
		"only PID 1 listens for a container");
}

/* Without who answers, nothing in it could make a call. */
static int check_learning(const struct run *run)
{
	if (!NSINIT_USES_SYSCALLS_LEARN || run->container.syscalls != SYSCALLS_LEARN)
		return 0;
	return run_refuse(run->container.name, "it has SYSCALLS_LEARN", 0,
		"only PID 1 learns from a container");
}

/* systemd is the one writer of all groups that it did not give away; so it is found: sd_booted(3).
 */
static int check_delegation(void)
{
	struct stat status;
	int error = 0;

	if (sys_stat(AT_FDCWD, "/run/systemd/system", &status, 0) == 0)
		error = cgroup_delegated();
	if (error == -EBUSY)
		return run_refuse(
			"cgroups", "nsinit is not alone in the one that it was given", 0, DELEGATE);
	return error < 0 ? run_refuse("cgroups", "systemd has those of this host", 0, DELEGATE) : 0;
}

static int open_cgroups(struct run *run)
{
	int error = cgroup_open(&run->cgroups, run->group);

	return error < 0 ? run_refuse("cgroups", CGROUP_MOUNT_POINT, error, NULL) : 0;
}

static int check_bridges(const struct run *run)
{
	const struct network *network = run->container.networks;
	int socket = NSINIT_USES_VETH && network ? netlink_open() : -1;

	for (; socket >= 0 && network->kind != NETWORK_END; network++) {
		if (network->kind != NETWORK_VETH || !network->bridge ||
			netlink_index(socket, network->bridge->name) > 0)
			continue;
		sys_close(socket);
		return run_refuse("bridge", network->bridge->name, -ENODEV,
			"nsinit makes none on a host: ip link add NAME type bridge");
	}
	if (socket >= 0)
		sys_close(socket);
	return 0;
}

void run_ground_leave(struct run *run)
{
	cgroup_close(&run->cgroups, run->group);
	run_directory_leave(run);
}

static int check_host(const struct run *run)
{
	struct stat status;
	int refused;

	if (geteuid() != 0)
		return run_refuse("not root", NULL, 0,
			"namespaces, cgroups and networks of containers are made by root");
	if (sys_stat(AT_FDCWD, RUN_DIRECTORY "/control", &status, 0) == 0)
		return run_refuse("PID 1 runs the containers here", NULL, 0, "use nsctl start");
	refused = check_joins(run);
	if (refused == 0)
		refused = check_learning(run);
	if (refused == 0)
		refused = check_sockets(run);
	if (refused == 0)
		refused = check_namespaces();
	if (refused == 0)
		refused = check_bridges(run);
	return refused == 0 ? check_delegation() : refused;
}

static int take_resources(struct run *run)
{
	run->pid = sys_map_shared(sizeof(pid_t));
	run->parent = sys_pidfd_open(sys_getpid());
	if (run->pid && run->parent >= 0)
		return 0;
	return run_refuse("memory or files", NULL, run->pid ? run->parent : -ENOMEM, NULL);
}

int run_ground(struct run *run, char **argv)
{
	char self[PATH_MAX];
	int refused = check_host(run);

	if (refused == 0)
		refused = run_self_find(self, sizeof self);
	if (refused == 0)
		refused = leave_mounts();
	if (refused == 0)
		refused = run_self_protect(self, argv);
	if (refused == 0)
		refused = run_directory_enter(run);
	if (refused != 0)
		return refused;
	refused = mount_ground();
	if (refused == 0)
		refused = take_resources(run);
	if (refused == 0)
		refused = open_cgroups(run);
	if (refused != 0)
		run_directory_leave(run);
	return refused;
}
