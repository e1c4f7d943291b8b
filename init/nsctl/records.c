/*
 * Records of a book, merged by time; see records.h. nsctl only.
 */
#include "nsctl/records.h"

#include <string.h>

bool records_open(struct records *records, const struct book *book, size_t bytes)
{
	size_t room = bytes < sizeof *book ? 0 : (bytes - sizeof *book) / sizeof book->sources[0];

	memset(records, 0, sizeof *records);
	if (bytes < sizeof *book)
		return false;
	records->book = book;
	records->count = __atomic_load_n(&book->count, __ATOMIC_ACQUIRE);
	if (records->count > room || records->count > SOURCES_MAX)
		return false;
	for (unsigned i = 0; i < records->count; i++)
		memcpy(records->names[i], book->sources[i].name, CONTROL_NAME_MAX - 1);
	return true;
}

int records_find(const struct records *records, const char *name)
{
	for (unsigned i = 0; i < records->count; i++)
		if (strcmp(records->names[i], name) == 0)
			return (int)i;
	return -1;
}

void records_until_now(struct records *records)
{
	for (unsigned i = 0; i < records->count; i++)
		records->cursors[i].end = ring_written(&records->book->sources[i].ring);
}

/* Digits up to a character that is none; -1 without any, or with too many. */
static int64_t take_number(const char **at)
{
	int64_t number = 0;
	unsigned digits = 0;

	for (; **at >= '0' && **at <= '9'; ++*at, digits++)
		if (digits < 18)
			number = number * 10 + (**at - '0');
	return digits > 0 && digits < 18 ? number : -1;
}

/* "SECONDS.MILLISECONDS PRIORITY TEXT" */
static bool parse(struct record *record, const char *at)
{
	int64_t seconds = take_number(&at);
	const char *point = at;
	int64_t ms = *at == '.' ? (++at, take_number(&at)) : -1;
	int64_t priority;

	if (seconds < 0 || seconds > INT64_MAX / 2000 || ms < 0 || at - point != 4 || *at != ' ')
		return false;
	at++;
	priority = take_number(&at);
	if (priority < 0 || priority > 191 || *at != ' ')
		return false;
	record->time_ms = seconds * 1000 + ms;
	record->priority = (unsigned)priority;
	record->text = at + 1;
	return true;
}

/* Whether the cursor has a record, if need be the next one of its ring. */
static bool fill(struct cursor *cursor, const struct ring *ring)
{
	while (!cursor->filled && (ptrdiff_t)(cursor->end - cursor->position) > 0) {
		size_t count =
			ring_read(ring, &cursor->position, cursor->line, sizeof cursor->line - 1);
		const char *end = memchr(cursor->line, '\n', count);
		size_t length = end ? (size_t)(end - cursor->line) : 0;

		if (!end && cursor->end - cursor->position < sizeof cursor->line)
			return false;
		if (!end) { /* no record is so long */
			cursor->position += sizeof cursor->line - 1;
			continue;
		}
		/* The others are read again: there is room for one. */
		cursor->position -= count - (length + 1);
		cursor->line[length] = '\0';
		cursor->filled = parse(&cursor->record, cursor->line);
	}
	return cursor->filled;
}

bool records_next(struct records *records, struct record *record)
{
	struct cursor *first = NULL;

	for (unsigned i = 0; i < records->count; i++) {
		struct cursor *cursor = &records->cursors[i];

		if (!cursor->wanted || !fill(cursor, &records->book->sources[i].ring))
			continue;
		cursor->record.source = i;
		if (!first || cursor->record.time_ms < first->record.time_ms)
			first = cursor;
	}
	if (!first)
		return false;
	first->filled = false;
	*record = first->record;
	return true;
}
