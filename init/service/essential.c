/*
 * Whether the essential containers are well; see essential.h.
 */
#include "service/essential.h"

/* It does its work, or has done it. */
static bool is_up(const struct container *container, const struct service *service)
{
	return service->state == (service_ends(container->kind) ? SERVICE_DONE : SERVICE_UP);
}

/* Nothing follows by itself. A service that ended well is gone all the same. */
static bool is_over(const struct container *container, const struct service *service)
{
	return service->state == SERVICE_FAILED || service->state == SERVICE_STUCK ||
	       (service->state == SERVICE_DONE && !service_ends(container->kind));
}

/* When a run counts as a good one: at once, but one that follows a restart must last. */
static int64_t well_at(const struct container *container, const struct service *service,
	const struct service_policy *policy)
{
	if (service_ends(container->kind) || service->restarts == 0)
		return service->since_ms;
	return service->up_ms + policy->reset_ms;
}

static void look_at(int64_t *look_ms, int64_t at_ms)
{
	if (*look_ms == 0 || at_ms < *look_ms)
		*look_ms = at_ms;
}

/* Whether it has failed for good. */
static bool is_lost(
	const struct essential_view *view, unsigned index, int64_t now_ms, int64_t *look_ms)
{
	const struct container *container = view->list->items[index];
	const struct service *service = &view->services[index];
	int64_t *away_ms = &view->away_ms[index];
	bool up = is_up(container, service);
	int64_t well_ms = up ? well_at(container, service, &view->policies[index]) : 0;

	if (!service->wanted || (up && now_ms >= well_ms)) {
		*away_ms = 0;
		return false;
	}
	if (*away_ms == 0)
		*away_ms = now_ms;
	if (is_over(container, service) || now_ms - *away_ms >= view->grace_ms)
		return true;
	look_at(look_ms, *away_ms + view->grace_ms);
	if (up)
		look_at(look_ms, well_ms);
	return false;
}

struct essential_state essential_look(const struct essential_view *view, int64_t now_ms)
{
	struct essential_state state = { 0 };
	unsigned count = 0;
	unsigned up = 0;

	for (unsigned i = 0; i < view->list->count; i++) {
		if (!view->list->items[i]->essential)
			continue;
		count++;
		up += is_up(view->list->items[i], &view->services[i]);
		if (is_lost(view, i, now_ms, &state.look_ms))
			set_add(&state.lost, i);
	}
	state.all_up = count > 0 && up == count;
	return state;
}
