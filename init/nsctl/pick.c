/*
 * Names on the command line, held against a status; see pick.h. nsctl only.
 */
#include "nsctl/pick.h"

#include "base/system.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

bool pick_option(char **words, const char *option)
{
	char **kept = words;
	bool is_there = false;

	for (; *words; words++) {
		if (strcmp(*words, option) == 0)
			is_there = true;
		else
			*kept++ = *words;
	}
	*kept = NULL;
	return is_there;
}

static bool is_named(char *const *words, const char *name)
{
	for (; *words; words++)
		if (strcmp(*words, name) == 0)
			return true;
	return false;
}

/* An option that nobody took is no name. */
static enum ending check_words(const char *verb, char *const *words)
{
	for (; *words; words++) {
		if (**words == '-')
			return explain_usage(*words, "no such option");
		if (!**words)
			return explain_usage(verb, "an empty name");
	}
	return ENDING_GOOD;
}

static enum ending find(const char *verb, char *const *words, const struct status *status)
{
	for (; *words; words++) {
		struct reply_end nobody = { ENOENT, "no container has this name" };
		unsigned at = 0;

		while (at < status->count && strcmp(status->containers[at].name, *words) != 0)
			at++;
		if (at == status->count)
			return explain_end(verb, *words, &nobody);
	}
	return ENDING_GOOD;
}

enum ending pick_status(const char *verb, char **words, struct status *status)
{
	enum ending ending = check_words(verb, words);
	int error = ending == ENDING_GOOD ? client_status("", status) : 0;
	unsigned kept = 0;

	if (ending != ENDING_GOOD)
		return ending;
	if (error < 0)
		return explain_error(error);
	if (status->end.result != 0)
		return explain_end(verb, "", &status->end);
	ending = find(verb, words, status);
	if (ending != ENDING_GOOD || !words[0])
		return ending;
	for (unsigned i = 0; i < status->count; i++) {
		if (!is_named(words, status->containers[i].name))
			continue;
		status->containers[kept] = status->containers[i];
		status->usages[kept++] = status->usages[i];
	}
	status->count = kept;
	return ENDING_GOOD;
}

enum ending pick_one(const char *verb, char **words, struct status *status)
{
	if (!words[0])
		return explain_usage(verb, "which container?");
	if (words[1])
		return explain_usage(words[1], "one word too many");
	return pick_status(verb, words, status);
}

/* Of a descriptor; NULL: it is not what it should be. */
static const struct book *map_book(int memory, size_t *bytes)
{
	struct stat status = { 0 };

	if (sys_stat(memory, "", &status, AT_EMPTY_PATH) < 0 ||
		(size_t)status.st_size < sizeof(struct book))
		return NULL;
	*bytes = (size_t)status.st_size;
	return sys_map_read(memory, *bytes);
}

enum ending pick_book(const char *verb, const struct book **book, size_t *bytes)
{
	struct packet packet;
	int fd = client_connect(CONTROL_PATH);
	int memory = -1;
	int error = fd < 0 ? fd : client_ask(fd, VERB_LOGS, "");

	if (error == 0)
		error = client_receive_rights(fd, &packet, &memory, 1);
	if (fd >= 0)
		sys_close(fd);
	if (error == 0 && packet.head.kind == REPLY_END && packet.body.end.result != 0)
		return explain_end(verb, "", &packet.body.end);
	if (error == 0 && (packet.head.kind != REPLY_LOGS || memory < 0))
		error = -EPROTO;
	if (error == 0) {
		*book = map_book(memory, bytes);
		error = *book ? 0 : -EPROTO;
		sys_close(memory);
	}
	return error < 0 ? explain_error(error) : ENDING_GOOD;
}
