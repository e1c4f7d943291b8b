/*
 * nsctl's words: the table, the lines of reasons, the JSON of a status and the help, with the
 * strings that a hostile or broken peer may send. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "nsctl/client.h"
#include "nsctl/render.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct status status;

static const struct reply_container blank = {
	.name = "a", .state = SERVICE_UP, .memory_bytes = -1, .tasks = -1, .exit_status = -1
};

static void add(struct reply_container container)
{
	status.containers[status.count++] = container;
}

/* Renders into memory of exactly this size, so that the sanitizer sees its edges. */
static void assert_renders(void render(struct text *, const struct status *), const char *expected)
{
	struct text text = { .bytes = malloc(RENDER_BYTES_MAX), .size = RENDER_BYTES_MAX };

	assert_non_null(text.bytes);
	render(&text, &status);
	assert_string_equal(text.bytes, expected);
	assert_int_equal(text.cut, 0);
	free(text.bytes);
}

static int set_up(void **unused)
{
	(void)unused;
	memset(&status, 0, sizeof status);
	strcpy(status.machine.hostname, "router");
	strcpy(status.machine.release, "6.1.0");
	status.machine.up_ms = 12345;
	status.machine.cgroup_version = 2;
	return 0;
}

static void the_table_is_aligned(void **unused)
{
	(void)unused;
	add((struct reply_container){ .name = "web",
		.state = SERVICE_UP,
		.pid = 4194304,
		.restarts = 12,
		.since_ms = 59999,
		.memory_bytes = 12 * 1024 * 1024 + 300 * 1024,
		.tasks = 3,
		.exit_status = 256 });
	add((struct reply_container){ .name = "a-long-name-of-31-characters-xx",
		.state = SERVICE_BACKOFF,
		.since_ms = 86400000ll * 400 + 3600000,
		.memory_bytes = -1,
		.tasks = -1,
		.exit_status = -1,
		.step = 13,
		.reason = "a-long-name-of-31-characters-xx: mount[1] /tmp: No space left" });
	add((struct reply_container){ .name = "x",
		.state = SERVICE_FAILED,
		.kind = KIND_ONESHOT,
		.since_ms = 3 * 3600000 + 7 * 60000,
		.memory_bytes = 0,
		.tasks = 0,
		.exit_status = 7 << 8 });
	assert_renders(render_table,
		"NAME                             STATE    SINCE    PID      RESTARTS  MEMORY  "
		"TASKS\n"
		"web                              up       59s      4194304  12        12.2M   3\n"
		"a-long-name-of-31-characters-xx  backoff  400d01h  -        0         -       -\n"
		"x                                failed   3h07m    -        0         0B      0\n"
		"a-long-name-of-31-characters-xx: mount[1] /tmp: No space left\n"
		"x: exited with status 7\n");
}

static void an_empty_status_has_its_titles(void **unused)
{
	(void)unused;
	assert_renders(render_table, "NAME  STATE  SINCE  PID  RESTARTS  MEMORY  TASKS\n");
	assert_renders(render_json,
		"{\"hostname\":\"router\",\"release\":\"6.1.0\",\"up_ms\":12345,"
		"\"cgroup\":\"v2\",\"containers\":[]}\n");
}

/* Whether one container's rendering holds a word. */
static bool renders(void render(struct text *, const struct status *),
	const struct reply_container *container, const char *word)
{
	static char bytes[RENDER_BYTES_MAX];
	struct text text = TEXT(bytes);

	status.count = 0;
	add(*container);
	render(&text, &status);
	return strstr(bytes, word) != NULL;
}

static void every_state_has_its_word(void **unused)
{
	static const char *const words[] = { "down", "waiting", "starting", "up", "stopping",
		"killing", "stuck", "cleaning", "backoff", "done", "failed", "preparing", "unknown",
		"unknown" };
	static const uint32_t numbers[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
		SERVICE_STATE_COUNT, UINT32_MAX };

	(void)unused;
	assert_int_equal(SERVICE_STATE_COUNT, 12);
	for (size_t i = 0; i < COUNT(numbers); i++) {
		struct reply_container container = blank;
		char cell[32], member[64];

		container.state = numbers[i];
		snprintf(cell, sizeof cell, "\na     %s ", words[i]);
		snprintf(member, sizeof member, "\"state\":\"%s\"", words[i]);
		assert_true(renders(render_table, &container, cell));
		assert_true(renders(render_json, &container, member));
	}
}

