/*
 * Writes uses.h: which mechanisms the config uses, so that the compiler drops the others.
 * Host tool; called by main() with a config without mistakes.
 */
#include "check/check.h"
#include "check/uses.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool use_veth(const struct container *container)
{
	return has_network(container, NETWORK_VETH) ||
	       has_network(container, NETWORK_POINT_TO_POINT);
}

static bool use_point_to_point(const struct container *container)
{
	return has_network(container, NETWORK_POINT_TO_POINT);
}

static bool use_ipv6(const struct container *container)
{
	for (unsigned i = 0; i < network_count(container->networks); i++) {
		if (container->networks[i].address6.prefix > 0)
			return true;
	}
	return false;
}

static bool use_routes(const struct container *container)
{
	for (unsigned i = 0; i < network_count(container->networks); i++) {
		if (route_count(container->networks[i].routes) > 0 ||
			route6_count(container->networks[i].routes6) > 0)
			return true;
	}
	return false;
}

static bool use_network_host(const struct container *container)
{
	return has_network(container, NETWORK_HOST);
}

static bool use_landlock(const struct container *container)
{
	return container->landlock != NULL;
}

static bool use_setuid(const struct container *container)
{
	return container->allow_setuid;
}

static bool use_label(const struct container *container)
{
	return container->label.kind != LABEL_UNSET;
}

static bool use_rlimits(const struct container *container)
{
	return container->rlimits != NULL && container->rlimits[0].kind != RESOURCE_END;
}

static bool use_scheduling(const struct container *container)
{
	return container->oom_score != 0 || container->nice != 0 ||
	       container->scheduler.kind != SCHEDULER_ORDINARY ||
	       container->io_priority.kind != IO_PRIORITY_UNSET;
}

static bool use_cpus(const struct container *container)
{
	return container->cpus != 0;
}

static bool use_limits(const struct container *container)
{
	const struct limits *limits = container->limits;

	return limits->memory_bytes > 0 || limits->cpu_percent > 0 || limits->processes > 0;
}

static bool use_limits_more(const struct container *container)
{
	const struct limits *limits = container->limits;

	return limits->memory_high_bytes != 0 || limits->memory_low_bytes != 0 ||
	       limits->memory_min_bytes != 0 || limits->swap_bytes != 0 ||
	       limits->swappiness != 0 || limits->cpu_weight != 0 || limits->cpu_period_us != 0 ||
	       limits->cpu_burst_us != 0;
}

static bool use_cpuset(const struct container *container)
{
	return container->limits->cpus != NULL || container->limits->memory_nodes != NULL;
}

static bool use_io(const struct container *container)
{
	return container->limits->io_weight != 0 || io_limit_count(container->limits->io) > 0;
}

static bool use_hugetlb(const struct container *container)
{
	return hugetlb_count(container->limits->hugetlb) > 0;
}

static bool use_raw(const struct container *container)
{
	return raw_count(container->limits->raw) > 0;
}

static bool use_delegate(const struct container *container)
{
	return container->limits->delegate;
}

static bool use_devices(const struct container *container)
{
	return device_count(container->devices) > 0;
}

static bool use_oneshot(const struct container *container)
{
	return container->kind == KIND_ONESHOT;
}

static bool use_user(const struct container *container)
{
	return container->user.kind == USER_RANGES;
}

static bool use_time(const struct container *container)
{
	return container->time != NULL;
}

static bool use_join(const struct container *container)
{
	return container->join != NULL;
}

static bool use_own_terminal(const struct container *container)
{
	return container->terminal;
}

static bool use_syscall_lists(const struct container *container)
{
	return syscall_count(container->syscalls_add) > 0 ||
	       syscall_count(container->syscalls_remove) > 0;
}

static bool use_syscall_rules(const struct container *container)
{
	return syscall_rule_count(container->syscall_rules) > 0;
}

static bool use_syscall_kill(const struct container *container)
{
	return container->syscall_action == SYSCALL_KILL;
}

static bool use_syscall_log(const struct container *container)
{
	return container->syscall_action == SYSCALL_LOG;
}

