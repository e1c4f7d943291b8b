/*
 * What the end of a run means, and what follows it; see ending.h.
 */
#include "service/ending.h"

#include "uses.h"

#include <signal.h>
#include <sys/wait.h>

static bool is_success(const struct service_policy *policy, int status)
{
	if (status == 0)
		return true;
	for (unsigned i = 0; NSINIT_USES_SUCCESS && policy->success; i++) {
		if (policy->success[i] == EXITS_END)
			break;
		if (WIFEXITED(status) && WEXITSTATUS(status) == policy->success[i])
			return true;
	}
	return false;
}

/*
 * The container's init exits with the service's status, 128 + n for a signal; it dies by HUP or
 * INT itself only when somebody inside called reboot(2): pid_namespaces(7).
 */
enum service_outcome ending_outcome(const struct service_policy *policy, int status)
{
	if (NSINIT_USES_CONNECTIONS && service_is_connected(policy->kind))
		return OUTCOME_GOOD;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGHUP)
		return OUTCOME_AGAIN;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGINT)
		return OUTCOME_GOOD;
	if (NSINIT_USES_CONSOLE && service_returns(policy->kind))
		return OUTCOME_GOOD;
	return is_success(policy, status) ? OUTCOME_GOOD : OUTCOME_BAD;
}

static int64_t part_of(int64_t ms, int64_t parts, int64_t of)
{
	return ms / of * parts + ms % of * parts / of;
}

/* xorshift: never 0, and not again before all others. */
uint32_t service_chance(struct service *service)
{
	uint32_t chance = service->chance;

	chance ^= chance << 13;
	chance ^= chance >> 17;
	chance ^= chance << 5;
	return service->chance = chance;
}

/* Shorter by chance, so that who failed together does not come back together. */
static int64_t shorten(
	struct service *service, const struct service_policy *policy, int64_t delay_ms)
{
	if (!NSINIT_USES_JITTER || policy->jitter_percent == 0)
		return delay_ms;
	return delay_ms - part_of(part_of(delay_ms, policy->jitter_percent, 100),
				  service_chance(service) & 1023, 1024);
}

/* The delay doubles each time, until a run was long enough to be good again. */
static int64_t next_delay(struct service *service, const struct service_policy *policy)
{
	if (service->delay_ms == 0)
		service->delay_ms = policy->delay_ms;
	else if (service->delay_ms > policy->delay_max_ms / 2)
		service->delay_ms = policy->delay_max_ms;
	else
		service->delay_ms *= 2;
	return service->delay_ms;
}

static bool restarts(const struct service_policy *policy, enum service_outcome outcome)
{
	if (NSINIT_USES_CONSOLE && service_returns(policy->kind))
		return outcome != OUTCOME_NONE;
	switch (outcome) {
	case OUTCOME_NONE:
	case OUTCOME_OVER:
		return false;
	case OUTCOME_GOOD:
		return policy->restart == RESTART_ALWAYS && policy->kind == KIND_SERVICE;
	case OUTCOME_BAD:
		return policy->restart != RESTART_NEVER;
	case OUTCOME_AGAIN:
		return true;
	}
	return false;
}

/* It failed as often in a row as the config bears. */
static bool is_too_much(const struct service *service, const struct service_policy *policy)
{
	return NSINIT_USES_FAILURES && policy->limit > 0 && service->outcome == OUTCOME_BAD &&
	       service->failures >= policy->limit;
}

enum ending_next ending_next(
	struct service *service, const struct service_policy *policy, int64_t *delay_ms)
{
	if (NSINIT_USES_FAILURES && service->outcome == OUTCOME_BAD &&
		service->failures < UINT32_MAX)
		service->failures++;
	if (!restarts(policy, service->outcome))
		return NEXT_REST;
	if (!is_too_much(service, policy))
		*delay_ms = next_delay(service, policy);
	else if (policy->on_limit == FAILURE_RETRY)
		*delay_ms = policy->slow_ms;
	else
		return NEXT_GIVE_UP;
	*delay_ms = shorten(service, policy, *delay_ms);
	return NEXT_TRY;
}