static void durations_are_short(void **unused)
{
	static const struct {
		int64_t ms;
		const char *cell;
	} cases[] = { { 0, " 0s " }, { 999, " 0s " }, { -5, " 0s " }, { INT64_MIN, " 0s " },
		{ 1000, " 1s " }, { 59999, " 59s " }, { 60000, " 1m00s " }, { 3599999, " 59m59s " },
		{ 3600000, " 1h00m " }, { 86399999, " 23h59m " }, { 86400000, " 1d00h " },
		{ INT64_MAX, " 106751991167d07h " } };

	(void)unused;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct reply_container container = blank;

		container.since_ms = cases[i].ms;
		assert_true(renders(render_table, &container, cases[i].cell));
	}
}

static void sizes_are_short(void **unused)
{
	static const struct {
		int64_t bytes;
		const char *cell;
	} cases[] = { { -1, " -       -\n" }, { 0, " 0B " }, { 1023, " 1023B " }, { 1024, " 1K " },
		{ 1536, " 1.5K " }, { 102399, " 99.9K " }, { 102400, " 100K " },
		{ 1048575, " 1023K " }, { 1048576, " 1M " }, { 16777216, " 16M " },
		{ 1ll << 30, " 1G " }, { INT64_MAX, " 7.9E " } };

	(void)unused;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct reply_container container = blank;

		container.memory_bytes = cases[i].bytes;
		assert_true(renders(render_table, &container, cases[i].cell));
	}
}

/* Below the table: what failed, and nothing about what did not. */
static void failures_are_told_below_the_table(void **unused)
{
	static const struct {
		struct reply_container container;
		const char *line; /* NULL: none */
	} cases[] = {
		{ { .name = "a", .state = SERVICE_UP, .exit_status = -1 }, NULL },
		{ { .name = "a", .state = SERVICE_UP, .exit_status = 256 }, NULL },
		{ { .name = "a", .state = SERVICE_DOWN, .exit_status = 9 }, NULL },
		{ { .name = "a", .state = SERVICE_BACKOFF, .exit_status = 0 }, NULL },
		{ { .name = "a", .state = SERVICE_BACKOFF, .exit_status = 256 },
			"a: exited with status 1\n" },
		{ { .name = "a", .state = SERVICE_FAILED, .exit_status = 255 << 8 },
			"a: exited with status 255\n" },
		{ { .name = "a", .state = SERVICE_DONE, .exit_status = 3 << 8 },
			"a: exited with status 3\n" },
		{ { .name = "a", .state = SERVICE_FAILED, .exit_status = 137 << 8 },
			"a: killed by SIGKILL\n" },
		{ { .name = "a", .state = SERVICE_FAILED, .exit_status = (128 + 40) << 8 },
			"a: killed by signal 40\n" },
		{ { .name = "a", .state = SERVICE_FAILED, .exit_status = 200 << 8 },
			"a: exited with status 200\n" },
		{ { .name = "a", .state = SERVICE_BACKOFF, .exit_status = SIGHUP },
			"a: restarted itself\n" },
		{ { .name = "a", .state = SERVICE_DONE, .exit_status = SIGINT },
			"a: powered itself off\n" },
		{ { .name = "a", .state = SERVICE_BACKOFF, .exit_status = 9, .cause = CAUSE_READY },
			"a: was not ready in time\n" },
		{ { .name = "a", .state = SERVICE_BACKOFF, .exit_status = 9, .cause = 99 },
			"a: ended by nsinit\n" },
		{ { .name = "a", .state = SERVICE_UP, .exit_status = -1, .words = "2 \033clients" },
			"a: 2 ?clients\n" },
		{ { .name = "a",
			  .state = SERVICE_UP,
			  .exit_status = 256,
			  .notice = NOTICE_RELOADING,
			  .words = "x" },
			"a: reloads, x\n" },
		{ { .name = "a",
			  .state = SERVICE_PREPARING,
			  .exit_status = -1,
			  .notice = NOTICE_RELOADING | NOTICE_STOPPING },
			"a: stops\n" },
		{ { .name = "a", .state = SERVICE_FAILED, .exit_status = SIGSEGV | 0x80 },
			"a: killed by SIGSEGV\n" },
		{ { .name = "a",
			  .state = SERVICE_FAILED,
			  .exit_status = 9,
			  .step = 1,
			  .reason = "a: exec /x: No such file or directory" },
			"a: exec /x: No such file or directory\n" },
		{ { .name = "a",
			  .state = SERVICE_DOWN,
			  .exit_status = -1,
			  .step = 1,
			  .reason = "ab: other" },
			"a: ab: other\n" },
		{ { .name = "a",
			  .state = SERVICE_DOWN,
			  .exit_status = -1,
			  .step = 1,
			  .error = ENOENT,
			  .step_name = "exec" },
			"a: exec: No such file or directory\n" },
	};

	(void)unused;
	for (size_t i = 0; i < COUNT(cases); i++) {
		static char bytes[RENDER_BYTES_MAX];
		struct text text = TEXT(bytes);
		char *below;

		status.count = 0;
		add(cases[i].container);
		render_table(&text, &status);
		below = strchr(strchr(bytes, '\n') + 1, '\n') + 1;
		assert_string_equal(below, cases[i].line ? cases[i].line : "");
	}
}

