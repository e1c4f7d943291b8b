/*
 * What PID 1 does for the processes that carry records away; see log_sink.h.
 */
#include "pid1/log_sink.h"

#include "base/system.h"
#include "pid1/log.h"
#include "pid1/logger.h"

#include <signal.h>
#include <sys/wait.h>

/* An end this soon after the start is one of a row, and the next try waits twice as long. */
#define SOON_MS   10000
#define AGAIN_MS  500
#define LATEST_MS 15000

/* The last lines of a machine are worth this. */
#define LAST_LIMIT_MS 2000
#define LAST_POLL_MS  5

static const struct {
	const char *what;
	void (*run)(const struct logger *logger, bool last);
} sinks[LOG_SINK_COUNT] = {
#if NSINIT_USES_LOG_FILES
	[LOG_SINK_FILES] = { "log files", log_files_run },
#endif
#if NSINIT_USES_LOG_REMOTE
	[LOG_SINK_REMOTE] = { "remote logs", log_remote_run },
#endif
};

bool log_sink_exited(struct logger *logger, pid_t pid, int status)
{
	for (unsigned i = 0; i != LOG_SINKS; i++) {
		struct log_sink *sink = &logger->sinks[i];

		if (sink->pid != pid)
			continue;
		sink->pid = 0;
		sink->status = status;
		sink->ended = true;
		return true;
	}
	return false;
}

/* Each reason is told once in a row of failures: it is a line that the sink fails to carry, too. */
static void plan(struct log_sink *sink, const char *what, int64_t now_ms)
{
	int64_t delay_ms = AGAIN_MS;

	sink->ended = false;
	sink->failures = now_ms - sink->started_ms < SOON_MS ? sink->failures + 1 : 1;
	if (sink->failures == 1 || sink->status != sink->told)
		log_say(LOG_LEVEL_WARNING, what,
			WIFEXITED(sink->status) ? "tried again and again"
						: "the process was killed",
			WIFEXITED(sink->status) ? WEXITSTATUS(sink->status) : 0);
	sink->told = sink->status;
	for (unsigned i = 1; i < sink->failures && delay_ms < LATEST_MS; i++)
		delay_ms *= 2;
	sink->again_ms = now_ms + (delay_ms < LATEST_MS ? delay_ms : LATEST_MS);
}

void log_sinks_step(struct logger *logger)
{
	int64_t now_ms = sys_now_ms();

	for (unsigned i = 0; i != LOG_SINKS; i++) {
		struct log_sink *sink = &logger->sinks[i];
		pid_t pid;

		if (sink->ended)
			plan(sink, sinks[i].what, now_ms);
		if (sink->pid > 0 || now_ms < sink->again_ms || !logger->book || !sinks[i].run)
			continue;
		pid = sys_fork_default();
		if (pid == 0)
			sinks[i].run(logger, false);
		sink->started_ms = now_ms;
		sink->pid = pid > 0 ? pid : 0;
		sink->again_ms = pid > 0 ? 0 : now_ms + LATEST_MS;
	}
}

int64_t log_sinks_deadline(const struct logger *logger)
{
	int64_t first_ms = 0;

	for (unsigned i = 0; i != LOG_SINKS; i++) {
		const struct log_sink *sink = &logger->sinks[i];
		int64_t at_ms = sink->ended ? 1 : sink->again_ms;

		if (at_ms > 0 && (first_ms == 0 || at_ms < first_ms))
			first_ms = at_ms;
	}
	return first_ms;
}

/* One after the other: the first of them takes what lies in the pipes. */
void log_sinks_last(const struct logger *logger)
{
	for (unsigned i = 0; logger->book && i != LOG_SINKS; i++) {
		int64_t limit_ms = sys_now_ms() + LAST_LIMIT_MS;
		pid_t pid = sinks[i].run ? sys_fork_default() : -1;

		if (pid == 0)
			sinks[i].run(logger, true);
		while (pid > 0 && sys_wait(pid, NULL, WNOHANG) == 0 && sys_now_ms() < limit_ms)
			sys_sleep_ms(LAST_POLL_MS);
	}
}
