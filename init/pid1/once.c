/*
 * Oneshots that run once in a device's life; see once.h.
 */
#include "pid1/once.h"

#include "base/keep.h"
#include "base/system.h"
#include "base/text.h"
#include "pid1/log.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#define DIRECTORY "once"
#define COPIES    RUN_DIRECTORY "/once-"
#define PATH_SIZE (sizeof COPIES + NAME_LENGTH_MAX)

/* A text without a room for the name would be a name too long, which the checker refuses. */
static void path_of(char path[PATH_SIZE], const char *before, const char *name)
{
	struct text text = { .bytes = path, .size = PATH_SIZE };

	text_string(&text, before);
	text_string(&text, name);
}

void once_restore(int directory)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		const struct container *container = appliance.containers.items[i];
		char path[PATH_SIZE];
		struct stat status;
		int fd;

		path_of(path, DIRECTORY "/", container->name);
		if (!container->once || sys_stat(directory, path, &status, 0) < 0)
			continue;
		path_of(path, COPIES, container->name);
		fd = sys_create(AT_FDCWD, path, O_WRONLY, 0400);
		if (fd >= 0)
			sys_close(fd);
		else
			log_say(LOG_LEVEL_ERROR, "once", path, fd);
	}
}

void once_prepare(struct machine *machine)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		const struct container *container = appliance.containers.items[i];
		struct service *service = &machine->services[i];
		char path[PATH_SIZE];
		struct stat status;

		path_of(path, COPIES, container->name);
		if (!container->once || sys_stat(AT_FDCWD, path, &status, 0) < 0)
			continue;
		service->state = SERVICE_DONE;
		service->wanted = true;
		service->since_ms = sys_now_ms();
	}
}

static int keep(const char *name)
{
	char path[PATH_SIZE];
	int store = sys_open(AT_FDCWD, appliance.store, O_RDONLY | O_DIRECTORY);
	int directory;
	int error;

	if (store < 0)
		return store;
	path_of(path, "", name);
	sys_mkdir(store, DIRECTORY, 0700);
	directory = sys_open(store, DIRECTORY, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	error = directory < 0 ? directory : keep_write(directory, path, "\n", 1);
	return error < 0 ? error : sys_fsync(store);
}

void once_follow(const struct machine *machine, unsigned index, enum service_state before)
{
	const struct container *container = appliance.containers.items[index];
	pid_t pid;

	if (!container->once || !machine->ground.machine || before == SERVICE_DONE ||
		machine->services[index].state != SERVICE_DONE)
		return;
	/* Nobody waits for it: a power cut now, and it runs again. */
	pid = sys_fork_default();
	if (pid == 0) {
		int error = keep(container->name);

		if (error < 0)
			log_say(LOG_LEVEL_ERROR, "once", container->name, error);
		sys_exit(error < 0);
	}
	if (pid < 0)
		log_say(LOG_LEVEL_ERROR, "once", container->name, pid);
}
