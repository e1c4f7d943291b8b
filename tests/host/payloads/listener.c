/*
 * listener HOW: a service that was started by its sockets, as of sd_listen_fds(3). Says "up",
 * whether the variables are for it, how many descriptors it has and what they are called, and the
 * flags of the first. Answers each line of a connection, and each datagram, with "N TEXT", N being
 * the number of the descriptor that it came by. serve    for ever; says so on descriptor 9, if it
 * has one one      one connection or datagram, and ends fail     ends with status 7 ignore   ends
 * with status 0 shut     shuts its first socket, and ends with status 0
 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define FIRST 3
#define MOST  32

static int number_of(const char *name)
{
	const char *text = getenv(name);

	return text ? atoi(text) : -1;
}

static bool is_stream(int fd)
{
	int type = 0;
	socklen_t bytes = sizeof type;

	getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &bytes);
	return type == SOCK_STREAM;
}

static void answer(
	int fd, int by, const char *text, size_t count, const struct sockaddr *to, socklen_t bytes)
{
	char reply[600];
	int length = snprintf(reply, sizeof reply, "%d %.*s", by, (int)count, text);

	sendto(fd, reply, (size_t)length, MSG_NOSIGNAL, to, bytes);
}

static void take_datagram(int fd)
{
	struct sockaddr_storage from;
	socklen_t bytes = sizeof from;
	char text[512];
	ssize_t count = recvfrom(fd, text, sizeof text, 0, (struct sockaddr *)&from, &bytes);

	if (count >= 0)
		answer(fd, fd, text, (size_t)count, (struct sockaddr *)&from, bytes);
}

/* Who has a connection of which descriptor: by[fd]. */
static int by[MOST];

static void take_text(int fd)
{
	char text[512];
	ssize_t count = read(fd, text, sizeof text);

	if (count > 0) {
		answer(fd, by[fd], text, (size_t)count, NULL, 0);
		return;
	}
	close(fd);
	by[fd] = 0;
}

static void turn(int count)
{
	struct pollfd fds[MOST];
	int watched = 0;

	for (int fd = FIRST; fd < MOST; fd++)
		if (fd < FIRST + count || by[fd])
			fds[watched++] = (struct pollfd){ .fd = fd, .events = POLLIN };
	if (poll(fds, (nfds_t)watched, -1) < 0)
		exit(1);
	for (int i = 0; i < watched; i++) {
		int fd = fds[i].fd;

		if (!fds[i].revents)
			continue;
		if (fd >= FIRST + count) {
			take_text(fd);
		} else if (is_stream(fd)) {
			int made = accept(fd, NULL, NULL);

			if (made >= 0 && made < MOST)
				by[made] = fd;
		} else {
			take_datagram(fd);
		}
	}
}

static void serve_one(int count)
{
	struct pollfd fds[MOST];
	int made;

	for (int i = 0; i < count; i++)
		fds[i] = (struct pollfd){ .fd = FIRST + i, .events = POLLIN };
	poll(fds, (nfds_t)count, -1);
	for (int i = 0; i < count; i++) {
		if (!fds[i].revents)
			continue;
		if (!is_stream(fds[i].fd)) {
			take_datagram(fds[i].fd);
			return;
		}
		made = accept(fds[i].fd, NULL, NULL);
		by[made] = fds[i].fd;
		take_text(made);
		return;
	}
}

int main(int argc, char **argv)
{
	const char *how = argc > 1 ? argv[1] : "";
	const char *names = getenv("LISTEN_FDNAMES");
	int count = number_of("LISTEN_FDS");
	int open = 0;

	for (int fd = 0; fd < MOST; fd++)
		open += fcntl(fd, F_GETFD) >= 0;
	dprintf(1, "up %s %d %s %s of %d\n", number_of("LISTEN_PID") == getpid() ? "for me" : "?",
		count, names ? names : "?",
		fcntl(FIRST, F_GETFL) & O_NONBLOCK ? "nonblocking" : "blocking", open);
	/* The next run finds it blocking all the same. */
	fcntl(FIRST, F_SETFL, fcntl(FIRST, F_GETFL) | O_NONBLOCK);
	if (strcmp(how, "fail") == 0)
		return 7;
	if (strcmp(how, "shut") == 0)
		shutdown(FIRST, SHUT_RDWR);
	if (strcmp(how, "ignore") == 0 || strcmp(how, "shut") == 0)
		return 0;
	if (strcmp(how, "one") == 0) {
		serve_one(count);
		return 0;
	}
	if (fcntl(9, F_GETFD) >= 0 && write(9, "\n", 1) == 1)
		close(9);
	for (;;)
		turn(count);
}
