/*
 * What containers owe each other; see order.h.
 */
#include "service/order.h"

#include "base/namespaces.h"
#include "uses.h"

/* Needs and after point to listed containers: the checker proved it. */
static unsigned index_of(const struct container_list *list, const struct container *container)
{
	unsigned index = 0;

	while (index < list->count && list->items[index] != container)
		index++;
	return index;
}

/* Bit i for the container i of the config's order. */
_Static_assert(CONTAINERS_MAX <= 64, "a bit for each container");

static uint64_t bit_of(const struct container_list *list, const struct container *container)
{
	unsigned index = index_of(list, container);

	return index < list->count ? UINT64_C(1) << index : 0;
}

static uint64_t bits_of(const struct container_list *list, const struct container *const *others)
{
	uint64_t bits = 0;

	for (; others && *others; others++)
		bits |= bit_of(list, *others);
	return bits;
}

/* Whose namespaces it lives in, and after whose start it runs. */
static uint64_t inseparable_of(const struct container_list *list, const struct container *container)
{
	uint64_t bits = bit_of(list, container->each_start_of);

	for (unsigned i = 0; NSINIT_USES_JOIN && i < list->count; i++)
		if (joins(container, list->items[i]))
			bits |= UINT64_C(1) << i;
	return bits;
}

/* What must be up for it. */
static uint64_t needs_of(const struct container_list *list, const struct container *container)
{
	uint64_t bits = bits_of(list, container->needs);

	return NSINIT_USES_FOLLOW ? bits | inseparable_of(list, container) : bits;
}

uint64_t order_needed(const struct container_list *list, unsigned index)
{
	return needs_of(list, list->items[index]);
}

uint64_t order_preceding(const struct container_list *list, unsigned index)
{
	return bits_of(list, list->items[index]->after);
}

static bool is_in(uint64_t bits, unsigned index)
{
	return bits >> index & 1;
}

static enum order_outcome outcome_of(const struct container *container, enum service_state state)
{
	switch (state) {
	case SERVICE_UP:
		return service_ends(container->kind) ? ORDER_MOVING : ORDER_GOOD;
	case SERVICE_DONE:
	case SERVICE_LISTENING:
		return ORDER_GOOD;
	case SERVICE_DOWN:
		/* Nobody waits for a task that nobody started. */
		return (NSINIT_USES_TASK || NSINIT_USES_TIMER) &&
				       service_is_on_demand(container->kind)
			       ? ORDER_GOOD
			       : ORDER_BAD;
	case SERVICE_STUCK:
	case SERVICE_BACKOFF:
	case SERVICE_FAILED:
		return ORDER_BAD;
	case SERVICE_WAITING:
	case SERVICE_STARTING:
	case SERVICE_PREPARING:
	case SERVICE_STOPPING:
	case SERVICE_KILLING:
	case SERVICE_CLEANING:
	case SERVICE_STATE_COUNT:
		break;
	}
	return ORDER_MOVING;
}

/* A service that ended well is no longer there for who needs it; a oneshot has done its part. */
static bool serves(const struct container *container, const struct service *service)
{
	/* Who connects is served, sooner or later. */
	if (NSINIT_USES_SOCKETS && service->bound)
		return true;
	return service->state == (service_ends(container->kind) ? SERVICE_DONE : SERVICE_UP);
}

bool order_cleared(
	const struct container_list *list, const struct service *services, unsigned index)
{
	const struct container *const *after = list->items[index]->after;
	uint64_t needs = needs_of(list, list->items[index]);

	for (unsigned i = 0; i < list->count; i++)
		if (is_in(needs, i) && !serves(list->items[i], &services[i]))
			return false;
	for (; after && *after; after++)
		if (order_settled(list, services, index_of(list, *after)) == ORDER_MOVING)
			return false;
	return true;
}

/* Of the first ones, who failed or ended and is not started again by itself, or waits for such. */
static uint64_t over_of(
	const struct container_list *list, const struct service *services, unsigned count)
{
	uint64_t over = 0;

	for (unsigned i = 0; i < count; i++) {
		enum service_state state = services[i].state;
		bool is_over = state == SERVICE_FAILED;

		if (state == SERVICE_DONE)
			is_over = !service_ends(list->items[i]->kind);
		else if (state == SERVICE_WAITING)
			is_over = needs_of(list, list->items[i]) & over;
		if (is_over)
			over |= UINT64_C(1) << i;
	}
	return over;
}

