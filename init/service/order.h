/*
 * What containers owe each other: needs and after, at the start, at the stop, and for who waits.
 * Pure. PID 1 and tests. Containers and services are in the config's order; the checker proved
 * that needs and after point to earlier ones, so that nothing here can go in circles.
 */
#ifndef NSINIT_SERVICE_ORDER_H
#define NSINIT_SERVICE_ORDER_H

#include "base/container_set.h"
#include "service/service.h"

/* Where a container is, for somebody who waits. */
enum order_outcome {
	ORDER_MOVING, /* something is under way */
	ORDER_GOOD,
	ORDER_BAD, /* it stays so unless somebody does something, or a retry goes better */
};

/*
 * All it needs is up, a oneshot done, and its device is there; all it comes after is settled, up or
 * not.
 */
bool order_cleared(
	const struct container_list *list, const struct service *services, unsigned index);

/*
 * Whether its device went away, or one that it needs, so that it has to wait for it and then start
 * again: it joins that one or runs after each of its starts, or need_lost says so. Of a container
 * that is wanted.
 */
bool order_must_wait(
	const struct container_list *list, const struct service *services, unsigned index);

/*
 * The order of stopping is that of starting, backwards: nobody of those that leave too, and need
 * it or come after it, still lives. `leaving` is of all containers.
 */
bool order_may_stop(const struct container_list *list, const struct service *services,
	const bool *leaving, unsigned index);

/* The place of a listed container, as the checker proved those that a config names to be. */
unsigned order_index(const struct container_list *list, const struct container *container);

/* Whether container `index` needs container `other`, itself or through others. */
bool order_needs(const struct container_list *list, unsigned index, unsigned other);

/* Those that must be up for it, themselves; or settled before it. */
struct container_set order_needed(const struct container_list *list, unsigned index);
struct container_set order_preceding(const struct container_list *list, unsigned index);

/* Up, a oneshot done, or its device is not there; BAD too when it waits for one that is BAD. */
enum order_outcome order_settled(
	const struct container_list *list, const struct service *services, unsigned index);

/* Down; BAD when it cannot be killed. */
enum order_outcome order_stopped(const struct service *services, unsigned index);

#endif
