/*
 * JSON (RFC 8259), and a status in it; see json.h and render.h. nsctl only.
 */
#include "nsctl/json.h"

#include "nsctl/render.h"
#include "nsctl/utf8.h"
#include "uses.h"

#include <sys/wait.h>

/* The longest status: each byte of a string may become six, "\u001f". */
#define CONTAINER_STRINGS_MAX (CONTROL_NAME_MAX + 24 + 64 + CONTROL_TEXT_MAX + NOTICE_TEXT_MAX)
_Static_assert(
	RENDER_BYTES_MAX >= (CONTAINER_STRINGS_MAX * 6 + 460) * CONTAINERS_MAX + 2 * 64 * 6 + 200,
	"room for every status");

/* Control characters, '"' and '\' must be escaped; what is no character becomes U+FFFD. */
static void add_string(struct text *text, const char *string)
{
	static const char hex[] = "0123456789abcdef";

	text_char(text, '"');
	while (*string) {
		size_t length = utf8_length(string);

		if (length == 0) {
			text_string(text, "\\ufffd");
		} else if (length == 1 && utf8_is_control(string)) {
			text_string(text, "\\u00");
			text_char(text, hex[*string >> 4 & 15]);
			text_char(text, hex[*string & 15]);
		} else {
			if (*string == '"' || *string == '\\')
				text_char(text, '\\');
			text_bytes(text, string, length);
		}
		string += length > 0 ? length : 1;
	}
	text_char(text, '"');
}

void json_key(struct text *text, const char *key)
{
	if (text->bytes[text->length - 1] != '{')
		text_char(text, ',');
	text_char(text, '"');
	text_string(text, key);
	text_string(text, "\":");
}

void json_word(struct text *text, const char *key, const char *word)
{
	json_key(text, key);
	add_string(text, word);
}

void json_number(struct text *text, const char *key, int64_t number)
{
	json_key(text, key);
	text_number(text, number);
}

void json_number_or_null(struct text *text, const char *key, bool is_known, int64_t number)
{
	json_key(text, key);
	if (is_known)
		text_number(text, number);
	else
		text_string(text, "null");
}

void json_exit(struct text *text, int status)
{
	json_key(text, "exit");
	if (status >= 0 && WIFSIGNALED(status)) {
		text_char(text, '{');
		json_number(text, "signal", WTERMSIG(status));
		text_char(text, '}');
	} else if (status >= 0 && WIFEXITED(status)) {
		text_char(text, '{');
		json_number(text, "status", WEXITSTATUS(status));
		text_char(text, '}');
	} else {
		text_string(text, "null");
	}
}

static void add_failure(struct text *text, const struct reply_container *container)
{
	json_key(text, "failure");
	if (container->step == 0) {
		text_string(text, "null");
		return;
	}
	text_char(text, '{');
	json_word(text, "step", container->step_name);
	json_number(text, "index", container->item);
	json_word(text, "item", container->item_name);
	json_number(text, "errno", container->error);
	json_word(text, "text", container->reason);
	text_char(text, '}');
}

static const char *kind_word(uint32_t kind)
{
	switch ((enum container_kind)kind) {
	case KIND_SERVICE:
		return "service";
	case KIND_ONESHOT:
		return "oneshot";
	case KIND_TASK:
		return "task";
	case KIND_TIMER:
		return "timer";
	case KIND_CONSOLE:
		return "console";
	case KIND_CONNECTION:
		return "connection";
	}
	return "unknown";
}

void usage_json(struct text *text, const struct usage *usage, enum usage_number number)
{
	int64_t value = usage->numbers[number];

	json_number_or_null(text, usage_key(number), value >= 0, value);
}

static void add_container(
	struct text *text, const struct reply_container *container, const struct usage *usage)
{
	text_char(text, '{');
	json_word(text, "name", container->name);
	json_word(text, "state", render_state_word(container));
	json_word(text, "kind", kind_word(container->kind));
	json_number_or_null(text, "pid", container->pid > 0, container->pid);
	json_number(text, "since_ms", container->since_ms);
	json_number(text, "restarts", container->restarts);
	usage_json(text, usage, USAGE_MEMORY);
	usage_json(text, usage, USAGE_TASKS);
	usage_json(text, usage, USAGE_CPU);
	json_exit(text, container->exit_status);
	add_failure(text, container);
	json_word(text, "cause", render_cause(container->cause));
	json_word(text, "reason", container->step == 0 ? container->reason : "");
	json_word(text, "notice", render_notice(container->notice));
	json_word(text, "words", container->words);
	if (NSINIT_USES_TIMER && container->kind == KIND_TIMER) {
		json_number_or_null(text, "next_ms", container->next_ms > 0, container->next_ms);
		json_number(text, "left_out", container->left_out);
	}
	text_char(text, '}');
}

void render_json(struct text *text, const struct status *status)
{
	static const char *const cgroups[] = { "none", "v1", "v2", "hybrid" };
	uint32_t version = status->machine.cgroup_version;

	text_char(text, '{');
	json_word(text, "hostname", status->machine.hostname);
	json_word(text, "release", status->machine.release);
	json_number(text, "up_ms", status->machine.up_ms);
	json_word(text, "cgroup",
		version < sizeof cgroups / sizeof cgroups[0] ? cgroups[version] : "unknown");
	json_key(text, "containers");
	text_char(text, '[');
	for (unsigned i = 0; i < status->count; i++) {
		text_string(text, i > 0 ? ",\n" : "\n");
		add_container(text, &status->containers[i], &status->usages[i]);
	}
	text_string(text, status->count > 0 ? "\n]}\n" : "]}\n");
}
