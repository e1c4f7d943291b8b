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

static void add_names(
	struct text *text, const struct status *status, const char *word, uint64_t bits)
{
	const char *between = word;

	for (unsigned i = 0; i < CONTAINERS_MAX; i++) {
		const struct reply_container *other = container_at(status, i);

		if (!(bits >> i & 1) || !other)
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
		add_names(text, status, " needs ", container->needs);
		if (container->needs && container->after)
			text_char(text, ';');
		add_names(text, status, " after ", container->after);
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
	const struct reply_container *container, uint64_t bits, const char *style)
{
	for (unsigned i = 0; i < CONTAINERS_MAX; i++) {
		const struct reply_container *other = container_at(status, i);

		if (!(bits >> i & 1) || !other)
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
	text_string(text, "digraph nsinit {\n\trankdir=LR;\n\tnode [shape=box];\n");
	for (unsigned i = 0; i < status->count; i++) {
		const struct reply_container *container = &status->containers[i];

		text_char(text, '\t');
		add_node(text, container->name);
		text_string(text, ";\n");
		add_edges(text, status, container, container->needs, ";\n");
		add_edges(text, status, container, container->after & ~container->needs,
			" [style=dashed];\n");
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
	uint64_t done = 0;

	for (unsigned count = 0; count < status->count; count++) {
		unsigned slowest = 0;
		int64_t time_ms;

		while (done >> slowest & 1)
			slowest++;
		for (unsigned i = slowest + 1; i < status->count; i++)
			if (!(done >> i & 1) && start_time(&status->containers[i]) >
							start_time(&status->containers[slowest]))
				slowest = i;
		done |= UINT64_C(1) << slowest;
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

/* The one of these that was ready last. */
static const struct reply_container *last_ready(const struct status *status, uint64_t bits)
{
	const struct reply_container *last = NULL;

	for (unsigned i = 0; i < status->count; i++) {
		const struct reply_container *one = &status->containers[i];

		if (one->index < CONTAINERS_MAX && bits >> one->index & 1 && one->ready_ms > 0 &&
			(!last || one->ready_ms > last->ready_ms))
			last = one;
	}
	return last;
}

uint64_t chart_critical(const struct status *status)
{
	const struct reply_container *one = last_ready(status, UINT64_MAX);
	uint64_t path = 0;

	while (one && !(path >> one->index & 1)) {
		path |= UINT64_C(1) << one->index;
		one = last_ready(status, one->needs | one->after);
	}
	return path;
}
