/*
 * The state that one image of nsinit hands to the next: nothing gets lost on the way, and nothing
 * that is wrong in it is taken.
 */
#include "pid1/state.h"

#include "base/system.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <cmocka.h>

static struct machine machine, other;
static _Alignas(8) char bytes[STATE_BYTES_MAX];
static char words[128];

static size_t times(const struct state_field *field)
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

static char *place(struct machine *in, const struct state_field *field, size_t index, size_t part)
{
	size_t stride = field->owner == STATE_UNIT      ? sizeof(struct unit)
			: field->owner == STATE_SERVICE ? sizeof(struct service)
			: field->owner == STATE_CLIENT  ? sizeof(struct client)
							: field->size;

	return (char *)in + field->offset + index * stride + part * field->size;
}

/* The last value that it can have; descriptors are such as nobody has open. */
static int64_t last_value(const struct state_field *field, int64_t turn)
{
	switch ((enum state_kind)field->kind) {
	case STATE_NUMBER:
		return field->most;
	case STATE_SIGNED:
		return INT32_MIN;
	case STATE_TIME:
		return INT64_MAX;
	case STATE_BITS:
		return -1;
	default:
		return 100000 + turn;
	}
}

static void fill(void)
{
	int64_t turn = 0;

	memset(&machine, 0, sizeof machine);
	for (unsigned i = 0; i < state_field_count; i++)
		for (size_t n = 0; n < times(&state_fields[i]); n++)
			for (size_t part = 0; part < state_fields[i].parts; part++) {
				int64_t value = last_value(&state_fields[i], turn++);

				/* Little or big: the last bytes of one, the first of the other. */
				uint8_t byte = (uint8_t)value;
				uint16_t half = (uint16_t)value;
				uint32_t word = (uint32_t)value;
				const void *from = state_fields[i].size == 1   ? (void *)&byte
						   : state_fields[i].size == 2 ? (void *)&half
						   : state_fields[i].size == 4 ? (void *)&word
									       : (void *)&value;
				memcpy(place(&machine, &state_fields[i], n, part), from,
					state_fields[i].size);
			}
}

/* 0 and *state, or the reason in words[]. */
static int open_bytes(struct state *state, size_t count)
{
	struct text why = TEXT(words);

	words[0] = '\0';
	return state_open(state, bytes, count, &why);
}

static struct state_head *head(void)
{
	return (void *)bytes;
}

static struct state_record *records(void)
{
	return (void *)(bytes + sizeof(struct state_head) +
			head()->containers * (size_t)CONTROL_NAME_MAX);
}

static void seal(void)
{
	head()->sum = state_sum(head() + 1, head()->bytes - sizeof(struct state_head));
}

static size_t save_full(void)
{
	size_t count;

	fill();
	count = state_save(&machine, bytes, sizeof bytes);
	assert_int_not_equal(count, 0);
	return count;
}

static void numbers_rise_and_sizes_are_those_of_numbers(void **unused)
{
	(void)unused;
	for (unsigned i = 0; i < state_field_count; i++) {
		const struct state_field *field = &state_fields[i];

		if (i > 0)
			assert_true(field->number > field[-1].number);
		assert_true(field->size == 1 || field->size == 2 || field->size == 4 ||
			    field->size == 8);
		if (state_is_descriptor(field) || field->kind == STATE_PID ||
			field->kind == STATE_SIGNED)
			assert_int_equal(field->size, 4);
		if (field->kind == STATE_TIME || field->kind == STATE_BITS)
			assert_int_equal(field->size, 8);
		if (field->kind == STATE_NUMBER && field->size < 4)
			assert_true(field->most < 1u << 8 * field->size);
		assert_true(field->offset + field->size <= sizeof(struct machine));
	}
}

static void nothing_is_lost(void **unused)
{
	struct state state;
	size_t count = save_full();

	(void)unused;
	assert_int_equal(open_bytes(&state, count), 0);
	state_apply(&state, &other);
	for (unsigned i = 0; i < state_field_count; i++)
		for (size_t n = 0; n < times(&state_fields[i]); n++)
			for (size_t part = 0; part < state_fields[i].parts; part++)
				assert_memory_equal(place(&other, &state_fields[i], n, part),
					place(&machine, &state_fields[i], n, part),
					state_fields[i].size);
}

