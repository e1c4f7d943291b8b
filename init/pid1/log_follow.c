/*
 * Pieces of rings; see log_follow.h.
 */
#include "pid1/log_follow.h"

#include <string.h>

bool log_follow(const struct ring *ring, size_t position, struct log_piece *piece)
{
	size_t next = position;

	piece->at = 0;
	piece->count = ring_read(ring, &next, piece->bytes, sizeof piece->bytes);
	piece->start = next - piece->count;
	piece->lost = piece->start - position;
	return piece->count > 0;
}

bool log_next(struct log_piece *piece, struct log_record *record)
{
	while (piece->at < piece->count) {
		char *line = piece->bytes + piece->at;
		char *end = memchr(line, '\n', piece->count - piece->at);

		/* A ring gives whole lines. */
		if (!end)
			break;
		*end = '\0';
		piece->at += (size_t)(end - line) + 1;
		record->text = book_parse(line, &record->time_ms, &record->priority);
		if (record->text)
			return true;
	}
	return false;
}

size_t log_followed(const struct log_piece *piece)
{
	return piece->start + piece->at;
}
