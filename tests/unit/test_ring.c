/*
 * The ring of the newest log lines: its end and its wrap, a reader that was overtaken, and a
 * writer and a reader at the same time, as the logger and `nsctl logs` are.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/ring.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* Rings are zeroed pages, shared as in PID 1. */
static int make_ring(void **state)
{
	*state = mmap(NULL, sizeof(struct ring), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
		-1, 0);
	return *state == MAP_FAILED ? -1 : 0;
}

static int drop_ring(void **state)
{
	return munmap(*state, sizeof(struct ring));
}

/* Line `number`, of 20 to 219 bytes: its number twice, and a filling between them. */
static size_t make_line(char line[256], unsigned number)
{
	return (size_t)sprintf(
		line, "%07u %0*u %07u\n", number, (int)(number * 7919 % 200 + 3), 0, number);
}

static void write_line(struct ring *ring, unsigned number)
{
	char line[256];

	ring_write(ring, line, make_line(line, number));
}

/* Checks that the bytes are whole lines, each the one after the last; returns their count. */
static unsigned check_lines(const char *bytes, size_t count, unsigned *next, bool may_skip)
{
	unsigned lines = 0;

	while (count > 0) {
		char line[256];
		unsigned number = (unsigned)strtoul(bytes, NULL, 10);
		size_t length = make_line(line, number);

		assert_true(length <= count);
		assert_memory_equal(bytes, line, length);
		if (may_skip)
			assert_true(number >= *next);
		else
			assert_int_equal(number, *next);
		*next = number + 1;
		bytes += length;
		count -= length;
		lines++;
	}
	return lines;
}

/* All that a reader from the start gets, in pieces of `size` bytes. */
static size_t read_all(const struct ring *ring, char *bytes, size_t size)
{
	size_t position = 0;
	size_t total = 0;
	size_t count;

	while ((count = ring_read(ring, &position, bytes + total, size)) > 0) {
		assert_true(count <= size);
		total += count;
		assert_true(total <= RING_BYTES);
	}
	assert_int_equal(position, ring->written);
	return total;
}

static void an_empty_ring_has_nothing(void **state)
{
	size_t position = 0;
	char bytes[8];

	assert_int_equal(ring_read(*state, &position, bytes, sizeof bytes), 0);
	assert_int_equal(position, 0);
}

static void what_was_written_is_read_once(void **state)
{
	struct ring *ring = *state;
	size_t position = 0;
	char bytes[64];

	ring_write(ring, "one\n", 4);
	ring_write(ring, "two\n", 4);
	assert_int_equal(ring_read(ring, &position, bytes, sizeof bytes), 8);
	assert_memory_equal(bytes, "one\ntwo\n", 8);
	assert_int_equal(ring_read(ring, &position, bytes, sizeof bytes), 0);
	ring_write(ring, "three\n", 6);
	assert_int_equal(ring_read(ring, &position, bytes, sizeof bytes), 6);
	assert_memory_equal(bytes, "three\n", 6);
	assert_int_equal(position, 14);
}

/* At every fill from nothing to several rounds: the newest lines, all whole, in any pieces. */
static void the_newest_lines_are_whole_at_every_fill(void **state)
{
	static const size_t sizes[] = { 256, 1000, 4096, RING_BYTES };
	struct ring *ring = *state;
	char *bytes = malloc(RING_BYTES);

	assert_non_null(bytes);
	for (unsigned number = 0; number < 600; number++) {
		write_line(ring, number);
		for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
			size_t total = read_all(ring, bytes, sizes[i]);
			unsigned next = (unsigned)strtoul(bytes, NULL, 10);

			check_lines(bytes, total, &next, false);
			assert_int_equal(next, number + 1);
			/* It forgets no more than a margin and a line. */
			if (ring->written > RING_BYTES)
				assert_true(total >= RING_BYTES - 1024 - 256);
			else if (ring->written < RING_BYTES - 1024)
				assert_int_equal(total, ring->written);
		}
	}
	assert_true(ring->written > 3 * RING_BYTES);
	free(bytes);
}

