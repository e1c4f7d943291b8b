/*
 * A status as a table, for programs and logs, and as a tree, for who sits at a terminal: each
 * container below the one it needs that starts last, the others below the machine. nsctl only;
 * pure.
 */
#include "nsctl/render.h"
#include "nsctl/table.h"
#include "nsctl/units.h"

#include <string.h>

/* X(enumerator, title) */
#define COLUMNS(X)                                                                                 \
	X(COLUMN_NAME, "NAME")                                                                     \
	X(COLUMN_STATE, "STATE")                                                                   \
	X(COLUMN_SINCE, "SINCE")                                                                   \
	X(COLUMN_PID, "PID")                                                                       \
	X(COLUMN_RESTARTS, "RESTARTS")                                                             \
	X(COLUMN_MEMORY, "MEMORY")                                                                 \
	X(COLUMN_TASKS, "TASKS")                                                                   \
	X(COLUMN_CPU, "CPU")                                                                       \
	X(COLUMN_LAST, "LAST EXIT")

enum column {
#define COLUMN_ENUM(column, title) column,
	COLUMNS(COLUMN_ENUM)
#undef COLUMN_ENUM
		COLUMN_COUNT
};

/* Scripts take the table apart: it stays as it is, what is new is in the tree and in JSON. */
#define TABLE_COLUMNS COLUMN_CPU

static const char *const titles[COLUMN_COUNT] = {
#define COLUMN_TITLE(column, title) [column] = title,
	COLUMNS(COLUMN_TITLE)
#undef COLUMN_TITLE
};

struct overview {
	const struct status *status;
	bool is_tree;
	unsigned char order[CONTAINERS_MAX];  /* rows: places in the status */
	unsigned char parent[CONTAINERS_MAX]; /* of each place; CONTAINERS_MAX: the machine */
};

static unsigned parent_of(const struct status *status, unsigned at)
{
	for (unsigned i = at; i-- > 0;)
		if (set_has(&status->containers[at].needs, status->containers[i].index))
			return i;
	return CONTAINERS_MAX;
}

static unsigned add_below(struct overview *overview, unsigned parent, unsigned rows)
{
	unsigned first = parent == CONTAINERS_MAX ? 0 : parent + 1;

	for (unsigned i = first; i < overview->status->count; i++) {
		if (overview->parent[i] != parent)
			continue;
		overview->order[rows++] = (unsigned char)i;
		rows = add_below(overview, i, rows);
	}
	return rows;
}

static bool is_last(const struct overview *overview, unsigned at)
{
	for (unsigned i = at + 1; i < overview->status->count; i++)
		if (overview->parent[i] == overview->parent[at])
			return false;
	return true;
}

/* ASCII: a serial console shows what it likes of anything else. */
static void add_branch(
	struct text *text, const struct overview *overview, unsigned at, const char *const ends[2])
{
	static const char *const passing[2] = { "|  ", "   " };

	if (overview->parent[at] < CONTAINERS_MAX)
		add_branch(text, overview, overview->parent[at], passing);
	text_string(text, ends[is_last(overview, at)]);
}

static void add_name(struct text *text, const struct overview *overview, unsigned at)
{
	static const char *const ends[2] = { "|- ", "`- " };

	if (overview->is_tree)
		add_branch(text, overview, at, ends);
	render_plain(text, overview->status->containers[at].name);
}

static void add_cell(struct text *text, const struct table *table, unsigned row, unsigned column)
{
	const struct overview *overview = table->of;
	unsigned at = row == TABLE_TITLES ? 0 : overview->order[row];
	const struct reply_container *container = &overview->status->containers[at];
	const int64_t *used = overview->status->usages[at].numbers;

	if (row == TABLE_TITLES) {
		text_string(text, titles[column]);
		return;
	}
	switch ((enum column)column) {
	case COLUMN_NAME:
		add_name(text, overview, at);
		break;
	case COLUMN_STATE:
		text_string(text, render_state_word(container));
		break;
	case COLUMN_SINCE:
		units_duration(text, container->since_ms);
		break;
	case COLUMN_PID:
		usage_render(text, USAGE_TASKS, container->pid > 0 ? container->pid : -1);
		break;
	case COLUMN_RESTARTS:
		text_number(text, container->restarts);
		break;
	case COLUMN_MEMORY:
		usage_render(text, USAGE_MEMORY, used[USAGE_MEMORY]);
		break;
	case COLUMN_TASKS:
		usage_render(text, USAGE_TASKS, used[USAGE_TASKS]);
		break;
	case COLUMN_CPU:
		usage_render(text, USAGE_CPU, used[USAGE_CPU]);
		break;
	case COLUMN_LAST:
		if (container->exit_status < 0)
			text_char(text, '-');
		else
			render_ending(text, container->exit_status);
		break;
	case COLUMN_COUNT:
		break;
	}
}

static void render(struct text *text, struct overview *overview, unsigned columns)
{
	struct table table = { columns, overview->status->count, add_cell, overview };

	table_render(text, &table);
	render_reasons(text, overview->status);
}

void render_table(struct text *text, const struct status *status)
{
	struct overview overview = { .status = status };

	for (unsigned i = 0; i < status->count; i++)
		overview.order[i] = (unsigned char)i;
	render(text, &overview, TABLE_COLUMNS);
}

void render_tree(struct text *text, const struct status *status)
{
	struct overview overview = { .status = status, .is_tree = true };

	for (unsigned i = 0; i < status->count; i++)
		overview.parent[i] = (unsigned char)parent_of(status, i);
	add_below(&overview, CONTAINERS_MAX, 0);
	render_plain(text, status->machine.hostname);
	text_string(text, ", Linux ");
	render_plain(text, status->machine.release);
	text_string(text, ", up ");
	units_duration(text, status->machine.up_ms);
	text_char(text, '\n');
	render(text, &overview, COLUMN_COUNT);
}
