/*
 * echo ADDRESS...: binds port 4711 of each address, says "bound" when all could be bound, and sends
 * every packet back to where it came from, until SIGTERM.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT          4711
#define ADDRESSES_MAX 8

static int bind_to(const char *address)
{
	struct sockaddr_in four = { .sin_family = AF_INET, .sin_port = htons(PORT) };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6, .sin6_port = htons(PORT) };
	int is_six = inet_pton(AF_INET, address, &four.sin_addr) != 1;
	int fd = socket(is_six ? AF_INET6 : AF_INET, SOCK_DGRAM, 0);
	int result;

	if (is_six && inet_pton(AF_INET6, address, &six.sin6_addr) != 1)
		exit(2);
	result = is_six ? bind(fd, (void *)&six, sizeof six) : bind(fd, (void *)&four, sizeof four);
	if (result < 0) {
		dprintf(1, "%s: %s\n", address, strerror(errno));
		exit(1);
	}
	return fd;
}

static void echo(int fd)
{
	struct sockaddr_storage from;
	socklen_t size = sizeof from;
	char bytes[2048];
	ssize_t count = recvfrom(fd, bytes, sizeof bytes, 0, (void *)&from, &size);

	if (count > 0)
		sendto(fd, bytes, (size_t)count, 0, (void *)&from, size);
}

int main(int argc, char **argv)
{
	struct pollfd polled[ADDRESSES_MAX];
	nfds_t count = 0;

	for (int i = 1; i < argc && count < ADDRESSES_MAX; i++)
		polled[count++] = (struct pollfd){ bind_to(argv[i]), POLLIN, 0 };
	dprintf(1, "bound\n");
	for (;;) {
		poll(polled, count, -1);
		for (nfds_t i = 0; i < count; i++)
			if (polled[i].revents)
				echo(polled[i].fd);
	}
}
