/*
 * Watches on the control groups of containers; see shortage.h. Of one that loses processes, or
 * reclaims memory, again and again the kernel has much to tell: it is listened to a few times a
 * second at most.
 */
#include "pid1/shortage.h"

#include "base/system.h"
#include "pid1/log.h"
#include "pid1/supervise.h"

#include <sys/epoll.h>

#define REST_MS       100
#define TELL_AGAIN_MS 10000

static const struct container *container_of(unsigned index)
{
	return appliance.containers.items[index];
}

void shortage_prepare(struct unit *unit)
{
	for (unsigned i = 0; i < WATCHES_MAX; i++)
		unit->watches[i] = -1;
}

static uint64_t tag_of(unsigned index, unsigned watch)
{
	return EPOLL_TAG(SOURCE_SHORTAGE, index * WATCHES_MAX + watch);
}

static int listen_to(
	struct machine *machine, unsigned index, unsigned watch, int fd, uint32_t events)
{
	int error = fd < 0 ? fd
			   : sys_epoll_control(machine->epoll, EPOLL_CTL_ADD, fd, events,
				     tag_of(index, watch));

	if (error < 0 && fd >= 0)
		sys_close(fd);
	if (error == 0)
		machine->units[index].watches[watch] = fd;
	return error;
}

/* Once: then it is silent until shortage_step(). */
static int watch_oom(struct machine *machine, unsigned index)
{
	struct unit *unit = &machine->units[index];
	int fd = cgroup_watch_oom(
		&machine->cgroups, container_of(index)->name, &unit->oom_events, &unit->oom_seen);

	unit->oom_events |= EPOLLONESHOT;
	return listen_to(machine, index, 0, fd, unit->oom_events);
}

int shortage_open(struct machine *machine, unsigned index, uint16_t *item)
{
	const struct container *container = container_of(index);
	const struct pressure *pressure = NSINIT_USES_PRESSURE ? container->pressure : NULL;
	int error = 0;

	*item = 0;
	if (NSINIT_USES_OOM && container->oom != OOM_UNWATCHED)
		error = watch_oom(machine, index);
	for (unsigned i = 1; error == 0 && pressure && pressure->kind != PRESSURE_END;
		i++, pressure++) {
		*item = (uint16_t)i;
		error = listen_to(machine, index, i,
			cgroup_watch_pressure(&machine->cgroups, container->name, pressure),
			EPOLLPRI);
	}
	return error;
}

/* Those of the image before were closed by its exec. Who cannot be watched any more runs on. */
void shortage_resume(struct machine *machine)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		enum service_state state = machine->services[i].state;
		uint16_t item;
		int error;

		shortage_prepare(&machine->units[i]);
		if (machine->pids[i] <= 0 || (state != SERVICE_UP && state != SERVICE_PREPARING))
			continue;
		error = shortage_open(machine, i, &item);
		if (error < 0)
			log_say(LOG_LEVEL_ERROR, container_of(i)->name, "watch", error);
	}
}

void shortage_close(struct machine *machine, unsigned index)
{
	struct unit *unit = &machine->units[index];

	for (unsigned i = 0; i < WATCHES_MAX; i++) {
		if (unit->watches[i] < 0)
			continue;
		sys_epoll_control(machine->epoll, EPOLL_CTL_DEL, unit->watches[i], 0, 0);
		sys_close(unit->watches[i]);
		unit->watches[i] = -1;
	}
	unit->notice = 0;
	unit->look_again_ms = unit->tell_again_ms = 0;
}

static void tell(unsigned index, const char *words)
{
	log_say(LOG_LEVEL_WARNING, container_of(index)->name, words, 0);
}

static void take_oom(struct machine *machine, unsigned index)
{
	struct unit *unit = &machine->units[index];

	unit->look_again_ms = sys_now_ms() + REST_MS;
	if (!cgroup_oom_happened(&machine->cgroups, unit->watches[0], &unit->oom_seen))
		return;
	unit->notice |= NOTICE_MEMORY;
	switch (container_of(index)->oom) {
	case OOM_UNWATCHED:
		break;
	case OOM_TELL:
		tell(index, "a process was killed for want of memory");
		break;
	case OOM_KILL:
		supervise_relieve(machine, index, RELIEF_KILL, CAUSE_PROCESS);
		break;
	case OOM_RESTART:
		supervise_relieve(machine, index, RELIEF_RESTART, CAUSE_PROCESS);
		break;
	case OOM_STOP:
		supervise_relieve(machine, index, RELIEF_STOP, CAUSE_PROCESS);
		break;
	}
}

static void take_pressure(struct machine *machine, unsigned index, const struct pressure *pressure)
{
	static const enum service_cause causes[] = {
		[PRESSURE_MEMORY] = CAUSE_STALL_MEMORY,
		[PRESSURE_CPU] = CAUSE_STALL_CPU,
		[PRESSURE_IO] = CAUSE_STALL_IO,
	};
	static const char *const words[] = {
		[PRESSURE_MEMORY] = "memory is short",
		[PRESSURE_CPU] = "processor time is short",
		[PRESSURE_IO] = "input and output are slow",
	};
	struct unit *unit = &machine->units[index];
	int64_t now_ms = sys_now_ms();

	unit->notice |= NOTICE_PRESSURE;
	switch (pressure->action) {
	case PRESSURE_TELL:
		if (now_ms >= unit->tell_again_ms)
			tell(index, words[pressure->kind]);
		unit->tell_again_ms = now_ms + TELL_AGAIN_MS;
		break;
	case PRESSURE_RESTART:
		supervise_relieve(machine, index, RELIEF_RESTART, causes[pressure->kind]);
		break;
	case PRESSURE_STOP:
		supervise_relieve(machine, index, RELIEF_STOP, causes[pressure->kind]);
		break;
	}
}

/* The watch may have been closed by an event before this one. */
void shortage_take(struct machine *machine, unsigned tag)
{
	unsigned index = tag / WATCHES_MAX;
	unsigned watch = tag % WATCHES_MAX;

	if (machine->units[index].watches[watch] < 0)
		return;
	if (NSINIT_USES_OOM && watch == 0)
		take_oom(machine, index);
	if (NSINIT_USES_PRESSURE && watch > 0)
		take_pressure(machine, index, &container_of(index)->pressure[watch - 1]);
}

void shortage_step(struct machine *machine, int64_t now_ms)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		struct unit *unit = &machine->units[i];

		if (unit->look_again_ms == 0 || now_ms < unit->look_again_ms)
			continue;
		unit->look_again_ms = 0;
		sys_epoll_control(machine->epoll, EPOLL_CTL_MOD, unit->watches[0], unit->oom_events,
			tag_of(i, 0));
	}
}

int64_t shortage_deadline(const struct machine *machine)
{
	int64_t first_ms = 0;

	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++) {
		int64_t at_ms = machine->units[i].look_again_ms;

		if (at_ms > 0 && (first_ms == 0 || at_ms < first_ms))
			first_ms = at_ms;
	}
	return first_ms;
}
