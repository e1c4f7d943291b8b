/*
 * Lists of a boot: what waits for what, and for how long; see chart.h. The picture is in plot.c.
 * nsctl only.
 */
#include "nsctl/chart.h"

#include "nsctl/render.h"

static const struct reply_container *container_at(const struct status *status, unsigned index)
{
	for (unsigned i = 0; i < status->count; i++)
		if (status->containers[i].index == index)
			return &status->containers[i];
	return NULL;
}

static void add_names(struct text *text, const struct status *status, const char *word,
	const struct container_set *set)
{
	const char *between = word;

	for (unsigned i = 0; i < CONTAINERS_MAX; i++) {
		const struct reply_container *other = container_at(status, i);

		if (!set_has(set, i) || !other)
			continue;
		text_string(text, between);
		render_plain(text, other->name);
		between = ", ";
	}
}

void chart_deps(struct text *text, const struct status *status)
{
	for (unsigned i = 0; i < status->count; i++) {
		const struct reply_container *container = &status->containers[i];

		render_plain(text, container->name);
		text_char(text, ':');
		add_names(text, status, " needs ", &container->needs);
		if (!set_is_empty(&container->needs) && !set_is_empty(&container->after))
			text_char(text, ';');
		add_names(text, status, " after ", &container->after);
		text_char(text, '\n');
	}
}

/* A quoted string of the DOT language: only the quote and the backslash mean something in it. */
static void add_node(struct text *text, const char *name)
{
	text_char(text, '"');
	for (; *name; name++)
		text_char(text, *name == '"' || *name == '\\' || *name < ' ' ? '?' : *name);
	text_char(text, '"');
}

static void add_edges(struct text *text, const struct status *status,
	const struct reply_container *container, const struct container_set *set, const char *style)
{
	for (unsigned i = 0; i < CONTAINERS_MAX; i++) {
		const struct reply_container *other = container_at(status, i);

		if (!set_has(set, i) || !other)
			continue;
		text_char(text, '\t');
		add_node(text, container->name);
		text_string(text, " -> ");
		add_node(text, other->name);
		text_string(text, style);
	}
}

void chart_dot(struct text *text, const struct status *status)
{
	struct container_set only_after;

	text_string(text, "digraph nsinit {\n\trankdir=LR;\n\tnode [shape=box];\n");
	for (unsigned i = 0; i < status->count; i++) {
		const struct reply_container *container = &status->containers[i];

		only_after = container->after;
		set_leave(&only_after, &container->needs);
		text_char(text, '\t');
		add_node(text, container->name);
		text_string(text, ";\n");
		add_edges(text, status, container, &container->needs, ";\n");
		add_edges(text, status, container, &only_after, " [style=dashed];\n");
	}
	text_string(text, "}\n");
}

/* From the launch to ready; -1: not ready, or never started. */
static int64_t start_time(const struct reply_container *container)
{
	return container->ready_ms > 0 && container->started_ms > 0
		       ? container->ready_ms - container->started_ms
		       : -1;
}

void chart_blame(struct text *text, const struct status *status)
{
	struct container_set done = { { 0 } }; /* by their places in the status */

	for (unsigned count = 0; count < status->count; count++) {
		unsigned slowest = 0;
		int64_t time_ms;

		while (set_has(&done, slowest))
			slowest++;
		for (unsigned i = slowest + 1; i < status->count; i++)
			if (!set_has(&done, i) && start_time(&status->containers[i]) >
							  start_time(&status->containers[slowest]))
				slowest = i;
		set_add(&done, slowest);
		time_ms = start_time(&status->containers[slowest]);
		if (time_ms < 0) {
			text_char(text, '-');
		} else {
			text_number(text, time_ms / 1000);
			text_char(text, '.');
			text_padded(text, (uint64_t)(time_ms % 1000), 3);
			text_char(text, 's');
		}
		text_char(text, ' ');
		render_plain(text, status->containers[slowest].name);
		text_char(text, '\n');
	}
}

/* The one of these, of all with NULL, that was ready last. */
static const struct reply_container *last_ready(
	const struct status *status, const struct container_set *of)
{
	const struct reply_container *last = NULL;

	for (unsigned i = 0; i < status->count; i++) {
		const struct reply_container *one = &status->containers[i];

		if (one->index < CONTAINERS_MAX && (!of || set_has(of, one->index)) &&
			one->ready_ms > 0 && (!last || one->ready_ms > last->ready_ms))
			last = one;
	}
	return last;
}

struct container_set chart_critical(const struct status *status)
{
	const struct reply_container *one = last_ready(status, NULL);
	struct container_set path = { { 0 } };

	while (one && !set_has(&path, one->index)) {
		struct container_set before = one->needs;

		set_add(&path, one->index);
		set_join(&before, &one->after);
		one = last_ready(status, &before);
	}
	return path;
}
