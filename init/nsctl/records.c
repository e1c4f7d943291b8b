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
		cursor->record.text =
			book_parse(cursor->line, &cursor->record.time_ms, &cursor->record.priority);
		cursor->filled = cursor->record.text != NULL;
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
