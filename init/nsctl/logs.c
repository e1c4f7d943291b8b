/*
 * `nsctl logs`: the options, the book, and the loop that shows it; see logs.h. nsctl only.
 */
#include "nsctl/logs.h"

#include "base/system.h"
#include "nsctl/pick.h"
#include "uses.h"

#include <errno.h>
#include <string.h>
#include <time.h>

struct logs_command {
	bool follow, json;
	bool alone;   /* one was named, so that no name stands in front of its lines */
	int64_t last; /* lines; -1: all */
	int64_t since_ms;
	const char *const *names;
};

static struct records records;
static char page_bytes[16384];

/* Room for any line. */
#define LINE_MAX_BYTES (BOOK_RECORD_MAX * 6 + 256)

/* The clock is asked each time: it may be set while nsctl follows. */
static int64_t epoch_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 - sys_now_ms();
}

static enum ending flush(struct text *page)
{
	enum ending ending = page->length > 0 ? say(page->bytes, page->length) : ENDING_GOOD;

	page->length = 0;
	return ending;
}

/* Those that are new and not too old; `skip` of them are left out. */
static enum ending show(const struct logs_command *logs, int64_t skip)
{
	struct text page = TEXT(page_bytes);
	enum ending ending = ENDING_GOOD;
	struct record record;

	while (ending == ENDING_GOOD && records_next(&records, &record)) {
		const char *name = records.names[record.source];

		if (record.time_ms < logs->since_ms || skip-- > 0)
			continue;
		if (logs->json)
			logs_json(&page, &record, name, epoch_ms());
		else
			logs_line(&page, &record, logs->alone ? NULL : name);
		if (page.size - page.length < LINE_MAX_BYTES)
			ending = flush(&page);
	}
	return ending == ENDING_GOOD ? flush(&page) : ending;
}

/* How many there are; then again from where they began. */
static int64_t count(const struct logs_command *logs)
{
	struct record record;
	int64_t number = 0;

	while (records_next(&records, &record))
		number += record.time_ms >= logs->since_ms;
	for (unsigned i = 0; i < records.count; i++)
		records.cursors[i].position = 0;
	return number;
}

static enum ending choose(struct logs_command *logs)
{
	bool all = logs->names[0] == NULL;

	for (unsigned i = 0; i < records.count; i++)
		records.cursors[i].wanted = all;
	for (unsigned i = 0; logs->names[i]; i++) {
		int source = records_find(&records, logs->names[i]);

		if (source < 0)
			return complain(
				ENDING_FAILED, logs->names[i], "no container has this name");
		records.cursors[source].wanted = true;
	}
	logs->alone = !all && logs->names[1] == NULL;
	return ENDING_GOOD;
}

static enum ending run(struct logs_command *logs)
{
	size_t bytes = 0;
	const struct book *book;
	enum ending ending = pick_book("logs", &book, &bytes);
	uint32_t turn;

	if (ending == ENDING_GOOD)
		ending =
			records_open(&records, book, bytes) ? choose(logs) : explain_error(-EPROTO);

	if (ending != ENDING_GOOD)
		return ending;
	turn = __atomic_load_n(&records.book->turn, __ATOMIC_ACQUIRE);
	records_until_now(&records);
	ending = show(logs, logs->last >= 0 ? count(logs) - logs->last : 0);
	while (ending == ENDING_GOOD && logs->follow) {
		sys_futex_wait(&records.book->turn, turn);
		turn = __atomic_load_n(&records.book->turn, __ATOMIC_ACQUIRE);
		/* Another nsinit with other containers has a book of its own. */
		if (NSINIT_USES_REEXEC && records.book->count == 0)
			return complain(ENDING_FAILED, "logs", "nsinit was replaced");
		records_until_now(&records);
		ending = show(logs, 0);
	}
	return ending;
}

/* Digits alone, and not many; -1: it is no number. */
static int64_t number_of(const char *word)
{
	int64_t number = 0;
	const char *at = word;

	for (; *at >= '0' && *at <= '9' && at - word < 9; at++)
		number = number * 10 + (*at - '0');
	return *at || at == word ? -1 : number;
}

/* One option, and what it takes; how many words it was, or 0: it is wrong. */
static unsigned take_option(struct logs_command *logs, char **words)
{
	if (strcmp(words[0], "-f") == 0)
		logs->follow = true;
	else if (strcmp(words[0], "--json") == 0)
		logs->json = true;
	else if (!words[1])
		return 0;
	else if (strcmp(words[0], "-n") == 0 && (logs->last = number_of(words[1])) >= 0)
		return 2;
	else if (strcmp(words[0], "--since") == 0 &&
		 logs_since(words[1], sys_now_ms(), &logs->since_ms))
		return 2;
	else
		return 0;
	return 1;
}

/* Options stand before, between or behind names, which are moved to the front. */
enum ending logs_run(char **words)
{
	struct logs_command logs = { .last = -1, .names = (const char *const *)words };
	char **names = words;

	while (words[0]) {
		unsigned taken = words[0][0] == '-' ? take_option(&logs, words) : 1;

		if (taken == 0)
			return explain_usage(words[0], "no such option, or not what it takes");
		if (!words[0][0])
			return explain_usage("logs", "an empty name");
		if (words[0][0] != '-')
			*names++ = words[0];
		words += taken;
	}
	*names = NULL;
	return run(&logs);
}
