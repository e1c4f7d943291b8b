/*
 * A status as JSON (RFC 8259); see render.h. nsctl only.
 */
#include "nsctl/render.h"

#include "nsctl/utf8.h"

#include <sys/wait.h>

/* The longest status: each byte of a string may become six, "\u001f". */
#define CONTAINER_STRINGS_MAX (CONTROL_NAME_MAX + 24 + 64 + CONTROL_TEXT_MAX + NOTICE_TEXT_MAX)
_Static_assert(
	RENDER_BYTES_MAX >= (CONTAINER_STRINGS_MAX * 6 + 400) * CONTAINERS_MAX + 2 * 64 * 6 + 200,
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

/* ,"key": */
static void add_key(struct text *text, const char *key)
{
	if (text->bytes[text->length - 1] != '{')
		text_char(text, ',');
	text_char(text, '"');
	text_string(text, key);
	text_string(text, "\":");
}

static void add_word(struct text *text, const char *key, const char *word)
{
	add_key(text, key);
	add_string(text, word);
}

static void add_number(struct text *text, const char *key, int64_t number)
{
	add_key(text, key);
	text_number(text, number);
}

static void add_number_or_null(struct text *text, const char *key, bool is_known, int64_t number)
{
	add_key(text, key);
	if (is_known)
		text_number(text, number);
	else
		text_string(text, "null");
}

static void add_exit(struct text *text, int status)
{
	add_key(text, "exit");
	if (status >= 0 && WIFSIGNALED(status)) {
		text_char(text, '{');
		add_number(text, "signal", WTERMSIG(status));
		text_char(text, '}');
	} else if (status >= 0 && WIFEXITED(status)) {
		text_char(text, '{');
		add_number(text, "status", WEXITSTATUS(status));
		text_char(text, '}');
	} else {
		text_string(text, "null");
	}
}

static void add_failure(struct text *text, const struct reply_container *container)
{
	add_key(text, "failure");
	if (container->step == 0) {
		text_string(text, "null");
		return;
	}
	text_char(text, '{');
	add_word(text, "step", container->step_name);
	add_number(text, "index", container->item);
	add_word(text, "item", container->item_name);
	add_number(text, "errno", container->error);
	add_word(text, "text", container->reason);
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
	}
	return "unknown";
}

static void add_container(struct text *text, const struct reply_container *container)
{
	text_char(text, '{');
	add_word(text, "name", container->name);
	add_word(text, "state", render_state_word(container));
	add_word(text, "kind", kind_word(container->kind));
	add_number_or_null(text, "pid", container->pid > 0, container->pid);
	add_number(text, "since_ms", container->since_ms);
	add_number(text, "restarts", container->restarts);
	add_number_or_null(
		text, "memory_bytes", container->memory_bytes >= 0, container->memory_bytes);
	add_number_or_null(text, "tasks", container->tasks >= 0, container->tasks);
	add_exit(text, container->exit_status);
	add_failure(text, container);
	add_word(text, "cause", render_cause(container->cause));
	add_word(text, "notice",
		container->notice & NOTICE_STOPPING    ? "stopping"
		: container->notice & NOTICE_RELOADING ? "reloading"
						       : "");
	add_word(text, "words", container->words);
	text_char(text, '}');
}

void render_json(struct text *text, const struct status *status)
{
	static const char *const cgroups[] = { "none", "v1", "v2", "hybrid" };
	uint32_t version = status->machine.cgroup_version;

	text_char(text, '{');
	add_word(text, "hostname", status->machine.hostname);
	add_word(text, "release", status->machine.release);
	add_number(text, "up_ms", status->machine.up_ms);
	add_word(text, "cgroup",
		version < sizeof cgroups / sizeof cgroups[0] ? cgroups[version] : "unknown");
	add_key(text, "containers");
	text_char(text, '[');
	for (unsigned i = 0; i < status->count; i++) {
		text_string(text, i > 0 ? ",\n" : "\n");
		add_container(text, &status->containers[i]);
	}
	text_string(text, status->count > 0 ? "\n]}\n" : "]}\n");
}
