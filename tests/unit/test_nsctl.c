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

static const struct reply_container blank = { .name = "a", .state = SERVICE_UP, .exit_status = -1 };

/* What the next one uses; -1: not measured. */
static int64_t memory = -1, tasks = -1, cpu = -1;

static void add(struct reply_container container)
{
	struct usage *usage = &status.usages[status.count];

	memset(usage, 0xff, sizeof *usage);
	usage->numbers[USAGE_MEMORY] = memory;
	usage->numbers[USAGE_TASKS] = tasks;
	usage->numbers[USAGE_CPU] = cpu;
	memory = tasks = cpu = -1;
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
	memory = 12 * 1024 * 1024 + 300 * 1024;
	tasks = 3;
	add((struct reply_container){ .name = "web",
		.state = SERVICE_UP,
		.pid = 4194304,
		.restarts = 12,
		.since_ms = 59999,
		.exit_status = 256 });
	add((struct reply_container){ .name = "a-long-name-of-31-characters-xx",
		.state = SERVICE_BACKOFF,
		.since_ms = 86400000ll * 400 + 3600000,
		.exit_status = -1,
		.step = 13,
		.reason = "a-long-name-of-31-characters-xx: mount[1] /tmp: No space left" });
	memory = 0;
	tasks = 0;
	add((struct reply_container){ .name = "x",
		.state = SERVICE_FAILED,
		.kind = KIND_ONESHOT,
		.since_ms = 3 * 3600000 + 7 * 60000,
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

static void link_to(unsigned at, uint64_t needs) /* bits */
{
	status.containers[at].index = (uint16_t)at;
	status.containers[at].needs = (struct container_set){ { needs } };
}

/* Below the last of those that it needs; hostile links are no loop. */
static void the_tree_hangs_on_needs(void **unused)
{
	static const char *const names[] = { "net", "dns", "ntp", "web", "shop", "log" };
	static const uint64_t needs[] = { 0, 1, 1, 3, 8, 0 };

	(void)unused;
	for (unsigned i = 0; i < COUNT(names); i++) {
		struct reply_container container = blank;

		strcpy(container.name, names[i]);
		container.pid = 40 + (int32_t)i;
		container.exit_status = i == 2 ? 256 : i == 3 ? 137 << 8 : -1;
		memory = i * 1024 * 1024;
		tasks = i;
		cpu = i * 31000000;
		add(container);
		link_to(i, needs[i]);
	}
	assert_renders(render_tree,
		"router, Linux 6.1.0, up 12s\n"
		"NAME              STATE  SINCE  PID  RESTARTS  MEMORY  TASKS  CPU     LAST EXIT\n"
		"|- net            up     0s     40   0         0B      0      0.00s   -\n"
		"|  |- dns         up     0s     41   0         1M      1      31.00s  -\n"
		"|  |  `- web      up     0s     43   0         3M      3      1m33s   killed by "
		"SIGKILL\n"
		"|  |     `- shop  up     0s     44   0         4M      4      2m04s   -\n"
		"|  `- ntp         up     0s     42   0         2M      2      1m02s   exited with "
		"status 1\n"
		"`- log            up     0s     45   0         5M      5      2m35s   -\n");
}

static void links_that_lead_nowhere_are_none(void **unused)
{
	(void)unused;
	add(blank);
	add(blank);
	link_to(0, UINT64_MAX); /* itself, and later ones */
	link_to(1, UINT64_C(1) << 63 | 2);
	assert_renders(render_tree,
		"router, Linux 6.1.0, up 12s\n"
		"NAME  STATE  SINCE  PID  RESTARTS  MEMORY  TASKS  CPU  LAST EXIT\n"
		"|- a  up     0s     -    0         -       -      -    -\n"
		"`- a  up     0s     -    0         -       -      -    -\n");
}

static void numbers_are_found_by_their_words(void **unused)
{
	static const struct {
		const char *text, *word;
		int64_t number;
	} cases[] = {
		{ "4096\n", "", 4096 },
		{ "max\n", "", -1 },
		{ "", "", -1 },
		{ "", "usage_usec", -1 },
		{ "usage_usec 12\nuser_usec 7\n", "usage_usec", 12 },
		{ "usage_usec 12\nuser_usec 7\n", "user_usec", 7 },
		{ "usage_usec 12\nuser_usec 7\n", "usec", -1 },
		{ "usage_usec 12", "usage", -1 },
		/* Version 1's memory.oom_control: the word is the beginning of another. */
		{ "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n", "oom_kill", 3 },
		{ "low 0\noom 2\noom_kill 1\noom_group_kill 9\n", "oom_kill", 1 },
		/* io.stat: of all devices. */
		{ "8:0 rbytes=90 wbytes=5 rios=1\n8:16 rbytes=10 wbytes=0\n", "rbytes", 100 },
		{ "8:0 rbytes=90 wbytes=5 rios=1\n8:16 rbytes=10 wbytes=0\n", "wbytes", 5 },
		{ "8:0 Read 7\n8:0 Write 2\n8:0 Total 9\n8:16 Read 1\nTotal 10\n", "Read", 8 },
		{ "rbytes", "rbytes", -1 },
		{ "rbytes=", "rbytes", -1 },
		{ "rbytes=x rbytes=4", "rbytes", 4 },
	};

	(void)unused;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(usage_find(cases[i].text, cases[i].word), cases[i].number);
	/* One that is no number of this kernel's stays one. */
	assert_true(usage_find("99999999999999999999999999", "") > 0);
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

/* What a timer adds to its line, or the line that it alone has. */
static void timers_tell_their_next_run(void **unused)
{
	(void)unused;
	add((struct reply_container){
		.name = "hourly", .state = SERVICE_DONE, .kind = KIND_TIMER, .next_ms = 3599999 });
	add((struct reply_container){ .name = "daily",
		.state = SERVICE_FAILED,
		.kind = KIND_TIMER,
		.exit_status = 7 << 8,
		.next_ms = 86400000,
		.left_out = 2 });
	add((struct reply_container){ .name = "again",
		.state = SERVICE_UP,
		.kind = KIND_TIMER,
		.exit_status = SIGKILL,
		.words = "half of it",
		.next_ms = 1 });
	add((struct reply_container){ .name = "unset",
		.kind = KIND_TIMER,
		.exit_status = -1,
		.next_ms = NEXT_UNSET_CLOCK });
	add((struct reply_container){ .name = "off", .kind = KIND_TIMER, .exit_status = -1 });
	assert_renders(render_table,
		"NAME    STATE   SINCE  PID  RESTARTS  MEMORY  TASKS\n"
		"hourly  done    0s     -    0         -       -\n"
		"daily   failed  0s     -    0         -       -\n"
		"again   up      0s     -    0         -       -\n"
		"unset   down    0s     -    0         -       -\n"
		"off     down    0s     -    0         -       -\n"
		"hourly: next run in 59m59s, the last exited with status 0\n"
		"daily: exited with status 7; next run in 1d00h, left out: 2\n"
		"again: half of it; next run in 0s, the last killed by SIGKILL\n"
		"unset: waits until the clock is set\n"
		"off: no next run\n");
}

/* And JSON has it in numbers, of timers alone. */
static void timers_have_numbers(void **unused)
{
	struct reply_container timer = blank;

	(void)unused;
	assert_false(renders(render_json, &timer, "next_ms"));
	timer.kind = KIND_TIMER;
	assert_true(renders(render_json, &timer, "\"next_ms\":null,\"left_out\":0}"));
	timer.next_ms = NEXT_UNSET_CLOCK;
	assert_true(renders(render_json, &timer, "\"next_ms\":null,"));
	timer.next_ms = 123;
	timer.left_out = 4;
	assert_true(renders(render_json, &timer, "\"next_ms\":123,\"left_out\":4}"));
	assert_true(renders(render_json, &timer, "\"kind\":\"timer\""));
}

static void every_state_has_its_word(void **unused)
{
	static const char *const words[] = { "down", "waiting", "starting", "up", "stopping",
		"killing", "stuck", "cleaning", "backoff", "done", "failed", "preparing",
		"listening", "unknown", "unknown" };
	static const uint32_t numbers[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
		SERVICE_STATE_COUNT, UINT32_MAX };

	(void)unused;
	assert_int_equal(SERVICE_STATE_COUNT, 13);
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
		memory = cases[i].bytes;
		assert_true(renders(render_table, &blank, cases[i].cell));
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
	memory = INT64_MAX;
	tasks = 3;
	add((struct reply_container){ .name = "web",
		.state = SERVICE_UP,
		.pid = 42,
		.restarts = UINT32_MAX,
		.since_ms = 1500,
		.exit_status = -1 });
	add((struct reply_container){ .name = "once",
		.state = SERVICE_FAILED,
		.kind = KIND_ONESHOT,
		.since_ms = 7,
		.exit_status = 3 << 8,
		.step = 13,
		.item = 1,
		.error = ENOSPC,
		.step_name = "mount",
		.item_name = "/tmp",
		.reason = "once: mount[1] /tmp: No space left on device" });
	memory = 0;
	tasks = 0;
	add((struct reply_container){
		.name = "k", .state = SERVICE_BACKOFF, .kind = 77, .exit_status = SIGKILL });
	assert_renders(render_json,
		"{\"hostname\":\"router\",\"release\":\"6.1.0\",\"up_ms\":12345,"
		"\"cgroup\":\"v2\",\"containers\":[\n"
		"{\"name\":\"web\",\"state\":\"up\",\"kind\":\"service\",\"pid\":42,"
		"\"since_ms\":1500,\"restarts\":4294967295,"
		"\"memory_bytes\":9223372036854775807,\"tasks\":3,\"cpu_us\":null,"
		"\"exit\":null,\"failure\":null,"
		"\"cause\":\"\",\"reason\":\"\",\"notice\":\"\",\"words\":\"\"},\n"
		"{\"name\":\"once\",\"state\":\"failed\",\"kind\":\"oneshot\",\"pid\":null,"
		"\"since_ms\":7,\"restarts\":0,\"memory_bytes\":null,\"tasks\":null,\"cpu_us\":"
		"null,"
		"\"exit\":{\"status\":3},\"failure\":{\"step\":\"mount\",\"index\":1,"
		"\"item\":\"/tmp\",\"errno\":28,"
		"\"text\":\"once: mount[1] /tmp: No space left on device\"},"
		"\"cause\":\"\",\"reason\":\"\",\"notice\":\"\",\"words\":\"\"},\n"
		"{\"name\":\"k\",\"state\":\"backoff\",\"kind\":\"unknown\",\"pid\":null,"
		"\"since_ms\":0,\"restarts\":0,\"memory_bytes\":0,\"tasks\":0,\"cpu_us\":null,"
		"\"exit\":{\"signal\":9},\"failure\":null,"
		"\"cause\":\"\",\"reason\":\"\",\"notice\":\"\",\"words\":\"\"}\n]}\n");
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
	struct text tree = TEXT(bytes);
	struct text json = TEXT(bytes);
	struct reply_container largest = { .state = SERVICE_STOPPING,
		.kind = KIND_TIMER,
		.next_ms = INT64_MAX,
		.left_out = UINT32_MAX,
		.pid = INT32_MAX,
		.restarts = UINT32_MAX,
		.since_ms = INT64_MIN,
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
	for (unsigned i = 0; i < CONTAINERS_MAX; i++) {
		/* Each needs the one before: the deepest tree. */
		largest.index = (uint16_t)i;
		largest.needs = (struct container_set){ { 0 } };
		if (i > 0)
			set_add(&largest.needs, i - 1);
		memory = tasks = cpu = INT64_MAX;
		add(largest);
	}
	render_table(&table, &status);
	assert_int_equal(table.cut, 0);
	render_tree(&tree, &status);
	assert_int_equal(tree.cut, 0);
	render_json(&json, &status);
	assert_int_equal(json.cut, 0);
	assert_string_equal(bytes + json.length - 5, "}\n]}\n");
	/* Not much room for nothing: a longer string needs more of it. */
	assert_true(json.length > RENDER_BYTES_MAX / 4 * 3);
}

/* Whether the container is where each verb wants it. */
static void good_is_what_the_verb_wants(void **unused)
{
	static const enum container_kind kinds[] = { KIND_SERVICE, KIND_ONESHOT, KIND_CONSOLE,
		KIND_CONNECTION };

	(void)unused;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		uint32_t kind = kinds[i];

		for (uint32_t state = 0; state < SERVICE_STATE_COUNT; state++) {
			struct reply_container container = blank;
			bool is_up = state == SERVICE_DONE || state == SERVICE_LISTENING ||
				     (state == SERVICE_UP && kind != KIND_ONESHOT);

			container.kind = kind;
			container.state = state;
			assert_int_equal(
				render_is_good(VERB_STOP, &container), state == SERVICE_DOWN);
			assert_int_equal(render_is_good(VERB_START, &container), is_up);
			assert_int_equal(render_is_good(VERB_WAIT, &container), is_up);
			assert_int_equal(render_is_good(VERB_RESTART, &container), is_up);
		}
	}
	/* Nobody started it: that is fine, unless somebody did. */
	for (uint32_t kind = KIND_TASK; kind <= KIND_TIMER; kind++) {
		struct reply_container container = blank;

		container.kind = kind;
		container.state = SERVICE_DOWN;
		assert_true(render_is_good(VERB_WAIT, &container));
		container.state = SERVICE_UP;
		assert_false(render_is_good(VERB_WAIT, &container));
		container.state = SERVICE_FAILED;
		assert_false(render_is_good(VERB_WAIT, &container));
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
		cmocka_unit_test_setup(the_tree_hangs_on_needs, set_up),
		cmocka_unit_test_setup(links_that_lead_nowhere_are_none, set_up),
		cmocka_unit_test(numbers_are_found_by_their_words),
		cmocka_unit_test_setup(an_empty_status_has_its_titles, set_up),
		cmocka_unit_test_setup(timers_tell_their_next_run, set_up),
		cmocka_unit_test_setup(timers_have_numbers, set_up),
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
