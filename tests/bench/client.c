/*
 * client NAME: asks PID 1 to start a oneshot container and prints how many microseconds passed from
 * the request to the answer, which comes when it has ended and all of it is removed.
 */
#include "base/protocol.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>

static long long now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int main(int argc, char **argv)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = CONTROL_PATH };
	struct control_request request = { .version = CONTROL_VERSION, .verb = VERB_START };
	struct {
		struct reply_head head;
		struct reply_end end;
	} answer = { .head = { 0 } };
	int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);
	long long start_us;

	if (argc < 2 || fd < 0 || connect(fd, (void *)&address, sizeof address) < 0) {
		perror(CONTROL_PATH);
		return 1;
	}
	strncpy(request.name, argv[1], sizeof request.name - 1);
	start_us = now_us();
	if (send(fd, &request, sizeof request, 0) != sizeof request ||
		recv(fd, &answer, sizeof answer, 0) != sizeof answer ||
		answer.head.kind != REPLY_END || answer.end.result != 0) {
		fprintf(stderr, "%s: %s\n", argv[1], answer.end.text);
		return 1;
	}
	printf("%lld\n", now_us() - start_us);
	return 0;
}