static void json_has_every_member(void **unused)
{
	(void)unused;
	add((struct reply_container){ .name = "web",
		.state = SERVICE_UP,
		.pid = 42,
		.restarts = UINT32_MAX,
		.since_ms = 1500,
		.memory_bytes = INT64_MAX,
		.tasks = 3,
		.exit_status = -1 });
	add((struct reply_container){ .name = "once",
		.state = SERVICE_FAILED,
		.kind = KIND_ONESHOT,
		.since_ms = 7,
		.memory_bytes = -1,
		.tasks = -1,
		.exit_status = 3 << 8,
		.step = 13,
		.item = 1,
		.error = ENOSPC,
		.step_name = "mount",
		.item_name = "/tmp",
		.reason = "once: mount[1] /tmp: No space left on device" });
	add((struct reply_container){ .name = "k",
		.state = SERVICE_BACKOFF,
		.kind = 77,
		.memory_bytes = 0,
		.tasks = 0,
		.exit_status = SIGKILL });
	assert_renders(render_json,
		"{\"hostname\":\"router\",\"release\":\"6.1.0\",\"up_ms\":12345,"
		"\"cgroup\":\"v2\",\"containers\":[\n"
		"{\"name\":\"web\",\"state\":\"up\",\"kind\":\"service\",\"pid\":42,"
		"\"since_ms\":1500,\"restarts\":4294967295,"
		"\"memory_bytes\":9223372036854775807,\"tasks\":3,"
		"\"exit\":null,\"failure\":null,"
		"\"cause\":\"\",\"notice\":\"\",\"words\":\"\"},\n"
		"{\"name\":\"once\",\"state\":\"failed\",\"kind\":\"oneshot\",\"pid\":null,"
		"\"since_ms\":7,\"restarts\":0,\"memory_bytes\":null,\"tasks\":null,"
		"\"exit\":{\"status\":3},\"failure\":{\"step\":\"mount\",\"index\":1,"
		"\"item\":\"/tmp\",\"errno\":28,"
		"\"text\":\"once: mount[1] /tmp: No space left on device\"},"
		"\"cause\":\"\",\"notice\":\"\",\"words\":\"\"},\n"
		"{\"name\":\"k\",\"state\":\"backoff\",\"kind\":\"unknown\",\"pid\":null,"
		"\"since_ms\":0,\"restarts\":0,\"memory_bytes\":0,\"tasks\":0,"
		"\"exit\":{\"signal\":9},\"failure\":null,"
		"\"cause\":\"\",\"notice\":\"\",\"words\":\"\"}\n]}\n");
}

static void every_cgroup_version_has_its_word(void **unused)
{
	static const char *const words[] = { "none", "v1", "v2", "hybrid", "unknown" };

	(void)unused;
	for (uint32_t version = 0; version < COUNT(words); version++) {
		char member[32];

		status.machine.cgroup_version = version;
		snprintf(member, sizeof member, "\"cgroup\":\"%s\"", words[version]);
		assert_true(renders(render_json, &blank, member));
	}
}

