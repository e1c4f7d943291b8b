/*
 * nsctl: asks PID 1 for something and says what it answered. Run by people and scripts as root,
 * one process a command; under the name telinit it takes the runlevels of a SysV init.
 */
#include "base/system.h"
#include "base/text.h"
#include "nsctl/client.h"
#include "nsctl/exec.h"
#include "nsctl/logs.h"
#include "nsctl/render.h"
#include "nsctl/say.h"
#include "nsctl/set.h"
#include "nsctl/signals.h"
#include "nsctl/suggest.h"
#include "nsctl/syscalls.h"
#include "nsctl/terminal.h"
#include "nsctl/tools.h"
#include "nsctl/view.h"
#include "uses.h"

#include <errno.h>
#include <string.h>

struct command {
	enum control_verb verb;
	const char *name; /* "" for all */
	bool json;
};

static const struct {
	const char *word;
	int takes; /* see CONTROL_VERBS */
} verbs[VERB_COUNT] = {
#define VERB_WORD(verb, word, takes, help) [verb] = { word, takes },
	CONTROL_VERBS(VERB_WORD)
#undef VERB_WORD
};

static char page_bytes[RENDER_BYTES_MAX];
static struct status status;

/* Connects and asks; a descriptor or -errno. */
static int ask(enum control_verb verb, const char *name)
{
	int fd = client_connect(CONTROL_PATH);
	int error = fd < 0 ? fd : client_ask(fd, verb, name);

	if (fd >= 0 && error < 0)
		sys_close(fd);
	return error < 0 ? error : fd;
}

static enum ending show_status(const struct command *command)
{
	struct text page = TEXT(page_bytes);
	int error = client_status(command->name, &status);

	if (error < 0)
		return explain_error(error);
	if (status.end.result != 0)
		return explain_end(verbs[command->verb].word, command->name, &status.end);
	if (command->json)
		render_json(&page, &status);
	else if (terminal_is(1))
		render_tree(&page, &status);
	else
		render_table(&page, &status);
	return say(page_bytes, page.length);
}

static enum ending show_syscalls(const struct command *command)
{
	struct text page = TEXT(page_bytes);
	int fd = ask(VERB_SYSCALLS, command->name);
	struct packet packet;
	int error = fd < 0 ? fd : client_receive(fd, &packet);

	if (fd >= 0)
		sys_close(fd);
	if (error < 0)
		return explain_error(error);
	if (packet.head.kind == REPLY_END && packet.body.end.result != 0)
		return explain_end(verbs[command->verb].word, command->name, &packet.body.end);
	if (!NSINIT_USES_SYSCALLS_LEARN || packet.head.kind != REPLY_SYSCALLS)
		return explain_error(-EPROTO);
	syscalls_render(&page, command->name, &packet.body.syscalls);
	return say(page_bytes, page.length);
}

/* Which containers are not where they were wanted, and why. */
static void name_bad_ones(const struct command *command)
{
	struct text page = TEXT(page_bytes);

	if (client_status(command->name, &status) < 0 || status.end.result != 0)
		return;
	for (unsigned i = 0; i < status.count; i++)
		if (!render_is_good(command->verb, &status.containers[i]))
			render_state(&page, &status.containers[i]);
	say_all(2, page_bytes, page.length);
}

/* Any verb whose answer is an end and nothing more. */
static enum ending run(const struct command *command)
{
	struct reply_end end;
	int fd = ask(command->verb, command->name);
	int error = fd < 0 ? fd : client_receive_end(fd, &end);

	if (fd >= 0)
		sys_close(fd);
	if (error < 0)
		return explain_error(error);
	if (end.result == 0)
		return ENDING_GOOD;
	explain_end(verbs[command->verb].word, command->name, &end);
	if (end.result == EIO) /* done as asked, and still not every container is there */
		name_bad_ones(command);
	return ENDING_FAILED;
}

