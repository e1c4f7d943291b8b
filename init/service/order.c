/*
 * What containers owe each other; see order.h.
 */
#include "service/order.h"

#include "base/namespaces.h"
#include "uses.h"

unsigned order_index(const struct container_list *list, const struct container *container)
{
	unsigned index = 0;

	while (index < list->count && list->items[index] != container)
		index++;
	return index;
}

static void add(struct container_set *set, const struct container_list *list,
	const struct container *container)
{
	unsigned index = order_index(list, container);

	if (index < list->count)
		set_add(set, index);
}

static void add_all(struct container_set *set, const struct container_list *list,
	const struct container *const *others)
{
	for (; others && *others; others++)
		add(set, list, *others);
}

/* Whose namespaces it lives in, and after whose start it runs. */
static void add_inseparable(struct container_set *set, const struct container_list *list,
	const struct container *container)
{
	add(set, list, container->each_start_of);
	for (unsigned i = 0; NSINIT_USES_JOIN && i < list->count; i++)
		if (joins(container, list->items[i]))
			set_add(set, i);
}

/* What must be up for it. */
static void add_needs(struct container_set *set, const struct container_list *list,
	const struct container *container)
{
	add_all(set, list, container->needs);
	if (NSINIT_USES_FOLLOW)
		add_inseparable(set, list, container);
}

struct container_set order_needed(const struct container_list *list, unsigned index)
{
	struct container_set set = { { 0 } };

	add_needs(&set, list, list->items[index]);
	return set;
}

struct container_set order_preceding(const struct container_list *list, unsigned index)
{
	struct container_set set = { { 0 } };

	add_all(&set, list, list->items[index]->after);
	return set;
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

static bool is_absent(const struct service *service)
{
	return NSINIT_USES_DEVICE_NODE && service->absent;
}

bool order_cleared(
	const struct container_list *list, const struct service *services, unsigned index)
{
	const struct container *const *after = list->items[index]->after;
	const struct container_set needs = order_needed(list, index);

	if (is_absent(&services[index]))
		return false;
	for (unsigned i = 0; i < list->count; i++)
		if (set_has(&needs, i) && !serves(list->items[i], &services[i]))
			return false;
	for (; after && *after; after++)
		if (order_settled(list, services, order_index(list, *after)) == ORDER_MOVING)
			return false;
	return true;
}

/* Of the first ones, who failed or ended and is not started again by itself, or waits for such. */
static void add_over(struct container_set *set, const struct container_list *list,
	const struct service *services, unsigned count)
{
	struct container_set over = { { 0 } };

	for (unsigned i = 0; i < count; i++) {
		enum service_state state = services[i].state;
		bool is_over = state == SERVICE_FAILED;

		if (state == SERVICE_DONE) {
			is_over = !service_ends(list->items[i]->kind);
		} else if (state == SERVICE_WAITING) {
			const struct container_set needs = order_needed(list, i);

			is_over = set_meets(&needs, &over);
		}
		if (is_over)
			set_add(&over, i);
	}
	set_join(set, &over);
}

/* Whose end it cannot ignore, if it needs them. */
static struct container_set bound_to(
	const struct container_list *list, const struct service *services, unsigned index)
{
	const struct container *container = list->items[index];
	struct container_set set = { { 0 } };

	add_inseparable(&set, list, container);
	switch (container->need_lost) {
	case NEED_LOST_STAY:
		break;
	case NEED_LOST_STOP:
		add_over(&set, list, services, index);
		break;
	case NEED_LOST_RESTART:
		return order_needed(list, index);
	}
	return set;
}

bool order_must_wait(
	const struct container_list *list, const struct service *services, unsigned index)
{
	const struct container *container = list->items[index];
	enum service_state state = services[index].state;
	bool runs = state == SERVICE_STARTING || state == SERVICE_PREPARING || state == SERVICE_UP;
	bool has_ended = state == SERVICE_DONE || state == SERVICE_FAILED;
	const struct container_set needs = order_needed(list, index);
	struct container_set watched = { { 0 } };

	if (is_absent(&services[index]))
		return runs || has_ended || state == SERVICE_BACKOFF;
	if (runs)
		watched = bound_to(list, services, index);
	else if (has_ended)
		add(&watched, list, container->each_start_of);
	for (unsigned i = 0; i < index; i++)
		if (set_has(&needs, i) && set_has(&watched, i) &&
			!serves(list->items[i], &services[i]))
			return true;
	return false;
}

/*
 * Whether it needs that one, or also comes after it, through others too; or is that one. Links
 * point to earlier ones, so that one pass backwards meets all.
 */
static bool leads_to(
	const struct container_list *list, unsigned index, bool with_after, unsigned other)
{
	struct container_set set = { { 0 } };

	set_add(&set, index);
	for (unsigned i = index + 1; i-- > 0;) {
		if (!set_has(&set, i))
			continue;
		add_needs(&set, list, list->items[i]);
		if (with_after)
			add_all(&set, list, list->items[i]->after);
	}
	return set_has(&set, other);
}

bool order_may_stop(const struct container_list *list, const struct service *services,
	const bool *leaving, unsigned index)
{
	for (unsigned i = index + 1; i < list->count; i++)
		/* Who survives SIGKILL will not ask for anything again. */
		if (leaving[i] && !service_is_at_rest(&services[i]) &&
			services[i].state != SERVICE_STUCK && leads_to(list, i, true, index))
			return false;
	return true;
}

bool order_needs(const struct container_list *list, unsigned index, unsigned other)
{
	return index != other && leads_to(list, index, false, other);
}

/* Whether one that it needs will not come, by the outcomes of all that are earlier. */
static bool is_hopeless(const struct container_list *list, const struct service *services,
	const unsigned char *outcomes, unsigned index)
{
	const struct container_set needs = order_needed(list, index);

	for (unsigned i = 0; i < index; i++)
		if (set_has(&needs, i) && (outcomes[i] == ORDER_BAD ||
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
		/* Nobody waits for a device that nobody has plugged in. */
		if (state == SERVICE_WAITING && is_absent(&services[i]))
			outcomes[i] = ORDER_GOOD;
		else if (state == SERVICE_WAITING && is_hopeless(list, services, outcomes, i))
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
