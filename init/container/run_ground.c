/*
 * What `nsinit run` needs of the host, and what it says when that is not there; see run.h.
 * The foreground process, before anything of the container exists.
 */
#include "base/system.h"
#include "base/text.h"
#include "container/launch.h"
#include "container/run.h"
#include "kernel/netlink.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

/* One that ends right now is waited for. */
#define LOCK_LIMIT_MS 1000
#define LOCK_PAUSE_MS 20

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

/* The empty directories stay; what is mounted on them is this process's and its children's own. */
static int mount_ground(void)
{
	int error = sys_unshare(CLONE_NEWNS);

	if (error < 0)
		return run_refuse("mount namespace", NULL, error, "it needs CAP_SYS_ADMIN");
	error = sys_mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
	if (error < 0)
		return run_refuse("private mounts", "/", error, NULL);
	sys_mkdir(AT_FDCWD, RUN_DIRECTORY, 0700);
	sys_mkdir(AT_FDCWD, ROOT_MOUNT, 0700);
	sys_mkdir(AT_FDCWD, DEVICE_TEMPLATE, 0700);
	error = device_template_mount();
	return error < 0 ? run_refuse("mount", DEVICE_TEMPLATE, error, NULL) : 0;
}

/* The directory is the lock, and goes when its run ends: one that is not there any more is none. */
static int try_lock(struct run *run)
{
	struct stat held;
	struct stat named;
	int error = sys_mkdir(AT_FDCWD, run->own, 0755);

	if (error < 0 && error != -EEXIST)
		return error;
	run->lock = sys_open(AT_FDCWD, run->own, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	if (run->lock < 0)
		return run->lock == -ENOENT ? -EAGAIN : run->lock;
	error = sys_lock(run->lock);
	if (error == 0 &&
		(sys_stat(run->lock, "", &held, AT_EMPTY_PATH) < 0 ||
			sys_stat(AT_FDCWD, run->own, &named, 0) < 0 || held.st_ino != named.st_ino))
		error = -EAGAIN;
	if (error < 0)
		sys_close(run->lock);
	return error;
}

static int take_lock(struct run *run)
{
	int64_t end_ms = sys_now_ms() + LOCK_LIMIT_MS;
	int error;

	while ((error = try_lock(run)) == -EAGAIN && sys_now_ms() < end_ms)
		sys_sleep_ms(LOCK_PAUSE_MS);
	if (error == -EAGAIN)
		return run_refuse(run->container.name, "runs already", 0, "stop it first");
	return error < 0 ? run_refuse("lock", run->own, error, NULL) : 0;
}

/* systemd is the one writer of all groups that it did not give away; so it is found: sd_booted(3). */
static int check_delegation(void)
{
	struct stat status;
	int error = 0;

	if (sys_stat(AT_FDCWD, "/run/systemd/system", &status, 0) == 0)
		error = cgroup_delegated();
	if (error == -EBUSY)
		return run_refuse("cgroups", "nsinit is not alone in the one that it was given", 0,
			DELEGATE);
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
	/* It stays when somebody put something else into it. */
	sys_unlink(AT_FDCWD, run->own, AT_REMOVEDIR);
	sys_close(run->lock);
}

int run_ground(struct run *run)
{
	struct stat status;
	int refused;

	if (geteuid() != 0)
		return run_refuse("not root", NULL, 0,
			"namespaces, cgroups and networks of containers are made by root");
	if (sys_stat(AT_FDCWD, RUN_DIRECTORY "/control", &status, 0) == 0)
		return run_refuse("PID 1 runs the containers here", NULL, 0, "use nsctl start");
	refused = check_namespaces();
	if (refused == 0)
		refused = mount_ground();
	if (refused == 0)
		refused = check_bridges(run);
	if (refused == 0)
		refused = check_delegation();
	if (refused == 0)
		refused = take_lock(run);
	if (refused != 0)
		return refused;
	refused = open_cgroups(run);
	if (refused != 0) {
		sys_unlink(AT_FDCWD, run->own, AT_REMOVEDIR);
		return refused;
	}
	run->pid = sys_map_shared(sizeof(pid_t));
	run->parent = sys_pidfd_open(sys_getpid());
	if (!run->pid || run->parent < 0) {
		run_ground_leave(run);
		return run_refuse("memory or files", NULL, run->pid ? run->parent : -ENOMEM, NULL);
	}
	return 0;
}
