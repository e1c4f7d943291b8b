/*
 * What people and the config want of containers, told to their state machines; see supervise.h.
 */
#include "pid1/supervise.h"

#include "pid1/enabled.h"
#include "pid1/log.h"
#include "pid1/loop.h"
#include "pid1/once.h"
#include "pid1/slots.h"
#include "service/order.h"

static const struct container *container_of(unsigned index)
{
	return appliance.containers.items[index];
}

static void want(struct machine *machine, unsigned index, enum service_event_kind kind)
{
	supervise_take(machine, index, kind, 0);
}

bool supervise_is_on_demand(unsigned index)
{
	return (NSINIT_USES_TASK || NSINIT_USES_TIMER) &&
	       service_is_on_demand(container_of(index)->kind);
}

void supervise_start_all(struct machine *machine)
{
	if (NSINIT_USES_ONCE)
		once_prepare(machine);
	if (NSINIT_USES_ENABLE)
		enabled_load(machine);
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		if (NSINIT_USES_ENABLE && machine->disabled[i])
			machine->leaving[i] = true; /* a timer's times pass */
		else if (!supervise_is_on_demand(i) &&
			 !(NSINIT_USES_SLOTS && slots_is_off(container_of(i))) &&
			 !(NSINIT_USES_ONCE && machine->services[i].state == SERVICE_DONE))
			want(machine, i, EVENT_WANT_UP);
	}
}

void supervise_start(struct machine *machine, unsigned index)
{
	for (unsigned i = 0; i <= index; i++) {
		if (i != index && !order_needs(&appliance.containers, index, i))
			continue;
		machine->leaving[i] = false;
		/* A need that is there or on its way up keeps its own pace. */
		if (i == index || !machine->services[i].wanted ||
			order_settled(&appliance.containers, machine->services, i) == ORDER_BAD)
			want(machine, i, EVENT_WANT_UP);
	}
}

/* Those that need it go first; who may not stop yet is asked again after every change. */
void supervise_stop(struct machine *machine, unsigned index)
{
	machine->leaving[index] = true;
	for (unsigned i = index + 1; i < NSINIT_CONTAINERS; i++)
		if (order_needs(&appliance.containers, i, index))
			machine->leaving[i] = true;
	supervise_step(machine);
}

void supervise_restart(struct machine *machine, unsigned index)
{
	machine->leaving[index] = false;
	want(machine, index, EVENT_WANT_RESTART);
}

void supervise_stop_all(struct machine *machine)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		machine->leaving[i] = true;
	supervise_step(machine);
}

bool supervise_all_down(const struct machine *machine)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		if (order_stopped(machine->services, i) == ORDER_MOVING)
			return false;
	return true;
}

void supervise_rescue(struct machine *machine, unsigned index)
{
	log_say(LOG_LEVEL_ERROR, "rescue", "all others are stopped", 0);
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		machine->leaving[i] = i != index;
	supervise_step(machine);
}

void supervise_give_up(struct machine *machine, unsigned index)
{
	const struct failures *failures = container_of(index)->restart.failures;

	log_say(LOG_LEVEL_ERROR, container_of(index)->name, "failed too often", 0);
	if (machine->phase != PHASE_RUNNING)
		return;
	switch (failures->on_limit) {
	case FAILURE_RETRY:
		break;
	case FAILURE_START:
		for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
			if (container_of(i) == failures->instead)
				supervise_start(machine, i);
		break;
	case FAILURE_REBOOT:
		loop_finish(machine, FINISH_REBOOT);
		break;
	case FAILURE_RESCUE:
		supervise_rescue(machine, index);
		break;
	}
}

/* One that is on its way up may have joined already what is gone now. */
static void wait_again(struct machine *machine, unsigned index)
{
	if (machine->services[index].state == SERVICE_STARTING)
		want(machine, index, EVENT_WANT_DOWN);
	if (service_is_at_rest(&machine->services[index]) || !machine->services[index].wanted)
		want(machine, index, EVENT_WANT_UP);
	else
		want(machine, index, EVENT_WANT_RESTART);
}

void supervise_follow(struct machine *machine)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		if (machine->services[i].wanted && !machine->leaving[i] &&
			order_must_wait(&appliance.containers, machine->services, i))
			wait_again(machine, i);
}

int64_t supervise_deadline(const struct machine *machine)
{
	int64_t first_ms = 0;

	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		int64_t deadline_ms = machine->services[i].deadline_ms;

		if (deadline_ms > 0 && (first_ms == 0 || deadline_ms < first_ms))
			first_ms = deadline_ms;
	}
	return first_ms;
}
