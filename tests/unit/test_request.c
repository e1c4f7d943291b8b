/*
 * Packets from the control socket, honest and hostile, and the block of words that one carries.
 * Each is put at the end of memory of exactly its size, so that the sanitizer sees what is read
 * past it. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/words.h"
#include "pid1/request.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define HEAD         offsetof(struct exec_request, words)

/* What words_unpack() says of a block of its own size. */
static bool unpacks(const char *block, size_t bytes, size_t count, const char **words, size_t max)
{
	char *copy = malloc(bytes ? bytes : 1);
	bool good;

	assert_non_null(copy);
	memcpy(copy, block, bytes);
	good = words_unpack(copy, bytes, count, words, max);
	if (good) {
		for (size_t i = 0; i < count; i++)
			assert_true(words[i] >= copy && words[i] < copy + bytes);
		assert_null(words[count]);
		assert_memory_equal(copy, block, bytes);
	}
	free(copy);
	return good;
}

static void words_come_out_as_they_went_in(void **unused)
{
	const char *const given[] = { "/bin/sh", "", "a b", "\xc3\xa9\n", NULL };
	char block[32];
	const char *words[5];
	size_t bytes = words_pack(block, sizeof block, given);

	(void)unused;
	assert_int_equal(bytes, 8 + 1 + 4 + 4);
	assert_true(words_unpack(block, bytes, 4, words, 4));
	for (size_t i = 0; given[i]; i++)
		assert_string_equal(words[i], given[i]);
	assert_null(words[4]);
}

static void too_much_is_not_packed(void **unused)
{
	const char *const given[] = { "1234", "678", NULL };
	const char *const none[] = { NULL };
	char *block = malloc(9);

	(void)unused;
	assert_non_null(block);
	assert_int_equal(words_pack(block, 9, given), 9);
	assert_int_equal(words_pack(block, 8, given), 0);
	assert_int_equal(words_pack(block, 4, given), 0);
	assert_int_equal(words_pack(block, 9, none), 0);
	free(block);
}

static void only_a_whole_block_is_unpacked(void **unused)
{
	const char *words[4];

	(void)unused;
	assert_true(unpacks("a\0b\0", 4, 2, words, 3));
	assert_true(unpacks("a\0\0\0", 4, 3, words, 3));
	assert_false(unpacks("a\0b\0", 4, 1, words, 3)); /* a rest */
	assert_false(unpacks("a\0b\0", 4, 3, words, 3)); /* a word too few */
	assert_false(unpacks("a\0b", 3, 2, words, 3));   /* no end */
	assert_false(unpacks("a", 1, 1, words, 3));
	assert_false(unpacks("", 0, 0, words, 3));
	assert_false(unpacks("", 0, 1, words, 3));
	assert_false(unpacks("\0", 1, 1, words, 3));           /* no program */
	assert_false(unpacks("a\0b\0c\0d\0", 8, 4, words, 3)); /* no room */
	assert_false(unpacks("a\0", 2, SIZE_MAX, words, 3));
}

/* A request of this build for the words in `block`. */
static struct request *make(const char *name, uint32_t count, const char *block, size_t bytes)
{
	struct request *request = calloc(1, sizeof *request);

	assert_non_null(request);
	request->packet.head =
		(struct control_request){ .version = CONTROL_VERSION, .verb = VERB_EXEC };
	memcpy(request->packet.head.name, name, strlen(name));
	request->packet.count = count;
	request->packet.bytes = (uint32_t)bytes;
	memcpy(request->packet.words, block, bytes);
	return request;
}

/* A number and no word of its own. */
static void a_signal_has_its_number(void **unused)
{
	struct request *request = make("whole", 0, "", 0);
	struct client client = { .verb = VERB_COUNT };
	const char *words = NULL;

	(void)unused;
	request->packet.head.verb = VERB_SIGNAL;
	request->signal.number = 10;
	assert_int_equal(request_take(request, 48, &client, &words), 0);
	assert_int_equal(client.verb, VERB_SIGNAL);
	assert_int_equal(client.first, 3);
	assert_int_equal(request_take(request, 40, &client, &words), EPROTO);
	assert_int_equal(request_take(request, 56, &client, &words), EPROTO);
	memset(request->packet.head.name, 0, sizeof request->packet.head.name);
	assert_int_equal(request_take(request, 48, &client, &words), EINVAL);
	free(request);
}

