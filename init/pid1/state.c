/*
 * The state of PID 1 into bytes and back; see state.h. PID 1, the checking run of a new image.
 */
#include "pid1/state.h"

#include "base/system.h"

#include <string.h>

/* How many of an owner this image has, and how far apart they are. */
static unsigned times_of(const struct state_field *field)
{
	switch ((enum state_owner)field->owner) {
	case STATE_MACHINE:
		return 1;
	case STATE_UNIT:
	case STATE_SERVICE:
	case STATE_CONTAINER:
		return NSINIT_CONTAINERS;
	case STATE_CLIENT:
		return CLIENTS_MAX;
	case STATE_EXEC:
		return EXECS_MAX;
	case STATE_NOWHERE:
		break;
	}
	return 0;
}

static size_t stride_of(const struct state_field *field)
{
	if (field->owner == STATE_UNIT)
		return sizeof(struct unit);
	if (field->owner == STATE_SERVICE)
		return sizeof(struct service);
	return field->owner == STATE_CLIENT ? sizeof(struct client) : field->size;
}

static size_t place_of(const struct state_field *field, unsigned index, unsigned part)
{
	return field->offset + index * stride_of(field) + (size_t)part * field->size;
}

const struct state_field *state_field_of(unsigned number)
{
	for (unsigned i = 0; i < state_field_count; i++)
		if (state_fields[i].number == number)
			return &state_fields[i];
	return NULL;
}

uint32_t state_sum(const void *bytes, size_t count)
{
	uint32_t sum = 0x811c9dc5u;

	for (size_t at = 0; at + sizeof sum <= count; at += sizeof sum) {
		uint32_t word;

		memcpy(&word, (const char *)bytes + at, sizeof word);
		sum = (sum ^ word) * 0x01000193u;
		sum ^= sum >> 15;
	}
	return sum;
}

/* One part of a field, as a number. */
static int64_t load(const struct machine *machine, const struct state_field *field, size_t place)
{
	const char *at = (const char *)machine + place;
	bool is_signed = field->kind == STATE_SIGNED || state_is_descriptor(field);
	uint8_t byte;
	uint16_t half;
	uint32_t word;
	int64_t whole;

	switch (field->size) {
	case sizeof byte:
		memcpy(&byte, at, sizeof byte);
		return byte;
	case sizeof half:
		memcpy(&half, at, sizeof half);
		return half;
	case sizeof word:
		memcpy(&word, at, sizeof word);
		return is_signed ? (int32_t)word : (int64_t)word;
	default:
		memcpy(&whole, at, sizeof whole);
		return whole;
	}
}

static void store(
	struct machine *machine, const struct state_field *field, size_t place, int64_t value)
{
	char *at = (char *)machine + place;
	uint8_t byte = (uint8_t)value;
	uint16_t half = (uint16_t)value;
	uint32_t word = (uint32_t)value;

	switch (field->size) {
	case sizeof byte:
		memcpy(at, &byte, sizeof byte);
		break;
	case sizeof half:
		memcpy(at, &half, sizeof half);
		break;
	case sizeof word:
		memcpy(at, &word, sizeof word);
		break;
	default:
		memcpy(at, &value, sizeof value);
		break;
	}
}

static bool is_default(const struct state_field *field, int64_t value)
{
	/* 0 to 2 are every process's own, and what memory of zeros says of a descriptor. */
	return state_is_descriptor(field) ? value <= 2 : value == 0;
}

size_t state_save(const struct machine *machine, void *to, size_t room)
{
	struct state_head *head = to;
	char(*names)[CONTROL_NAME_MAX] = (void *)(head + 1);
	struct state_record *record = (void *)names[NSINIT_CONTAINERS];
	const char *end = (const char *)to + room;

	memset(head, 0, (size_t)((char *)record - (char *)to));
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		strncpy(names[i], appliance.containers.items[i]->name, sizeof names[i] - 1);
	for (unsigned i = 0; i < state_field_count; i++) {
		const struct state_field *field = &state_fields[i];
		unsigned all = times_of(field) * field->parts;

		for (unsigned n = 0; n < all; n++) {
			unsigned index = n / field->parts;
			unsigned part = n % field->parts;
			int64_t value = load(machine, field, place_of(field, index, part));

			if (is_default(field, value))
				continue;
			if ((const char *)(record + 1) > end)
				return 0;
			*record++ = (struct state_record){ field->number, (uint16_t)index,
				(uint16_t)part, 0, value };
		}
	}
	head->magic = STATE_MAGIC;
	head->version = STATE_VERSION;
	head->bytes = (uint32_t)((char *)record - (char *)to);
	head->containers = NSINIT_CONTAINERS;
	head->steps = STEP_COUNT;
	head->faults = machine->faults;
	head->faulted_ms = machine->faulted_ms;
	head->sum = state_sum(head + 1, head->bytes - sizeof *head);
	return head->bytes;
}

void state_keep_descriptors(const struct state_head *head, bool keep)
{
	const struct state_record *record =
		(const void *)((const char *)(head + 1) +
			       (size_t)head->containers * CONTROL_NAME_MAX);
	const char *end = (const char *)head + head->bytes;

	for (; (const char *)(record + 1) <= end; record++) {
		const struct state_field *field = state_field_of(record->number);

		if (field && state_is_descriptor(field))
			sys_keep_on_exec((int)record->value, keep);
	}
}

static void set_defaults(struct machine *machine)
{
	memset(machine, 0, sizeof *machine);
	machine->epoll = machine->signals = machine->timer = -1;
	for (unsigned i = 0; i < state_field_count; i++) {
		const struct state_field *field = &state_fields[i];

		for (unsigned n = 0;
			state_is_descriptor(field) && n < times_of(field) * field->parts; n++)
			store(machine, field, place_of(field, n / field->parts, n % field->parts),
				-1);
	}
}

/* Where it belongs in this image; a number that is no index of it: nowhere. */
static unsigned index_of(const struct state *state, const struct state_field *field,
	const struct state_record *record)
{
	/* What a client was told last, nobody knows after a fault. */
	if (field->owner == STATE_CLIENT && state->head->after == STATE_AFTER_FAULT)
		return UINT16_MAX;
	return state_is_of_container(field) ? state->index_of[record->index] : record->index;
}

void state_apply(const struct state *state, struct machine *machine)
{
	set_defaults(machine);
	for (unsigned i = 0; i < state->count; i++) {
		const struct state_record *record = &state->records[i];
		const struct state_field *field = state_field_of(record->number);
		unsigned index;

		if (!field)
			continue; /* state_open() lets none pass */
		index = index_of(state, field, record);
		if (index < times_of(field))
			store(machine, field, place_of(field, index, record->part), record->value);
		else if (state_is_descriptor(field))
			sys_close((int)record->value);
		if (index < times_of(field) && state_is_descriptor(field))
			sys_keep_on_exec((int)record->value, false);
	}
	machine->faults = state->head->faults;
	machine->faulted_ms = state->head->faulted_ms;
}
