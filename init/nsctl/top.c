/*
 * `nsctl top`: what containers use now, who takes most processor time first. By the same numbers as
 * `nsctl stats`, looked at again after a while. nsctl only.
 */
#include "base/system.h"
#include "nsctl/client.h"
#include "nsctl/pick.h"
#include "nsctl/render.h"
#include "nsctl/table.h"
#include "nsctl/terminal.h"
#include "nsctl/tools.h"
#include "nsctl/units.h"

#include <string.h>

/* Between two looks. */
#define PERIOD_MS 1000

/* Lines of a terminal that are no container: the first one, the titles, and that of the cursor. */
#define LINES_AROUND 3

struct top {
	struct status status;
	int64_t cpu_us[CONTAINERS_MAX]; /* at the last look, by place in the config; -1: unknown */
	int64_t permille[CONTAINERS_MAX]; /* of one processor, by place in the status; -1: unknown
					   */
	int64_t looked_ms;
	unsigned char order[CONTAINERS_MAX]; /* rows: places in the status */
};

static const char *const titles[] = { "NAME", "STATE", "CPU%", "MEMORY", "TASKS", "CPU" };
#define COLUMNS (sizeof titles / sizeof titles[0])

static void add_percent(struct text *text, int64_t permille)
{
	if (permille < 0) {
		text_char(text, '-');
		return;
	}
	text_number(text, permille / 10);
	text_char(text, '.');
	text_number(text, permille % 10);
}

static void add_cell(struct text *text, const struct table *table, unsigned row, unsigned column)
{
	static const unsigned char numbers[COLUMNS] = {
		[3] = USAGE_MEMORY, [4] = USAGE_TASKS, [5] = USAGE_CPU
	};
	const struct top *top = table->of;
	unsigned at = row == TABLE_TITLES ? 0 : top->order[row];

	if (row == TABLE_TITLES)
		text_string(text, titles[column]);
	else if (column == 0)
		render_plain(text, top->status.containers[at].name);
	else if (column == 1)
		text_string(text, render_state_word(&top->status.containers[at]));
	else if (column == 2)
		add_percent(text, top->permille[at]);
	else
		usage_render(
			text, numbers[column], top->status.usages[at].numbers[numbers[column]]);
}

/* What was used since the last look. A counter that fell is that of another run. */
static int64_t permille_of(int64_t before_us, int64_t now_us, int64_t ms)
{
	if (before_us < 0 || now_us < 0 || ms <= 0)
		return -1;
	return (now_us < before_us ? now_us : now_us - before_us) / ms;
}

static enum ending look(struct top *top, char **words)
{
	enum ending ending = pick_status("top", words, &top->status);
	int64_t now_ms = sys_now_ms();

	for (unsigned i = 0; ending == ENDING_GOOD && i < top->status.count; i++) {
		int64_t *before_us = &top->cpu_us[top->status.containers[i].index];
		int64_t used_us = top->status.usages[i].numbers[USAGE_CPU];

		top->permille[i] = permille_of(*before_us, used_us, now_ms - top->looked_ms);
		*before_us = used_us;
	}
	top->looked_ms = now_ms;
	return ending;
}

static bool is_before(const struct top *top, unsigned a, unsigned b)
{
	if (top->permille[a] != top->permille[b])
		return top->permille[a] > top->permille[b];
	return top->status.usages[a].numbers[USAGE_MEMORY] >
	       top->status.usages[b].numbers[USAGE_MEMORY];
}

static void sort(struct top *top)
{
	for (unsigned i = 0; i < top->status.count; i++) {
		unsigned at = i;

		for (; at > 0 && is_before(top, i, top->order[at - 1]); at--)
			top->order[at] = top->order[at - 1];
		top->order[at] = (unsigned char)i;
	}
}

/* On a terminal over what was there before, as far as there is room. */
static enum ending show(struct top *top, bool is_screen, bool is_first)
{
	static char bytes[CONTAINERS_MAX * 160 + 512];
	struct text page = TEXT(bytes);
	struct table table = { COLUMNS, top->status.count, add_cell, top };
	uint16_t rows, columns;

	sort(top);
	terminal_read_size(&rows, &columns);
	if (is_screen && rows > LINES_AROUND && table.rows > (unsigned)rows - LINES_AROUND)
		table.rows = (unsigned)rows - LINES_AROUND;
	if (is_screen) {
		text_string(&page, "\033[H\033[J");
		render_plain(&page, top->status.machine.hostname);
		text_string(&page, ", up ");
		units_duration(&page, top->status.machine.up_ms);
		text_char(&page, '\n');
	} else if (!is_first) {
		text_char(&page, '\n');
	}
	table_render(&page, &table);
	return say(bytes, page.length);
}

/* Takes "-n N" out of the words; -1: it is wrong, 0: it is not there. */
static int64_t take_count(char **words)
{
	int64_t count = 0;

	for (; *words; words++) {
		if (strcmp(*words, "-n") != 0)
			continue;
		count = words[1] && words[1][0] ? usage_find(words[1], "") : -1;
		if (count < 1 || words[1][strspn(words[1], "0123456789")])
			return -1;
		do
			words[0] = words[2];
		while (*words++);
		break;
	}
	return count;
}

enum ending top_run(char **words)
{
	static struct top top;
	int64_t count = take_count(words);
	bool is_screen = count == 0 && terminal_is(1);
	enum ending ending;

	if (count < 0)
		return explain_usage("-n", "how many tables? 1 or more");
	memset(top.cpu_us, 0xff, sizeof top.cpu_us);
	ending = look(&top, words);
	for (int64_t shown = 0; ending == ENDING_GOOD && (is_screen || shown < (count ? count : 1));
		shown++) {
		sys_sleep_ms(PERIOD_MS);
		ending = look(&top, words);
		if (ending == ENDING_GOOD)
			ending = show(&top, is_screen, shown == 0);
	}
	return ending;
}
