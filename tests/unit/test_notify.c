/*
 * Datagrams of sd_notify(3) as anybody inside a container may send them: good ones, broken ones,
 * over-long words, and a million of random bytes. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "service/notify.h"
#include "random.h"

#include <stdlib.h>
#include <string.h>

/* In memory of just that size, so that the sanitizer sees who reads past its end. */
static struct notify parse(const char *bytes, size_t count)
{
	char *copy = malloc(count ? count : 1);
	struct notify notify;

	assert_non_null(copy);
	memcpy(copy, bytes, count);
	memset(&notify, 0xff, sizeof notify);
	notify_parse(copy, count, &notify);
	free(copy);
	return notify;
}

#define PARSE(text) parse(text, sizeof(text) - 1)

static void lines_are_heeded(void **unused)
{
	static const struct {
		const char *bytes;
		bool ready, reloading, stopping;
		const char *words; /* NULL: none */
	} cases[] = {
		{ "", false, false, false, NULL },
		{ "READY=1", true, false, false, NULL },
		{ "READY=1\n", true, false, false, NULL },
		{ "\n\nREADY=1\n\n", true, false, false, NULL },
		{ "RELOADING=1\nMONOTONIC_USEC=12", false, true, false, NULL },
		{ "STOPPING=1", false, false, true, NULL },
		{ "STATUS=", false, false, false, "" },
		{ "STATUS=a=b\nREADY=1", true, false, false, "a=b" },
		{ "STATUS=first\nSTATUS=last", false, false, false, "last" },
		{ "READY=0", false, false, false, NULL },
		{ "READY=10", false, false, false, NULL },
		{ "READY=", false, false, false, NULL },
		{ "READY", false, false, false, NULL },
		{ "XREADY=1", false, false, false, NULL },
		{ " READY=1", false, false, false, NULL },
		{ "READY=1 ", false, false, false, NULL },
		{ "READY=1\r\n", false, false, false, NULL },
		{ "ready=1", false, false, false, NULL },
		{ "STATUS", false, false, false, NULL },
		{ "STATUS\nREADY=1", true, false, false, NULL },
	};

	(void)unused;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct notify got = parse(cases[i].bytes, strlen(cases[i].bytes));

		assert_int_equal(got.ready, cases[i].ready);
		assert_int_equal(got.reloading, cases[i].reloading);
		assert_int_equal(got.stopping, cases[i].stopping);
		assert_int_equal(got.has_words, cases[i].words != NULL);
		if (cases[i].words)
			assert_string_equal(got.words, cases[i].words);
	}
}

static void signs_of_life_are_heeded(void **unused)
{
	struct notify got = PARSE("WATCHDOG=1\n");

	(void)unused;
	assert_true(got.alive && !got.not_alive && !got.ready);
	got = PARSE("READY=1\nWATCHDOG=trigger");
	assert_true(!got.alive && got.not_alive && got.ready);
	got = PARSE("WATCHDOG=2\nWATCHDOG=\nWATCHDOG_USEC=1\nWATCHDOG=triggered");
	assert_true(!got.alive && !got.not_alive);
}

static void main_process_is_a_number(void **unused)
{
	static const struct {
		const char *bytes;
		int32_t number;
	} cases[] = {
		{ "MAINPID=42", 42 },
		{ "MAINPID=2147483647\nREADY=1", INT32_MAX },
		{ "MAINPID=7\nMAINPID=8", 8 },
		{ "MAINPID=2147483648", 0 },
		{ "MAINPID=99999999999999999999999999", 0 },
		{ "MAINPID=4294967338", 0 },
		{ "MAINPID=1", 0 },
		{ "MAINPID=0", 0 },
		{ "MAINPID=-2", 0 },
		{ "MAINPID=+2", 0 },
		{ "MAINPID= 2", 0 },
		{ "MAINPID=2 ", 0 },
		{ "MAINPID=0x20", 0 },
		{ "MAINPID=", 0 },
		{ "MAINPID", 0 },
		{ "XMAINPID=2", 0 },
	};

	(void)unused;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(
			parse(cases[i].bytes, strlen(cases[i].bytes)).main_pid, cases[i].number);
}

/* A NUL is a byte as any other, and ends no line. */
static void bytes_are_not_strings(void **unused)
{
	struct notify got = PARSE("READY=1\0\nSTATUS=a\0b\nSTOPPING=1");

	(void)unused;
	assert_false(got.ready);
	assert_true(got.stopping);
	assert_memory_equal(got.words, "a\0b", 4);
}

static void words_are_cut_to_their_room(void **unused)
{
	char bytes[NOTIFY_BYTES_MAX];
	struct notify got;

	(void)unused;
	memset(bytes, 'x', sizeof bytes);
	memcpy(bytes, "STATUS=", 7);
	got = parse(bytes, sizeof bytes);
	assert_int_equal(strlen(got.words), NOTICE_TEXT_MAX - 1);
	got = parse(bytes, 7 + NOTICE_TEXT_MAX - 1);
	assert_int_equal(strlen(got.words), NOTICE_TEXT_MAX - 1);
	got = parse(bytes, 7 + NOTICE_TEXT_MAX - 2);
	assert_int_equal(strlen(got.words), NOTICE_TEXT_MAX - 2);
}

/* Made of pieces of good ones, so that they get far. */
static void random_bytes_do_no_harm(void **unused)
{
	static const char *const pieces[] = { "READY=1", "STATUS=", "STOPPING=1", "RELOADING=1",
		"\n", "=", "1", "\xff\xfe", "WATCHDOG=1",
		"MAINPID=", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" };

	(void)unused;
	for (unsigned i = 0; i < 200000; i++) {
		char bytes[512];
		size_t count = 0;
		struct notify got;

		for (unsigned piece = 0; piece < 12; piece++) {
			const char *next;

			next = pieces[draw() % (sizeof pieces / sizeof pieces[0])];
			memcpy(bytes + count, next, strlen(next));
			count += strlen(next);
		}
		got = parse(bytes, count - seed % 4);
		assert_true(!got.has_words || memchr(got.words, '\0', sizeof got.words));
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_heeded),
		cmocka_unit_test(signs_of_life_are_heeded),
		cmocka_unit_test(main_process_is_a_number),
		cmocka_unit_test(bytes_are_not_strings),
		cmocka_unit_test(words_are_cut_to_their_room),
		cmocka_unit_test(random_bytes_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
