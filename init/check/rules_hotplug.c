/*
 * Devices that come and go: rules for their nodes, and containers that run while one is there.
 * Host tool; called by check_appliance() and check_life().
 */
#include "check/check.h"
#include "check/forms.h"
#include "check/rules.h"

#include <fnmatch.h>
#include <string.h>

#define MODE_BITS 0777u

/* An entry that says something without a name is a mistake and no end. */
unsigned device_rule_count(const struct device_rule *rules)
{
	unsigned count = 0;

	while (rules != NULL && count <= DEVICE_RULES_MAX &&
		(rules[count].name != NULL || rules[count].mode != 0 || rules[count].uid != 0 ||
			rules[count].gid != 0))
		count++;
	return count;
}

const char *device_name_fault(const char *name)
{
	if (strlen(name) > DEVICE_NAME_LENGTH_MAX)
		return "has more than 63 characters";
	return relative_fault(name);
}

/* What is wrong with its sets: the device knows none that say what they do not have. */
static const char *set_fault(const char *pattern)
{
	for (const char *at = pattern; (at = strchr(at, '[')) != NULL;) {
		const char *end = at[1] != '\0' ? strchr(at + 2, ']') : NULL;

		if (at[1] == '!' || at[1] == '^')
			return "has a set that begins with '!' or '^'";
		if (end == NULL)
			return "has a '[' without its ']'";
		at = end + 1;
	}
	return NULL;
}

static bool rule_matches(const struct device_rule *rule, const char *name)
{
	return rule->name != NULL && fnmatch(rule->name, name, FNM_NOESCAPE) == 0;
}

/* What everybody opens, or nobody may, whatever a config wants of other devices. */
static void check_usual(
	struct report *report, const struct place *at, const struct device_rule *rule)
{
	static const char *const usual[] = { "null", "zero", "full", "random", "urandom", "tty",
		"ptmx", "console", "kmsg", "mem", "port" };

	for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++) {
		if (!rule_matches(rule, usual[i]))
			continue;
		report_error(report, at, "name", rule_device_rule_usual, rule->name, usual[i]);
		return;
	}
}

/* A name that an earlier rule takes; of patterns, the same one twice. */
static void check_reached(
	struct report *report, const struct place *at, const struct device_rule *rules)
{
	const char *name = rules[at->index].name;

	for (unsigned i = 0; i < at->index; i++) {
		if (!rule_matches(&rules[i], name))
			continue;
		report_error(report, at, "name", rule_device_rule_unreached, name, i);
		return;
	}
}

static void check_owner(
	struct report *report, const struct place *at, const char *field, uint32_t id)
{
	/* chown(2) takes it for no change. */
	if (id == UINT32_MAX)
		report_error(report, at, field, rule_identity_reserved, id);
}

static void check_rule(
	struct report *report, const struct place *at, const struct device_rule *rules)
{
	const struct device_rule *rule = &rules[at->index];

	if ((rule->mode & ~MODE_BITS) != 0)
		report_error(report, at, "mode", rule_node_mode, rule->mode);
	check_owner(report, at, "uid", rule->uid);
	check_owner(report, at, "gid", rule->gid);
	if (rule->name == NULL) {
		report_error(report, at, "name", rule_kind_missing, "a name below /dev");
		return;
	}
	if (device_name_fault(rule->name) != NULL) {
		report_error(report, at, "name", rule_device_rule_name, rule->name,
			device_name_fault(rule->name));
		return;
	}
	if (set_fault(rule->name) != NULL) {
		report_error(report, at, "name", rule_device_rule_name, rule->name,
			set_fault(rule->name));
		return;
	}
	check_usual(report, at, rule);
	check_reached(report, at, rules);
}

void check_device_rules(struct report *report, const struct appliance *machine)
{
	const unsigned count = device_rule_count(machine->device_rules);

	if (!check_length(report, APPLIANCE_PLACE, "device_rules", count, DEVICE_RULES_MAX))
		return;
	for (unsigned i = 0; i < count; i++)
		check_rule(report, APPLIANCE_ENTRY("device_rules", i), machine->device_rules);
}

void check_device_node(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };
	const char *name = container->device_node;

	if (name == NULL)
		return;
	if (device_name_fault(name) != NULL)
		report_error(report, &at, "device_node", rule_device_node_name, name,
			device_name_fault(name));
	else if (strpbrk(name, "*?[") != NULL)
		report_error(
			report, &at, "device_node", rule_device_node_name, name, "is a pattern");
	if ((container->kind != KIND_SERVICE && container->kind != KIND_ONESHOT &&
		    container->kind != KIND_CONSOLE) ||
		container->sockets != NULL)
		report_error(report, &at, "device_node", rule_device_node_kind);
	if (container->essential)
		report_error(report, &at, "device_node", rule_device_node_essential);
	if (container->each_start_of != NULL)
		report_error(report, &at, "each_start_of", rule_no_effect, "with device_node");
}
