/*
 * Whether a state is one that this image can take; see state.h. What does not fit is refused whole,
 * with the reason: by the run that checks, before anything has changed. Pure but for the look at
 * descriptors.
 */
#include "pid1/state.h"

#include "base/system.h"
#include "pid1/capability.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>

static int refuse(struct text *why, const char *words)
{
	text_string(why, words);
	return -EINVAL;
}

static int refuse_field(
	const struct state *state, const struct state_record *record, struct text *why)
{
	const struct state_field *field = state_field_of(record->number);

	text_string(why, "field ");
	text_number(why, record->number);
	if (field && state_is_of_container(field) && record->index < state->head->containers) {
		text_string(why, " of ");
		text_string(why, state->names[record->index]);
	}
	return refuse(why, field ? " has a value that it cannot have" : " is not known here");
}

static bool fits(const struct state_field *field, int64_t value)
{
	switch ((enum state_kind)field->kind) {
	case STATE_NUMBER:
		return value > 0 && value <= field->most;
	case STATE_SIGNED:
		return value != 0 && value == (int32_t)value;
	case STATE_TIME:
		return value > 0;
	case STATE_BITS:
		return value != 0;
	case STATE_PID:
		return value > 1 && value <= INT32_MAX;
	case STATE_PIPE:
	case STATE_OUTPUT:
	case STATE_SOCKET:
	case STATE_DIRECTORY:
	case STATE_FILE:
	case STATE_DEVICE:
	case STATE_OTHER:
		return value > 2 && value <= INT32_MAX;
	}
	return false;
}

/* Above this, an image has more of them than another one of the same version can have. */
#define INDEX_MAX 1024

static bool is_good(const struct state *state, const struct state_record *record)
{
	const struct state_field *field = state_field_of(record->number);
	unsigned limit =
		field && state_is_of_container(field) ? state->head->containers : INDEX_MAX;

	return field && record->unused == 0 && record->index < limit &&
	       record->part < field->parts && fits(field, record->value);
}

/* In the order of state_save(), so that no field comes twice. */
static bool follows(const struct state_record *before, const struct state_record *record)
{
	if (before->number != record->number)
		return before->number < record->number;
	if (before->index != record->index)
		return before->index < record->index;
	return before->part < record->part;
}

static int open_head(struct state *state, const void *at, size_t bytes, struct text *why)
{
	const struct state_head *head = at;
	size_t names;

	if (bytes < sizeof *head || head->magic != STATE_MAGIC)
		return refuse(why, "it is no state of nsinit");
	if (head->version != STATE_VERSION)
		return refuse(why, "it is of another version");
	names = (size_t)head->containers * CONTROL_NAME_MAX;
	if (head->bytes != bytes || head->containers > CONTAINERS_MAX ||
		bytes < sizeof *head + names ||
		(bytes - sizeof *head - names) % sizeof *state->records != 0 ||
		head->after > STATE_AFTER_FAULT || head->faulted_ms < 0)
		return refuse(why, "its head is damaged");
	if (head->sum != state_sum(head + 1, bytes - sizeof *head))
		return refuse(why, "it is damaged");
	state->head = head;
	state->names = (const void *)(head + 1);
	state->records = (const void *)((const char *)(head + 1) + names);
	state->count = (unsigned)((bytes - sizeof *head - names) / sizeof *state->records);
	return 0;
}

static uint8_t find(const char *name)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		if (strcmp(appliance.containers.items[i]->name, name) == 0)
			return (uint8_t)i;
	return STATE_GONE;
}

/* Names become paths where the container is gone. */
static bool is_name(const char *name)
{
	size_t length = strnlen(name, CONTROL_NAME_MAX);

	for (size_t i = 0; i < length; i++)
		if (!(name[i] >= 'a' && name[i] <= 'z') && !(name[i] >= '0' && name[i] <= '9') &&
			name[i] != '-')
			return false;
	return length > 0 && length < CONTROL_NAME_MAX;
}

static int open_names(struct state *state, struct text *why)
{
	for (unsigned i = 0; i < state->head->containers; i++) {
		if (!is_name(state->names[i]))
			return refuse(why, "a container's name is none");
		for (unsigned j = 0; j < i; j++)
			if (strcmp(state->names[i], state->names[j]) == 0)
				return refuse(why, "two containers have one name");
		state->index_of[i] = find(state->names[i]);
	}
	return 0;
}

