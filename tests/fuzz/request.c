/*
 * Requests at the control socket, as PID 1 takes them: packets of any length.
 *
 * An input is a byte and the packet. With an odd byte the packet gets this build's version, so that
 * seeds outlive a change of it.
 */
#include "fuzz.h"

#include "base/settings.h"
#include "pid1/request.h"

/* On the heap: what is read at a fixed place of a global one is not watched. */
static struct request *request;

static void look_at_command(const struct exec_request *packet)
{
	const char *end = packet->words + packet->bytes;
	unsigned count = 0;

	for (; request->argv[count]; count++) {
		MUST(count < EXEC_WORDS_MAX);
		MUST(request->argv[count] >= packet->words);
		MUST(request->argv[count] + strlen(request->argv[count]) < end);
	}
	MUST(count == packet->count && count > 0);
	MUST(strlen(request->term) < sizeof request->term);
}

static void look_at_limit(const struct set_request *set)
{
	int64_t values[SETTING_COUNT] = { 0 };
	struct limits limits = { 0 };

	if (!setting_fits(set->setting, set->value))
		return;
	MUST(set->setting < SETTING_COUNT);
	values[set->setting] = set->value;
	settings_apply(&limits, values);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	bool ours = input_byte(&input) & 1;
	size_t bytes = input.left;
	size_t count = bytes < sizeof request->packet ? bytes : sizeof request->packet;
	struct client client = { .state = CLIENT_READING };
	const char *words = NULL;
	int result;

	if (!request)
		request = malloc(sizeof *request);
	MUST(request != NULL);
	memset(request, 0xa5, sizeof *request);
	input_fill(&input, &request->packet, count);
	if (ours && count >= sizeof request->packet.head.version)
		request->packet.head.version = CONTROL_VERSION;
	/* What did not come is not to be read. */
	ASAN_POISON_MEMORY_REGION((char *)&request->packet + count, sizeof request->packet - count);
	result = request_take(request, bytes, &client, &words);
	if (result == 0) {
		MUST(client.verb < VERB_COUNT && client.first <= client.last);
		MUST(client.last < NSINIT_CONTAINERS);
		if (client.verb == VERB_EXEC)
			look_at_command(&request->packet);
		if (client.verb == VERB_SET)
			look_at_limit(&request->set);
	} else {
		MUST(client.verb == VERB_COUNT && words != NULL);
	}
	ASAN_UNPOISON_MEMORY_REGION(request, sizeof *request);
	return 0;
}