static void defaults_are_not_written(void **unused)
{
	struct state state;
	size_t count;

	(void)unused;
	memset(&machine, 0, sizeof machine);
	count = state_save(&machine, bytes, sizeof bytes);
	assert_int_equal(open_bytes(&state, count), 0);
	assert_int_equal(state.count, 0);
	state_apply(&state, &other);
	assert_int_equal(other.watchdog, -1);
	assert_int_equal(other.units[NSINIT_CONTAINERS - 1].status, -1);
	assert_int_equal(other.services[0].state, SERVICE_DOWN);
}

static void room_that_is_too_small_is_none(void **unused)
{
	size_t count = save_full();
	char *small = malloc(count - 1);

	(void)unused;
	assert_non_null(small);
	assert_int_equal(state_save(&machine, small, count - 1), 0);
	free(small);
}

static void refuse(size_t count, const char *reason)
{
	struct state state;

	assert_int_not_equal(open_bytes(&state, count), 0);
	assert_non_null(strstr(words, reason));
}

static void damage_is_refused(void **unused)
{
	size_t count = save_full();

	(void)unused;
	refuse(0, "no state");
	refuse(sizeof(struct state_head), "head");
	refuse(count - 8, "head");
	bytes[count - 1] ^= 1;
	refuse(count, "damaged");
	bytes[count - 1] ^= 1;
	head()->version++;
	refuse(count, "another version");
	head()->version--;
	head()->magic++;
	refuse(count, "no state");
	head()->magic--;
	head()->containers = CONTAINERS_MAX + 1;
	refuse(count, "head");
	head()->containers = UINT32_MAX;
	refuse(count, "head");
}

static void refuse_record(unsigned number, int64_t value, const char *reason)
{
	size_t count = save_full();
	struct state_record *record = records();

	while (record->number != number)
		record++;
	record->value = value;
	seal();
	refuse(count, reason);
}

static void values_out_of_their_range_are_refused(void **unused)
{
	(void)unused;
	for (unsigned i = 0; i < state_field_count; i++) {
		const struct state_field *field = &state_fields[i];

		if (times(field) == 0)
			continue;
		refuse_record(field->number, 0, "cannot have");
		if (field->kind == STATE_NUMBER)
			refuse_record(field->number, (int64_t)field->most + 1, "cannot have");
		if (field->kind == STATE_SIGNED)
			refuse_record(field->number, INT64_C(1) << 40, "cannot have");
		if (field->kind != STATE_BITS && field->kind != STATE_SIGNED)
			refuse_record(field->number, -1, "cannot have");
		if (field->kind == STATE_PID)
			refuse_record(field->number, 1, "cannot have");
		if (state_is_descriptor(field))
			refuse_record(field->number, 2, "cannot have");
	}
}

static void order_and_places_are_held(void **unused)
{
	size_t count = save_full();
	struct state_record *record = records();

	(void)unused;
	record[1] = record[0]; /* twice */
	seal();
	refuse(count, "cannot have");
	save_full();
	record[0].number = 9999;
	seal();
	refuse(count, "not known");
	save_full();
	while (state_field_of(record->number)->owner != STATE_SERVICE)
		record++;
	record->index = NSINIT_CONTAINERS;
	seal();
	refuse(count, "cannot have");
	save_full();
	record->part = 1;
	seal();
	refuse(count, "cannot have");
	save_full();
	record->unused = 1;
	seal();
	refuse(count, "cannot have");
}

static char *name(unsigned index)
{
	return bytes + sizeof(struct state_head) + (size_t)index * CONTROL_NAME_MAX;
}

static void names_are_held(void **unused)
{
	static const char *const bad[] = { "", "a/b", "..", "A", "a b" };
	size_t count = save_full();

	(void)unused;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		memset(name(1), 0, CONTROL_NAME_MAX);
		strcpy(name(1), bad[i]);
		seal();
		refuse(count, "name");
	}
	memset(name(1), 'a', CONTROL_NAME_MAX);
	seal();
	refuse(count, "name");
	memcpy(name(1), name(0), CONTROL_NAME_MAX);
	seal();
	refuse(count, "two containers");
}

/* Those of another config: found by their names, whatever their places. */
static void containers_are_known_by_name(void **unused)
{
	struct state state;
	size_t count;

	(void)unused;
	memset(&machine, 0, sizeof machine);
	machine.services[0].state = SERVICE_UP;
	machine.services[1].state = SERVICE_BACKOFF;
	machine.services[2].state = SERVICE_FAILED;
	count = state_save(&machine, bytes, sizeof bytes);
	strcpy(name(0), appliance.containers.items[1]->name);
	strcpy(name(1), "elsewhere");
	seal();
	assert_int_equal(open_bytes(&state, count), 0);
	assert_int_equal(state.index_of[0], 1);
	assert_int_equal(state.index_of[1], STATE_GONE);
	state_apply(&state, &other);
	assert_int_equal(other.services[0].state, SERVICE_DOWN);
	assert_int_equal(other.services[1].state, SERVICE_UP);
	assert_int_equal(other.services[2].state, SERVICE_FAILED);
}

