/*
 * Times of records as files have them, against the C library's calendar; and pieces of a ring.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/book.h"
#include "pid1/log_follow.h"
#include "pid1/log_text.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DAY INT64_C(86400)

static void check_time(int64_t second)
{
	char expected[64];
	char bytes[64];
	struct text text = TEXT(bytes);
	time_t time = (time_t)second;
	struct tm tm;

	assert_non_null(gmtime_r(&time, &tm));
	strftime(expected, sizeof expected, "%Y-%m-%dT%H:%M:%S.007Z", &tm);
	log_text_time(&text, second * 1000 + 7);
	assert_string_equal(bytes, expected);
	strftime(expected, sizeof expected, "%b %e %H:%M:%S", &tm);
	text.length = 0;
	log_text_old_time(&text, second * 1000 + 7);
	assert_string_equal(bytes, expected);
}

static void every_day_of_the_calendar_is_right(void **unused)
{
	(void)unused;
	for (int64_t day = 0; day < 366 * 500; day++) {
		check_time(day * DAY);
		check_time(day * DAY + day % DAY);
		check_time(day * DAY + DAY - 1);
	}
	/* Before 1970 too: a clock may be anything. */
	check_time(-1);
	check_time(-DAY * 366 * 300);
}

static void levels_have_their_words(void **unused)
{
	(void)unused;
	assert_string_equal(log_text_level(0), "emergency");
	assert_string_equal(log_text_level(30), "info");
	assert_string_equal(log_text_level(191), "debug");
}

static void a_piece_tells_what_was_lost_before_it(void **unused)
{
	struct ring *ring = calloc(1, sizeof *ring);
	struct log_piece piece;
	struct log_record record;
	size_t position = 0;
	unsigned records = 0;
	size_t lost = 0;

	(void)unused;
	assert_non_null(ring);
	assert_false(log_follow(ring, position, &piece));
	for (unsigned i = 0; i < 2 * RING_BYTES / 16; i++)
		ring_write(ring, "1.234 30 words!\n", 16);
	ring_write(ring, "no record\n", 10);
	while (log_follow(ring, position, &piece)) {
		lost += piece.lost;
		while (log_next(&piece, &record)) {
			assert_int_equal(record.time_ms, 1234);
			assert_int_equal(record.priority, 30);
			assert_string_equal(record.text, "words!");
			records++;
			position = log_followed(&piece);
		}
		position = log_followed(&piece);
	}
	assert_int_equal(position, ring_written(ring));
	assert_true(lost > RING_BYTES);
	assert_int_equal(records * 16 + lost + 10, position);
	free(ring);
}

static void a_message_is_of_rfc_5424(void **unused)
{
	static char longest[BOOK_TEXT_MAX + 1];
	char bytes[LOG_DATAGRAM_MAX];
	struct text text = TEXT(bytes);

	(void)unused;
	log_text_datagram(&text, 28, INT64_C(1795536444123), "router", "web", "listening on 80");
	assert_string_equal(
		bytes, "<28>1 2026-11-24T16:07:24.123Z router web - - - listening on 80");
	/* Before the clock was set. */
	text.length = 0;
	log_text_datagram(&text, 6, 5000, "router", "kernel", "");
	assert_string_equal(bytes, "<6>1 - router kernel - - - ");
	/* There is room for the longest of everything. */
	memset(longest, 'x', sizeof longest - 1);
	text.length = 0;
	log_text_datagram(&text, 191, INT64_C(1795536444123),
		"a-host-name-of-sixty-three-characters-which-is-as-many-as-it-can",
		"a-container-of-thirty-one-chars", longest);
	assert_false(text.cut);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_is_of_rfc_5424),
		cmocka_unit_test(every_day_of_the_calendar_is_right),
		cmocka_unit_test(levels_have_their_words),
		cmocka_unit_test(a_piece_tells_what_was_lost_before_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
