/*
 * The part of the schema about devices that come and go: modules for them, owners and modes of
 * their nodes, containers that run while one is there. Included by container.h; a config includes
 * that.
 *
 * `.coldplug` of the appliance loads the modules of the devices that are there at boot, before the
 * first container starts, and of those that come later: from /lib/modules of the kernel's release,
 * by the tables that depmod(8) makes there.
 *
 * `.device_node` of a container, as "ttyUSB0", is a name in /dev of the appliance. The container
 * waits as for a need until it is there, is stopped when it goes, and starts again when it comes
 * back. What it opens it still says itself, by `devices` and `nodes`.
 */
#ifndef NSINIT_HOTPLUG_H
#define NSINIT_HOTPLUG_H

#include <stdint.h>

#define DEVICE_RULES_MAX       32
#define DEVICE_NAME_LENGTH_MAX 63

/*
 * Owner and mode of nodes in the appliance's own /dev, which the kernel makes: { "ttyUSB*", .mode =
 * 0660, .gid = 20 }. The first that matches counts; what none matches stays as the kernel has it.
 * This is for programs outside of containers, which have a /dev of their own with their `nodes`.
 */
struct device_rule {
	const char *name; /* below /dev; '*', '?' and "[a-f]" stand for others, '*' for '/' too */
	uint32_t mode;    /* 0 means 0600 */
	uint32_t uid, gid;
};
#define DEVICE_RULES(...) ((const struct device_rule[]){ __VA_ARGS__, { NULL, 0 } })

#endif
