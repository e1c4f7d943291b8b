/*
 * The state that one image of nsinit hands to the next: what is found good can be made use of.
 *
 * An input is a byte and the state. With an odd byte it gets the magic, the length and the sum that
 * it should have, or no input would come further than these.
 */
#include "fuzz.h"

#include "pid1/state.h"

static struct machine machine;

static void mend(char *bytes, size_t count)
{
	struct state_head head;

	if (count < sizeof head)
		return;
	memcpy(&head, bytes, sizeof head);
	head.magic = STATE_MAGIC;
	head.version = STATE_VERSION;
	head.bytes = (uint32_t)count;
	head.sum = state_sum(bytes + sizeof head, count - sizeof head);
	memcpy(bytes, &head, sizeof head);
}

static void use(const struct state *state)
{
	char words[128];
	struct text why = TEXT(words);

	MUST(state->head->containers <= CONTAINERS_MAX);
	state_check_machine(state, &why);
	for (unsigned i = 0; i < state->count; i++)
		/* A descriptor of this process would be closed. */
		if (state_is_descriptor(state_field_of(state->records[i].number)))
			return;
	memset(&machine, 0xa5, sizeof machine);
	state_apply(state, &machine);
	MUST(machine.faults == state->head->faults);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	bool mended = input_byte(&input) & 1;
	const uint8_t *bytes;
	size_t count = input_bytes(&input, &bytes, STATE_BYTES_MAX);
	char *copy = exact(bytes, count);
	char words[128] = "";
	struct text why = TEXT(words);
	struct state state;

	if (mended)
		mend(copy, count);
	if (state_open(&state, copy, count, &why) == 0)
		use(&state);
	else
		MUST(words[0] != '\0');
	free(copy);
	return 0;
}