static void an_exec_is_taken(void **unused)
{
	struct request *request = make("whole", 2, "/bin/true\0-x\0", 13);
	struct client client = { .verb = VERB_COUNT };
	const char *words = NULL;

	(void)unused;
	assert_int_equal(request_take(request, HEAD + 13, &client, &words), 0);
	assert_int_equal(client.verb, VERB_EXEC);
	assert_int_equal(client.first, 3);
	assert_int_equal(client.last, 3);
	assert_string_equal(request->argv[0], "/bin/true");
	assert_string_equal(request->argv[1], "-x");
	assert_null(request->argv[2]);
	free(request);
}

static void the_largest_exec_is_taken(void **unused)
{
	char block[EXEC_BYTES_MAX];
	struct client client;
	const char *words = NULL;
	struct request *request;

	(void)unused;
	/* All but the last are one letter. */
	memset(block, 'x', sizeof block);
	for (size_t i = 0; i + 1 < EXEC_WORDS_MAX; i++)
		block[2 * i + 1] = '\0';
	block[sizeof block - 1] = '\0';
	request = make("whole", EXEC_WORDS_MAX, block, sizeof block);
	assert_int_equal(request_take(request, sizeof(struct exec_request), &client, &words), 0);
	assert_non_null(request->argv[EXEC_WORDS_MAX - 1]);
	assert_null(request->argv[EXEC_WORDS_MAX]);
	free(request);
}

static void what_is_not_a_request_is_refused(void **unused)
{
	static const struct {
		uint32_t version, verb, count, bytes; /* bytes: as the packet says */
		size_t size;                          /* as the socket says */
		const char *name;
		int error;
	} cases[] = {
		{ CONTROL_VERSION - 1, VERB_EXEC, 1, 2, HEAD + 2, "whole", EPROTO },
		{ CONTROL_VERSION, VERB_COUNT, 1, 2, HEAD + 2, "whole", EPROTO },
		{ CONTROL_VERSION, UINT32_MAX, 1, 2, HEAD + 2, "whole", EPROTO },
		{ CONTROL_VERSION, VERB_EXEC, 1, 2, 0, "whole", EPROTO },
		{ CONTROL_VERSION, VERB_EXEC, 1, 2, 39, "whole", EPROTO },
		{ CONTROL_VERSION, VERB_EXEC, 1, 2, 40, "whole", EPROTO },
		{ CONTROL_VERSION, VERB_EXEC, 1, 2, HEAD - 1, "whole", EPROTO },
		{ CONTROL_VERSION, VERB_EXEC, 1, 2, HEAD + 1, "whole", EPROTO },
		{ CONTROL_VERSION, VERB_EXEC, 1, 2, HEAD + 3, "whole", EPROTO },
		{ CONTROL_VERSION, VERB_EXEC, 1, UINT32_MAX, HEAD + 2, "whole", EPROTO },
		{ CONTROL_VERSION, VERB_EXEC, 1, EXEC_BYTES_MAX + 1, HEAD + EXEC_BYTES_MAX + 1,
			"whole", EPROTO },
		{ CONTROL_VERSION, VERB_STATUS, 1, 2, HEAD + 2, "whole", EPROTO },
		{ CONTROL_VERSION, VERB_STATUS, 0, 0, 41, "whole", EPROTO },
		{ CONTROL_VERSION, VERB_EXEC, 1, 2, HEAD + 2, "", EINVAL },
		{ CONTROL_VERSION, VERB_START, 0, 0, 40, "", EINVAL },
		{ CONTROL_VERSION, VERB_EXEC, 1, 2, HEAD + 2, "nobody", ENOENT },
		{ CONTROL_VERSION, VERB_EXEC, 1, 2, HEAD + 2, "nsinit", ENOENT },
		{ CONTROL_VERSION, VERB_EXEC, 0, 2, HEAD + 2, "whole", EINVAL },
		{ CONTROL_VERSION, VERB_EXEC, 2, 2, HEAD + 2, "whole", EINVAL },
		{ CONTROL_VERSION, VERB_EXEC, EXEC_WORDS_MAX + 1, 2, HEAD + 2, "whole", EINVAL },
		{ CONTROL_VERSION, VERB_EXEC, 1, 0, HEAD, "whole", EINVAL },
	};

	(void)unused;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct request *request = make(cases[i].name, cases[i].count, "x\0", 2);
		struct client client = { .verb = VERB_STATUS };
		const char *words = NULL;
		int error;

		request->packet.head.version = cases[i].version;
		request->packet.head.verb = cases[i].verb;
		request->packet.bytes = cases[i].bytes;
		error = request_take(request, cases[i].size, &client, &words);
		if (error != cases[i].error)
			print_error("case %zu\n", i);
		assert_int_equal(error, cases[i].error);
		assert_int_equal(client.verb, VERB_COUNT);
		assert_non_null(words);
		free(request);
	}
}