/* A reader that was left behind goes on at a whole line, and loses none after that. */
static void an_overtaken_reader_goes_on_with_whole_lines(void **state)
{
	struct ring *ring = *state;
	size_t position = 0;
	char bytes[4096];
	unsigned number = 0;
	unsigned next = 0;
	size_t count;

	while (ring->written < 2000)
		write_line(ring, number++);
	count = ring_read(ring, &position, bytes, sizeof bytes);
	check_lines(bytes, count, &next, false);
	while (ring->written < 3 * RING_BYTES)
		write_line(ring, number++);
	count = ring_read(ring, &position, bytes, 256);
	assert_true(count > 0 && strtoul(bytes, NULL, 10) > next);
	assert_true(position > ring->written - RING_BYTES);
	next = (unsigned)strtoul(bytes, NULL, 10);
	count += ring_read(ring, &position, bytes + count, sizeof bytes - count);
	assert_true(count > 3000);
	for (; bytes[count - 1] != '\n'; count--) /* the last may go on in the next piece */
		position--;
	check_lines(bytes, count, &next, false);
	while ((count = ring_read(ring, &position, bytes, sizeof bytes)) > 0) {
		size_t whole = count;

		for (; bytes[whole - 1] != '\n'; whole--)
			position--;
		check_lines(bytes, whole, &next, false);
	}
	assert_int_equal(next, number);
}

/* "A hole, never torn text": who was overtaken within a line has not been given its first half. */
static void an_overtaken_reader_sees_no_torn_line(void **state)
{
	struct ring *ring = *state;

	for (unsigned size = 256; size < 700; size += 13) {
		size_t position = 0;
		char bytes[8192];
		unsigned number = 0;
		unsigned next = 0;
		size_t count;

		memset(ring, 0, sizeof *ring);
		while (ring->written < 2000)
			write_line(ring, number++);
		count = ring_read(ring, &position, bytes, size);
		while (ring->written < 3 * RING_BYTES)
			write_line(ring, number++);
		count += ring_read(ring, &position, bytes + count, 4096);
		for (; bytes[count - 1] != '\n'; count--)
			;
		check_lines(bytes, count, &next, true);
	}
}

/* Output without a line's end, as of a broken writer, is a hole and does no harm. */
static void text_without_lines_is_left_out(void **state)
{
	struct ring *ring = *state;
	size_t position = 0;
	char bytes[1000];
	size_t count;
	unsigned next = 5;

	memset(bytes, 'x', sizeof bytes);
	for (unsigned i = 0; i < 40; i++)
		ring_write(ring, bytes, sizeof bytes);
	count = ring_read(ring, &position, bytes, sizeof bytes);
	assert_int_equal(count, 0);
	assert_int_equal(position, ring->written);
	write_line(ring, next);
	count = ring_read(ring, &position, bytes, sizeof bytes);
	assert_int_equal(check_lines(bytes, count, &next, false), 1);
}

/* The count of bytes ever written goes on past 32 bits, and past the end of a machine word. */
static void the_count_goes_past_its_end(void **state)
{
	static const size_t starts[] = { UINT32_MAX - 50u, SIZE_MAX - 50u };
	struct ring *ring = *state;

	for (unsigned i = 0; i < 2; i++) {
		size_t position = ring->written = starts[i];
		char bytes[1024];
		unsigned next = 0;
		size_t count;

		for (unsigned number = 0; number < 3; number++)
			write_line(ring, number);
		assert_true(ring->written - starts[i] > 50);
		assert_int_equal(ring->written > starts[i], starts[i] + 100 > starts[i]);
		count = ring_read(ring, &position, bytes, sizeof bytes);
		assert_int_equal(check_lines(bytes, count, &next, false), 3);
		assert_int_equal(position, ring->written);
	}
}

/* Where a read is to be copied to: the first touch of it lets the writer overtake the reader. */
static struct {
	struct ring *ring;
	char *bytes;
	unsigned number;
	unsigned touches;
} trap;

