/*
 * The logger's memory, as nsctl and the processes read it that carry records away: whoever fills it
 * has read what hostile containers write.
 *
 * An input is two bytes, which say how much was written and how large the book is, and what is in
 * the rings. Where more was written than the input has, they repeat it.
 */
#include "fuzz.h"

#include "nsctl/logs.h"
#include "pid1/log_follow.h"

#define SOURCES 2

static struct records records;
static char page[BOOK_RECORD_MAX * 6 + 1024];

static void show(const struct book *book, size_t bytes)
{
	struct record record;

	if (!records_open(&records, book, bytes))
		return;
	MUST(records.count <= SOURCES);
	for (unsigned i = 0; i < records.count; i++)
		records.cursors[i].wanted = true;
	records_until_now(&records);
	while (records_next(&records, &record)) {
		struct text text = TEXT(page);

		MUST(record.source < records.count && record.priority < 192);
		logs_line(&text, &record, records.names[record.source]);
		MUST(memchr(page, '\033', text.length) == NULL);
		text.length = 0;
		logs_json(&text, &record, records.names[record.source], 0);
		MUST(text.cut || page[text.length - 1] == '\n');
	}
}

static void follow(const struct ring *ring)
{
	struct log_piece piece;
	struct log_record record;
	size_t position = 0;

	while (log_follow(ring, position, &piece)) {
		while (log_next(&piece, &record))
			MUST(record.priority < 192 && record.text >= piece.bytes &&
				record.text < piece.bytes + sizeof piece.bytes);
		MUST(log_followed(&piece) > position);
		position = log_followed(&piece);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	const size_t whole = sizeof(struct book) + SOURCES * sizeof(struct book_source);
	static struct book *book;
	size_t pieces = input_byte(&input);
	uint8_t shape = input_byte(&input);
	const uint8_t *bytes;
	size_t count = input_bytes(&input, &bytes, RING_BYTES);
	/* Mostly what the input has; else up to four times round. */
	size_t written = pieces < 192 || count == 0 ? count : (pieces - 191) * RING_BYTES / 16;

	if (!book)
		book = malloc(whole);
	MUST(book != NULL);
	memset(book, 0, whole);
	/* As many sources as there are, or one more. */
	book->count = SOURCES + (shape % 8 == 7);
	for (unsigned i = 0; i < SOURCES; i++) {
		struct book_source *source = &book->sources[i];

		memset(source->name, 'a' + shape % 26, sizeof source->name);
		for (size_t at = 0; at < written && at < RING_BYTES; at++)
			source->ring.bytes[at] = (char)bytes[at % count];
		source->ring.written = written;
	}
	show(book, shape & 128 ? whole : whole - shape);
	follow(&book->sources[0].ring);
	return 0;
}