/* Of bytes with a good sum: refused, or good in all that is used. */
static void any_bytes_are_refused_or_good(void **unused)
{
	struct text why = TEXT(words);
	unsigned seed = 1, good = 0;

	(void)unused;
	for (unsigned turn = 0; turn < 4000; turn++) {
		size_t count = save_full();
		struct state state;
		char *copy;

		for (unsigned n = (unsigned)rand_r(&seed) % 4 + 1; n > 0; n--)
			bytes[sizeof(uint32_t) + (size_t)rand_r(&seed) % (count - 8)] =
				(char)rand_r(&seed);
		if (turn % 2)
			count -= (size_t)rand_r(&seed) % count;
		copy = malloc(count + 1); /* so that what lies behind is seen */
		assert_non_null(copy);
		memcpy(copy, bytes, count);
		if (count >= sizeof(struct state_head)) {
			struct state_head *copied = (void *)copy;

			copied->bytes = (uint32_t)count;
			copied->sum = state_sum(copied + 1, count - sizeof *copied);
		}
		why.length = 0;
		if (state_open(&state, copy, count, &why) == 0) {
			state_apply(&state, &other);
			for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
				assert_true(other.services[i].state < SERVICE_STATE_COUNT);
			good++;
		}
		free(copy);
	}
	assert_true(good > 100);
}

static int check_watch(int fd, int second)
{
	struct text why = TEXT(words);
	struct state state;
	size_t count;

	memset(&machine, 0, sizeof machine);
	machine.units[0].status = fd;
	machine.units[1].status = second;
	count = state_save(&machine, bytes, sizeof bytes);
	assert_int_equal(open_bytes(&state, count), 0);
	return state_check_descriptors(&state, &why);
}

static void descriptors_are_what_they_should_be(void **unused)
{
	int ends[2], pair[2];

	(void)unused;
	assert_int_equal(sys_pipe(ends, 0), 0);
	assert_int_equal(sys_socketpair(pair, SOCK_STREAM), 0);
	assert_int_equal(check_watch(ends[0], -1), 0);
	assert_int_not_equal(check_watch(ends[1], -1), 0);
	assert_int_not_equal(check_watch(pair[0], -1), 0);
	assert_int_not_equal(check_watch(ends[0], ends[0]), 0);
	sys_close(ends[0]);
	assert_int_not_equal(check_watch(ends[0], -1), 0);
	sys_close(ends[1]);
	sys_close(pair[0]);
	sys_close(pair[1]);
}

static int take(int fd)
{
	struct text why = TEXT(words);
	struct state state;
	int error = state_take(fd, &state, &why);

	sys_close(fd);
	return error;
}

static void memory_must_be_sealed(void **unused)
{
	void *at;
	size_t count;
	int fd;

	(void)unused;
	memset(&machine, 0, sizeof machine);
	count = state_save(&machine, bytes, sizeof bytes);
	assert_int_equal(take(sys_seal_bytes("state", bytes, count)), 0);
	fd = sys_share_memory("state", count, true, &at);
	memcpy(at, bytes, count);
	assert_int_not_equal(take(fd), 0);
	assert_non_null(strstr(words, "not sealed"));
	sys_unmap(at, count);
	assert_int_not_equal(take(sys_open(AT_FDCWD, "/dev/null", O_RDWR)), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_rise_and_sizes_are_those_of_numbers),
		cmocka_unit_test(nothing_is_lost),
		cmocka_unit_test(defaults_are_not_written),
		cmocka_unit_test(room_that_is_too_small_is_none),
		cmocka_unit_test(damage_is_refused),
		cmocka_unit_test(values_out_of_their_range_are_refused),
		cmocka_unit_test(order_and_places_are_held),
		cmocka_unit_test(names_are_held),
		cmocka_unit_test(containers_are_known_by_name),
		cmocka_unit_test(any_bytes_are_refused_or_good),
		cmocka_unit_test(descriptors_are_what_they_should_be),
		cmocka_unit_test(memory_must_be_sealed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
