/*
 * What of a kernel the config needs, and for whom; see uses.h. The rows are those of
 * nsctl/kernel.c, which looks for it on the device. What is done without is no need.
 * Host tool.
 */
#include "check/check.h"
#include "check/uses.h"

#include <stddef.h>

static bool runs(const struct container *container)
{
	return container->argv != NULL;
}

static bool has_own_network(const struct container *container)
{
	return !has_network(container, NETWORK_HOST);
}

static bool has_filter(const struct container *container)
{
	return container->syscalls != SYSCALLS_UNRESTRICTED;
}

static bool has_users(const struct container *container)
{
	return container->user.kind == USER_RANGES;
}

static bool has_time(const struct container *container)
{
	return container->time != NULL;
}

static bool must_have_landlock(const struct container *container)
{
	return container->landlock != NULL && container->landlock->abi != LANDLOCK_AVAILABLE;
}

static bool has_overlay(const struct container *container)
{
	return container->root.overlay != OVERLAY_NONE;
}

static bool has_squashfs(const struct container *container)
{
	return container->root.kind == ROOT_SQUASHFS;
}

static bool has_erofs(const struct container *container)
{
	return container->root.kind == ROOT_EROFS;
}

static bool has_image(const struct container *container)
{
	return has_squashfs(container) || has_erofs(container);
}

static bool has_mqueue(const struct container *container)
{
	for (unsigned i = 0; i < mount_count(container->mounts); i++)
		if (container->mounts[i].kind == MOUNT_MQUEUE)
			return true;
	return false;
}

static bool has_memory_limit(const struct container *container)
{
	return container->limits->memory_bytes > 0;
}

static bool has_process_limit(const struct container *container)
{
	return container->limits->processes > 0;
}

static bool has_cpu_limit(const struct container *container)
{
	return container->limits->cpu_percent > 0 || container->limits->cpu_weight != 0;
}

static bool has_cpuset(const struct container *container)
{
	return container->limits->cpus != NULL || container->limits->memory_nodes != NULL;
}

static bool has_io_limit(const struct container *container)
{
	return container->limits->io_weight != 0 || io_limit_count(container->limits->io) > 0;
}

static bool has_huge_pages(const struct container *container)
{
	return hugetlb_count(container->limits->hugetlb) > 0;
}

static bool has_pressure(const struct container *container)
{
	return container->pressure != NULL && container->pressure[0].kind != PRESSURE_END;
}

static bool has_veth(const struct container *container)
{
	return has_network(container, NETWORK_VETH) ||
	       has_network(container, NETWORK_POINT_TO_POINT);
}

static bool has_bridge(const struct container *container)
{
	return has_network(container, NETWORK_VETH);
}

static bool has_ipv6(const struct container *container)
{
	for (unsigned i = 0; i < network_count(container->networks); i++)
		if (container->networks[i].address6.prefix > 0)
			return true;
	return false;
}

static const struct mechanism needs[] = {
	{ "PIDS", runs },
	{ "UTS", runs },
	{ "IPC", runs },
	{ "CGROUPS", runs },
	{ "NETWORK", has_own_network },
	{ "USERS", has_users },
	{ "TIME", has_time },
	{ "SECCOMP", has_filter },
	{ "LANDLOCK", must_have_landlock },
	{ "TMPFS", runs },
	{ "DEVPTS", runs },
	{ "OVERLAY", has_overlay },
	{ "SQUASHFS", has_squashfs },
	{ "EROFS", has_erofs },
	{ "LOOP", has_image },
	{ "MQUEUE", has_mqueue },
	{ "MEMORY", has_memory_limit },
	{ "PROCESSES", has_process_limit },
	{ "CPU", has_cpu_limit },
	{ "CPUSET", has_cpuset },
	{ "IO", has_io_limit },
	{ "HUGETLB", has_huge_pages },
	{ "PRESSURE", has_pressure },
	{ "VETH", has_veth },
	{ "BRIDGE", has_bridge },
	{ "IPV6", has_ipv6 },
};

static void print_need(FILE *out, const struct appliance *machine, const struct mechanism *need)
{
	const char *between = NULL;

	for (unsigned i = 0; i < machine->containers.count; i++) {
		if (!need->uses(machine->containers.items[i]))
			continue;
		if (between == NULL)
			fprintf(out, " \\\n\tX(KERNEL_%s, \"", need->name);
		fprintf(out, "%s%s", between != NULL ? between : "",
			machine->containers.items[i]->name);
		between = ", ";
	}
	if (between != NULL)
		fputs("\")", out);
}

void print_kernel_needs(FILE *out, const struct appliance *machine)
{
	fputs("/* X(what, containers that need it of the kernel) */\n#define "
	      "NSINIT_KERNEL_NEEDS(X)",
		out);
	for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++)
		print_need(out, machine, &needs[i]);
	if (machine->watchdog.device != NULL)
		fprintf(out, " \\\n\tX(KERNEL_WATCHDOG(\"%s\"), \"the watchdog\")",
			machine->watchdog.device);
	fputc('\n', out);
}
