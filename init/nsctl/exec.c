/*
 * Relays a program's input, output and signals; see exec.h. One loop over poll(), in which nothing
 * else waits: a slow reader of the output does not keep a signal from the program.
 */
#include "nsctl/exec.h"

#include "base/system.h"
#include "base/text.h"
#include "base/words.h"
#include "nsctl/client.h"
#include "nsctl/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#define FORWARDED                                                                                  \
	(SIGNAL_BIT(SIGHUP) | SIGNAL_BIT(SIGINT) | SIGNAL_BIT(SIGQUIT) | SIGNAL_BIT(SIGTERM))

/* One direction; a descriptor of -1 is closed. POLLOUT of a pipe promises this much: pipe(7). */
#define STREAM_BYTES 4096
struct stream {
	int from, to;
	size_t start, end; /* of what was read and is still to be written */
	size_t left;       /* after the program's end: what it left in the pipe */
	char bytes[STREAM_BYTES];
};

enum watched { WATCH_CLIENT, WATCH_SIGNALS, WATCH_STREAMS, WATCH_COUNT = WATCH_STREAMS + 3 };

static struct relay {
	int client, signals;
	bool terminal;
	bool attached; /* to a program that goes on when nsctl leaves, however it does */
	bool left;     /* by the keys, or when it is attached */
	struct keys keys;
	bool exited; /* only what the program left is still to be written */
	struct stream streams[EXEC_STREAMS];
	struct reply_exit *exit;
} relay;

/* What the program is to think that it writes to. */
static void describe_terminal(struct exec_request *request)
{
	struct text term = TEXT(request->term);

	request->flags = EXEC_TERMINAL;
	terminal_read_size(&request->rows, &request->columns);
	for (char **variable = environ; *variable; variable++)
		if (strncmp(*variable, "TERM=", 5) == 0)
			text_string(&term, *variable + 5);
	if (term.cut)
		request->term[0] = '\0';
}

static int send_request(int fd, const void *request, size_t bytes)
{
	ssize_t sent;

	do
		sent = sys_send(fd, request, bytes, 0);
	while (sent == -EINTR);
	return sent < 0 ? (int)sent : 0;
}

static int ask(int fd, const struct exec_command *command)
{
	static struct exec_request request = { .head = { CONTROL_VERSION, VERB_EXEC, "" } };
	size_t name_length = strlen(command->name);

	if (name_length >= sizeof request.head.name)
		return -ENAMETOOLONG;
	memcpy(request.head.name, command->name, name_length);
	if (!command->words) {
		request.head.verb = VERB_ATTACH;
		return send_request(fd, &request, sizeof request.head);
	}
	while (command->words[request.count])
		request.count++;
	request.bytes = (uint32_t)words_pack(request.words, sizeof request.words, command->words);
	if (request.bytes == 0 || request.count > EXEC_WORDS_MAX)
		return -E2BIG;
	if (command->terminal)
		describe_terminal(&request);
	return send_request(fd, &request, offsetof(struct exec_request, words) + request.bytes);
}

static void close_end(int *fd)
{
	if (*fd > 2) /* nsctl's own stay open: the next file would get their number */
		sys_close(*fd);
	*fd = -1;
}

static bool is_empty(const struct stream *stream)
{
	return stream->start == stream->end;
}

/* The keys that leave are not passed on. */
static size_t take_typed(char *to, const char *typed, size_t count)
{
	bool found;
	size_t kept = keys_filter(&relay.keys, typed, count, to, &found);

	relay.left = relay.left || found;
	return kept;
}

static void read_stream(struct stream *stream, bool exited)
{
	char bytes[STREAM_BYTES - KEYS_MAX];
	ssize_t count = sys_read(stream->from, bytes,
		exited && stream->left < sizeof bytes ? stream->left : sizeof bytes);

	if (count == -EAGAIN || count == -EINTR)
		return;
	if (count <= 0) {
		close_end(&stream->from);
		return;
	}
	stream->start = 0;
	stream->end = (size_t)count;
	if (stream == &relay.streams[0])
		stream->end = take_typed(stream->bytes, bytes, (size_t)count);
	else
		memcpy(stream->bytes, bytes, (size_t)count);
	if (exited)
		stream->left -= (size_t)count;
}

/* Who writes to a reader that is gone is told so, by the end of the pipe that it writes into. */
static void write_stream(struct stream *stream)
{
	ssize_t count =
		sys_write(stream->to, stream->bytes + stream->start, stream->end - stream->start);

	if (count == -EAGAIN || count == -EINTR)
		return;
	if (count < 0) {
		stream->start = stream->end;
		close_end(&stream->from);
		close_end(&stream->to);
		return;
	}
	stream->start += (size_t)count;
}

/* The end goes on to the next reader when all before it was written. */
static void settle_stream(struct stream *stream, bool exited)
{
	if (exited && stream->left == 0)
		close_end(&stream->from);
	if (stream->from < 0 && is_empty(stream))
		close_end(&stream->to);
}

/*
 * What the program wrote is in its pipes now. Only that is still taken: whatever it left running
 * inside the container may hold the pipes for ever.
 */
static void take_exit(const struct reply_exit *exit)
{
	*relay.exit = *exit;
	relay.exited = true;
	for (unsigned i = 0; i < EXEC_STREAMS; i++) {
		struct stream *stream = &relay.streams[i];
		int left = 0;

		if (i == 0)
			stream->start = stream->end; /* nobody reads it any more */
		else if (stream->from >= 0)
			sys_ioctl(stream->from, FIONREAD, &left);
		stream->left = left > 0 ? (size_t)left : 0;
		/* A terminal is hung up with its session's leader, and has an end: tty(4). */
		if (i > 0 && relay.terminal)
			stream->left = SIZE_MAX;
	}
}

