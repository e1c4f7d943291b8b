/*
 * A record as people and programs read it, and times as people write them; see logs.h. nsctl only.
 */
#include "nsctl/json.h"
#include "nsctl/logs.h"
#include "nsctl/render.h"
#include "nsctl/units.h"
#include "nsctl/utf8.h"

/* Whatever is longer than this is no time of any machine. */
#define TIME_MAX_MS INT64_C(1000000000000000)

static int64_t unit_ms(char unit)
{
	switch (unit) {
	case 's':
		return SECONDS(1);
	case 'm':
		return MINUTES(1);
	case 'h':
		return MINUTES(60);
	case 'd':
		return MINUTES(24 * 60);
	}
	return 0;
}

bool logs_since(const char *words, int64_t now_ms, int64_t *since_ms)
{
	const char *at = words;
	int64_t whole = 0;
	int64_t part = 0;
	int64_t scale = 1000; /* of the digits behind the point; those after the third do nothing */
	bool relative;

	for (; *at >= '0' && *at <= '9' && whole < TIME_MAX_MS / 10; at++)
		whole = whole * 10 + (*at - '0');
	if (at == words)
		return false;
	if (*at == '.')
		for (at++; *at >= '0' && *at <= '9'; at++) {
			scale /= 10;
			part += (*at - '0') * scale;
		}
	relative = unit_ms(*at) > 0;
	if ((*at && !relative) || (relative && at[1]) || whole > TIME_MAX_MS / 86400000)
		return false;
	if (relative)
		*since_ms = now_ms - (whole * unit_ms(*at) + part * unit_ms(*at) / 1000);
	else
		*since_ms = whole * 1000 + part;
	return true;
}

/* A service must not drive the terminal of who reads its log: U+009B is "\033[" to many. */
static void add_plain(struct text *text, const char *string)
{
	while (*string) {
		size_t length = utf8_length(string);

		if (*string != '\t' && (length == 0 || utf8_is_control(string)))
			text_char(text, '?');
		else
			text_bytes(text, string, length);
		string += length > 0 ? length : 1;
	}
}

void logs_line(struct text *text, const struct record *record, const char *name)
{
	units_stamp(text, record->time_ms);
	if (name) {
		render_plain(text, name);
		text_string(text, ": ");
	}
	add_plain(text, record->text);
	text_char(text, '\n');
}

/* RFC 5424, table 2. */
static const char *const levels[] = { "emergency", "alert", "critical", "error", "warning",
	"notice", "info", "debug" };

void logs_json(struct text *text, const struct record *record, const char *name, int64_t epoch_ms)
{
	text_char(text, '{');
	json_number(text, "time_ms", record->time_ms);
	json_number(text, "realtime_ms", record->time_ms + epoch_ms);
	json_word(text, "name", name);
	json_word(text, "level", levels[record->priority & 7]);
	json_number(text, "facility", record->priority >> 3);
	json_word(text, "text", record->text);
	text_string(text, "}\n");
}
