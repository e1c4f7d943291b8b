/*
 * Copies between descriptors; see stream.h. One buffer a stream, no allocation, no waiting but in
 * the caller's poll(2).
 */
#include "container/stream.h"

#include "base/system.h"

#include <errno.h>
#include <poll.h>

/* End of file as it is typed, at the default of every new terminal (termios(3), VEOF). */
#define END_TYPED 4

static void close_end(int *fd)
{
	if (*fd > 2) /* the process's own: the next file would get their number */
		sys_close(*fd);
	*fd = -1;
}

static bool is_empty(const struct stream *stream)
{
	return stream->start == stream->end;
}

void stream_watch(const struct stream *stream, struct pollfd *watched)
{
	bool writes = !is_empty(stream);

	watched->fd = writes ? stream->to : stream->from;
	watched->events = writes ? POLLOUT : POLLIN;
	watched->revents = 0;
}

void stream_close(struct stream *stream)
{
	stream->start = stream->end = 0;
	if (stream->from != stream->to)
		close_end(&stream->from);
	stream->from = -1;
	if (!stream->types)
		close_end(&stream->to);
	stream->to = -1;
}

/* The end goes on to the reader when all before it was written. */
static void end_input(struct stream *stream)
{
	close_end(&stream->from);
	if (stream->types && stream->to >= 0) {
		stream->bytes[0] = END_TYPED;
		stream->start = 0;
		stream->end = 1;
		return;
	}
	close_end(&stream->to);
}

static void read_some(struct stream *stream)
{
	ssize_t count = sys_read(stream->from, stream->bytes, sizeof stream->bytes);

	if (count == -EAGAIN || count == -EINTR)
		return;
	if (count <= 0) {
		end_input(stream);
		return;
	}
	stream->start = 0;
	stream->end = (size_t)count;
}

/* Who writes to a reader that is gone is told so, by the end of the pipe that it writes into. */
static void write_some(struct stream *stream)
{
	ssize_t count =
		sys_write(stream->to, stream->bytes + stream->start, stream->end - stream->start);

	if (count == -EAGAIN || count == -EINTR)
		return;
	if (count < 0) {
		stream_close(stream);
		return;
	}
	stream->start += (size_t)count;
	if (is_empty(stream) && stream->from < 0 && !stream->types)
		close_end(&stream->to);
}

bool stream_move(struct stream *stream, const struct pollfd *watched)
{
	if (watched->fd < 0 || !watched->revents)
		return false;
	if (is_empty(stream))
		read_some(stream);
	else
		write_some(stream);
	return true;
}

bool stream_over(const struct stream *stream)
{
	return is_empty(stream) && stream->from < 0;
}