/* What at least one container uses. Of its files: uses_files.c. */
static const struct mechanism mechanisms[] = {
	{ "VETH", use_veth },
	{ "POINT_TO_POINT", use_point_to_point },
	{ "ROUTES", use_routes },
	{ "NETWORK_HOST", use_network_host },
	{ "LANDLOCK", use_landlock },
	{ "SYSCALL_LISTS", use_syscall_lists },
	{ "SYSCALL_RULES", use_syscall_rules },
	{ "SYSCALL_KILL", use_syscall_kill },
	{ "SYSCALL_LOG", use_syscall_log },
	{ "SETUID", use_setuid },
	{ "LABEL", use_label },
	{ "RLIMITS", use_rlimits },
	{ "SCHEDULING", use_scheduling },
	{ "CPUS", use_cpus },
	{ "LIMITS", use_limits },
	{ "CPUSET", use_cpuset },
	{ "IO", use_io },
	{ "HUGETLB", use_hugetlb },
	{ "RAW", use_raw },
	{ "DELEGATE", use_delegate },
	{ "DEVICES", use_devices },
	{ "ONESHOT", use_oneshot },
	{ "RELAY", use_own_terminal },
	{ "USER", use_user },
	{ "TIME", use_time },
	{ "JOIN", use_join },
};

static bool any_uses(
	const struct appliance *machine, bool (*uses)(const struct container *container))
{
	for (unsigned i = 0; i < machine->containers.count; i++) {
		if (uses(machine->containers.items[i]))
			return true;
	}
	return false;
}

