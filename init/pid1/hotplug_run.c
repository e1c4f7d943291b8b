/*
 * The process that follows devices; see hotplug.h. A fork of PID 1.
 *
 * It hears first and looks then, so that nothing falls between: at its start, and when the kernel
 * says that messages were lost, it walks through all devices of sysfs as if each had just come.
 * What it tells PID 1 is what it finds in /dev, never what a message claims.
 */
#include "pid1/hotplug.h"

#include "base/glob.h"
#include "base/system.h"
#include "base/text.h"
#include "container/process.h"
#include "kernel/uevent.h"
#include "pid1/log.h"
#include "pid1/modules.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <nsinit/container.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>

/* Who says so much that messages are lost is heard out before the next walk. */
#define FLOOD_MS 1000

#define MODE_DEFAULT 0600

/* The process's own pages. */
static struct follower {
	int reports;
	int socket;
	int dev;
	bool machine;
	struct modules modules;
	uint64_t told[NSINIT_USES_DEVICE_NODE ? NSINIT_CONTAINERS : 1];
} follower;

static void report(uint32_t index, uint64_t node)
{
	const struct hotplug_report packet = { .node = node, .index = index };

	/* Without PID 1 there is nothing to do. */
	if (sys_write(follower.reports, &packet, sizeof packet) < 0)
		sys_exit(1);
}

/* The inode of a node in /dev; 0: there is none. Nothing that is no device is one. */
static uint64_t find_node(const char *name)
{
	struct stat status;
	int error = sys_stat(follower.dev, name, &status, AT_SYMLINK_NOFOLLOW);

	return error == 0 && (S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode)) ? status.st_ino
										  : 0;
}

/* Tells PID 1 what is not as it was told; of one node, or of all: NULL. */
static void look(const char *name)
{
	for (unsigned i = 0; NSINIT_USES_DEVICE_NODE && i < NSINIT_CONTAINERS; i++) {
		const char *wanted = appliance.containers.items[i]->device_node;
		uint64_t node;

		if (!wanted || (name && strcmp(name, wanted) != 0))
			continue;
		node = find_node(wanted);
		if (node == follower.told[i])
			continue;
		follower.told[i] = node;
		report(i, node);
	}
}

/* The mode first: until the owner follows, the node is root's. */
static void give(const char *name, const struct device_rule *rule)
{
	int error;

	if (find_node(name) == 0)
		return;
	error = sys_chmod(follower.dev, name, rule->mode ? rule->mode : MODE_DEFAULT);
	if (error == 0)
		error = sys_chown(follower.dev, name, rule->uid, rule->gid);
	/* It may be gone again. */
	if (error < 0 && error != -ENOENT)
		log_say(LOG_LEVEL_WARNING, "device", name, error);
}

static void apply_rules(const char *name)
{
	for (const struct device_rule *rule = appliance.device_rules; rule->name; rule++) {
		if (glob_matches(rule->name, strlen(rule->name), name)) {
			give(name, rule);
			return;
		}
	}
}

static void take(const struct uevent *event)
{
	if (NSINIT_USES_COLDPLUG && follower.machine && event->added && event->modalias)
		modules_load_for(&follower.modules, event->modalias);
	if (!event->name)
		return;
	if (NSINIT_USES_DEVICE_RULES && follower.machine && event->added)
		apply_rules(event->name);
	look(event->name);
}

/* Calls visit for each name in a directory, which it closes; -errno is no directory. */
static void for_each(int directory, void (*visit)(int directory, const char *name))
{
	_Alignas(8) char entries[1024];
	ssize_t bytes;

	while (directory >= 0 && (bytes = sys_getdents(directory, entries, sizeof entries)) > 0) {
		for (ssize_t at = 0; at < bytes;) {
			const struct dirent64 *entry = (const void *)(entries + at);

			at += entry->d_reclen;
			if (entry->d_name[0] != '.')
				visit(directory, entry->d_name);
		}
	}
	if (directory >= 0)
		sys_close(directory);
}

static int open_below(int directory, const char *name, const char *below, int flags)
{
	char path[NAME_MAX + sizeof "/devices"];
	struct text text = TEXT(path);

	text_string(&text, name);
	text_string(&text, below);
	return text.cut ? -ENAMETOOLONG : sys_open(directory, path, flags);
}

static void visit_device(int directory, const char *name)
{
	static char bytes[UEVENT_BYTES_MAX + 1];
	struct uevent event;
	int fd = open_below(directory, name, "/uevent", O_RDONLY);
	ssize_t count = fd < 0 ? fd : sys_read(fd, bytes, UEVENT_BYTES_MAX);

	if (fd >= 0)
		sys_close(fd);
	if (count <= 0)
		return;
	uevent_parse_file(bytes, (size_t)count, &event);
	take(&event);
}

/* "pci", whose devices are links in pci/devices. */
static void visit_bus(int directory, const char *name)
{
	for_each(open_below(directory, name, "/devices", O_RDONLY | O_DIRECTORY), visit_device);
}

static void visit_class(int directory, const char *name)
{
	for_each(open_below(directory, name, "", O_RDONLY | O_DIRECTORY), visit_device);
}

/* Devices that a module brings during the walk are in it, or in the messages that follow. */
static void walk(void)
{
	if ((NSINIT_USES_COLDPLUG || NSINIT_USES_DEVICE_RULES) && follower.machine) {
		for_each(sys_open(AT_FDCWD, "/sys/bus", O_RDONLY | O_DIRECTORY), visit_bus);
		for_each(sys_open(AT_FDCWD, "/sys/class", O_RDONLY | O_DIRECTORY), visit_class);
	}
	look(NULL);
}

/* One message, or a walk in place of those that were lost; false: nothing is left to hear. */
static bool hear(bool wait)
{
	static char bytes[UEVENT_BYTES_MAX + 1];
	struct uevent event;
	ssize_t count = uevent_receive(follower.socket, bytes, wait);

	if (count == -EAGAIN)
		return false;
	if (count == -ENOBUFS) {
		sys_sleep_ms(FLOOD_MS);
		while (uevent_receive(follower.socket, bytes, false) >= 0)
			;
		walk();
	} else if (count < 0) {
		log_say(LOG_LEVEL_ERROR, "devices", "uevents", (int)count);
		sys_exit(1);
	} else if (uevent_parse(bytes, (size_t)count, &event)) {
		take(&event);
	}
	return true;
}

static void prepare(int reports, bool machine)
{
	int keep[3] = { reports };
	int error;

	sys_prctl(PR_SET_NAME, (unsigned long)"devices", 0, 0, 0);
	/* The end of the machine waits for who does not hear SIGTERM. */
	sys_block_signals(~SIGNAL_BIT(SIGTERM));
	process_close_others(keep, 1 + log_descriptors(keep + 1));
	follower.reports = reports;
	follower.machine = machine;
	follower.dev = sys_open(AT_FDCWD, "/dev", O_PATH | O_DIRECTORY);
	follower.socket = error = uevent_open();
	if (NSINIT_USES_COLDPLUG && machine)
		modules_open(&follower.modules);
	if (error >= 0)
		error = hotplug_confine(machine);
	if (error < 0) {
		log_say(LOG_LEVEL_ERROR, "devices", "the kernel does not tell of them", error);
		sys_exit(1);
	}
}

_Noreturn void hotplug_run(int reports, bool machine)
{
	prepare(reports, machine);
	/* Whatever it is, PID 1 may have been told otherwise by the one before. */
	memset(follower.told, 0xff, sizeof follower.told);
	walk();
	while (hear(false))
		;
	report(HOTPLUG_WALKED, 0);
	for (;;)
		hear(true);
}