int state_open(struct state *state, const void *at, size_t bytes, struct text *why)
{
	int error = open_head(state, at, bytes, why);

	if (error == 0)
		error = open_names(state, why);
	for (unsigned i = 0; i < state->count && error == 0; i++) {
		const struct state_record *record = &state->records[i];

		if (!is_good(state, record) || (i > 0 && !follows(record - 1, record)))
			error = refuse_field(state, record, why);
	}
	return error;
}

/* The word of stat(2) for a kind; a program of bpf(2) has none. */
static mode_t type_of(const struct state_field *field)
{
	switch ((enum state_kind)field->kind) {
	case STATE_PIPE:
	case STATE_OUTPUT:
		return S_IFIFO;
	case STATE_SOCKET:
		return S_IFSOCK;
	case STATE_DIRECTORY:
		return S_IFDIR;
	case STATE_FILE:
		return S_IFREG;
	case STATE_DEVICE:
		return S_IFCHR;
	case STATE_OTHER:
	case STATE_NUMBER:
	case STATE_SIGNED:
	case STATE_TIME:
	case STATE_BITS:
	case STATE_PID:
		break;
	}
	return 0;
}

static bool is_open(const struct state_field *field, int fd)
{
	struct stat status = { .st_mode = 0 };
	int flags = sys_get_flags(fd);
	int error = sys_stat(fd, "", &status, AT_EMPTY_PATH);
	mode_t type = status.st_mode & S_IFMT;

	if (field->kind == STATE_OUTPUT && type == S_IFCHR)
		type = S_IFIFO;
	return error == 0 && flags >= 0 &&
	       ((unsigned)flags & (O_ACCMODE | O_PATH)) == field->most && type == type_of(field);
}

/* Hierarchies that are mounted together have one descriptor. */
static bool is_shared(const struct state_record *a, const struct state_record *b)
{
	const struct state_field *first = state_field_of(a->number);
	const struct state_field *second = state_field_of(b->number);

	return a->value == b->value && state_is_descriptor(first) && state_is_descriptor(second) &&
	       (first->kind != STATE_DIRECTORY || second->kind != STATE_DIRECTORY);
}

int state_check_descriptors(const struct state *state, struct text *why)
{
	for (unsigned i = 0; i < state->count; i++) {
		const struct state_record *record = &state->records[i];
		const struct state_field *field = state_field_of(record->number);

		if (!state_is_descriptor(field))
			continue;
		if (!is_open(field, (int)record->value))
			return refuse_field(state, record, why);
		for (unsigned j = 0; j < i; j++)
			if (is_shared(&state->records[j], record))
				return refuse_field(state, record, why);
	}
	return 0;
}

/* More is no state of any image. */
#define STATE_BYTES_EVER (1 << 20)

int state_take(int fd, struct state *state, struct text *why)
{
	struct stat status;
	const void *at = NULL;
	int error;

	if (fd < 0 || !sys_is_sealed(fd) || sys_stat(fd, "", &status, AT_EMPTY_PATH) < 0)
		return refuse(why, "its memory is not sealed");
	if (status.st_size > 0 && status.st_size <= STATE_BYTES_EVER)
		at = sys_map_read(fd, (size_t)status.st_size);
	if (!at)
		return refuse(why, "its memory cannot be read");
	error = state_open(state, at, (size_t)status.st_size, why);
	return error < 0 ? error : state_check_descriptors(state, why);
}

static int64_t value_of(const struct state *state, size_t offset)
{
	for (unsigned i = 0; i < state->count; i++)
		if (state_field_of(state->records[i].number)->offset == offset)
			return state->records[i].value;
	return 0;
}

int state_check_machine(const struct state *state, struct text *why)
{
	uint64_t bounding = (uint64_t)value_of(state, offsetof(struct machine, bounding));

	if (value_of(state, offsetof(struct machine, phase)) != PHASE_RUNNING)
		return refuse(why, "it is of no machine that runs");
	if (value_of(state, offsetof(struct machine, pids_memory)) <= 0 ||
		value_of(state, offsetof(struct machine, control)) <= 0)
		return refuse(why, "nobody could find the containers");
	if (!NSINIT_USES_WATCHDOG && value_of(state, offsetof(struct machine, watchdog)) > 0)
		return refuse(why, "the new config would let the watchdog starve");
	if (capability_wanted() & ~bounding)
		return refuse(why, "a container wants a capability that was given up at boot");
	return 0;
}