/* The sets of system calls, and the capabilities that bring calls to who has a set. */
static void print_syscalls(FILE *out, const struct appliance *machine)
{
	uint64_t caps = 0;
	uint32_t sets = 0;

	for (unsigned i = 0; i < machine->containers.count; i++) {
		const struct container *container = machine->containers.items[i];

		sets |= 1U << container->syscalls;
		if (container->syscalls == SYSCALLS_LEARN)
			sets |= 1U << SYSCALLS_DEFAULT; /* it begins with that */
		if (container->syscalls != SYSCALLS_UNRESTRICTED)
			caps |= container->caps;
	}
#define PRINT_SET(set, word)                                                                       \
	fprintf(out, "#define NSINIT_USES_SYSCALLS_" #set " %u\n", sets >> SYSCALLS_##set & 1);
	/* Who logs lets pass what the default set has. */
	if (any_uses(machine, use_syscall_log))
		sets |= 1U << SYSCALLS_DEFAULT;
	NSINIT_SYSCALL_SETS(PRINT_SET)
	PRINT_SET(UNRESTRICTED, "")
	PRINT_SET(LEARN, "")
#undef PRINT_SET
#define PRINT_CALLS(name)                                                                          \
	fprintf(out, "#define NSINIT_USES_CALLS_" #name " %d\n", (caps & CAP(name)) != 0);
	NSINIT_CALLING_CAPABILITIES(PRINT_CALLS)
#undef PRINT_CALLS
}

static bool bridge_uses_ipv6(const struct appliance *machine)
{
	for (unsigned i = 0; machine->bridges != NULL && machine->bridges[i] != NULL; i++) {
		if (machine->bridges[i]->address6.prefix > 0)
			return true;
	}
	return false;
}

static void print_mechanisms(
	FILE *out, const struct appliance *machine, const struct mechanism *mechanism)
{
	for (; mechanism->name != NULL; mechanism++)
		fprintf(out, "#define NSINIT_USES_%s %d\n", mechanism->name,
			any_uses(machine, mechanism->uses));
}

static bool use_catch_up(const struct container *container)
{
	return container->timer != NULL && container->timer->catch_up;
}

static void print_store_uses(FILE *out, const struct appliance *machine)
{
	bool mount = machine->store_mount.device != NULL;
	bool seed = machine->seed != SEED_NONE;
	bool clock = machine->clock != NULL;
	bool stamps = machine->store != NULL && any_uses(machine, use_catch_up);
	bool overlays = machine->overlays != NULL && machine->overlays[0] != NULL;
	bool reset = machine->factory_reset != NULL;
	bool slots = machine->slots != NULL && machine->slots[0].kind != SLOT_END;
	bool files = slots || seed || clock || overlays || reset || stamps ||
		     machine->crashes != NULL || machine->enable || any_uses(machine, use_once);

	fprintf(out, "#define NSINIT_USES_STORE_MOUNT %d\n", mount);
	fprintf(out, "#define NSINIT_USES_STORE_CHECK %d\n", machine->store_mount.check != NULL);
	fprintf(out, "#define NSINIT_USES_STORE_FORMAT %d\n", machine->store_mount.format != NULL);
	fprintf(out, "#define NSINIT_USES_STORE_MEMORY %d\n",
		machine->store_mount.fallback_bytes > 0);
	fprintf(out, "#define NSINIT_USES_ROOT_OVERLAYS %d\n", overlays);
	fprintf(out, "#define NSINIT_USES_FACTORY_RESET %d\n", reset);
	fprintf(out, "#define NSINIT_USES_SLOTS %d\n", slots);
	fprintf(out, "#define NSINIT_USES_SEED %d\n", seed);
	fprintf(out, "#define NSINIT_USES_CLOCK %d\n", clock);
	fprintf(out, "#define NSINIT_USES_CLOCK_SAVES %d\n", clock && machine->clock->save_ms > 0);
	fprintf(out, "#define NSINIT_USES_CRASHES %d\n", machine->crashes != NULL);
	fprintf(out, "#define NSINIT_USES_PSTORE %d\n",
		machine->crashes != NULL && machine->crashes->kernel);
	fprintf(out, "#define NSINIT_USES_CORES %d\n",
		machine->crashes != NULL && machine->crashes->core_bytes > 0);
	fprintf(out, "#define NSINIT_USES_STAMPS %d\n", stamps);
	fputs("/* Anything in it, at boot. */\n", out);
	fprintf(out, "#define NSINIT_USES_STORE_FILES %d\n", files);
	fprintf(out, "#define NSINIT_USES_KEEPER %d\n", mount || files);
}

static void print_uses(FILE *out, const char *config, const struct appliance *machine)
{
	bool bridges = machine->bridges != NULL && machine->bridges[0] != NULL;
	bool sysctls = machine->sysctls != NULL && machine->sysctls[0].path != NULL;

	fprintf(out, "/* What %s uses; made by nsinit-check. */\n", config);
	fputs("#ifndef NSINIT_USES_H\n#define NSINIT_USES_H\n\n", out);
	fprintf(out, "#define NSINIT_CONTAINERS %u\n", machine->containers.count);
	for (size_t i = 0; i < sizeof mechanisms / sizeof mechanisms[0]; i++)
		fprintf(out, "#define NSINIT_USES_%s %d\n", mechanisms[i].name,
			any_uses(machine, mechanisms[i].uses));
	print_mechanisms(out, machine, file_mechanisms);
	print_mechanisms(out, machine, life_mechanisms);
	print_syscalls(out, machine);
	fprintf(out, "#define NSINIT_USES_BRIDGES %d\n", bridges);
	fprintf(out, "#define NSINIT_USES_IPV6 %d\n",
		any_uses(machine, use_ipv6) || bridge_uses_ipv6(machine));
	fputs("/* Anything of netlink but a loopback interface. */\n", out);
	fprintf(out, "#define NSINIT_USES_NETWORK %d\n", bridges || any_uses(machine, use_veth));
	fprintf(out, "#define NSINIT_USES_FOREGROUND %d\n", machine->foreground);
	fputs("/* In the foreground anything may be given one. */\n", out);
	fprintf(out, "#define NSINIT_USES_TERMINAL %d\n",
		machine->foreground || any_uses(machine, use_own_terminal));
	fprintf(out, "#define NSINIT_USES_SYSCTLS %d\n", sysctls);
	fprintf(out, "#define NSINIT_USES_WATCHDOG %d\n", machine->watchdog.device != NULL);
	print_store_uses(out, machine);
	fprintf(out, "#define NSINIT_USES_CONFIRM %d\n",
		machine->boot_ok != NULL || machine->boot_failed != NULL || machine->boot_reboot);
	fprintf(out, "#define NSINIT_USES_CONSOLE_SHELL %d\n",
		machine->console.kind == CONSOLE_SHELL);
	fprintf(out, "#define NSINIT_USES_PAUSE %d\n", machine->pause);
	fprintf(out, "#define NSINIT_USES_SET %d\n", machine->set);
	fputs("/* Any of them may be set. */\n", out);
	fprintf(out, "#define NSINIT_USES_LIMITS_MORE %d\n",
		machine->set || any_uses(machine, use_limits_more));
	fprintf(out, "#define NSINIT_USES_EXEC %d\n", machine->exec);
	print_control_uses(out, machine);
	print_kernel_needs(out, machine);
	print_mechanisms(out, machine, log_mechanisms);
	fputs("/* A process comes in while it runs. */\n", out);
	fprintf(out, "#define NSINIT_USES_ENTRY %d\n",
		machine->exec || any_uses(machine, use_probe_command) ||
			any_uses(machine, use_command));
	fprintf(out, "#define NSINIT_USES_REEXEC %d\n", machine->reexec);
	fprintf(out, "#define NSINIT_USES_FAULT_REEXEC %d\n", machine->fault == FAULT_REEXEC);
	print_log_uses(out, machine->logs);
	print_hotplug_uses(out, machine);
	fputs("\n#endif\n", out);
}

int write_uses(const char *config, const struct appliance *machine, const char *file)
{
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);
	int result;

	if (out == NULL)
		return -1;
	print_uses(out, config, machine);
	fclose(out);
	result = replace(file, text, length);
	free(text);
	return result;
}
