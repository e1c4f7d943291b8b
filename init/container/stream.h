/*
 * Bytes on their way from one descriptor to another, in a process that waits for many.
 *
 * `nsinit run` has three of them, or two with a terminal; the relay of a container's terminal has
 * one to the log, and may have more. Nothing is lost and nothing is read that cannot be written:
 * who writes too fast waits. The ends are the stream's own and closed by it, but 0, 1 and 2.
 */
#ifndef NSINIT_CONTAINER_STREAM_H
#define NSINIT_CONTAINER_STREAM_H

#include <stdbool.h>
#include <stddef.h>

struct pollfd;

/* A pipe that poll(2) calls writable takes as much without waiting (pipe(7), PIPE_BUF). */
#define STREAM_BYTES 4096

struct stream {
	int from, to; /* -1: closed, or none */
	bool types;   /* `to` is a terminal's master: an end is typed, and what it is stays open */
	size_t start, end;
	char bytes[STREAM_BYTES];
};

/* What the stream waits for; its number -1 when for nothing. */
void stream_watch(const struct stream *stream, struct pollfd *watched);

/*
 * After poll(2): one read or one write, whichever was waited for. An end of file, an error, or the
 * death of a terminal (EIO) ends the stream; its far end is closed when all before it was written.
 * True when something moved or ended.
 */
bool stream_move(struct stream *stream, const struct pollfd *watched);

/* Nothing comes any more, and everything that came was written. */
bool stream_over(const struct stream *stream);

/* Ends it at once, what is on its way with it. */
void stream_close(struct stream *stream);

#endif
