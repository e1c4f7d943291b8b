/*
 * The control protocol as two programs of different builds may see it: sizes and places of every
 * field, and the tables of words. A change here needs another CONTROL_VERSION.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/protocol.h"

#include <ctype.h>
#include <nsinit/container.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void packets_have_their_sizes(void **unused)
{
	(void)unused;
	assert_int_equal(CONTROL_VERSION, 13);
	assert_int_equal(sizeof(struct control_request), 40);
	assert_int_equal(sizeof(struct exec_request), 88 + 4096);
	assert_int_equal(sizeof(struct exec_signal), 4);
	assert_int_equal(sizeof(struct set_request), 56);
	assert_int_equal(sizeof(struct signal_request), 48);
	assert_int_equal(sizeof(struct reply_head), 8);
	assert_int_equal(sizeof(struct reply_exit), 196);
	assert_int_equal(sizeof(struct reply_end), 196);
	assert_int_equal(sizeof(struct reply_machine), 144);
	assert_int_equal(sizeof(struct reply_container), 512);
}

#define AT(type, field, place)                                                                     \
	{                                                                                          \
#type "." #field, offsetof(struct type, field), place                              \
	}

static void fields_have_their_places(void **unused)
{
	static const struct {
		const char *field;
		size_t is, should_be;
	} fields[] = {
		AT(control_request, version, 0),
		AT(control_request, verb, 4),
		AT(control_request, name, 8),
		AT(exec_request, head, 0),
		AT(exec_request, count, 40),
		AT(exec_request, bytes, 44),
		AT(exec_request, flags, 48),
		AT(exec_request, rows, 52),
		AT(exec_request, columns, 54),
		AT(exec_request, term, 56),
		AT(exec_request, words, 88),
		AT(set_request, value, 40),
		AT(set_request, setting, 48),
		AT(signal_request, number, 40),
		AT(reply_exit, code, 0),
		AT(reply_exit, text, 4),
		AT(reply_head, kind, 0),
		AT(reply_head, bytes, 4),
		AT(reply_end, result, 0),
		AT(reply_end, text, 4),
		AT(reply_machine, up_ms, 0),
		AT(reply_machine, containers, 8),
		AT(reply_machine, cgroup_version, 12),
		AT(reply_machine, hostname, 16),
		AT(reply_machine, release, 80),
		AT(reply_container, name, 0),
		AT(reply_container, state, 32),
		AT(reply_container, kind, 36),
		AT(reply_container, pid, 40),
		AT(reply_container, restarts, 44),
		AT(reply_container, since_ms, 48),
		AT(reply_container, exit_status, 56),
		AT(reply_container, step, 60),
		AT(reply_container, item, 64),
		AT(reply_container, error, 68),
		AT(reply_container, step_name, 72),
		AT(reply_container, item_name, 96),
		AT(reply_container, reason, 160),
		AT(reply_container, paused, 352),
		AT(reply_container, needs, 360),
		AT(reply_container, cause, 416),
		AT(reply_container, notice, 420),
		AT(reply_container, words, 424),
		AT(reply_container, left_out, 356),
		AT(reply_container, next_ms, 504),
	};

	(void)unused;
	for (size_t i = 0; i < COUNT(fields); i++) {
		if (fields[i].is != fields[i].should_be)
			print_error("%s\n", fields[i].field);
		assert_int_equal(fields[i].is, fields[i].should_be);
	}
}

/* Numbers go over the socket: a new word goes to the end of its table. */
static void numbers_mean_what_they_always_meant(void **unused)
{
	static const char *const verbs[] = { "status", "start", "stop", "restart", "logs", "wait",
		"reboot", "poweroff", "halt", "exec", "attach", "pause", "resume", "set",
		"syscalls", "reexec", "signal", "reload", "enable", "disable" };
	static const char *const states[] = { "down", "waiting", "starting", "up", "stopping",
		"killing", "stuck", "cleaning", "backoff", "done", "failed", "preparing",
		"listening" };
	static const char *const verb_words[] = {
#define VERB_WORD(verb, word, takes, help) [verb] = word,
		CONTROL_VERBS(VERB_WORD)
#undef VERB_WORD
	};
	static const char *const state_words[] = {
#define STATE_WORD(state, word) [state] = word,
		SERVICE_STATES(STATE_WORD)
#undef STATE_WORD
	};

	(void)unused;
	assert_true(COUNT(verb_words) == VERB_COUNT && VERB_COUNT >= COUNT(verbs));
	assert_true(COUNT(state_words) == SERVICE_STATE_COUNT);
	assert_true(SERVICE_STATE_COUNT >= COUNT(states));
	for (size_t i = 0; i < COUNT(verbs); i++)
		assert_string_equal(verb_words[i], verbs[i]);
	for (size_t i = 0; i < COUNT(states); i++)
		assert_string_equal(state_words[i], states[i]);
	assert_int_equal(REPLY_END, 1);
	assert_int_equal(REPLY_MACHINE, 2);
	assert_int_equal(REPLY_CONTAINER, 3);
	assert_int_equal(REPLY_LOGS, 4);
	assert_int_equal(REPLY_STARTED, 5);
	assert_int_equal(REPLY_EXIT, 6);
	assert_int_equal(KIND_SERVICE, 0);
	assert_int_equal(KIND_ONESHOT, 1);
	assert_int_equal(KIND_TASK, 2);
	assert_int_equal(KIND_TIMER, 3);
	assert_int_equal(KIND_CONSOLE, 4);
	assert_int_equal(KIND_CONNECTION, 5);
}

/* Words are typed and parsed by scripts: lower case, once each. */
static void check_words(const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		assert_non_null(words[i]);
		assert_true(words[i][0] != '\0');
		for (const char *c = words[i]; *c; c++)
			assert_true(islower((unsigned char)*c));
		for (size_t other = 0; other < i; other++)
			assert_string_not_equal(words[i], words[other]);
	}
}

static void words_are_complete(void **unused)
{
	static const struct {
		int takes;
		const char *word, *help;
	} verbs[VERB_COUNT] = {
#define VERB_ROW(verb, word, takes, help) [verb] = { takes, word, help },
		CONTROL_VERBS(VERB_ROW)
#undef VERB_ROW
	};
	static const char *const states[SERVICE_STATE_COUNT] = {
#define STATE_WORD(state, word) [state] = word,
		SERVICE_STATES(STATE_WORD)
#undef STATE_WORD
	};
	const char *words[VERB_COUNT];

	(void)unused;
	check_words(states, COUNT(states));
	for (size_t i = 0; i < VERB_COUNT; i++) {
		words[i] = verbs[i].word;
		assert_in_range(verbs[i].takes, 0, 6);
		assert_non_null(verbs[i].help);
		assert_true(strlen(verbs[i].help) > 10);
	}
	check_words(words, VERB_COUNT);
}

/* What goes into a packet's fixed strings has room there. */
static void names_fit(void **unused)
{
	(void)unused;
	assert_int_equal(CONTROL_NAME_MAX, NAME_LENGTH_MAX + 1);
	assert_true(sizeof((struct reply_machine *)0)->hostname > HOSTNAME_LENGTH_MAX);
	assert_true(sizeof((struct reply_container *)0)->item_name > INTERFACE_LENGTH_MAX);
	assert_true(strlen(CONTROL_PATH) < 108); /* unix(7), sun_path */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(packets_have_their_sizes),
		cmocka_unit_test(fields_have_their_places),
		cmocka_unit_test(numbers_mean_what_they_always_meant),
		cmocka_unit_test(words_are_complete),
		cmocka_unit_test(names_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