static enum ending carry_out(const struct command *command)
{
	switch (command->verb) {
	case VERB_STATUS:
		return show_status(command);
	case VERB_SYSCALLS:
		return show_syscalls(command);
	case VERB_START:
	case VERB_STOP:
	case VERB_RESTART:
	case VERB_PAUSE:
	case VERB_RESUME:
	case VERB_WAIT:
	case VERB_REBOOT:
	case VERB_POWEROFF:
	case VERB_HALT:
	case VERB_REEXEC:
	case VERB_RELOAD:
	case VERB_ENABLE:
	case VERB_DISABLE:
		return run(command);
	case VERB_LOGS: /* see main() */
	case VERB_EXEC:
	case VERB_SET:
	case VERB_ATTACH:
	case VERB_SIGNAL:
	case VERB_COUNT:
		break;
	}
	return ENDING_USAGE;
}

/* -t and --detach-key before a name; the ending of a mistake, else 0, and *words is at the name. */
static enum ending parse_options(
	struct exec_command *command, const char *verb, bool attaches, char ***words)
{
	for (; **words && (**words)[0] == '-'; ++*words) {
		if (!attaches && strcmp(**words, "-t") == 0) {
			command->terminal = true;
			continue;
		}
		if (strcmp(**words, "--detach-key") != 0)
			return explain_usage(**words, "no such option");
		if (!*++*words || !keys_parse(&command->keys, **words))
			return explain_usage("--detach-key", "as in " KEYS_DEFAULT);
	}
	if (!**words || !(**words)[0])
		return explain_usage(verb, "which container?");
	if (command->keys.count > 0 && !command->terminal)
		return explain_usage("--detach-key", "goes with -t");
	return ENDING_GOOD;
}

/* [-t [--detach-key KEYS]] NAME [--] WORDS */
static enum ending parse_exec(struct exec_command *command, char **words)
{
	enum ending ending = parse_options(command, "exec", false, &words);

	if (ending != ENDING_GOOD)
		return ending;
	command->name = *words++;
	if (words[0] && strcmp(words[0], "--") == 0)
		words++;
	if (!words[0] || !words[0][0])
		return explain_usage("exec", "which program?");
	command->words = (const char *const *)words;
	return ENDING_GOOD;
}

/*
 * Whatever nsctl itself has to say comes with 125, which is none of its own endings: any other
 * status is the program's.
 */
static int relay_exec(const struct exec_command *exec, const char *verb)
{
	struct reply_exit exit = { .code = EXEC_CODE_FAILED };
	struct reply_end end = { 0 };
	int error = exec_run(CONTROL_PATH, exec, &exit);

	if (error == -E2BIG || error == -ENAMETOOLONG)
		complain(ENDING_FAILED, verb, "too many or too long words");
	else if (error == -ENOTTY)
		complain(ENDING_FAILED, verb, "standard input must be a terminal");
	else if (error < 0)
		explain_error(error);
	memcpy(end.text, exit.text, sizeof end.text);
	end.result = error;
	if (error > 0 || (error == 0 && exit.text[0]))
		explain_end(verb, exec->name, &end);
	return error == 0 ? exit.code : EXEC_CODE_FAILED;
}

static int run_exec(char **words)
{
	struct exec_command exec = { .terminal = false };

	return parse_exec(&exec, words) == ENDING_GOOD ? relay_exec(&exec, "exec")
						       : EXEC_CODE_FAILED;
}

/* [--detach-key KEYS] NAME */
static int run_attach(char **words)
{
	struct exec_command attach = { .terminal = true };

	keys_parse(&attach.keys, KEYS_DEFAULT);
	if (parse_options(&attach, "attach", true, &words) != ENDING_GOOD)
		return EXEC_CODE_FAILED;
	attach.name = words[0];
	if (!words[1])
		return relay_exec(&attach, "attach");
	explain_usage("attach", "one word too many");
	return EXEC_CODE_FAILED;
}

