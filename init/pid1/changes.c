/*
 * What the log says of containers; see changes.h.
 */
#include "pid1/changes.h"

#include "container/record.h"
#include "pid1/events.h"
#include "pid1/log.h"

static const char *const state_words[] = {
#define STATE_WORD(state, word) [state] = word,
	SERVICE_STATES(STATE_WORD)
#undef STATE_WORD
};

static const struct container *container_of(unsigned index)
{
	return appliance.containers.items[index];
}

/* Words of a failed step, for the kernel's log and `nsctl logs nsinit`. */
void changes_log_failure(unsigned index, const struct step_report *report)
{
	struct log_line line;

	log_start(&line, LOG_LEVEL_ERROR);
	text_string(&line.text, container_of(index)->name);
	text_string(&line.text, ": ");
	step_describe(&line.text, container_of(index), report);
	log_end(&line);
}

void changes_describe_cause(struct text *text, const struct machine *machine, unsigned index)
{
	enum service_cause cause = machine->services[index].cause;
	static const char *const words[] = {
#define CAUSE_WORDS(cause, words) [cause] = words,
		SERVICE_CAUSES(CAUSE_WORDS)
#undef CAUSE_WORDS
	};

	text_string(text, container_of(index)->name);
	text_string(text, ": ");
	text_string(text, words[cause]);
	if (!NSINIT_USES_PROBE_COMMAND || (cause != CAUSE_READY && cause != CAUSE_ALIVE) ||
		!machine->units[index].reason[0])
		return;
	text_string(text, ": ");
	text_string(text, machine->units[index].reason);
}

void changes_log_cause(const struct machine *machine, unsigned index)
{
	struct log_line line;

	log_start(&line, LOG_LEVEL_ERROR);
	changes_describe_cause(&line.text, machine, index);
	log_end(&line);
}

void changes_log_state(const struct machine *machine, unsigned index, enum service_state before)
{
	const struct service *service = &machine->services[index];
	struct log_line line;

	if (service->state == before)
		return;
	if (NSINIT_USES_EVENTS)
		events_note(machine, index, before);
	log_start(&line, service->state == SERVICE_STUCK ? LOG_LEVEL_ERROR : LOG_LEVEL_INFO);
	text_string(&line.text, container_of(index)->name);
	text_string(&line.text, ": ");
	text_string(&line.text, state_words[service->state]);
	log_end(&line);
}

void changes_record(const struct machine *machine, unsigned index, bool up)
{
	char directory[sizeof RUN_DIRECTORY + CONTROL_NAME_MAX];
	struct text text = TEXT(directory);
	int error = 0;

	text_string(&text, RUN_DIRECTORY "/");
	text_string(&text, container_of(index)->name);
	/* One that has ended already was never seen up. */
	if (up && machine->pids[index] > 0)
		error = record_write(directory, machine->pids[index]);
	else if (!up)
		record_remove(directory);
	if (error < 0)
		log_say(LOG_LEVEL_WARNING, "record", directory, error);
}
