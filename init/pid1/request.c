/*
 * One packet into a verb and its containers; see request.h. Pure.
 */
#include "pid1/request.h"

#include "base/text.h"
#include "base/words.h"

#include <errno.h>
#include <string.h>

/* What a verb takes: see CONTROL_VERBS. */
static const unsigned char takes[VERB_COUNT] = {
#define VERB_TAKES(verb, word, takes, help) [verb] = (takes),
	CONTROL_VERBS(VERB_TAKES)
#undef VERB_TAKES
};

/* Whether it is of this build's protocol: only three have more than their head, allowed or not. */
static bool is_known(const struct exec_request *packet, size_t bytes)
{
	if (bytes < sizeof packet->head || bytes > sizeof *packet ||
		packet->head.version != CONTROL_VERSION || packet->head.verb >= VERB_COUNT)
		return false;
	if (packet->head.verb == VERB_SET)
		return bytes == sizeof(struct set_request);
	if (packet->head.verb == VERB_SIGNAL)
		return bytes == sizeof(struct signal_request);
	if (packet->head.verb != VERB_EXEC)
		return bytes == sizeof packet->head;
	return bytes >= offsetof(struct exec_request, words) &&
	       packet->bytes == bytes - offsetof(struct exec_request, words);
}

/* The containers that a request is about: all, or the one of its name. False: there is none. */
static bool find_containers(struct client *client, const char *name)
{
	client->first = 0;
	client->last = NSINIT_CONTAINERS - 1;
	if (!name[0])
		return true;
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		if (strcmp(appliance.containers.items[i]->name, name) == 0) {
			client->first = client->last = i;
			return true;
		}
	}
	return false;
}

/* Nothing but what names of terminals are made of. False: it is none. */
static bool take_term(struct request *request)
{
	const char *name = request->packet.term;
	struct text term = TEXT(request->term);

	request->term[0] = '\0';
	if (!memchr(name, '\0', EXEC_TERM_MAX))
		return false;
	for (const char *c = name; *c; c++)
		if (*c <= ' ' || *c > '~')
			return false;
	if (!name[0])
		return true;
	text_string(&term, "TERM=");
	text_string(&term, name);
	return true;
}

static bool take_command(struct request *request)
{
	const struct exec_request *packet = &request->packet;

	return (packet->flags & ~EXEC_TERMINAL) == 0 && take_term(request) &&
	       words_unpack(
		       packet->words, packet->bytes, packet->count, request->argv, EXEC_WORDS_MAX);
}

static bool learns(unsigned index)
{
	return NSINIT_USES_SYSCALLS_LEARN &&
	       appliance.containers.items[index]->syscalls == SYSCALLS_LEARN;
}

int request_take(struct request *request, size_t bytes, struct client *client, const char **words)
{
	struct exec_request *packet = &request->packet;
	enum control_verb verb = VERB_COUNT;

	client->verb = VERB_COUNT;
	if (!is_known(packet, bytes)) {
		*words = "nsctl and nsinit are of different builds";
		return EPROTO;
	}
	verb = (enum control_verb)packet->head.verb;
	packet->head.name[sizeof packet->head.name - 1] = '\0';
	if ((takes[verb] == 1 || takes[verb] == 3 || takes[verb] >= 5) && !packet->head.name[0]) {
		*words = "which container?";
		return EINVAL;
	}
	if (!find_containers(client, packet->head.name)) {
		*words = "no container has this name";
		return ENOENT;
	}
	if (verb == VERB_SYSCALLS && !learns(client->first)) {
		*words = "it does not have SYSCALLS_LEARN";
		return EINVAL;
	}
	if (verb == VERB_EXEC && !take_command(request)) {
		*words = "not a command";
		return EINVAL;
	}
	client->verb = verb;
	return 0;
}
