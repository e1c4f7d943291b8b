/*
 * Events of containers and of the machine; see events.h.
 */
#include "pid1/events.h"

void events_note(const struct machine *machine, unsigned index, enum service_state before)
{
	const struct service *service = &machine->services[index];
	const struct unit *unit = &machine->units[index];
	struct event *event;
	struct text words;

	if (!machine->logger.book)
		return;
	event = events_next(&machine->logger.book->events);
	event->container = (uint16_t)index;
	event->state = (uint8_t)service->state;
	event->before = (uint8_t)before;
	event->cause = (uint8_t)service->cause;
	event->exit_status = service->exit_status;
	if (NSINIT_USES_NOTIFY)
		event->notice = (uint8_t)unit->notice;
	if (NSINIT_USES_PAUSE)
		event->paused = unit->pause == PAUSE_HELD;
	words = (struct text)TEXT(event->text);
	/* What failed before is forgotten with the next start. */
	if (unit->failure.step != STEP_NONE && service->state != SERVICE_STARTING)
		step_describe(&words, appliance.containers.items[index], &unit->failure);
	events_publish(&machine->logger.book->events);
}

void events_say(const struct machine *machine, const char *words)
{
	struct event *event;
	struct text text;

	if (!machine->logger.book)
		return;
	event = events_next(&machine->logger.book->events);
	event->container = EVENT_OF_NSINIT;
	text = (struct text)TEXT(event->text);
	text_string(&text, words);
	events_publish(&machine->logger.book->events);
}
