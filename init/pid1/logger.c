/*
 * What PID 1 does for the logger; see logger.h. PID 1 only.
 */
#include "pid1/logger.h"

#include "base/namespaces.h"
#include "base/system.h"
#include "base/text.h"
#include "container/launch.h"
#include "pid1/log.h"
#include "pid1/logger_input.h"

#include <errno.h>
#include <fcntl.h>
#include <nsinit/container.h>
#include <sys/socket.h>
#include <sys/un.h>

/* A death this soon after the start is one of a row; so many of them, and the next try is late. */
#define SOON_MS    10000
#define DEATHS_MAX 5
#define AGAIN_MS   100
#define LATE_MS    5000

/* How often pipes are emptied, and how much of each: a flood must not keep PID 1 busy. */
#define DRAIN_MS    100
#define DRAIN_READS 16

/* Whether anything of a source is. */
static bool log_kept(unsigned i)
{
	const struct log *log = i < LOG_OWN ? appliance.containers.items[i]->log : NULL;

	return !NSINIT_USES_LOG_NONE || !log || !log->none;
}

/* Else /dev/stdout could not be opened by the service (pipe(7), /proc/self/fd). */
void logger_own_pipe(const struct logger *logger, unsigned i)
{
	const struct container *container = appliance.containers.items[i];

	sys_fchown(logger->output[i], uid_outside(container, container->identity.uid),
		gid_outside(container, container->identity.gid));
}

/* 0 or more, or -errno. */
static int make_pipe(struct logger *logger, unsigned i)
{
	int ends[2];
	int error;

	if (!log_kept(i)) {
		logger->input[i] = -1;
		return logger->output[i] = sys_open(AT_FDCWD, "/dev/null", O_WRONLY | O_NOCTTY);
	}
	error = sys_pipe(ends, 0);
	if (error < 0)
		return error;
	logger->input[i] = ends[0];
	logger->output[i] = ends[1];
	sys_set_flags(ends[0], O_NONBLOCK);
	if (i == LOG_OWN)
		return sys_set_flags(ends[1], O_NONBLOCK);
	logger_own_pipe(logger, i);
	return 0;
}

/* A name in a directory of root's, which is bound over the /dev/log of one container alone. */
static int make_socket(const char *name)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct text path = TEXT(address.sun_path);
	int fd = sys_socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	int error;

	text_string(&path, LOG_SOCKETS "/");
	text_string(&path, name);
	sys_unlink(AT_FDCWD, address.sun_path, 0);
	error = fd < 0 ? fd : sys_bind(fd, &address, sizeof address);
	/* Whoever is in the container. */
	if (error == 0)
		error = sys_chmod(AT_FDCWD, address.sun_path, 0666);
	if (error < 0 && fd >= 0)
		sys_close(fd);
	return error < 0 ? error : fd;
}

static int make_sockets(struct logger *logger)
{
	int error = 0;

	sys_mkdir(AT_FDCWD, LOG_SOCKETS, 0700);
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		int fd = logger->input[LOG_SOURCES + i];

		if (fd < 0 && log_kept(i)) {
			fd = make_socket(appliance.containers.items[i]->name);
			error = fd < 0 ? fd : error;
		}
		logger->input[LOG_SOURCES + i] = fd;
	}
	return error;
}

int logger_make_inputs(struct logger *logger, bool machine)
{
	int error = 0;

	for (unsigned i = 0; i <= LOG_OWN && error >= 0; i++) {
		/* The null device of a config that kept nothing of it. */
		if (NSINIT_USES_REEXEC && logger->input[i] < 0 && logger->output[i] >= 0 &&
			log_kept(i)) {
			sys_close(logger->output[i]);
			logger->output[i] = -1;
		}
		if (logger->output[i] < 0)
			error = make_pipe(logger, i);
	}
	if (NSINIT_USES_KERNEL_LOG && machine && logger->input[LOG_KERNEL] < 0)
		logger->input[LOG_KERNEL] = sys_open(AT_FDCWD, "/dev/kmsg", O_RDONLY | O_NONBLOCK);
	if (NSINIT_USES_SYSLOG && error >= 0)
		error = make_sockets(logger);
	return error < 0 ? error : 0;
}

