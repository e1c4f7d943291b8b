/*
 * What a container has in its /dev beside the usual: nodes and links.
 * Host tool; called by check_container().
 */
#include "check/check.h"
#include "check/forms.h"
#include "check/rules.h"

#include "base/namespaces.h"
#include <string.h>

#define MODE_BITS    0777u
#define MODE_DEFAULT 0600u
#define MAY_OPEN     06u
/* struct dev_t of the kernel: 12 bits and 20. */
#define MAJOR_MOST 0xfffU
#define MINOR_MOST 0xfffffU

/* An entry that says something without a kind, or a name, is a mistake and no end. */
static bool node_ends(const struct node *node)
{
	return node->kind == NODE_END && node->name == NULL && node->major == 0 &&
	       node->minor == 0 && node->mode == 0 && node->uid == 0 && node->gid == 0;
}

unsigned node_count(const struct node *nodes)
{
	unsigned count = 0;

	while (nodes != NULL && count <= NODES_MAX && !node_ends(&nodes[count]))
		count++;
	return count;
}

unsigned link_count(const struct dev_link *links)
{
	unsigned count = 0;

	while (links != NULL && count <= LINKS_MAX &&
		(links[count].name != NULL || links[count].target != NULL))
		count++;
	return count;
}

/* One is the other, or a directory that the other is in. */
static bool names_collide(const char *a, const char *b)
{
	return path_inside(a, b) || path_inside(b, a);
}

/* Against an earlier entry of the same list, or for a link of the other. */
static void check_earlier(struct report *report, const struct place *at,
	const struct container *container, const char *name, unsigned nodes, unsigned links)
{
	for (unsigned i = 0; i < nodes; i++) {
		const char *other = container->nodes[i].name;

		if (other != NULL && names_collide(name, other))
			report_error(report, at, "name", rule_node_twice, name, "nodes", i);
	}
	for (unsigned i = 0; i < links; i++) {
		const char *other = container->links[i].name;

		if (other != NULL && names_collide(name, other))
			report_error(report, at, "name", rule_node_twice, name, "links", i);
	}
}

/* False when there is no name to look at further. */
static bool check_node_name(struct report *report, const struct place *at, const char *name)
{
	/* device.c has the most of them; "log" is of those who collect logs. */
	static const char *const usual[] = { "null", "zero", "full", "random", "urandom", "tty",
		"console", "fd", "stdin", "stdout", "stderr", "ptmx", "pts", "shm", "mqueue",
		"log" };

	if (name == NULL) {
		report_error(report, at, "name", rule_kind_missing, "a name below /dev");
		return false;
	}
	if (relative_fault(name) != NULL) {
		report_error(report, at, "name", rule_node_name, name, relative_fault(name));
		return false;
	}
	for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
		if (names_collide(name, usual[i]))
			report_error(report, at, "name", rule_node_taken, name);
	return true;
}

/* Whether an entry of `devices` lets it be read or written. */
static bool is_let(const struct container *container, const struct node *node)
{
	const enum device_kind kind = node->kind == NODE_BLOCK ? DEVICE_BLOCK : DEVICE_CHARACTER;
	const unsigned count = device_count(container->devices);

	for (unsigned i = 0; i < count && i < DEVICES_MAX; i++) {
		const struct device *device = &container->devices[i];

		if (device->kind == kind && device->major == node->major &&
			(device->minor == node->minor || device->minor == DEVICE_ANY) &&
			(device->access & (DEVICE_READ | DEVICE_WRITE)) != 0)
			return true;
	}
	return false;
}

static bool in_group(const struct identity *identity, uint32_t gid)
{
	const uint32_t *groups = identity->groups;

	if (identity->gid == gid)
		return true;
	for (unsigned i = 0; groups != NULL && i < GROUPS_MAX && groups[i] != NO_GROUP; i++)
		if (groups[i] == gid)
			return true;
	return false;
}

static bool may_open(const struct container *container, const struct node *node)
{
	const struct identity *identity = &container->identity;
	const uint32_t mode = node->mode != 0 ? node->mode : MODE_DEFAULT;

	if ((container->caps & CAP(DAC_OVERRIDE)) != 0)
		return true;
	if (identity->uid == node->uid)
		return (mode >> 6 & MAY_OPEN) != 0;
	return (in_group(identity, node->gid) ? mode >> 3 & MAY_OPEN : mode & MAY_OPEN) != 0;
}

/* The container's own user, or that of one who lives among its files. */
static bool somebody_may_open(
	const struct appliance *machine, const struct container *container, const struct node *node)
{
	for (unsigned i = 0; i < machine->containers.count; i++) {
		const struct container *other = machine->containers.items[i];

		if ((other == container || join_target(other, JOIN_MOUNT) == container) &&
			may_open(other, node))
			return true;
	}
	return false;
}

static void check_owner(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at, const struct node *node)
{
	const struct user_namespace *user = user_of(container);

	if (user != NULL && id_outside(user->uids, node->uid) == ID_UNMAPPED)
		report_error(report, at, "uid", rule_id_unmapped, node->uid, "uids");
	if (user != NULL && id_outside(user->gids, node->gid) == ID_UNMAPPED)
		report_error(report, at, "gid", rule_id_unmapped, node->gid, "gids");
	if ((node->mode & ~MODE_BITS) != 0)
		report_error(report, at, "mode", rule_node_mode, node->mode);
	else if (!somebody_may_open(machine, container, node))
		report_error(report, at, "mode", rule_node_shut,
			node->mode != 0 ? node->mode : MODE_DEFAULT, node->uid, node->gid);
}

static void check_node(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at)
{
	const struct node *node = &container->nodes[at->index];

	if (check_node_name(report, at, node->name))
		check_earlier(report, at, container, node->name, at->index, 0);
	if (node->kind == NODE_END)
		report_error(report, at, "kind", rule_kind_missing, "NODE_CHARACTER or NODE_BLOCK");
	else
		check_enum(report, at, "kind", (int)node->kind, NODE_BLOCK + 1, "enum node_kind");
	if (node->major > MAJOR_MOST || node->minor > MINOR_MOST)
		report_error(report, at, "major", rule_device_number, node->major, node->minor);
	else if (!is_let(container, node))
		report_error(report, at, "major", rule_node_filtered, node->major, node->minor);
	check_owner(report, machine, container, at, node);
}

void check_nodes(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };
	const unsigned nodes = node_count(container->nodes);
	const unsigned links = link_count(container->links);

	if (!check_length(report, &at, "nodes", nodes, NODES_MAX) ||
		!check_length(report, &at, "links", links, LINKS_MAX))
		return;
	for (unsigned i = 0; i < nodes; i++)
		check_node(report, machine, container, &(struct place){ at.subject, "nodes", i });
	for (unsigned i = 0; i < links; i++) {
		const struct place entry = { at.subject, "links", i };
		const struct dev_link *link = &container->links[i];

		if (check_node_name(report, &entry, link->name))
			check_earlier(report, &entry, container, link->name, nodes, i);
		if (link->target == NULL || link->target[0] == '\0')
			report_error(report, &entry, "target", rule_link_target);
	}
}