/* Strings of a peer, as a terminal may show them and as JSON holds them. */
static void hostile_strings_are_harmless(void **unused)
{
	static const struct {
		const char *string, *plain, *json;
	} cases[] = {
		{ "/tmp", "/tmp", "/tmp" }, { "\"\\/", "\"\\/", "\\\"\\\\/" },
		{ "a\x1b[2Jb", "a?[2Jb", "a\\u001b[2Jb" },
		{ "\n\r\t\x01\x1f", "?????", "\\u000a\\u000d\\u0009\\u0001\\u001f" },
		{ "\x7f", "?", "\\u007f" },
		{ "gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x90\xa7",
			"gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x90\xa7",
			"gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x90\xa7" },
		/* CSI as one character, which many terminals obey. */
		{ "\xc2\x9b"
		  "2J",
			"?2J",
			"\xc2\x9b"
			"2J" },
		{ "\xff\xfe", "??", "\\ufffd\\ufffd" }, { "\x80x", "?x", "\\ufffdx" },
		{ "\xc3", "?", "\\ufffd" }, { "\xe2\x82", "??", "\\ufffd\\ufffd" },
		{ "\xf0\x9f\x90", "???", "\\ufffd\\ufffd\\ufffd" },
		{ "\xc0\xaf", "??", "\\ufffd\\ufffd" },                         /* overlong */
		{ "\xe0\x80\xaf", "???", "\\ufffd\\ufffd\\ufffd" },             /* overlong */
		{ "\xed\xa0\x80", "???", "\\ufffd\\ufffd\\ufffd" },             /* surrogate */
		{ "\xf4\x90\x80\x80", "????", "\\ufffd\\ufffd\\ufffd\\ufffd" }, /* too large */
		{ "\xf0\x8f\xbf\xbf", "????", "\\ufffd\\ufffd\\ufffd\\ufffd" }, /* overlong */
	};

	(void)unused;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct reply_container container = blank;
		char bytes[256];
		struct text text = TEXT(bytes);
		char member[256];

		bytes[0] = '\0';
		render_plain(&text, cases[i].string);
		assert_string_equal(bytes, cases[i].plain);
		container.step = 1;
		strcpy(container.reason, cases[i].string);
		snprintf(member, sizeof member, "a: %s\n", cases[i].plain);
		assert_true(renders(render_table, &container, member));
		snprintf(member, sizeof member, "\"text\":\"%s\"}", cases[i].json);
		assert_true(renders(render_json, &container, member));
		/* A name takes its columns after it was made harmless. */
		strcpy(container.name, cases[i].string);
		snprintf(member, sizeof member, "\"name\":\"%s\",", cases[i].json);
		assert_true(renders(render_json, &container, member));
	}
}

static void a_hostile_name_keeps_the_columns(void **unused)
{
	struct reply_container container = blank;

	(void)unused;
	strcpy(container.name, "\x1b[31m\xc3\xbc");
	add(container);
	add(blank);
	assert_renders(render_table, "NAME    STATE  SINCE  PID  RESTARTS  MEMORY  TASKS\n"
				     "?[31m\xc3\xbc  up     0s     -    0         -       -\n"
				     "a       up     0s     -    0         -       -\n");
}

/* A string as long as it can be, of characters that JSON makes longest. */
#define FILL(array) (memset((array), '\x1f', sizeof(array) - 1))

/* The largest status that there can be, as the table and as JSON: nothing is cut. */
static void the_largest_status_fits(void **unused)
{
	static char bytes[RENDER_BYTES_MAX];
	struct text table = TEXT(bytes);
	struct text json = TEXT(bytes);
	struct reply_container largest = { .state = SERVICE_STOPPING,
		.kind = KIND_ONESHOT,
		.pid = INT32_MAX,
		.restarts = UINT32_MAX,
		.since_ms = INT64_MIN,
		.memory_bytes = INT64_MAX,
		.tasks = INT32_MAX,
		.exit_status = 255 << 8,
		.step = UINT32_MAX,
		.item = UINT32_MAX,
		.error = INT32_MIN };

	(void)unused;
	FILL(largest.name);
	FILL(largest.step_name);
	FILL(largest.item_name);
	FILL(largest.reason);
	FILL(largest.words);
	largest.notice = NOTICE_STOPPING | NOTICE_RELOADING;
	largest.cause = CAUSE_READY;
	FILL(status.machine.hostname);
	FILL(status.machine.release);
	status.machine.up_ms = INT64_MIN;
	for (unsigned i = 0; i < CONTAINERS_MAX; i++)
		add(largest);
	render_table(&table, &status);
	assert_int_equal(table.cut, 0);
	render_json(&json, &status);
	assert_int_equal(json.cut, 0);
	assert_string_equal(bytes + json.length - 5, "}\n]}\n");
	/* Not much room for nothing: a longer string needs more of it. */
	assert_true(json.length > RENDER_BYTES_MAX / 4 * 3);
}

