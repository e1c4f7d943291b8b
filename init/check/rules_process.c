/*
 * What the processes of a container may do and how they are treated: capabilities beyond `caps`,
 * set-user-ID programs, label, limits of each process, scheduling.
 * Host tool; called by check_container().
 */
#include "check/check.h"
#include "check/rules.h"

#include <ctype.h>
#include <string.h>

#define UMASK_BITS       0777u
#define UMASK_OWNER_BITS 0700u
/* -1000 would let a container over its memory limit hang instead of end. */
#define OOM_SCORE_LEAST (-999)
#define OOM_SCORE_MOST  1000
#define NICE_LEAST      (-20)
#define NICE_MOST       19
#define PRIORITY_MOST   99
#define IO_LEVEL_MOST   7

static void check_range(struct report *report, const struct place *at, const char *field, int value,
	int least, int most)
{
	if (value < least || value > most)
		report_error(report, at, field, rule_range, value, least, most);
}

/* A set beside `caps`: known, not said twice, and of use. */
static void check_set(struct report *report, const struct container *container,
	const struct place *at, const char *field, uint64_t set)
{
	if (set >> NSINIT_CAP_COUNT != 0)
		report_error(report, at, field, rule_caps_unknown, NSINIT_CAP_COUNT - 1);
	if ((set & container->caps) != 0)
		report_error(report, at, field, rule_caps_twice);
}

static void check_setuid(
	struct report *report, const struct container *container, const struct place *at)
{
	const struct capability_sets *sets = container->capability_sets;

	if (container->allow_setuid && container->identity.kind == IDENTITY_ROOT)
		report_error(report, at, "allow_setuid", rule_setuid_root);
	if (container->allow_setuid && container->syscalls == SYSCALLS_MINIMAL)
		report_error(report, at, "allow_setuid", rule_setuid_minimal);
	if (container->allow_setuid && container->root.kind == ROOT_TMPFS)
		report_error(report, at, "allow_setuid", rule_no_effect, "with ROOT_TMPFS");
	if (container->allow_setuid && container->join != NULL && container->join->mount != NULL)
		report_error(report, at, "allow_setuid", rule_no_effect,
			"with .join.mount, whose root is another's");
	if (sets == NULL)
		return;
	if (!container->allow_setuid) {
		report_error(report, at, "capability_sets", rule_no_effect, "without allow_setuid");
		return;
	}
	check_set(report, container, at, "capability_sets.bounding", sets->bounding);
	check_set(report, container, at, "capability_sets.inheritable", sets->inheritable);
	if ((sets->inheritable & ~(container->caps | sets->bounding)) != 0)
		report_error(report, at, "capability_sets.inheritable", rule_inheritable_bounding);
}

static const char *label_fault(const char *name)
{
	if (strlen(name) > LABEL_LENGTH_MAX)
		return "has more than 255 characters";
	for (; *name != '\0'; name++) {
		if (isspace((unsigned char)*name) || iscntrl((unsigned char)*name))
			return "contains a space or another character that is not seen";
	}
	return NULL;
}

static void check_label(struct report *report, const struct place *at, const struct label *label)
{
	const char *name = label->name;

	check_enum(
		report, at, "label.kind", (int)label->kind, LABEL_SELINUX + 1, "enum label_kind");
	if (label->kind == LABEL_UNSET && name != NULL)
		report_error(report, at, "label.kind", rule_label_kind);
	if (label->kind != LABEL_UNSET && (name == NULL || name[0] == '\0'))
		report_error(report, at, "label.name", rule_label_missing);
	else if (name != NULL && label_fault(name) != NULL)
		report_error(report, at, "label.name", rule_label_form, name, label_fault(name));
}

/*
 * What a program needs to start at all, and what the kernel takes. Only where there is no highest
 * value is UNLIMITED one: NOFILE has that of fs.nr_open.
 */
static const struct {
	int64_t least, most;
} resources[] = {
	[RESOURCE_AS] = { MiB(1), INT64_MAX },
	[RESOURCE_CORE] = { 0, INT64_MAX },
	[RESOURCE_CPU] = { 1, INT64_MAX },
	[RESOURCE_DATA] = { MiB(1), INT64_MAX },
	[RESOURCE_FSIZE] = { 0, INT64_MAX },
	[RESOURCE_MEMLOCK] = { 0, INT64_MAX },
	[RESOURCE_MSGQUEUE] = { 0, INT64_MAX },
	[RESOURCE_NICE] = { 0, 40 },
	[RESOURCE_NOFILE] = { 3, 0x7fffffff },
	[RESOURCE_NPROC] = { 2, INT64_MAX },
	[RESOURCE_RTPRIO] = { 0, PRIORITY_MOST },
	[RESOURCE_RTTIME] = { 1, INT64_MAX },
	[RESOURCE_SIGPENDING] = { 0, INT64_MAX },
	[RESOURCE_STACK] = { KiB(128), INT64_MAX },
};
#define RESOURCES (sizeof resources / sizeof resources[0])

