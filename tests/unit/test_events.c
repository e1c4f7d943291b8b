/*
 * The ring of events: what a reader gets that keeps up, is late, or reads while it is written; and
 * memory that nobody should trust.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/events.h"

#include <string.h>

static struct events events;

static int set_up(void **unused)
{
	(void)unused;
	memset(&events, 0, sizeof events);
	return 0;
}

/* Writes events whose container is their number. */
static void write_events(unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		events_next(&events)->container = (uint16_t)events.written;
		events_publish(&events);
	}
}

static void expect(uint32_t *position, uint16_t number, uint32_t missed)
{
	struct event event;
	uint32_t lost = 77;

	assert_int_equal(events_read(&events, position, &event, &lost), 1);
	assert_int_equal(event.container, number);
	assert_int_equal(lost, missed);
}

static void expect_none(uint32_t *position)
{
	struct event event;
	uint32_t lost = 77;

	assert_int_equal(events_read(&events, position, &event, &lost), 0);
	assert_int_equal(lost, 0);
}

static void who_keeps_up_gets_each(void **unused)
{
	uint32_t position = 0;

	(void)unused;
	expect_none(&position);
	for (uint16_t i = 0; i < EVENTS_KEPT * 3; i++) {
		write_events(1);
		expect(&position, i, 0);
		expect_none(&position);
	}
}

static void who_is_late_is_told_how_many(void **unused)
{
	uint32_t position = 0;

	(void)unused;
	write_events(EVENTS_KEPT - 1);
	expect(&position, 0, 0);
	position = 0;
	write_events(1); /* the next would be written over the first at any moment */
	expect(&position, 1, 1);
	write_events(200);
	expect(&position, 201, 199);
	assert_int_equal(events_oldest(&events), 201);
}

static void an_old_place_is_empty_again(void **unused)
{
	struct event event;
	uint32_t position, lost;

	(void)unused;
	memset(events_next(&events)->text, 'x', EVENT_TEXT_MAX);
	events_publish(&events);
	position = 0;
	assert_int_equal(events_read(&events, &position, &event, &lost), 1);
	assert_int_equal(strlen(event.text), EVENT_TEXT_MAX - 1);
	write_events(EVENTS_KEPT);
	position = EVENTS_KEPT;
	assert_int_equal(events_read(&events, &position, &event, &lost), 1);
	assert_string_equal(event.text, "");
}

/* The count goes round after 4 billion, and a position of a book that was made anew is ahead. */
static void counts_go_round(void **unused)
{
	uint32_t position = UINT32_MAX - 1;

	(void)unused;
	events.written = UINT32_MAX - 1;
	for (unsigned i = 0; i < 4; i++) {
		write_events(1);
		expect(&position, (uint16_t)(UINT32_MAX - 1 + i), 0);
	}
	position = 1000;
	events.written = 3;
	expect_none(&(uint32_t){ 3 });
	expect(&position, events.kept[4].container, UINT32_MAX - (EVENTS_KEPT - 1) - 1000 + 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(who_keeps_up_gets_each, set_up),
		cmocka_unit_test_setup(who_is_late_is_told_how_many, set_up),
		cmocka_unit_test_setup(an_old_place_is_empty_again, set_up),
		cmocka_unit_test_setup(counts_go_round, set_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
