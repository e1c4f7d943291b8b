/*
 * Answers to a client; see reply.h. Called by PID 1 and its forks.
 */
#include "base/reply.h"

#include "base/system.h"
#include "base/text.h"

#include <sys/socket.h>

_Static_assert(EXEC_STREAMS <= DESCRIPTORS_SENT_MAX, "they go in one packet");

int reply_started(int client, const int streams[EXEC_STREAMS])
{
	struct reply_head head = { .kind = REPLY_STARTED };

	return sys_send_descriptors(
		client, &head, sizeof head, streams, EXEC_STREAMS, MSG_DONTWAIT);
}

int reply_logs(int client, int book)
{
	struct reply_head head = { .kind = REPLY_LOGS };

	return sys_send_descriptors(client, &head, sizeof head, &book, 1, MSG_DONTWAIT);
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