static enum ending show_help(void)
{
	struct text page = TEXT(page_bytes);

	render_help(&page);
	return say(page_bytes, page.length);
}

static enum ending show_version(void)
{
	static const char version[] = "nsctl " NSINIT_VERSION "\n";

	return say(version, sizeof version - 1);
}

/* The words after the verb: a name as the verb takes it, and --json for the status. */
static enum ending parse_words(struct command *command, char **words)
{
	for (; *words; words++) {
		if (strcmp(*words, "--json") == 0 && command->verb == VERB_STATUS)
			command->json = true;
		else if (**words == '-')
			return explain_usage(*words, "no such option");
		else if (verbs[command->verb].takes == 0 || command->name[0])
			return explain_usage(*words, "one word too many");
		else if (**words == '\0')
			return explain_usage(verbs[command->verb].word, "an empty name");
		else
			command->name = *words;
	}
	if (verbs[command->verb].takes == 1 && !command->name[0])
		return explain_usage(verbs[command->verb].word, "which container?");
	if (strlen(command->name) >= CONTROL_NAME_MAX)
		return complain(ENDING_FAILED, command->name, "no container has this name");
	return ENDING_GOOD;
}

static enum ending run_words(char **words)
{
	struct command command = { .verb = VERB_STATUS, .name = "" };
	enum ending ending;

	if (!words[0])
		return explain_usage(NULL, "what is to be done?");
	if (strcmp(words[0], "--help") == 0 || strcmp(words[0], "-h") == 0)
		return show_help();
	if (strcmp(words[0], "--version") == 0)
		return show_version();
	while (command.verb < VERB_COUNT && strcmp(words[0], verbs[command.verb].word) != 0)
		command.verb++;
	if (tools_run(words, &ending))
		return ending;
	if (view_is(words[0]))
		return view_run(words);
	if (command.verb == VERB_COUNT) {
		ending = explain_usage(words[0], "no such verb");
		suggest_verb(words[0]);
		return ending;
	}
	ending = parse_words(&command, words + 1);
	return ending == ENDING_GOOD ? carry_out(&command) : ending;
}

/* What scripts written for a SysV init say: telinit(8). */
static enum ending run_telinit(char **words)
{
	static const char nothing[] = "nothing to reload: the containers are part of nsinit\n";
	struct command command = { .name = "" };
	const char *level = words[0] && !words[1] ? words[0] : "";

	if (strcmp(level, "0") == 0)
		command.verb = VERB_POWEROFF;
	else if (strcmp(level, "6") == 0)
		command.verb = VERB_REBOOT;
	else if (strcmp(level, "q") == 0 || strcmp(level, "Q") == 0)
		return say(nothing, sizeof nothing - 1);
	else
		return explain_usage("telinit", "takes 0 (poweroff), 6 (reboot) or q");
	return carry_out(&command);
}

int main(int argc, char **argv)
{
	const char *name = argc > 0 ? argv[0] : "nsctl";
	const char *slash = strrchr(name, '/');
	char **words = argv + (argc > 0);

	if (strcmp(slash ? slash + 1 : name, "telinit") == 0)
		return (int)run_telinit(words);
	if (words[0] && strcmp(words[0], verbs[VERB_EXEC].word) == 0)
		return run_exec(words + 1);
	if (words[0] && strcmp(words[0], verbs[VERB_LOGS].word) == 0)
		return (int)logs_run(words + 1);
	if (words[0] && strcmp(words[0], verbs[VERB_ATTACH].word) == 0)
		return run_attach(words + 1);
	if (words[0] && strcmp(words[0], verbs[VERB_SET].word) == 0)
		return (int)set_run(words + 1);
	if (words[0] && strcmp(words[0], verbs[VERB_SIGNAL].word) == 0)
		return (int)signal_run(words + 1);
	return (int)run_words(words);
}