int logger_open_for_clients(int file)
{
	char path[32];
	struct text text = TEXT(path);

	text_string(&text, "/proc/self/fd/");
	text_number(&text, file);
	return sys_open(AT_FDCWD, path, O_RDONLY);
}

int logger_make_memory(struct logger *logger)
{
	void *memory = NULL;
	int fd = sys_share_memory("logs", LOG_MEMORY_BYTES, NSINIT_USES_REEXEC, &memory);

	logger->file = NSINIT_USES_REEXEC ? fd : -1;
	logger->memory = NSINIT_USES_REEXEC && fd >= 0 ? logger_open_for_clients(fd) : fd;
	if (fd < 0)
		return fd;
	logger->book = memory;
	logger->inputs = (struct log_input *)&logger->book->sources[LOG_SOURCES];
	return 0;
}

int logger_prepare(struct logger *logger, bool machine)
{
	int error;

	logger->again_ms = 1;
	for (unsigned i = 0; i < LOG_INPUTS; i++)
		logger->input[i] = -1;
	for (unsigned i = 0; i <= LOG_OWN; i++)
		logger->output[i] = -1;
	error = logger_make_memory(logger);
	return error < 0 ? error : logger_make_inputs(logger, machine);
}

int logger_forget(const struct logger *logger)
{
	return logger->book ? sys_unmap(logger->book, LOG_MEMORY_BYTES) : 0;
}

void logger_died(struct logger *logger)
{
	int64_t now_ms = sys_now_ms();
	bool late;

	logger->pid = 0;
	logger->deaths = now_ms - logger->started_ms < SOON_MS ? logger->deaths + 1 : 1;
	late = logger->deaths >= DEATHS_MAX;
	logger->again_ms = now_ms + (late ? LATE_MS : AGAIN_MS);
	logger->drain_ms = late ? now_ms : 0;
	log_say(LOG_LEVEL_WARNING, "the logger died", late ? "what is written is lost" : NULL, 0);
}

static void start(struct logger *logger)
{
	pid_t pid = logger->book ? sys_fork_default() : -ENOMEM;

	if (pid == 0)
		logger_run(logger);
	logger->started_ms = sys_now_ms();
	logger->again_ms = logger->drain_ms = 0;
	logger->pid = pid > 0 ? pid : 0;
	if (pid < 0)
		logger_died(logger);
}

/* When it has lived for a while: until then, it may be about to die again. */
static void say_lost(struct logger *logger)
{
	struct log_line line;

	if (logger->lost == 0)
		return;
	log_start(&line, LOG_LEVEL_WARNING);
	text_number(&line.text, (int64_t)logger->lost);
	text_string(&line.text, " bytes were lost without a logger");
	log_end(&line);
	logger->lost = 0;
}

static void drain(struct logger *logger)
{
	char bytes[4096];

	for (unsigned i = 0; i < LOG_INPUTS; i++) {
		/* The kernel's log waits for nobody. */
		ssize_t count = !NSINIT_USES_KERNEL_LOG || i != LOG_KERNEL;

		for (unsigned n = 0; n < DRAIN_READS && count > 0; n++) {
			count = sys_read(logger->input[i], bytes, sizeof bytes);
			logger->lost += count > 0 ? (size_t)count : 0;
		}
	}
}

void logger_step(struct logger *logger)
{
	int64_t now_ms = sys_now_ms();

	if (logger->again_ms > 0 && now_ms >= logger->again_ms) {
		say_lost(logger);
		start(logger);
	}
	if (logger->drain_ms > 0 && now_ms >= logger->drain_ms) {
		drain(logger);
		logger->drain_ms = now_ms + DRAIN_MS;
	}
	if (LOG_SINKS > 0)
		log_sinks_step(logger);
}

int64_t logger_deadline(const struct logger *logger)
{
	int64_t own_ms = logger->drain_ms > 0 && logger->drain_ms < logger->again_ms
				 ? logger->drain_ms
				 : logger->again_ms;
	int64_t sinks_ms = LOG_SINKS > 0 ? log_sinks_deadline(logger) : 0;

	return own_ms == 0 || (sinks_ms > 0 && sinks_ms < own_ms) ? sinks_ms : own_ms;
}
