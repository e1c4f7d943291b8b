/*
 * Messages on their way into a ring: datagrams and records of the kernel, from real descriptors.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/system.h"
#include "pid1/logger_messages.h"
#include "pid1/syslog.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct ring *ring;
static struct log_input input;
static int ends[2];

/* Sockets that keep messages apart, as both sources do. */
static int set_up(void **unused)
{
	(void)unused;
	ring = calloc(1, sizeof *ring);
	memset(&input, 0, sizeof input);
	return ring ? socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0, ends) : -1;
}

static int tear_down(void **unused)
{
	(void)unused;
	free(ring);
	close(ends[0]);
	close(ends[1]);
	return 0;
}

static void say(const char *bytes, size_t length)
{
	assert_int_equal(send(ends[1], bytes, length, 0), length);
}

#define SAY(literal) say(literal, sizeof(literal) - 1)

/* All records without their times. */
static const char *records(void)
{
	static char texts[RING_BYTES + 1];
	char bytes[RING_BYTES];
	size_t position = 0;
	size_t count = ring_read(ring, &position, bytes, sizeof bytes);
	size_t length = 0;

	for (size_t at = 0; at < count; at++) {
		const char *space = memchr(bytes + at, ' ', count - at);
		const char *end = memchr(bytes + at, '\n', count - at);

		assert_true(space && end && space < end);
		memcpy(texts + length, space + 1, (size_t)(end - space));
		length += (size_t)(end - space);
		at = (size_t)(end - bytes);
	}
	texts[length] = '\0';
	return texts;
}

static void a_datagram_is_a_record(void **unused)
{
	(void)unused;
	SAY("<30>Nov 24 12:00:00 a[1]: one");
	SAY("");
	SAY("two");
	assert_int_equal(message_read(ring, &input.rate, NULL, ends[0]), 30);
	assert_true(message_read(ring, &input.rate, NULL, ends[0]) > 0);
	assert_true(message_read(ring, &input.rate, NULL, ends[0]) > 0);
	assert_int_equal(message_read(ring, &input.rate, NULL, ends[0]), 0);
	assert_string_equal(records(), "30 a[1]: one\n13 \n13 two\n");
}

/* What would be a record of somebody else, at another time, is text of this one. */
static void no_message_forges_a_record(void **unused)
{
	(void)unused;
	SAY("<30>x\n9.999 3 forged\r\x1b[2J\xc2\x9b!");
	assert_true(message_read(ring, &input.rate, NULL, ends[0]) > 0);
	assert_string_equal(records(), "30 x?9.999 3 forged??[2J\xc2?!\n");
}

static void a_long_message_is_cut_into_records(void **unused)
{
	char bytes[SYSLOG_MAX + 500];
	const char *at;
	size_t total = 0;

	(void)unused;
	memset(bytes, 'x', sizeof bytes);
	say(bytes, sizeof bytes);
	assert_true(message_read(ring, &input.rate, NULL, ends[0]) > 0);
	assert_int_equal(message_read(ring, &input.rate, NULL, ends[0]), 0);
	for (at = records(); *at; at++)
		total += *at == 'x';
	assert_int_equal(total, SYSLOG_MAX);
	assert_true(strlen(records()) > SYSLOG_MAX);
}

static void write_line(int pipe, int other, const char *line, const struct log *log)
{
	assert_int_equal(write(other, line, strlen(line)), strlen(line));
	assert_true(input_read(&input, ring, pipe) > 0);
	while (input_take(&input, ring, log, sys_now_ms()))
		;
}

/* Both go into one ring, whose end tells how far the pipe's lines got. */
static void a_message_between_parts_of_a_line_repeats_nothing(void **unused)
{
	int pipes[2];

	(void)unused;
	assert_int_equal(pipe(pipes), 0);
	write_line(pipes[0], pipes[1], "one\ntw", NULL);
	SAY("<30>message");
	assert_true(message_read(ring, &input.rate, NULL, ends[0]) > 0);
	write_line(pipes[0], pipes[1], "o\n", NULL);
	assert_string_equal(records(), "30 one\n30 message\n30 two\n");
	close(pipes[0]);
	close(pipes[1]);
}

/* Lines and messages are limited together; where the limit cuts, the next line is whole. */
static void what_is_over_the_limit_is_counted(void **unused)
{
	const struct log *log = LOG(.rate = 1, .burst = 2);
	int pipes[2];

	(void)unused;
	assert_int_equal(pipe(pipes), 0);
	write_line(pipes[0], pipes[1], "one\n", log);
	SAY("<30>message");
	SAY("<30>message");
	assert_true(message_read(ring, &input.rate, log, ends[0]) > 0);
	assert_true(message_read(ring, &input.rate, log, ends[0]) > 0);
	write_line(pipes[0], pipes[1], "two\nthree\nfo", log);
	assert_int_equal(input.rate.dropped, 3);
	input_say(ring, 0, "3 lines dropped", 15);
	input.rate = (struct log_rate){ 0 };
	write_line(pipes[0], pipes[1], "ur\n", log);
	assert_string_equal(records(), "30 one\n30 message\n28 3 lines dropped\n30 four\n");
	close(pipes[0]);
	close(pipes[1]);
}

static void the_kernel_is_read_once(void **unused)
{
	(void)unused;
	SAY("6,5,1000,-;first\n");
	SAY("12,6,2000,-;nsinit: web: up\n");
	SAY("4,7,3000,-;nsinit: not of user space\n");
	SAY("nonsense");
	while (message_read_kernel(&input, ring, ends[0]) > 0)
		;
	assert_string_equal(records(), "6 first\n4 nsinit: not of user space\n");
	/* From the beginning, as a new logger reads it. */
	SAY("6,5,1000,-;first\n");
	SAY("6,8,4000,-;second\n");
	while (message_read_kernel(&input, ring, ends[0]) > 0)
		;
	assert_string_equal(records(), "6 first\n4 nsinit: not of user space\n6 second\n");
	assert_int_equal(input.sequence, 9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_datagram_is_a_record, set_up, tear_down),
		cmocka_unit_test_setup_teardown(no_message_forges_a_record, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_long_message_is_cut_into_records, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_message_between_parts_of_a_line_repeats_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_is_over_the_limit_is_counted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_kernel_is_read_once, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
