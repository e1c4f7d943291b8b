/*
 * What PID 1 answers to a client, packet by packet; see status.h.
 */
#include "pid1/status.h"

#include "base/system.h"
#include "base/text.h"
#include "container/steps.h"
#include "pid1/changes.h"
#include "pid1/definition.h"
#include "pid1/enabled.h"
#include "pid1/learner.h"
#include "pid1/timers.h"
#include "service/order.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/utsname.h>

static void fill_machine(const struct machine *machine, struct reply_machine *reply)
{
	struct utsname names;
	struct text hostname = TEXT(reply->hostname);
	struct text release = TEXT(reply->release);

	reply->up_ms = sys_now_ms();
	reply->containers = NSINIT_CONTAINERS;
	reply->cgroup_version = cgroup_version(&machine->cgroups);
	if (!NSINIT_USES_SLOTS)
		text_string(&hostname, appliance.hostname);
	if (sys_uname(&names) == 0) {
		text_string(&release, names.release);
		if (NSINIT_USES_SLOTS)
			text_string(&hostname, names.nodename);
	}
}

/* "web: mount[1] /tmp: No space left on device" */
static void fill_failure(
	const struct unit *unit, const struct container *container, struct reply_container *reply)
{
	struct text step = TEXT(reply->step_name);
	struct text item = TEXT(reply->item_name);
	struct text reason = TEXT(reply->reason);

	reply->step = unit->failure.step;
	reply->item = step_index(&unit->failure);
	reply->error = -unit->failure.error;
	text_string(&step, step_word((enum step)unit->failure.step));
	step_item(&item, container, &unit->failure);
	text_string(&reason, container->name);
	text_string(&reason, ": ");
	step_describe(&reason, container, &unit->failure);
}

static void fill_cause(const struct machine *machine, unsigned index, struct reply_container *reply)
{
	struct text reason = TEXT(reply->reason);

	changes_describe_cause(&reason, machine, index);
}

static void fill_disabled(
	const struct machine *machine, unsigned index, struct reply_container *reply)
{
	struct text reason = TEXT(reply->reason);

	enabled_describe(&reason, machine, index);
}

static void fill_container(
	const struct machine *machine, unsigned index, struct reply_container *reply)
{
	const struct container *container = appliance.containers.items[index];
	const struct service *service = &machine->services[index];
	struct text name = TEXT(reply->name);

	text_string(&name, container->name);
	reply->state = service->state;
	reply->kind = container->kind;
	reply->paused = NSINIT_USES_PAUSE && machine->units[index].pause == PAUSE_HELD;
	reply->pid = machine->pids[index];
	reply->restarts = service->restarts;
	reply->since_ms = sys_now_ms() - service->since_ms;
	reply->exit_status = service->exit_status;
	reply->index = (uint16_t)index;
	reply->needs = order_needed(&appliance.containers, index);
	reply->after = order_preceding(&appliance.containers, index);
	reply->wanted_ms = machine->units[index].wanted_ms;
	reply->started_ms = machine->units[index].started_ms;
	reply->ready_ms = machine->units[index].ready_ms;
	reply->cause = service->cause;
	if (NSINIT_USES_TIMER)
		timers_fill(machine, index, reply);
	if (NSINIT_USES_NOTIFY || NSINIT_USES_SHORTAGE || NSINIT_USES_REEXEC) {
		reply->notice = machine->units[index].notice;
		memcpy(reply->words, machine->units[index].words, sizeof reply->words);
	}
	if (NSINIT_USES_REEXEC && definition_changed(machine, index))
		reply->notice |= NOTICE_CHANGED;
	if (machine->units[index].failure.step != STEP_NONE)
		fill_failure(&machine->units[index], container, reply);
	else if (NSINIT_USES_PROBE_COMMAND && service->cause != CAUSE_NONE)
		fill_cause(machine, index, reply);
	else if (NSINIT_USES_ENABLE)
		fill_disabled(machine, index, reply);
}

static void fill_end(const struct client *client, struct reply_end *reply)
{
	struct text words = TEXT(reply->text);

	reply->result = client->result;
	if (client->words)
		text_string(&words, client->words);
}

static size_t finish_packet(
	struct status_packet *packet, enum control_reply_kind kind, size_t body_bytes)
{
	packet->head.kind = kind;
	packet->head.bytes = (uint32_t)body_bytes;
	return sizeof packet->head + body_bytes;
}

size_t status_packet(
	const struct machine *machine, const struct client *client, struct status_packet *packet)
{
	bool is_status = client->verb == VERB_STATUS && client->result == 0;

	memset(packet, 0, sizeof *packet);
	if (is_status && client->next == 0) {
		fill_machine(machine, &packet->body.machine);
		return finish_packet(packet, REPLY_MACHINE, sizeof packet->body.machine);
	}
	if (is_status && client->first + client->next - 1 <= client->last) {
		fill_container(machine, client->first + client->next - 1, &packet->body.container);
		return finish_packet(packet, REPLY_CONTAINER, sizeof packet->body.container);
	}
	if (NSINIT_USES_SYSCALLS_LEARN && client->verb == VERB_SYSCALLS && client->result == 0 &&
		client->next == 0) {
		learner_fill(machine, client->first, &packet->body.syscalls);
		return finish_packet(packet, REPLY_SYSCALLS, sizeof packet->body.syscalls);
	}
	fill_end(client, &packet->body.end);
	return finish_packet(packet, REPLY_END, sizeof packet->body.end);
}

ssize_t status_send(
	const struct machine *machine, int client, const struct status_packet *packet, size_t bytes)
{
	int groups[GROUP_COUNT];

	if (packet->head.kind != REPLY_MACHINE || !cgroup_directories(&machine->cgroups, groups))
		return sys_send(client, packet, bytes, MSG_DONTWAIT);
	return sys_send_descriptors(client, packet, bytes, groups, GROUP_COUNT, MSG_DONTWAIT);
}
