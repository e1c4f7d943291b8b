/*
 * A container's rules with the defaults that the schema states. PID 1, once for each, at boot.
 */
#include "service/service.h"

#include "uses.h"

#include <signal.h>

static int64_t or_default(int64_t value, int64_t otherwise)
{
	return value > 0 ? value : otherwise;
}

static void add_ready(const struct ready *ready, struct service_policy *policy)
{
	if (!ready)
		return;
	policy->ready_limit_ms = or_default(ready->timeout_ms, READY_TIMEOUT_DEFAULT_MS);
	policy->probes_ready = ready->kind == READY_TCP || ready->kind == READY_UNIX ||
			       ready->kind == READY_FILE || ready->kind == READY_COMMAND;
}

static void add_alive(const struct alive *alive, struct service_policy *policy)
{
	if (!alive)
		return;
	policy->alive_interval_ms = alive->interval_ms;
	if (alive->kind == ALIVE_NOTIFY)
		return;
	policy->alive_timeout_ms = or_default(alive->timeout_ms, ALIVE_TIMEOUT_DEFAULT_MS);
	policy->alive_misses = alive->misses > 0 ? (unsigned)alive->misses : ALIVE_MISSES_DEFAULT;
}

static void add_failures(const struct failures *failures, struct service_policy *policy)
{
	if (!failures)
		return;
	policy->limit = (unsigned)failures->limit;
	policy->on_limit = failures->on_limit;
	policy->slow_ms = or_default(failures->slow_ms, RESTART_SLOW_DEFAULT_MS);
}

/* A login shell waits for the end of its line. */
static int usual_signal(enum container_kind kind)
{
	return NSINIT_USES_CONSOLE && kind == KIND_CONSOLE ? SIGHUP : SIGTERM;
}

void service_policy_of(const struct container *container, struct service_policy *policy)
{
	const struct restart *restart = &container->restart;

	*policy = (struct service_policy){
		.kind = container->kind,
		.restart = restart->kind,
		.delay_ms = or_default(restart->delay_ms, RESTART_DELAY_DEFAULT_MS),
		.delay_max_ms = or_default(restart->delay_max_ms, RESTART_DELAY_MAX_DEFAULT_MS),
		.reset_ms = or_default(restart->reset_ms, RESTART_RESET_DEFAULT_MS),
		.stop_signal = container->stop.signal ? container->stop.signal
						      : usual_signal(container->kind),
		.start_limit_ms = or_default(container->start_limit_ms, START_LIMIT_DEFAULT_MS),
		.stop_limit_ms = or_default(container->stop.limit_ms, STOP_LIMIT_DEFAULT_MS),
	};
	if (NSINIT_USES_STOP_COMMAND && container->stop.argv)
		policy->stop_limit_ms +=
			or_default(container->stop.argv_limit_ms, STOP_LIMIT_DEFAULT_MS);
	if (NSINIT_USES_READY)
		add_ready(container->ready, policy);
	if (NSINIT_USES_ALIVE)
		add_alive(container->alive, policy);
	if (NSINIT_USES_SOCKETS)
		policy->listens = container->sockets || container->connections;
	if (NSINIT_USES_OOM)
		policy->starves_once = container->oom == OOM_STOP;
	if (NSINIT_USES_JITTER)
		policy->jitter_percent = (unsigned)restart->jitter_percent;
	if (NSINIT_USES_SUCCESS)
		policy->success = container->success;
	if (NSINIT_USES_FAILURES)
		add_failures(restart->failures, policy);
	if (policy->delay_ms > policy->delay_max_ms)
		policy->delay_ms = policy->delay_max_ms;
}