static void overtake(int number)
{
	(void)number;
	trap.touches++;
	if (mprotect(trap.bytes, RING_BYTES, PROT_READ | PROT_WRITE) < 0)
		_exit(1);
	for (unsigned i = 0; i < 40; i++)
		write_line(trap.ring, trap.number++);
}

static void who_is_overtaken_while_it_copies_reads_again(void **state)
{
	struct sigaction action = { .sa_handler = overtake };
	struct sigaction before;
	size_t position = 0;
	unsigned next;
	size_t count;

	trap.ring = *state;
	trap.number = trap.touches = 0;
	while (trap.ring->written < 2 * RING_BYTES)
		write_line(trap.ring, trap.number++);
	trap.bytes = mmap(NULL, RING_BYTES, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	assert_ptr_not_equal(trap.bytes, MAP_FAILED);
	assert_int_equal(sigaction(SIGSEGV, &action, &before), 0);
	count = ring_read(trap.ring, &position, trap.bytes, RING_BYTES);
	sigaction(SIGSEGV, &before, NULL);
	assert_int_equal(trap.touches, 1);
	next = (unsigned)strtoul(trap.bytes, NULL, 10);
	assert_true(check_lines(trap.bytes, count, &next, false) > 10);
	assert_int_equal(next, trap.number);
	assert_int_equal(position, trap.ring->written);
	munmap(trap.bytes, RING_BYTES);
}

#define RACE_LINES 200000u

/* Writes as fast as it can: the lines are made before. */
static _Noreturn void race(struct ring *ring, const char *lines)
{
	for (unsigned number = 0; number < RACE_LINES; number++) {
		size_t length = (size_t)(strchr(lines, '\n') + 1 - lines);

		ring_write(ring, lines, length);
		lines += length;
	}
	_exit(0);
}

/*
 * Reads the oldest that there is, again and again, up to the last line: always where the writer
 * writes next. Returns how many of its reads held several lines.
 */
static unsigned follow(const struct ring *ring)
{
	static char bytes[RING_BYTES];
	unsigned next = 0;
	unsigned reads = 0;

	while (next < RACE_LINES) {
		size_t position = 0;
		size_t count = ring_read(ring, &position, bytes, sizeof bytes);

		if (count == 0)
			continue;
		next = (unsigned)strtoul(bytes, NULL, 10);
		reads += check_lines(bytes, count, &next, false) > 1;
	}
	return reads;
}

static void a_reader_beside_the_writer_sees_no_torn_line(void **state)
{
	char *lines = malloc(RACE_LINES * 220 + 256);
	size_t length = 0;
	int status;
	pid_t pid;

	assert_non_null(lines);
	for (unsigned number = 0; number < RACE_LINES; number++)
		length += make_line(lines + length, number);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		race(*state, lines);
	alarm(120);
	assert_true(follow(*state) > 10);
	alarm(0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	free(lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_empty_ring_has_nothing, make_ring, drop_ring),
		cmocka_unit_test_setup_teardown(
			what_was_written_is_read_once, make_ring, drop_ring),
		cmocka_unit_test_setup_teardown(
			the_newest_lines_are_whole_at_every_fill, make_ring, drop_ring),
		cmocka_unit_test_setup_teardown(
			an_overtaken_reader_goes_on_with_whole_lines, make_ring, drop_ring),
		cmocka_unit_test_setup_teardown(
			an_overtaken_reader_sees_no_torn_line, make_ring, drop_ring),
		cmocka_unit_test_setup_teardown(
			text_without_lines_is_left_out, make_ring, drop_ring),
		cmocka_unit_test_setup_teardown(the_count_goes_past_its_end, make_ring, drop_ring),
		cmocka_unit_test_setup_teardown(
			who_is_overtaken_while_it_copies_reads_again, make_ring, drop_ring),
		cmocka_unit_test_setup_teardown(
			a_reader_beside_the_writer_sees_no_torn_line, make_ring, drop_ring),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
