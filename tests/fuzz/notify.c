/*
 * What a service says of itself by sd_notify(3): any datagram.
 */
#include "fuzz.h"

#include "service/notify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t count = size < NOTIFY_BYTES_MAX ? size : NOTIFY_BYTES_MAX;
	char *bytes = exact(data, count);
	struct notify notify;

	memset(&notify, 0xa5, sizeof notify);
	notify_parse(bytes, count, &notify);
	MUST(memchr(notify.words, '\0', sizeof notify.words) != NULL);
	MUST(notify.has_words || notify.words[0] == '\0');
	if (count == 0)
		MUST(!notify.ready && !notify.alive && !notify.not_alive);
	free(bytes);
	return 0;
}
