/*
 * The logger of an image that goes on where another one was: the pipes are those of the containers
 * that run, the rings stay, and a new logger reads on where the one before was killed. PID 1 only.
 */
#include "pid1/logger.h"

#include "base/system.h"
#include "pid1/log.h"
#include "pid1/logger_input.h"
#include "pid1/state.h"

#include <errno.h>
#include <fcntl.h>
#include <nsinit/container.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

/* What a killed logger may take to be gone. */
#define END_LIMIT_MS 1000

/* So that nobody writes while the next logger's memory is made. */
static void end(pid_t *pid, int number)
{
	int status;

	if (sys_is_child(*pid))
		sys_kill(*pid, number);
	for (unsigned ms = 0; ms < END_LIMIT_MS && sys_is_child(*pid); ms++)
		if (sys_wait(*pid, &status, WNOHANG) == 0)
			sys_sleep_ms(1);
	*pid = 0;
}

/* The place of a source in the book of the image before; -1: it had none. */
static int old_place(const struct state *state, unsigned source)
{
	const unsigned count = state->head->containers;

	if (source >= LOG_OWN)
		return (int)(source - LOG_OWN + count);
	for (unsigned i = 0; i < count; i++)
		if (state->index_of[i] == source)
			return (int)i;
	return -1;
}

/* Rings and half lines of those that were there already. */
static void copy_book(struct logger *logger, const struct state *state, int file, size_t bytes)
{
	const unsigned count = (unsigned)((bytes - sizeof(struct book)) / LOG_EACH_BYTES);
	struct book *old = sys_map_write(file, bytes);
	const struct log_input *inputs;

	if (!old)
		return;
	inputs = (const void *)&old->sources[count];
	for (unsigned i = 0; i < LOG_SOURCES; i++) {
		int place = old_place(state, i);

		if (place < 0 || (unsigned)place >= count)
			continue;
		logger->book->sources[i] = old->sources[place];
		logger->inputs[i] = inputs[place];
	}
	/* Who reads on is told: nothing comes into this one any more. */
	old->count = 0;
	__atomic_fetch_add(&old->turn, 1, __ATOMIC_RELEASE);
	sys_futex_wake(&old->turn);
	if (NSINIT_USES_EVENTS)
		sys_futex_wake(&old->events.written);
	sys_unmap(old, bytes);
}

static bool is_book(size_t bytes, const struct state *state)
{

	return bytes >= sizeof(struct book) + (state->head->containers + 1) * LOG_EACH_BYTES &&
	       bytes <= sizeof(struct book) + (CONTAINERS_MAX + 2) * LOG_EACH_BYTES &&
	       (bytes - sizeof(struct book)) % LOG_EACH_BYTES == 0;
}

static int take_memory(struct logger *logger, const struct state *state, bool is_same)
{
	struct stat status = { .st_size = 0 };
	int file = logger->file;
	size_t bytes;
	int error;

	if (file >= 0)
		sys_stat(file, "", &status, AT_EMPTY_PATH);
	bytes = (size_t)status.st_size;
	if (is_same && bytes == LOG_MEMORY_BYTES) {
		logger->book = sys_map_write(file, bytes);
		logger->memory = logger_open_for_clients(file);
		if (!logger->book)
			return -ENOMEM;
		logger->inputs = (struct log_input *)&logger->book->sources[LOG_SOURCES];
		return 0;
	}
	error = logger_make_memory(logger);
	if (error == 0 && is_book(bytes, state))
		copy_book(logger, state, file, bytes);
	else
		log_say(LOG_LEVEL_WARNING, "logs", "begin anew", 0);
	if (file >= 0)
		sys_close(file);
	return error;
}

void logger_resume(struct logger *logger, const struct state *state, bool is_same, bool machine)
{
	int error;

	/* It waits for nothing but pipes. What is in the files is noted before a sink ends. */
	end(&logger->pid, SIGKILL);
	/* Also one that this config has no use for. */
	for (unsigned i = 0; i < LOG_SINK_COUNT; i++)
		end(&logger->sinks[i].pid, SIGTERM);
	logger->again_ms = 1;
	logger->drain_ms = 0;
	error = take_memory(logger, state, is_same);
	if (error == 0)
		error = logger_make_inputs(logger, machine);
	/* The user may be another one. What is no pipe is the null device. */
	for (unsigned i = 0; i < LOG_OWN; i++)
		if (logger->input[i] >= 0)
			logger_own_pipe(logger, i);
	if (error < 0)
		log_say(LOG_LEVEL_ERROR, "logs", "goes on without", error);
}
