/*
 * The newest lines of one container's output; see ring.h for who writes and who reads.
 */
#include "base/ring.h"

#include <string.h>

void ring_write(struct ring *ring, const char *bytes, size_t count)
{
	size_t written = ring->written;

	while (count > 0) {
		size_t at = written % RING_BYTES;
		size_t part = RING_BYTES - at < count ? RING_BYTES - at : count;

		memcpy(ring->bytes + at, bytes, part);
		bytes += part;
		count -= part;
		written += part;
	}
	__atomic_store_n(&ring->written, written, __ATOMIC_RELEASE);
}

size_t ring_written(const struct ring *ring)
{
	return __atomic_load_n(&ring->written, __ATOMIC_ACQUIRE);
}

static void copy_out(const struct ring *ring, size_t position, char *bytes, size_t count)
{
	size_t at = position % RING_BYTES;
	size_t part = RING_BYTES - at < count ? RING_BYTES - at : count;

	memcpy(bytes, ring->bytes + at, part);
	memcpy(bytes + part, ring->bytes, count - part);
}

/* What the writer may be overwriting at this moment is left out: one write is at most this long. */
#define MARGIN 1024u

/* The first line that begins after the oldest byte that is certain to stay. */
static size_t oldest_line(const struct ring *ring, size_t written)
{
	size_t position = written - (RING_BYTES - MARGIN);

	while (position < written && ring->bytes[(position - 1) % RING_BYTES] != '\n')
		position++;
	return position;
}

/* Without the last line if it is not whole: the rest of it may be overwritten before it is read. */
static size_t whole_lines(const char *bytes, size_t count)
{
	while (count > 0 && bytes[count - 1] != '\n')
		count--;
	return count;
}

size_t ring_read(const struct ring *ring, size_t *position, char *bytes, size_t size)
{
	for (;;) {
		size_t written = __atomic_load_n(&ring->written, __ATOMIC_ACQUIRE);
		size_t count;

		if (written - *position > RING_BYTES - MARGIN)
			*position = oldest_line(ring, written);
		count = (size_t)(written - *position);
		if (count > size)
			count = size;
		copy_out(ring, *position, bytes, count);
		__atomic_thread_fence(__ATOMIC_ACQUIRE);
		written = __atomic_load_n(&ring->written, __ATOMIC_RELAXED);
		if (written - *position <= RING_BYTES - MARGIN || count == 0) {
			count = whole_lines(bytes, count);
			*position += count;
			return count;
		}
	}
}
