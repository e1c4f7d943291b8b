/*
 * The two lines that people wait for; see progress.h.
 */
#include "pid1/progress.h"

#include "pid1/events.h"
#include "pid1/log.h"
#include "service/order.h"

bool progress_add_names(struct text *text, const char *word, const struct container_set *set)
{
	const char *between = word;

	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		if (!set_has(set, i))
			continue;
		text_string(text, between);
		text_string(text, appliance.containers.items[i]->name);
		between = ", ";
	}
	return !set_is_empty(set);
}

void progress_boot(struct machine *machine, int64_t now_ms)
{
	struct log_line line;
	struct container_set bad = { { 0 } };

	if (machine->booted || machine->phase != PHASE_RUNNING)
		return;
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		enum order_outcome outcome =
			machine->services[i].wanted
				? order_settled(&appliance.containers, machine->services, i)
				: ORDER_GOOD;

		if (outcome == ORDER_MOVING)
			return;
		if (outcome == ORDER_BAD)
			set_add(&bad, i);
	}
	machine->booted = true;
	if (NSINIT_USES_EVENTS)
		events_say(machine, "boot finished");
	log_start(&line, set_is_empty(&bad) ? LOG_LEVEL_NOTICE : LOG_LEVEL_WARNING);
	text_string(&line.text, "boot finished after ");
	text_number(&line.text, now_ms);
	text_string(&line.text, " ms");
	progress_add_names(&line.text, ", without ", &bad);
	log_end(&line);
}

void progress_shutdown(struct machine *machine, int64_t now_ms)
{
	struct log_line line;
	struct container_set left = { { 0 } };

	if (now_ms < machine->progress_ms)
		return;
	machine->progress_ms = now_ms + PROGRESS_PERIOD_MS;
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		if (order_stopped(machine->services, i) == ORDER_MOVING)
			set_add(&left, i);
	log_start(&line, LOG_LEVEL_ERROR);
	if (progress_add_names(&line.text, "still stopping: ", &left))
		log_end(&line);
}

static void note_first(int64_t *time_ms, bool is_so, int64_t now_ms)
{
	if (is_so && *time_ms == 0)
		*time_ms = now_ms;
}

void progress_note(struct machine *machine, unsigned index, int64_t now_ms)
{
	const struct service *service = &machine->services[index];
	struct unit *unit = &machine->units[index];

	note_first(&unit->wanted_ms, service->wanted, now_ms);
	note_first(&unit->started_ms, service->state == SERVICE_STARTING, now_ms);
	note_first(&unit->ready_ms,
		service->wanted && order_settled(&appliance.containers, machine->services, index) ==
					   ORDER_GOOD,
		now_ms);
}