static void check_resource_value(struct report *report, const struct place *at, const char *field,
	enum resource kind, int64_t value)
{
	int64_t least = resources[kind].least;
	int64_t most = resources[kind].most;

	if (value == UNLIMITED && most == INT64_MAX)
		return;
	if (value < least || value > most)
		report_error(report, at, field, rule_rlimit_range, (long long)value,
			(long long)least, (long long)most,
			most == INT64_MAX ? ", or UNLIMITED" : "");
}

static void check_resource(struct report *report, const struct container *container,
	const struct place *at, const struct resource_limit *limit)
{
	const struct resource_limit *earlier = container->rlimits;

	if (limit->kind == RESOURCE_END) {
		report_error(report, at, "kind", rule_kind_missing, "RESOURCE_NOFILE or another");
		return;
	}
	check_enum(report, at, "kind", (int)limit->kind, (int)RESOURCES, "enum resource");
	if ((unsigned)limit->kind >= RESOURCES)
		return;
	while (earlier < limit && earlier->kind != limit->kind)
		earlier++;
	if (earlier < limit)
		report_error(report, at, "kind", rule_rlimit_twice,
			(unsigned)(earlier - container->rlimits));
	check_resource_value(report, at, "soft", limit->kind, limit->soft);
	check_resource_value(report, at, "hard", limit->kind, limit->hard);
	if (limit->hard != UNLIMITED && (limit->soft > limit->hard || limit->soft == UNLIMITED))
		report_error(report, at, "soft", rule_rlimit_soft);
	if (limit->kind == RESOURCE_NPROC && container->identity.kind == IDENTITY_ROOT)
		report_error(report, at, "kind", rule_no_effect, "on ROOT_USER");
}

static void check_rlimits(
	struct report *report, const struct container *container, const struct place *at)
{
	const struct resource_limit *limits = container->rlimits;
	unsigned count = 0;

	/* An entry without a kind, but with values, is a mistake and no end. */
	while (limits != NULL && count <= RLIMITS_MAX &&
		(limits[count].kind != RESOURCE_END || limits[count].soft != 0 ||
			limits[count].hard != 0))
		count++;
	if (!check_length(report, at, "rlimits", count, RLIMITS_MAX))
		return;
	for (unsigned i = 0; i < count; i++) {
		const struct place entry = { at->subject, "rlimits", i };

		check_resource(report, container, &entry, &limits[i]);
	}
}

static void check_scheduler(
	struct report *report, const struct container *container, const struct place *at)
{
	const struct scheduler *scheduler = &container->scheduler;
	const char *field = "scheduler.priority";

	check_range(report, at, "nice", container->nice, NICE_LEAST, NICE_MOST);
	switch (scheduler->kind) {
	case SCHEDULER_FIFO:
	case SCHEDULER_RR:
		check_range(report, at, field, scheduler->priority, 1, PRIORITY_MOST);
		if (container->nice != 0)
			report_error(report, at, "nice", rule_no_effect,
				"with SCHEDULER_FIFO and SCHEDULER_RR");
		return;
	case SCHEDULER_IDLE:
		if (container->nice != 0)
			report_error(report, at, "nice", rule_no_effect, "with SCHEDULER_IDLE");
		break;
	case SCHEDULER_ORDINARY:
	case SCHEDULER_BATCH:
		break;
	}
	check_enum(report, at, "scheduler.kind", (int)scheduler->kind, SCHEDULER_RR + 1,
		"enum scheduler_kind");
	if (scheduler->priority != 0)
		report_error(report, at, field, rule_no_effect,
			"without SCHEDULER_FIFO or SCHEDULER_RR");
}

static void check_io_priority(
	struct report *report, const struct place *at, const struct io_priority *priority)
{
	switch (priority->kind) {
	case IO_PRIORITY_REALTIME:
	case IO_PRIORITY_BEST_EFFORT:
		check_range(report, at, "io_priority.level", priority->level, 0, IO_LEVEL_MOST);
		return;
	case IO_PRIORITY_UNSET:
	case IO_PRIORITY_IDLE:
		break;
	}
	check_enum(report, at, "io_priority.kind", (int)priority->kind, IO_PRIORITY_IDLE + 1,
		"enum io_priority_kind");
	if (priority->level != 0)
		report_error(report, at, "io_priority.level", rule_no_effect,
			"without IO_PRIORITY_REALTIME or IO_PRIORITY_BEST_EFFORT");
}

void check_process(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place at = { .subject = container_label(machine, container) };

	check_setuid(report, container, &at);
	check_label(report, &at, &container->label);
	check_rlimits(report, container, &at);
	if ((container->umask & ~UMASK_BITS) != 0)
		report_error(report, &at, "umask", rule_umask_bits, container->umask);
	else if ((container->umask & UMASK_OWNER_BITS) != 0)
		report_error(report, &at, "umask", rule_umask_owner, container->umask);
	check_range(
		report, &at, "oom_score", container->oom_score, OOM_SCORE_LEAST, OOM_SCORE_MOST);
	check_scheduler(report, container, &at);
	check_io_priority(report, &at, &container->io_priority);
}
