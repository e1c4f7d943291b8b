/*
 * Answers of PID 1 as people read them; see render.h. JSON is in json.c. nsctl only.
 */
#include "nsctl/render.h"

#include "nsctl/tools.h"
#include "nsctl/utf8.h"
#include "nsctl/view.h"
#include "uses.h"

#include <string.h>

static const char *const state_words[SERVICE_STATE_COUNT] = {
#define STATE_WORD(state, word) [state] = word,
	SERVICE_STATES(STATE_WORD)
#undef STATE_WORD
};

void render_plain(struct text *text, const char *string)
{
	while (*string) {
		size_t length = utf8_length(string);

		if (length == 0 || utf8_is_control(string))
			text_char(text, '?');
		else
			text_bytes(text, string, length);
		string += length > 0 ? length : 1;
	}
}

const char *render_state_word(const struct reply_container *container)
{
	if (container->state == SERVICE_UP && container->paused)
		return "paused";
	return container->state < SERVICE_STATE_COUNT ? state_words[container->state] : "unknown";
}

/* In a way that is worth a word. */
static bool has_ended(const struct reply_container *container)
{
	return (container->state == SERVICE_BACKOFF || container->state == SERVICE_FAILED ||
		       container->state == SERVICE_DONE) &&
	       container->exit_status > 0;
}

/* A step that failed has its words from PID 1; else the last run may have ended badly. */
static bool has_reason(const struct reply_container *container)
{
	return container->step != 0 || container->reason[0] != '\0' ||
	       container->cause != CAUSE_NONE || has_ended(container) || container->notice != 0 ||
	       container->words[0] != '\0';
}

const char *render_cause(uint32_t cause)
{
	static const char *const words[] = {
#define CAUSE_WORDS(cause, words) [cause] = words,
		SERVICE_CAUSES(CAUSE_WORDS)
#undef CAUSE_WORDS
	};

	return cause < SERVICE_CAUSE_COUNT ? words[cause] : "ended by nsinit";
}

const char *render_notice(uint32_t notice)
{
	return notice & NOTICE_STOPPING    ? "stopping"
	       : notice & NOTICE_RELOADING ? "reloading"
	       : notice & NOTICE_MEMORY    ? "starved"
	       : notice & NOTICE_PRESSURE  ? "stalled"
	       : notice & NOTICE_CHANGED   ? "changed"
					   : "";
}

/* What it says of itself: "reloads, 3 clients". */
static void add_words(struct text *text, const struct reply_container *container)
{
	const char *notice = container->notice & NOTICE_STOPPING    ? "stops"
			     : container->notice & NOTICE_RELOADING ? "reloads"
			     : container->notice & NOTICE_MEMORY
				     ? "lost a process for want of memory"
			     : container->notice & NOTICE_PRESSURE ? "stalled"
			     : container->notice & NOTICE_CHANGED  ? "changed: restart to apply"
								   : "";

	text_string(text, notice);
	if (notice[0] && container->words[0])
		text_string(text, ", ");
	render_plain(text, container->words);
}

/* What follows "NAME: ". */
static void add_reason(struct text *text, const struct reply_container *container)
{
	size_t length = strlen(container->name);

	if (container->reason[0]) {
		bool is_named = strncmp(container->reason, container->name, length) == 0 &&
				strncmp(container->reason + length, ": ", 2) == 0;

		render_plain(text, container->reason + (is_named ? length + 2 : 0));
	} else if (container->step != 0) {
		render_plain(text, container->step_name);
		text_string(text, ": ");
		text_errno(text, container->error);
	} else if (container->cause != CAUSE_NONE) {
		text_string(text, render_cause(container->cause));
	} else if (has_ended(container)) {
		render_ending(text, container->exit_status);
	} else {
		add_words(text, container);
	}
}

static bool is_timer(const struct reply_container *container)
{
	return NSINIT_USES_TIMER && container->kind == KIND_TIMER;
}

void render_reasons(struct text *text, const struct status *status)
{
	for (unsigned i = 0; i < status->count; i++) {
		const struct reply_container *one = &status->containers[i];

		if (!has_reason(one) && !is_timer(one))
			continue;
		render_plain(text, one->name);
		text_string(text, ": ");
		if (has_reason(one))
			add_reason(text, one);
		if (is_timer(one)) {
			text_string(text, has_reason(one) ? "; " : "");
			render_times(text, one, has_ended(one));
		}
		text_char(text, '\n');
	}
}

bool render_is_good(enum control_verb verb, const struct reply_container *container)
{
	if (verb == VERB_STOP)
		return container->state == SERVICE_DOWN;
	if ((container->kind == KIND_TASK || container->kind == KIND_TIMER) &&
		container->state == SERVICE_DOWN)
		return true;
	return container->state == SERVICE_DONE || container->state == SERVICE_LISTENING ||
	       (container->state == SERVICE_UP &&
		       (container->kind == KIND_SERVICE || container->kind >= KIND_CONSOLE));
}

void render_state(struct text *text, const struct reply_container *container)
{
	render_plain(text, container->name);
	text_string(text, ": ");
	text_string(text, render_state_word(container));
	if (has_reason(container)) {
		text_string(text, ": ");
		add_reason(text, container);
	}
	text_char(text, '\n');
}

void render_help(struct text *text)
{
	static const struct {
		const char *word;
		int takes;
		const char *help;
	} verbs[] = {
#define VERB_HELP(verb, word, takes, help) { word, takes, help },
		CONTROL_VERBS(VERB_HELP)
#undef VERB_HELP
	};
	static const char *const names[] = { "", " NAME", " [NAME]", " [-t] NAME -- ARGV",
		" [NAME...]", " NAME LIMIT=VALUE", " NAME SIGNAL" };

	text_string(text, "usage: nsctl VERB\n");
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
		size_t start = text->length;

		text_string(text, "  ");
		text_string(text, verbs[i].word);
		text_string(text, i == VERB_STATUS ? " [--json]" : "");
		text_string(text, names[verbs[i].takes]);
		text_column(text, start + 25);
		text_string(text, verbs[i].help);
		text_char(text, '\n');
	}
	tools_help(text);
	view_help(text);
	text_string(text,
		"exec -t and attach take --detach-key KEYS, as in ctrl-p,ctrl-q, to leave.\n"
		"Of logs: -f goes on with what comes, -n N are the last N lines, --since T not\n"
		"those before T (90s, 10m, 2h, 1d, or seconds since boot), --json objects.\n"
		"  --help                 this text\n"
		"  --version              the version of nsctl\n"
		"As telinit: 0 powers off, 6 reboots, q does nothing.\n"
		"Exit status: 0 done, 1 refused or failed, 2 usage, 3 PID 1 does not answer.\n");
}
