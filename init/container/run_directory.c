/*
 * The directories of `nsinit run` on the host and the locks on them; see run.h.
 *
 * A directory is the lock of what it is for, and goes with the last who has it: that of a name with
 * its run, RUN_DIRECTORY with all runs. One that was opened and is not there any more is none.
 */
#include "base/system.h"
#include "container/launch.h"
#include "container/run.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>

/* One that ends right now is waited for. */
#define LOCK_LIMIT_MS 1000
#define LOCK_PAUSE_MS 20

static int try_lock(const char *path, bool shared, int *lock)
{
	struct stat held;
	struct stat named;
	int error = sys_mkdir(AT_FDCWD, path, shared ? 0700 : 0755);

	if (error == -ENOENT) /* what it is in has just been taken away */
		return -EAGAIN;
	if (error < 0 && error != -EEXIST)
		return error;
	*lock = sys_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	if (*lock < 0)
		return *lock == -ENOENT ? -EAGAIN : *lock;
	error = sys_lock(*lock, shared);
	if (error == 0 &&
		(sys_stat(*lock, "", &held, AT_EMPTY_PATH) < 0 ||
			sys_stat(AT_FDCWD, path, &named, 0) < 0 || held.st_ino != named.st_ino))
		error = -EAGAIN;
	if (error < 0)
		sys_close(*lock);
	return error;
}

static int take_lock(const char *path, bool shared, int *lock)
{
	int64_t end_ms = sys_now_ms() + LOCK_LIMIT_MS;
	int error;

	while ((error = try_lock(path, shared, lock)) == -EAGAIN && sys_now_ms() < end_ms)
		sys_sleep_ms(LOCK_PAUSE_MS);
	return error;
}

/* Nobody else's mounts are on what is removed: they would go with it (rmdir(2), EBUSY). */
static void leave_all(struct run *run)
{
	if (sys_lock(run->all, false) == 0)
		ground_remove();
	sys_close(run->all);
}

int run_directory_enter(struct run *run)
{
	int error = take_lock(RUN_DIRECTORY, true, &run->all);

	if (error < 0)
		return run_refuse("lock", RUN_DIRECTORY, error, NULL);
	error = take_lock(run->own, false, &run->lock);
	if (error == 0)
		return 0;
	leave_all(run);
	if (error == -EAGAIN)
		return run_refuse(run->container.name, "runs already", 0, "stop it first");
	return run_refuse("lock", run->own, error, NULL);
}

void run_directory_leave(struct run *run)
{
	sys_umount(DEVICE_TEMPLATE, MNT_DETACH);
	if (NSINIT_USES_NODES)
		sys_umount(DEVICE_NODES, MNT_DETACH);
	/* It stays when somebody put something else into it. */
	sys_unlink(AT_FDCWD, run->own, AT_REMOVEDIR);
	sys_close(run->lock);
	leave_all(run);
}
