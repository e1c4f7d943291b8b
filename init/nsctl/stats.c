/*
 * `nsctl stats`: what containers use, by their control groups. nsctl only.
 */
#include "nsctl/client.h"
#include "nsctl/json.h"
#include "nsctl/pick.h"
#include "nsctl/render.h"
#include "nsctl/table.h"
#include "nsctl/tools.h"

#include <string.h>

static void add_cell(struct text *text, const struct table *table, unsigned row, unsigned column)
{
	const struct status *status = table->of;
	enum usage_number number = (enum usage_number)(column - 1);

	if (column == 0 && row == TABLE_TITLES)
		text_string(text, "NAME");
	else if (column == 0)
		render_plain(text, status->containers[row].name);
	else if (row == TABLE_TITLES)
		text_string(text, usage_title(number));
	else
		usage_render(text, number, status->usages[row].numbers[number]);
}

static void add_json(struct text *text, const struct status *status)
{
	text_char(text, '{');
	json_number(text, "up_ms", status->machine.up_ms);
	json_key(text, "containers");
	text_char(text, '[');
	for (unsigned i = 0; i < status->count; i++) {
		text_string(text, i > 0 ? ",\n{" : "\n{");
		json_word(text, "name", status->containers[i].name);
		for (enum usage_number number = 0; number < USAGE_COUNT; number++)
			usage_json(text, &status->usages[i], number);
		text_char(text, '}');
	}
	text_string(text, "\n]}\n");
}

enum ending stats_run(char **words)
{
	static struct status status;
	static char bytes[CONTAINERS_MAX * 640 + 512];
	struct text page = TEXT(bytes);
	struct table table = { USAGE_COUNT + 1, 0, add_cell, &status };
	bool json = pick_option(words, "--json");
	enum ending ending = pick_status("stats", words, &status);

	if (ending != ENDING_GOOD)
		return ending;
	table.rows = status.count;
	if (json)
		add_json(&page, &status);
	else
		table_render(&page, &table);
	return say(bytes, page.length);
}
