/*
 * Which containers the boot does not start; see enabled.h. PID 1, the boot helper, and the fork
 * that writes.
 */
#include "pid1/enabled.h"

#include "base/keep.h"
#include "base/reply.h"
#include "base/system.h"
#include "base/text.h"
#include "container/launch.h"
#include "pid1/errand.h"
#include "pid1/keeper.h"
#include "pid1/log.h"
#include "service/order.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

/* Of the store, and of /run: names, each with its NUL. */
#define DISABLED_FILE "disabled"
#define BYTES_MAX     (CONTAINERS_MAX * CONTROL_NAME_MAX)

static const char *name_of(unsigned index)
{
	return appliance.containers.items[index]->name;
}

static int open_run(void)
{
	return sys_open(AT_FDCWD, RUN_DIRECTORY, O_RDONLY | O_DIRECTORY);
}

int enabled_restore(int directory)
{
	char names[BYTES_MAX];
	ssize_t count = directory < 0 ? directory
				      : keep_read(directory, DISABLED_FILE, names, sizeof names);
	int run;
	int error;

	if (count < 0 && (directory < 0 || count != -ENOENT))
		return (int)count;
	run = open_run();
	error = run < 0 ? run
			: keep_write(run, DISABLED_FILE, names, count > 0 ? (size_t)count : 0);
	if (run >= 0)
		sys_close(run);
	return error;
}

static bool is_named(const char *names, size_t count, const char *name)
{
	size_t length = strlen(name) + 1;

	for (size_t at = 0; at + length <= count; at += strnlen(names + at, count - at) + 1)
		if (memcmp(names + at, name, length) == 0)
			return true;
	return false;
}

/* Nobody starts a task at boot, and the machine is nothing without one that is essential. */
static bool may_rest(unsigned index)
{
	const struct container *container = appliance.containers.items[index];

	if (container->kind == KIND_TASK)
		return false;
	for (unsigned i = index; NSINIT_USES_ESSENTIAL && i < NSINIT_CONTAINERS; i++)
		if (appliance.containers.items[i]->essential &&
			(i == index || order_needs(&appliance.containers, i, index)))
			return false;
	return true;
}

void enabled_load(struct machine *machine)
{
	char names[BYTES_MAX];
	int run = open_run();
	ssize_t count = run < 0 ? run : keep_read(run, DISABLED_FILE, names, sizeof names);

	if (run >= 0)
		sys_close(run);
	machine->kept = count >= 0;
	/* The file may be older than the config. */
	for (unsigned i = 0; count > 0 && i < NSINIT_CONTAINERS; i++)
		machine->disabled[i] = may_rest(i) && is_named(names, (size_t)count, name_of(i));
}

static _Noreturn void save(const struct machine *machine, const struct client *client)
{
	char bytes[BYTES_MAX];
	struct text names = TEXT(bytes);
	char reason[CONTROL_TEXT_MAX];
	struct text words = TEXT(reason);
	int directory = keeper_open();
	int error = directory;

	errand_forget(machine);
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		if (i == client->first ? client->verb == VERB_DISABLE : machine->disabled[i])
			text_bytes(&names, name_of(i), strlen(name_of(i)) + 1);
	if (directory >= 0)
		error = keep_write(directory, DISABLED_FILE, bytes, names.length);
	if (error < 0) {
		text_string(&words, appliance.store);
		text_string(&words, ": ");
		text_errno(&words, error);
		reply_end(client->fd, -error, reason);
	}
	sys_exit(error < 0);
}

static int refuse(const struct machine *machine, const struct client *client, const char **words)
{
	*words = "still booting";
	if (machine->phase == PHASE_BOOTING)
		return EBUSY;
	*words = "the data store is not there";
	if (!machine->kept)
		return ENODEV;
	*words = appliance.containers.items[client->first]->kind == KIND_TASK
			 ? "nobody starts it at boot"
			 : "it is essential, or one that is needs it";
	if (!may_rest(client->first))
		return EPERM;
	*words = "another one is being kept";
	if (machine->disabler > 0)
		return EBUSY;
	*words = NULL;
	return 0;
}

int enabled_change(struct machine *machine, struct client *client, const char **words)
{
	int error = refuse(machine, client, words);
	pid_t pid;

	if (error != 0)
		return error;
	pid = sys_fork_default();
	if (pid == 0)
		save(machine, client);
	if (pid < 0)
		return -pid;
	machine->disabler = client->result = pid;
	machine->disabling = client->first;
	machine->disables = client->verb == VERB_DISABLE;
	return 0;
}

bool enabled_is_over(
	const struct machine *machine, const struct client *client, int *result, const char **words)
{
	*result = machine->disable_result;
	*words = *result == 0 ? NULL : "nothing was kept";
	return machine->disabler != client->result;
}

bool enabled_exited(struct machine *machine, pid_t pid, int status)
{
	if (pid != machine->disabler)
		return false;
	machine->disabler = 0;
	machine->disable_result = status == 0 ? 0 : ECANCELED;
	if (status == 0 && machine->disabling < NSINIT_CONTAINERS) {
		machine->disabled[machine->disabling] = machine->disables;
		log_say(LOG_LEVEL_NOTICE, name_of(machine->disabling),
			machine->disables ? "disabled" : "enabled", 0);
	}
	return true;
}

bool enabled_rests(const struct machine *machine, unsigned index)
{
	return machine->disabled[index] && machine->services[index].state == SERVICE_DOWN;
}

void enabled_describe(struct text *text, const struct machine *machine, unsigned index)
{
	if (machine->disabled[index])
		text_string(text, machine->services[index].state == SERVICE_DOWN
					  ? "disabled"
					  : "disabled from the next boot on");
	for (unsigned i = 0; machine->services[index].state == SERVICE_WAITING && i < index; i++) {
		if (!enabled_rests(machine, i) || !order_needs(&appliance.containers, index, i))
			continue;
		text_string(text, "needs ");
		text_string(text, name_of(i));
		text_string(text, ", which is disabled");
		return;
	}
}
