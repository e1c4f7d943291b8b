/*
 * probe COUNT: asks PID 1 for its status COUNT times, 50 ms apart, and prints how many
 * milliseconds each round trip took: from connect(2) to the packet that ends the answer.
 * Runs in the guest, outside containers.
 */
#include "base/protocol.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int ask(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = CONTROL_PATH };
	struct control_request request = { .version = CONTROL_VERSION, .verb = VERB_STATUS };
	int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);
	struct {
		struct reply_head head;
		char body[8192];
	} packet = { 0 };

	if (fd < 0 || connect(fd, (void *)&address, sizeof address) < 0 ||
		send(fd, &request, sizeof request, 0) != sizeof request)
		return -1;
	while (packet.head.kind != REPLY_END)
		if (recv(fd, &packet, sizeof packet, 0) < (ssize_t)sizeof packet.head)
			return -1;
	close(fd);
	return 0;
}

int main(int argc, char **argv)
{
	for (int i = argc > 1 ? atoi(argv[1]) : 1; i > 0; i--) {
		double start_ms = now_ms();

		if (ask() < 0) {
			perror("status");
			return 1;
		}
		printf("%.2f\n", now_ms() - start_ms);
		usleep(50000);
	}
	return 0;
}
