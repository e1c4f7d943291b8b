/*
 * `nsctl events`: changes of containers as they happen. nsctl only.
 */
#include "base/book.h"
#include "base/system.h"
#include "nsctl/json.h"
#include "nsctl/pick.h"
#include "nsctl/render.h"
#include "nsctl/tools.h"
#include "nsctl/units.h"
#include "uses.h"

#include <string.h>

struct watch {
	bool follow, json;
	bool all; /* no name was given: what nsinit says counts too */
	const struct events *events;
};

static struct status status;

/* The container of an event among those that are wanted. */
static const struct reply_container *find(const struct event *event)
{
	for (unsigned i = 0; i < status.count; i++)
		if (status.containers[i].index == event->container)
			return &status.containers[i];
	return NULL;
}

/* The container as it was at that moment. */
static void fill(struct reply_container *then, const struct event *event)
{
	memset(then->reason, 0, sizeof then->reason);
	memset(then->words, 0, sizeof then->words);
	memcpy(then->reason, event->text, sizeof event->text);
	then->step = 0;
	then->state = event->state;
	then->paused = event->paused;
	then->cause = event->cause;
	then->notice = event->notice;
	then->exit_status = event->exit_status;
}

static void add_line(
	struct text *text, const struct event *event, const struct reply_container *then)
{
	units_stamp(text, event->time_ms);
	if (then) {
		render_state(text, then);
		return;
	}
	text_string(text, "nsinit: ");
	render_plain(text, event->text);
	text_char(text, '\n');
}

static void add_json(
	struct text *text, const struct event *event, const struct reply_container *then)
{
	struct reply_container before = { .state = event->before };

	text_char(text, '{');
	json_number(text, "time_ms", event->time_ms);
	json_word(text, "name", then ? then->name : "nsinit");
	if (then) {
		json_word(text, "state", render_state_word(then));
		json_word(text, "before", render_state_word(&before));
		json_exit(text, then->exit_status);
		json_word(text, "cause", render_cause(then->cause));
		json_word(text, "notice", render_notice(then->notice));
	}
	json_word(text, "text", event->text);
	text_string(text, "}\n");
}

static void add_lost(struct text *text, const struct watch *watch, uint32_t lost)
{
	if (lost > 0 && watch->json) {
		text_char(text, '{');
		json_number(text, "lost", lost);
		text_string(text, "}\n");
	} else if (lost > 0) {
		text_number(text, lost);
		text_string(text, " events were lost: they came faster than they were read\n");
	}
}

/* All that there is from *position on. */
static enum ending show(const struct watch *watch, uint32_t *position)
{
	char bytes[2048];
	struct event event;
	enum ending ending = ENDING_GOOD;
	uint32_t lost;

	while (ending == ENDING_GOOD && events_read(watch->events, position, &event, &lost)) {
		const struct reply_container *now = find(&event);
		struct text text = TEXT(bytes);
		struct reply_container then;

		add_lost(&text, watch, lost);
		if (now) {
			then = *now;
			fill(&then, &event);
		}
		if (now || (watch->all && event.container == EVENT_OF_NSINIT))
			(watch->json ? add_json : add_line)(&text, &event, now ? &then : NULL);
		ending = say(bytes, text.length);
	}
	return ending;
}

enum ending events_run(char **words)
{
	struct watch watch = { .follow = pick_option(words, "-f"),
		.json = pick_option(words, "--json"),
		.all = words[0] == NULL };
	enum ending ending = pick_status("events", words, &status);
	const struct book *book;
	uint32_t position;
	size_t bytes;

	if (ending == ENDING_GOOD && !NSINIT_USES_EVENTS)
		return complain(ENDING_FAILED, NULL, "the config does not allow it: .events");
	if (ending == ENDING_GOOD)
		ending = pick_book("events", &book, &bytes);
	if (ending != ENDING_GOOD)
		return ending;
	watch.events = &book->events;
	position = events_oldest(watch.events);
	for (;;) {
		ending = show(&watch, &position);
		if (ending != ENDING_GOOD || !watch.follow)
			return ending;
		sys_futex_wait(&watch.events->written, position);
		/* Another nsinit with other containers has a book of its own. */
		if (NSINIT_USES_REEXEC && book->count == 0)
			return complain(ENDING_FAILED, "events", "nsinit was replaced");
	}
}