static void a_terminal_has_a_plain_name(void **unused)
{
	static const struct {
		const char *name, *term;
		uint32_t flags;
		int error;
	} cases[] = {
		{ "xterm-256color", "TERM=xterm-256color", EXEC_TERMINAL, 0 },
		{ "", "", EXEC_TERMINAL, 0 },
		{ "1234567890123456789012345678901", "TERM=1234567890123456789012345678901", 0, 0 },
		{ "12345678901234567890123456789012", "", EXEC_TERMINAL, EINVAL },
		{ "a b", "", EXEC_TERMINAL, EINVAL },
		{ "a\n", "", EXEC_TERMINAL, EINVAL },
		{ "\xc3\xa9", "", EXEC_TERMINAL, EINVAL },
		{ "xterm", "TERM=xterm", 2, EINVAL },
	};

	(void)unused;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct request *request = make("whole", 1, "x\0", 2);
		struct client client;
		const char *words = NULL;

		request->packet.flags = cases[i].flags;
		memcpy(request->packet.term, cases[i].name, strlen(cases[i].name));
		assert_int_equal(request_take(request, HEAD + 2, &client, &words), cases[i].error);
		if (cases[i].error == 0)
			assert_string_equal(request->term, cases[i].term);
		free(request);
	}
}

/* Without its NUL a name is cut, not read on. */
static void a_name_without_end_is_cut(void **unused)
{
	struct request *request = make("whole", 1, "x\0", 2);
	struct client client;
	const char *words = NULL;

	(void)unused;
	memset(request->packet.head.name, 'w', sizeof request->packet.head.name);
	assert_int_equal(request_take(request, HEAD + 2, &client, &words), ENOENT);
	free(request);
}

static void other_verbs_mean_one_or_all(void **unused)
{
	struct request *request = make("", 0, "", 0);
	struct client client;
	const char *words = NULL;

	(void)unused;
	request->packet.head.verb = VERB_LOGS;
	assert_int_equal(request_take(request, sizeof request->packet.head, &client, &words), 0);
	assert_int_equal(client.first, 0);
	assert_int_equal(client.last, NSINIT_CONTAINERS - 1);
	request->packet.head.verb = VERB_STOP;
	memcpy(request->packet.head.name, "first\0", 7);
	assert_int_equal(request_take(request, sizeof request->packet.head, &client, &words), 0);
	assert_int_equal(client.verb, VERB_STOP);
	assert_int_equal(client.first, 0);
	assert_int_equal(client.last, 0);
	free(request);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_come_out_as_they_went_in),
		cmocka_unit_test(too_much_is_not_packed),
		cmocka_unit_test(only_a_whole_block_is_unpacked),
		cmocka_unit_test(a_signal_has_its_number),
		cmocka_unit_test(an_exec_is_taken),
		cmocka_unit_test(the_largest_exec_is_taken),
		cmocka_unit_test(what_is_not_a_request_is_refused),
		cmocka_unit_test(a_terminal_has_a_plain_name),
		cmocka_unit_test(a_name_without_end_is_cut),
		cmocka_unit_test(other_verbs_mean_one_or_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
