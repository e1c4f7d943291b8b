/*
 * The lines below the table of a good config that say what is mounted over each root, and how,
 * and what stands in each /dev beside the usual.
 * Host tool; called by print_summary(); writes to standard output.
 */
#include "check/check.h"
#include "check/forms.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const kinds[] = {
	[MOUNT_TMPFS] = "tmpfs",
	[MOUNT_BIND] = NULL, /* its source says it */
	[MOUNT_PROC] = "proc",
	[MOUNT_SYSFS] = "sysfs",
	[MOUNT_MQUEUE] = "mqueue",
	[MOUNT_DEVPTS] = "devpts",
	[MOUNT_SHM] = "shm",
	[MOUNT_CGROUP] = "cgroup",
};

static const char *const hidepids[] = {
	[HIDEPID_INVISIBLE] = NULL, /* as in every /proc */
	[HIDEPID_CLOSED] = "closed",
	[HIDEPID_OPEN] = "open",
	[HIDEPID_PTRACEABLE] = "ptraceable",
};

static void print_mount(const struct mount *mount)
{
	printf("%s", mount->target);
	if (kinds[mount->kind] != NULL)
		printf(" %s", kinds[mount->kind]);
	if (mount->size_bytes > 0)
		printf(" %s", size_text(mount->size_bytes).text);
	if (mount->pids_only)
		printf(" pids only");
	if (hidepids[mount->hidepid] != NULL)
		printf(" hidepid %s", hidepids[mount->hidepid]);
	if (mount->writable)
		printf(" writable");
	if (mount->executable)
		printf(" executable");
	if (mount->recursive)
		printf(" recursive");
	if (mount->propagation == PROPAGATION_SLAVE)
		printf(" slave");
	if (mount->idmap != NULL)
		printf(" idmap");
	if (mount->source != NULL)
		printf(" from %s", mount->source);
}

static void print_mounts(const struct container *container)
{
	const unsigned count = mount_count(container->mounts);

	for (unsigned i = 0; i < count; i++) {
		if (i == 0)
			printf("mounts of %s: ", container->name);
		print_mount(&container->mounts[i]);
		printf("%s", i + 1 < count ? ", " : "\n");
	}
}

static void print_nodes(const struct container *container)
{
	const unsigned nodes = node_count(container->nodes);
	const unsigned links = link_count(container->links);

	for (unsigned i = 0; i < nodes; i++) {
		const struct node *node = &container->nodes[i];

		printf("%s%s %c %" PRIu32 ":%" PRIu32 " %04" PRIo32 " %" PRIu32 ":%" PRIu32,
			i > 0 ? ", " : "", node->name, node->kind == NODE_BLOCK ? 'b' : 'c',
			node->major, node->minor, node->mode != 0 ? node->mode : 0600, node->uid,
			node->gid);
	}
	for (unsigned i = 0; i < links; i++)
		printf("%s%s -> %s", nodes + i > 0 ? ", " : "", container->links[i].name,
			container->links[i].target);
}

void print_all_files(const struct appliance *machine)
{
	for (unsigned i = 0; i < machine->containers.count; i++)
		print_mounts(machine->containers.items[i]);
	for (unsigned i = 0; i < machine->containers.count; i++) {
		const struct container *container = machine->containers.items[i];

		if (node_count(container->nodes) + link_count(container->links) == 0)
			continue;
		printf("/dev of %s: ", container->name);
		print_nodes(container);
		putchar('\n');
	}
}