static int read_client(void)
{
	struct packet packet;
	int error = client_receive(relay.client, &packet);

	if (error < 0)
		return error;
	if (packet.head.kind != REPLY_EXIT)
		return -EPROTO;
	take_exit(&packet.body.exit);
	return 0;
}

static void forward_signal(void)
{
	struct signalfd_siginfo info;

	if (sys_read(relay.signals, &info, sizeof info) != sizeof info)
		return;
	if (info.ssi_signo != SIGWINCH && relay.attached) {
		relay.left = true;
		relay.exit->code = 128 + (int)info.ssi_signo;
	} else if (info.ssi_signo == SIGWINCH) {
		if (relay.streams[0].to >= 0)
			terminal_copy_size(relay.streams[0].to);
	} else {
		struct exec_signal wish = { .number = info.ssi_signo };

		sys_send(relay.client, &wish, sizeof wish, 0);
	}
}

static bool is_over(void)
{
	if (relay.left && is_empty(&relay.streams[0]))
		return true;
	for (unsigned i = 0; i < EXEC_STREAMS; i++)
		if (relay.streams[i].to >= 0)
			return false;
	return relay.exited;
}

static void watch(struct pollfd watched[WATCH_COUNT])
{
	watched[WATCH_CLIENT] =
		(struct pollfd){ .fd = relay.exited ? -1 : relay.client, .events = POLLIN };
	watched[WATCH_SIGNALS] = (struct pollfd){ .fd = relay.signals, .events = POLLIN };
	for (unsigned i = 0; i < EXEC_STREAMS; i++) {
		const struct stream *stream = &relay.streams[i];
		bool writes = !is_empty(stream);

		watched[WATCH_STREAMS + i] =
			(struct pollfd){ .fd = writes ? stream->to : stream->from,
				.events = writes ? POLLOUT : POLLIN };
	}
}

/* Else its end would be the program's. */
static int leave_program(void)
{
	struct exec_signal wish = { .number = EXEC_DETACH };

	relay.exit->code = 0;
	return send_request(relay.client, &wish, sizeof wish);
}

static int pass_on(void)
{
	while (!is_over()) {
		struct pollfd watched[WATCH_COUNT];
		int error = 0;

		watch(watched);
		sys_poll(watched, WATCH_COUNT, -1);
		for (unsigned i = 0; i < EXEC_STREAMS; i++) {
			struct stream *stream = &relay.streams[i];

			if (!watched[WATCH_STREAMS + i].revents)
				continue;
			if (is_empty(stream))
				read_stream(stream, relay.exited);
			else
				write_stream(stream);
		}
		if (watched[WATCH_SIGNALS].revents)
			forward_signal();
		if (watched[WATCH_CLIENT].revents)
			error = read_client();
		if (error < 0)
			return error;
		for (unsigned i = 0; i < EXEC_STREAMS; i++)
			settle_stream(&relay.streams[i], relay.exited);
	}
	return relay.left && !relay.attached ? leave_program() : 0;
}

/* Blocked, signals wait for the signalfd, and SIGPIPE is an error of write(2). */
static int start_relay(const int streams[EXEC_STREAMS])
{
	for (unsigned i = 0; i < EXEC_STREAMS; i++) {
		struct stream *stream = &relay.streams[i];

		stream->from = i == 0 ? 0 : streams[i];
		stream->to = i == 0 ? streams[0] : (int)i;
		sys_set_flags(streams[i], O_NONBLOCK);
	}
	/* It has one output; and its size may have changed on the way. */
	if (relay.terminal) {
		close_end(&relay.streams[2].from);
		terminal_copy_size(streams[0]);
	}
	sys_block_signals(FORWARDED | SIGNAL_BIT(SIGPIPE) | SIGNAL_BIT(SIGWINCH));
	relay.signals = sys_signalfd(FORWARDED | (relay.terminal ? SIGNAL_BIT(SIGWINCH) : 0));
	return relay.signals < 0 ? relay.signals : 0;
}

/* A descriptor of nsctl that is closed would become one of the program's pipes. */
static void open_standard_streams(void)
{
	int fd;

	do
		fd = sys_open(AT_FDCWD, "/dev/null", O_RDWR);
	while (fd >= 0 && fd <= 2);
	if (fd >= 0)
		sys_close(fd);
}

static int receive_start(struct reply_exit *exit)
{
	struct packet packet;
	int streams[EXEC_STREAMS];
	int error = client_receive_rights(relay.client, &packet, streams, EXEC_STREAMS);

	if (error < 0)
		return error;
	switch (packet.head.kind) {
	case REPLY_STARTED:
		error = streams[0] < 0 ? -EPROTO : start_relay(streams);
		if (error == 0 && relay.terminal)
			error = terminal_open();
		if (error == 0)
			error = pass_on();
		terminal_restore();
		return error;
	case REPLY_EXIT:
		*exit = packet.body.exit;
		return 0;
	case REPLY_END:
		memcpy(exit->text, packet.body.end.text, sizeof exit->text);
		return packet.body.end.result ? packet.body.end.result : -EPROTO;
	}
	return -EPROTO;
}

int exec_run(const char *path, const struct exec_command *command, struct reply_exit *exit)
{
	struct termios settings;
	int error = command->terminal ? sys_terminal_get(0, &settings) : 0;

	if (error < 0)
		return -ENOTTY;
	open_standard_streams();
	relay.exit = exit;
	relay.terminal = command->terminal;
	relay.attached = !command->words;
	relay.keys = command->keys;
	if (relay.attached)
		exit->code = 0;
	relay.client = client_connect(path);
	error = relay.client < 0 ? relay.client : ask(relay.client, command);
	return error < 0 ? error : receive_start(exit);
}
