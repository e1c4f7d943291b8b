/*
 * What one container is and may do: name, program, environment, root, identity, capabilities.
 * Host tool; check_container() is called by main() for each listed container and calls the rules
 * of processes, mounts, networks, limits and life.
 */
#include "check/check.h"
#include "check/forms.h"
#include "check/rules.h"

#include "base/namespaces.h"
#include "base/protocol.h"
#include <stdio.h>
#include <string.h>

_Static_assert(NAME_LENGTH_MAX + 1 == CONTROL_NAME_MAX, "a name fits the control protocol");

/* Overflow id: what the kernel shows for an owner without a number here (overflowuid, proc(5)). */
#define NOBODY 65534u

static void check_name(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at)
{
	/* Below /run/nsinit and among the logs. */
	static const char *const taken[] = { "control", "dev", "kernel", "log", "lower", "nodes",
		"nsinit", "root", "upper" };
	const char *name = container->name;
	bool veth = has_network(container, NETWORK_VETH);
	int most = veth ? VETH_NAME_LENGTH_MAX : NAME_LENGTH_MAX;

	if (name == NULL || name[0] == '\0') {
		report_error(report, at, "name", rule_name_missing);
		return;
	}
	if (container_name_fault(name) != NULL)
		report_error(report, at, "name", rule_name_form, name, container_name_fault(name));
	for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
		if (strcmp(name, taken[i]) == 0)
			report_error(report, at, "name", rule_name_taken, name);
	if (strlen(name) > (size_t)most)
		report_error(report, at, "name", rule_name_long, name, strlen(name), most,
			veth ? " with a NETWORK_VETH" : "");
	for (unsigned i = 0; machine->containers.items[i] != container; i++) {
		const char *other = machine->containers.items[i]->name;

		if (other != NULL && strcmp(other, name) == 0) {
			report_error(report, at, "name", rule_name_twice, name, i);
			return;
		}
	}
}

void check_program(
	struct report *report, const char *subject, const char *field, const char *const *argv)
{
	const struct place at = { .subject = subject };
	const struct place program = { subject, field, 0 };

	if (argv == NULL || argv[0] == NULL) {
		report_error(report, &at, field, rule_argv_missing);
		return;
	}
	check_path(report, &program, NULL, argv[0]);
	if (strchr(argv[0], ' ') != NULL)
		report_error(report, &program, NULL, rule_argv_space, argv[0]);
	check_length(report, &at, field, word_count(argv, ARGUMENTS_MAX), ARGUMENTS_MAX);
}

static void check_environment(
	struct report *report, const struct place *at, const char *const *environment)
{
	unsigned count = word_count(environment, ENVIRONMENT_MAX);

	if (!check_length(report, at, "environment", count, ENVIRONMENT_MAX))
		return;
	for (unsigned i = 0; i < count; i++) {
		const struct place entry = { at->subject, "environment", i };
		size_t length = environment_name_length(environment[i]);
		unsigned same = 0;

		if (length == 0) {
			report_error(report, &entry, NULL, rule_environment_form, environment[i]);
			continue;
		}
		while (same < i && strncmp(environment[same], environment[i], length + 1) != 0)
			same++;
		if (same < i)
			report_error(
				report, &entry, NULL, rule_environment_twice, environment[i], same);
	}
}

static void check_id(struct report *report, const struct place *at, const char *field, uint32_t id)
{
	if (id == 0)
		report_error(report, at, field, rule_identity_root);
	if (id == UINT32_MAX || id == NOBODY)
		report_error(report, at, field, rule_identity_reserved, id);
}

static void check_groups(struct report *report, const struct place *at, const uint32_t *groups)
{
	unsigned count = 0;

	while (groups != NULL && count <= GROUPS_MAX && groups[count] != NO_GROUP)
		count++;
	if (!check_length(report, at, "identity.groups", count, GROUPS_MAX))
		return;
	for (unsigned i = 0; i < count; i++) {
		const struct place entry = { at->subject, "identity.groups", i };
		unsigned same = 0;

		check_id(report, &entry, NULL, groups[i]);
		while (same < i && groups[same] != groups[i])
			same++;
		if (same < i)
			report_error(report, &entry, NULL, rule_group_twice, groups[i]);
	}
}

static void check_identity(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at)
{
	const struct identity *identity = &container->identity;

	check_groups(report, at, identity->groups);
	switch (identity->kind) {
	case IDENTITY_UNSET:
		report_error(report, at, "identity", rule_identity_missing);
		return;
	case IDENTITY_ROOT:
		if (identity->uid != 0)
			report_error(report, at, "identity.uid", rule_no_effect, "with ROOT_USER");
		if (identity->gid != 0)
			report_error(report, at, "identity.gid", rule_no_effect, "with ROOT_USER");
		return;
	case IDENTITY_USER:
		break;
	}
	check_enum(report, at, "identity.kind", (int)identity->kind, IDENTITY_ROOT + 1,
		"enum identity_kind");
	check_id(report, at, "identity.uid", identity->uid);
	check_id(report, at, "identity.gid", identity->gid);
	for (unsigned i = 0; machine->containers.items[i] != container; i++) {
		const struct container *other = machine->containers.items[i];
		uint32_t uid = uid_outside(container, identity->uid);

		if (other->identity.kind == IDENTITY_USER && uid != ID_UNMAPPED &&
			uid_outside(other, other->identity.uid) == uid) {
			report_error(report, at, "identity.uid", rule_uid_twice, identity->uid,
				container_label(machine, other));
			return;
		}
	}
}

/* A development build must say so, and nobody's namespaces are those of such a program. */
static void check_learning(struct report *report, const struct appliance *machine,
	const struct container *container, const struct place *at)
{
	if (container->syscalls != SYSCALLS_LEARN)
		return;
	if (!machine->learns)
		report_error(report, at, "syscalls", rule_learn_unsaid);
	if (container->join != NULL || container->shares != 0)
		report_error(report, at, "syscalls", rule_learn_shared,
			container->join != NULL ? "join" : "shares");
}

void check_container(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };

	check_name(report, machine, container, &at);
	check_enum(report, &at, "kind", (int)container->kind, KIND_CONNECTION + 1,
		"enum container_kind");
	check_program(report, at.subject, "argv", container->argv);
	check_environment(report, &at, container->environment);
	if (container->directory != NULL)
		check_path(report, &at, "directory", container->directory);
	if (container->hostname != NULL && !hostname_good(container->hostname))
		report_error(report, &at, "hostname", rule_hostname_form, container->hostname);
	check_root(report, machine, container);
	check_identity(report, machine, container, &at);
	if (container->caps >> NSINIT_CAP_COUNT != 0)
		report_error(report, &at, "caps", rule_caps_unknown, NSINIT_CAP_COUNT - 1);
	check_learning(report, machine, container, &at);
	check_namespaces(report, machine, container);
	check_process(report, machine, container);
	check_syscalls(report, machine, container);
	check_landlock(report, machine, container);
	check_mounts(report, machine, container);
	check_paths(report, machine, container);
	check_networks(report, machine, container);
	check_limits(report, machine, container);
	check_devices(report, machine, container);
	check_nodes(report, machine, container);
	check_life(report, machine, container);
	check_log(report, machine, container);
}
