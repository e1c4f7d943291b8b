/*
 * Answers to a client; see reply.h. Called by forks of PID 1.
 */
#include "base/reply.h"

#include "base/system.h"
#include "base/text.h"

#include <string.h>
#include <sys/socket.h>

int reply_started(int client, const int streams[EXEC_STREAMS])
{
	struct reply_head head = { .kind = REPLY_STARTED };
	struct iovec bytes = { &head, sizeof head };
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(EXEC_STREAMS * sizeof(int))];
	} control = { .bytes = { 0 } };
	struct msghdr message = { .msg_iov = &bytes,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof control };
	struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
	ssize_t sent;

	rights->cmsg_level = SOL_SOCKET;
	rights->cmsg_type = SCM_RIGHTS;
	rights->cmsg_len = CMSG_LEN(EXEC_STREAMS * sizeof(int));
	memcpy(CMSG_DATA(rights), streams, EXEC_STREAMS * sizeof(int));
	sent = sys_sendmsg(client, &message, MSG_DONTWAIT);
	return sent < 0 ? (int)sent : 0;
}

void reply_exit(int client, int code, const char *words)
{
	struct {
		struct reply_head head;
		struct reply_exit exit;
	} packet = { .head = { REPLY_EXIT, sizeof packet.exit }, .exit = { .code = code } };
	struct text text = TEXT(packet.exit.text);

	text_string(&text, words);
	sys_send(client, &packet, sizeof packet, MSG_DONTWAIT);
	sys_shutdown(client);
}

void reply_end(int client, int result, const char *words)
{
	struct {
		struct reply_head head;
		struct reply_end end;
	} packet = { .head = { REPLY_END, sizeof packet.end }, .end = { .result = result } };
	struct text text = TEXT(packet.end.text);

	text_string(&text, words);
	sys_send(client, &packet, sizeof packet, MSG_DONTWAIT);
	sys_shutdown(client);
}
