/*
 * ready STEP...: a service that does one thing at each SIGUSR1, and ends at SIGTERM. A first "now"
 * does without the first signal. Says "up" at its start, and the number of each step it did.
 *   send:TEXT   one datagram to $NOTIFY_SOCKET, ';' for the ends of lines
 *   to:NAME     from now on to the socket of another container
 *   long        a datagram of 6000 bytes that begins with READY=1
 *   flood       datagrams for ever
 *   fds         READY=1 with 20 descriptors beside it
 *   fd:N TEXT   the next word, to descriptor N
 *   tcp:PORT    listens on every address; accepts nobody, but lets many wait
 *   tcp6:PORT   the same, of IPv6 alone
 *   unix:PATH   listens there
 *   file:PATH   makes it
 *   close       what it listens on
 *   beat:MS     WATCHDOG=1 so often, for ever, without waiting for signals
 *   memory      takes all that there is
 *   child       starts a process that does so
 *   spin        starts two processes that never wait
 */
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static char address[108];
static int listening = -1;

static int notify_from(const void *bytes, size_t count, const void *control, size_t size)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	struct iovec part = { (void *)bytes, count };
	size_t length = strlen(address);
	struct msghdr message = { .msg_name = &to,
		.msg_namelen = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length),
		.msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = (void *)control,
		.msg_controllen = (socklen_t)size };
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	ssize_t sent;

	memcpy(to.sun_path, address, length);
	to.sun_path[0] = '\0'; /* '@' */
	sent = sendmsg(fd, &message, 0);
	close(fd);
	return sent == (ssize_t)count ? 0 : -1;
}

static int notify(const char *text)
{
	char bytes[4096];
	size_t count = strlen(text);

	for (size_t i = 0; i < count; i++)
		bytes[i] = text[i] == ';' ? '\n' : text[i];
	return notify_from(bytes, count, NULL, 0);
}

static int notify_long(void)
{
	static char bytes[6000];

	memset(bytes, 'x', sizeof bytes);
	memcpy(bytes, "READY=1\n", 8);
	return notify_from(bytes, sizeof bytes, NULL, 0);
}

static int notify_with_descriptors(void)
{
	union {
		struct cmsghdr head;
		char bytes[CMSG_SPACE(20 * sizeof(int))];
	} control = { .head = { .cmsg_len = CMSG_LEN(20 * sizeof(int)),
			      .cmsg_level = SOL_SOCKET,
			      .cmsg_type = SCM_RIGHTS } };
	int fds[20] = { 0 };

	memcpy(CMSG_DATA(&control.head), fds, sizeof fds);
	return notify_from("READY=1", 7, &control, sizeof control.bytes);
}

static int listen_tcp(int port)
{
	struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	listening = fd;
	return bind(fd, (struct sockaddr *)&here, sizeof here) < 0 ? -1 : listen(fd, 1000);
}

static int listen_tcp6(int port)
{
	struct sockaddr_in6 here = { .sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port) };
	int fd = socket(AF_INET6, SOCK_STREAM, 0);
	int alone = 1;

	listening = fd;
	setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &alone, sizeof alone);
	return bind(fd, (struct sockaddr *)&here, sizeof here) < 0 ? -1 : listen(fd, 1000);
}

static int listen_unix(const char *path)
{
	struct sockaddr_un here = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	listening = fd;
	strncpy(here.sun_path, path, sizeof here.sun_path - 1);
	return bind(fd, (struct sockaddr *)&here, sizeof here) < 0 ? -1 : listen(fd, 1000);
}

static void beat(int ms)
{
	for (;;) {
		notify("WATCHDOG=1");
		usleep((useconds_t)ms * 1000);
	}
}

static void take_memory(void)
{
	for (;;) {
		volatile char *page = malloc(4096);

		if (page)
			page[0] = 1;
	}
}

static int spin(void)
{
	for (unsigned i = 0; i < 2; i++)
		if (fork() == 0)
			for (volatile unsigned count = 0;; count++)
				;
	return 0;
}

static int step(char ***words)
{
	char *word = *(*words)++;
	char *value = strchr(word, ':');

	value = value ? value + 1 : word;
	if (strncmp(word, "send:", 5) == 0)
		return notify(value);
	if (strncmp(word, "to:", 3) == 0)
		return snprintf(address, sizeof address, "@nsinit/%s", value) < 0;
	if (strcmp(word, "long") == 0)
		return notify_long();
	if (strcmp(word, "fds") == 0)
		return notify_with_descriptors();
	if (strncmp(word, "fd:", 3) == 0) {
		const char *text = *(*words)++;

		return write(atoi(value), text, strlen(text)) < 0 ? -1 : 0;
	}
	if (strncmp(word, "tcp:", 4) == 0)
		return listen_tcp(atoi(value));
	if (strncmp(word, "tcp6:", 5) == 0)
		return listen_tcp6(atoi(value));
	if (strncmp(word, "unix:", 5) == 0)
		return listen_unix(value);
	if (strncmp(word, "file:", 5) == 0)
		return open(value, O_CREAT | O_WRONLY | O_CLOEXEC, 0600) < 0 ? -1 : 0;
	if (strcmp(word, "close") == 0)
		return close(listening);
	if (strncmp(word, "beat:", 5) == 0)
		beat(atoi(value));
	if (strcmp(word, "spin") == 0)
		return spin();
	if (strcmp(word, "child") == 0 && fork() != 0)
		return 0;
	if (strcmp(word, "memory") == 0 || strcmp(word, "child") == 0)
		take_memory();
	while (strcmp(word, "flood") == 0)
		notify("STATUS=again");
	return -1;
}

int main(int argc, char **argv)
{
	const char *given = getenv("NOTIFY_SOCKET");
	char **words = argv + 1;
	sigset_t set;
	int number = 0;

	(void)argc;
	if (given)
		snprintf(address, sizeof address, "%s", given);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	dprintf(1, "up %s\n", given ? given : "-");
	for (unsigned done = 1;; done++) {
		if (*words && strcmp(*words, "now") == 0)
			words++;
		else if (sigwait(&set, &number) != 0 || number == SIGTERM)
			return 0;
		if (*words && step(&words) != 0)
			return 9;
		dprintf(1, "step %u\n", done);
	}
}