/* Whether the container is where each verb wants it. */
static void good_is_what_the_verb_wants(void **unused)
{
	(void)unused;
	for (uint32_t kind = KIND_SERVICE; kind <= KIND_ONESHOT; kind++) {
		for (uint32_t state = 0; state < SERVICE_STATE_COUNT; state++) {
			struct reply_container container = blank;
			bool is_up = state == SERVICE_DONE ||
				     (state == SERVICE_UP && kind == KIND_SERVICE);

			container.kind = kind;
			container.state = state;
			assert_int_equal(
				render_is_good(VERB_STOP, &container), state == SERVICE_DOWN);
			assert_int_equal(render_is_good(VERB_START, &container), is_up);
			assert_int_equal(render_is_good(VERB_WAIT, &container), is_up);
			assert_int_equal(render_is_good(VERB_RESTART, &container), is_up);
		}
	}
}

static void a_bad_one_is_told_with_its_reason(void **unused)
{
	static const struct {
		struct reply_container container;
		const char *line;
	} cases[] = {
		{ { .name = "web", .state = SERVICE_WAITING, .exit_status = -1 },
			"web: waiting\n" },
		{ { .name = "web", .state = SERVICE_FAILED, .exit_status = 256 },
			"web: failed: exited with status 1\n" },
		{ { .name = "web",
			  .state = SERVICE_BACKOFF,
			  .exit_status = -1,
			  .step = 13,
			  .reason = "web: mount[1] /tmp: No space left on device" },
			"web: backoff: mount[1] /tmp: No space left on device\n" },
		{ { .name = "w\x1b", .state = 99, .exit_status = -1 }, "w?: unknown\n" },
	};

	(void)unused;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char bytes[256];
		struct text text = TEXT(bytes);

		render_state(&text, &cases[i].container);
		assert_string_equal(bytes, cases[i].line);
	}
}

static void the_help_names_every_verb(void **unused)
{
	static const char *const lines[] = {
#define VERB_LINE(verb, word, takes, help) "\n  " word " ",
		CONTROL_VERBS(VERB_LINE)
#undef VERB_LINE
	};
	static const char *const helps[] = {
#define VERB_HELP(verb, word, takes, help) " " help "\n",
		CONTROL_VERBS(VERB_HELP)
#undef VERB_HELP
	};
	char bytes[4096];
	struct text text = TEXT(bytes);

	(void)unused;
	render_help(&text);
	assert_int_equal(text.cut, 0);
	for (size_t i = 0; i < COUNT(lines); i++) {
		assert_non_null(strstr(bytes, lines[i]));
		assert_non_null(strstr(bytes, helps[i]));
	}
	assert_non_null(strstr(bytes, "\n  start NAME "));
	assert_non_null(strstr(bytes, "\n  status [--json] [NAME] "));
	assert_non_null(strstr(bytes, "\n  reboot  "));
	for (char *line = strtok(bytes, "\n"); line; line = strtok(NULL, "\n"))
		assert_true(strlen(line) <= 80);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_table_is_aligned, set_up),
		cmocka_unit_test_setup(an_empty_status_has_its_titles, set_up),
		cmocka_unit_test_setup(every_state_has_its_word, set_up),
		cmocka_unit_test_setup(durations_are_short, set_up),
		cmocka_unit_test_setup(sizes_are_short, set_up),
		cmocka_unit_test_setup(failures_are_told_below_the_table, set_up),
		cmocka_unit_test_setup(json_has_every_member, set_up),
		cmocka_unit_test_setup(every_cgroup_version_has_its_word, set_up),
		cmocka_unit_test_setup(hostile_strings_are_harmless, set_up),
		cmocka_unit_test_setup(a_hostile_name_keeps_the_columns, set_up),
		cmocka_unit_test_setup(the_largest_status_fits, set_up),
		cmocka_unit_test_setup(good_is_what_the_verb_wants, set_up),
		cmocka_unit_test_setup(a_bad_one_is_told_with_its_reason, set_up),
		cmocka_unit_test(the_help_names_every_verb),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