/* Whose end it cannot ignore; bits as of needs_of(). */
static uint64_t bound_to(
	const struct container_list *list, const struct service *services, unsigned index)
{
	const struct container *container = list->items[index];

	switch (container->need_lost) {
	case NEED_LOST_STAY:
		break;
	case NEED_LOST_STOP:
		return inseparable_of(list, container) | over_of(list, services, index);
	case NEED_LOST_RESTART:
		return UINT64_MAX;
	}
	return inseparable_of(list, container);
}

bool order_must_wait(
	const struct container_list *list, const struct service *services, unsigned index)
{
	const struct container *container = list->items[index];
	enum service_state state = services[index].state;
	uint64_t watched = 0;

	if (state == SERVICE_STARTING || state == SERVICE_PREPARING || state == SERVICE_UP)
		watched = needs_of(list, container) & bound_to(list, services, index);
	else if (state == SERVICE_DONE || state == SERVICE_FAILED)
		watched = bit_of(list, container->each_start_of);
	for (unsigned i = 0; i < index; i++)
		if (is_in(watched, i) && !serves(list->items[i], &services[i]))
			return true;
	return false;
}

/*
 * `index` and all that it needs, or also comes after, through others too. Links point to earlier
 * ones, so that one pass backwards meets all.
 */
static uint64_t closure(const struct container_list *list, unsigned index, bool with_after)
{
	uint64_t set = UINT64_C(1) << index;

	for (unsigned i = index + 1; i-- > 0;) {
		if (!is_in(set, i))
			continue;
		set |= needs_of(list, list->items[i]);
		if (with_after)
			set |= bits_of(list, list->items[i]->after);
	}
	return set;
}

bool order_may_stop(const struct container_list *list, const struct service *services,
	const bool *leaving, unsigned index)
{
	for (unsigned i = index + 1; i < list->count; i++)
		/* Who survives SIGKILL will not ask for anything again. */
		if (leaving[i] && !service_is_at_rest(&services[i]) &&
			services[i].state != SERVICE_STUCK && is_in(closure(list, i, true), index))
			return false;
	return true;
}

bool order_needs(const struct container_list *list, unsigned index, unsigned other)
{
	return index != other && is_in(closure(list, index, false), other);
}

/* Whether one that it needs will not come, by the outcomes of all that are earlier. */
static bool is_hopeless(const struct container_list *list, const struct service *services,
	const unsigned char *outcomes, unsigned index)
{
	uint64_t needs = needs_of(list, list->items[index]);

	for (unsigned i = 0; i < index; i++)
		if (is_in(needs, i) && (outcomes[i] == ORDER_BAD ||
					       (outcomes[i] == ORDER_GOOD &&
						       !serves(list->items[i], &services[i]))))
			return true;
	return false;
}

enum order_outcome order_settled(
	const struct container_list *list, const struct service *services, unsigned index)
{
	unsigned char outcomes[CONTAINERS_MAX];

	for (unsigned i = 0; i <= index; i++) {
		const struct container *container = list->items[i];
		enum service_state state = services[i].state;

		outcomes[i] = (unsigned char)outcome_of(container, state);
		if (state == SERVICE_WAITING && is_hopeless(list, services, outcomes, i))
			outcomes[i] = ORDER_BAD;
	}
	return (enum order_outcome)outcomes[index];
}

enum order_outcome order_stopped(const struct service *services, unsigned index)
{
	switch (services[index].state) {
	case SERVICE_DOWN:
		return ORDER_GOOD;
	case SERVICE_STUCK:
		return ORDER_BAD;
	case SERVICE_WAITING:
	case SERVICE_STARTING:
	case SERVICE_PREPARING:
	case SERVICE_UP:
	case SERVICE_STOPPING:
	case SERVICE_KILLING:
	case SERVICE_CLEANING:
	case SERVICE_BACKOFF:
	case SERVICE_DONE:
	case SERVICE_FAILED:
	case SERVICE_LISTENING:
	case SERVICE_STATE_COUNT:
		break;
	}
	return ORDER_MOVING;
}
