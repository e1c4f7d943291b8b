/*
 * The newest lines of one container's output, in memory shared by logger and readers.
 *
 * One writer (the logger), any number of readers (`nsctl logs`). The memory outlives a logger that
 * died. A reader that was overtaken by the writer sees a hole, never torn text: it checks `written`
 * after it copied.
 */
#ifndef NSINIT_BASE_RING_H
#define NSINIT_BASE_RING_H

#include <stddef.h>

#define RING_BYTES 16384u

struct ring {
	/*
	 * Bytes ever; the next goes to bytes[written % RING_BYTES]. A machine word, which may wrap:
	 * not every 32-bit machine stores 64 bits at once, and libatomic's locks are one process's.
	 */
	size_t written;
	char bytes[RING_BYTES];
};

void ring_write(struct ring *ring, const char *bytes, size_t count);

/* Bytes written ever. */
size_t ring_written(const struct ring *ring);

/*
 * Copies whole lines, at most `size` bytes, that follow *position, a count of bytes ever written,
 * and moves it; `size` is more than the longest line.
 * Starts over at the oldest whole line when *position was overwritten. Returns 0 at the end.
 */
size_t ring_read(const struct ring *ring, size_t *position, char *bytes, size_t size);

#endif
