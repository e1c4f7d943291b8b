/*
 * A boot as SVG; see chart.h. nsctl only.
 */
#include "nsctl/chart.h"

#include "nsctl/utf8.h"

#include <string.h>

/* Pixels. Names stand left of the bars. */
#define NAMES_WIDTH 240
#define BARS_WIDTH  800
#define ROW_HEIGHT  20
#define BAR_HEIGHT  14
#define AXIS_HEIGHT 30
#define TICKS_MAX   10

/* Of colours that people who see few of them can tell apart. */
static const char style[] =
	"<style>text{font:12px sans-serif;fill:#222}.wait{fill:#ddd}.start{fill:#e69f00}"
	".ready{fill:#56b4e9}.critical{font-weight:bold}.tick{stroke:#ccc}</style>\n";

/* A name as the text of an element. */
static void add_escaped(struct text *text, const char *name)
{
	while (*name) {
		size_t length = utf8_length(name);

		if (length == 0 || utf8_is_control(name) || *name == '<' || *name == '&')
			text_char(text, '?');
		else
			text_bytes(text, name, length);
		name += length > 0 ? length : 1;
	}
}

/* The end of the axis: who is not ready yet is drawn up to now. */
static int64_t end_of(const struct status *status)
{
	int64_t end_ms = 1;

	for (unsigned i = 0; i < status->count; i++) {
		const struct reply_container *one = &status->containers[i];
		int64_t last_ms = one->ready_ms;

		if (one->wanted_ms > 0 && one->ready_ms == 0)
			last_ms = status->machine.up_ms;
		end_ms = last_ms > end_ms ? last_ms : end_ms;
	}
	return end_ms;
}

static int64_t column_of(int64_t ms, int64_t end_ms)
{
	return NAMES_WIDTH + ms * BARS_WIDTH / end_ms;
}

static void add_attribute(struct text *text, const char *name, int64_t number)
{
	text_char(text, ' ');
	text_string(text, name);
	text_string(text, "=\"");
	text_number(text, number);
	text_char(text, '"');
}

/* A bar that is too short to be seen is a line. */
static void add_bar(struct text *text, const char *class, unsigned row, int64_t from, int64_t to)
{
	text_string(text, "<rect class=\"");
	text_string(text, class);
	text_char(text, '"');
	add_attribute(text, "x", from);
	add_attribute(text, "y", AXIS_HEIGHT + (int64_t)row * ROW_HEIGHT);
	add_attribute(text, "width", to > from ? to - from : 1);
	add_attribute(text, "height", BAR_HEIGHT);
	text_string(text, "/>\n");
}

static void add_row(struct text *text, const struct status *status,
	const struct reply_container *one, unsigned row, const struct container_set *critical)
{
	int64_t end_ms = end_of(status);
	int64_t ready_ms = one->ready_ms > 0 ? one->ready_ms : end_ms;
	int64_t started_ms = one->started_ms > 0 ? one->started_ms : ready_ms;

	text_string(text, set_has(critical, one->index) ? "<text class=\"critical\"" : "<text");
	add_attribute(text, "x", 4);
	add_attribute(text, "y", AXIS_HEIGHT + (int64_t)row * ROW_HEIGHT + BAR_HEIGHT - 2);
	text_char(text, '>');
	add_escaped(text, one->name);
	if (one->ready_ms > 0 && one->started_ms > 0) {
		text_char(text, ' ');
		text_number(text, one->ready_ms - one->started_ms);
		text_string(text, " ms");
	}
	text_string(text, "</text>\n");
	if (one->wanted_ms == 0)
		return;
	add_bar(text, "wait", row, column_of(one->wanted_ms, end_ms),
		column_of(started_ms, end_ms));
	if (one->started_ms > 0)
		add_bar(text, "start", row, column_of(started_ms, end_ms),
			column_of(ready_ms, end_ms));
	if (one->ready_ms > 0)
		add_bar(text, "ready", row, column_of(ready_ms, end_ms),
			NAMES_WIDTH + BARS_WIDTH + BAR_HEIGHT);
}

/* 1, 2 or 5 of a power of ten: at most TICKS_MAX of them. */
static int64_t tick_of(int64_t end_ms)
{
	int64_t tick_ms = 1;

	for (unsigned step = 0; end_ms / tick_ms > TICKS_MAX; step++)
		tick_ms = step % 3 == 1 ? tick_ms / 2 * 5 : tick_ms * 2;
	return tick_ms;
}

static void add_axis(struct text *text, int64_t end_ms, int64_t height)
{
	int64_t tick_ms = tick_of(end_ms);

	for (int64_t ms = 0; ms <= end_ms; ms += tick_ms) {
		text_string(text, "<line class=\"tick\"");
		add_attribute(text, "x1", column_of(ms, end_ms));
		add_attribute(text, "x2", column_of(ms, end_ms));
		add_attribute(text, "y1", AXIS_HEIGHT - BAR_HEIGHT / 2);
		add_attribute(text, "y2", height);
		text_string(text, "/>\n<text");
		add_attribute(text, "x", column_of(ms, end_ms));
		add_attribute(text, "y", BAR_HEIGHT);
		text_char(text, '>');
		text_number(text, ms);
		text_string(text, " ms</text>\n");
	}
}

/* In the order of the start; who was not started comes last, who was not wanted after them. */
static int64_t rank_of(const struct reply_container *one)
{
	return one->started_ms > 0  ? one->started_ms
	       : one->wanted_ms > 0 ? INT64_MAX - 1
				    : INT64_MAX;
}

void chart_plot(struct text *text, const struct status *status)
{
	int64_t height = AXIS_HEIGHT + (int64_t)status->count * ROW_HEIGHT;
	const struct container_set critical = chart_critical(status);
	struct container_set drawn = { { 0 } };

	text_string(text, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
	add_attribute(text, "width", NAMES_WIDTH + BARS_WIDTH + 80);
	add_attribute(text, "height", height);
	text_string(text, ">\n");
	text_string(text, style);
	add_axis(text, end_of(status), height);
	for (unsigned row = 0; row < status->count; row++) {
		unsigned next = 0;

		while (set_has(&drawn, next))
			next++;
		for (unsigned i = next + 1; i < status->count; i++)
			if (!set_has(&drawn, i) && rank_of(&status->containers[i]) <
							   rank_of(&status->containers[next]))
				next = i;
		set_add(&drawn, next);
		add_row(text, status, &status->containers[next], row, &critical);
	}
	text_string(text, "</svg>\n");
}
