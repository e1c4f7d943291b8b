/*
 * The newest lines of everybody, as the logger keeps them and `nsctl logs` reads them: one piece of
 * memory that PID 1 makes at boot, the logger fills, and every client maps for reading. Nobody
 * sends a line to anybody, so a client that does not read holds nobody up.
 *
 * A record of a ring is "SECONDS.MILLISECONDS PRIORITY TEXT\n": time since boot, facility * 8 +
 * level as RFC 5424 numbers them, and bytes without control characters.
 */
#ifndef NSINIT_BASE_BOOK_H
#define NSINIT_BASE_BOOK_H

#include "base/events.h"
#include "base/protocol.h"
#include "base/ring.h"

/* The longest text and record. Longer lines are cut into several. */
#define BOOK_TEXT_MAX   240u
#define BOOK_RECORD_MAX (BOOK_TEXT_MAX + 32)

struct book_source {
	char name[CONTROL_NAME_MAX]; /* of the container; "nsinit", "kernel" */
	struct ring ring;
};
struct book {
	uint32_t count;       /* of sources; 0 until the first logger runs */
	uint32_t turn;        /* goes on after new records; a futex(2) */
	struct events events; /* which PID 1 writes, and the logger has no business with */
	struct book_source sources[];
};

/*
 * A record's text, or NULL: it is none. `line` is any bytes, NUL-terminated in place of the
 * newline: who fills a book reads what hostile containers write. Any process; pure.
 */
const char *book_parse(const char *line, int64_t *time_ms, unsigned *priority);

#endif
